"""A note on an annotation."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea

from tui.app.cells import one_line
from tui.app.screens.dialog import Dialog, styles
from tui.text.sanitise import sanitise


class Note(Dialog[str]):
    """Write a note: dismissed with its text, "" to take it away. `subject` says what the note is about."""

    CSS_PATH = styles("note")
    AUTO_FOCUS = "#note"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "save", key_display="Enter", priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "line", "new line", key_display="Ctrl+j", priority=True),
    ]
    heading = "Note"
    note = getters.query_one("#note", TextArea)

    def __init__(self, text: str | None, subject: str) -> None:
        super().__init__()
        self._text = sanitise(text or "")
        self._subject = one_line(subject)

    def compose_body(self) -> ComposeResult:
        """What it is about, and the note."""
        yield Static(self._subject, id="subject", markup=False)
        yield TextArea(
            self._text, id="note", soft_wrap=True, tab_behavior="focus", placeholder="why, or what to come back to"
        )

    def on_mount(self) -> None:
        """Go on writing where the note ends."""
        self.note.move_cursor(self.note.document.end)

    def action_save(self) -> None:
        """Keep the note as it is on the screen."""
        self.dismiss(sanitise(self.note.text).strip())

    def action_line(self) -> None:
        """Start a new line."""
        self.note.insert("\n")
