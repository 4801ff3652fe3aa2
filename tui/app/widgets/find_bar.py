"""The line at the bottom for finding words: counts while one types, goes on and back, keeps out of the way."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Type words to find; the screen answers each `Changed` by setting `found`.

    Enter keeps the place and closes; Ctrl+g or Escape closes and asks to go back.
    """

    DEFAULT_CSS = """
    FindBar {
        dock: bottom;
        height: 1;
        background: $panel;
        & > .prompt { width: 2; color: $text-accent; text-style: bold; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & > #found { width: auto; padding: 0 1; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", "next", show=False),
        Binding("up,ctrl+p", "step(-1)", "previous", show=False),
        Binding("ctrl+g,escape", "close(False)", "cancel", show=False),
    ]
    found: reactive[tuple[int, int]] = reactive((0, 0))
    """The place that is shown, counted from 1 (0: none), and how many there are."""
    typed = getters.query_one("#find", Input)

    class Changed(Message):
        """Other words are wanted; `text` may be empty."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Stepped(Message):
        """The next (1) or the previous (-1) place is wanted."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Closed(Message):
        """The bar is done with: stay at the place found (`kept`), or go back to where one was."""

        def __init__(self, text: str, kept: bool) -> None:
            super().__init__()
            self.text = text
            self.kept = kept

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text

    def compose(self) -> ComposeResult:
        """The slash, the words, the count."""
        yield Static("/ ", classes="prompt")
        yield Input(self._text, id="find", placeholder="find in this article", compact=True)
        yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        """Type right away."""
        self.typed.focus()

    def watch_found(self, found: tuple[int, int]) -> None:
        """Say which of how many."""
        place, total = found
        if not self.typed.value:
            words = ""
        elif not total:
            words = "not found"
        else:
            words = f"{place:,} of {total:,}  ↓ ↑ Enter"
        self.query_one("#found", Static).update(words)

    @on(Input.Changed, "#find")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))
        self.watch_found(self.found)

    @on(Input.Submitted, "#find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_close(True)

    def action_step(self, step: int) -> None:
        """Ask for the next or previous place."""
        self.post_message(self.Stepped(step))

    def action_close(self, kept: bool) -> None:
        """Say that it is done; the screen takes the bar away."""
        self.post_message(self.Closed(self.typed.value, kept))
