"""A yes or no before something that costs work."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.app.cells import one_line
from tui.app.screens.dialog import Dialog, styles
from tui.text.sanitise import sanitise


class Confirm(Dialog[bool]):
    """Ask: dismissed with True or False. Enter means no, so that nothing happens by a key too many."""

    CSS_PATH = styles("confirm")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,enter", "answer(False)", "no", key_display="n"),
        Binding("q", "answer(False)", show=False),
    ]

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self.heading = one_line(question)
        self._detail = sanitise(detail)

    def compose_body(self) -> ComposeResult:
        """What would happen."""
        yield Static(self._detail, id="detail", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)
