"""One line of text: a name, a reason."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.app.cells import one_line
from tui.app.screens.dialog import Dialog, styles
from tui.app.widgets.typed import Typed


class Ask(Dialog[str]):
    """Ask for one line: dismissed with it, without blanks at its ends. An empty line is no answer."""

    CSS_PATH = styles("ask")
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "take it", priority=True)]
    typed = getters.query_one("#typed", Typed)

    def __init__(self, prompt: str, text: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self.heading = one_line(prompt)
        self._text = one_line(text)
        self._placeholder = placeholder

    def compose_body(self) -> ComposeResult:
        """The line."""
        with Horizontal(classes="typed"):
            yield Static("› ")
            yield Typed(self._text, placeholder=self._placeholder)

    @on(Input.Changed, "#typed")
    def _typed(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual calls it so)
        """Only a line with something in it can be taken."""
        return action != "take" or bool(self.typed.value.strip())

    def action_take(self) -> None:
        """Take the line."""
        self.dismiss(one_line(self.typed.value))
