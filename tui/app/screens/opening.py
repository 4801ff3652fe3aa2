"""What stands on the screen while a large desk is read, or where there is no article."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class Opening(Screen[None]):
    """One sentence, or how much of the desk is read."""

    DEFAULT_CSS = "Opening { align: center middle; } Opening > Static { width: auto; }"

    def __init__(self, words: str = "Opening the desk…") -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(self._words, markup=False)

    def show(self, share: float) -> None:
        """Say how much is read, in [0, 1]."""
        done = round(30 * share)
        self.query_one(Static).update(f"{self._words} {share:4.0%}\n{'━' * done}{'─' * (30 - done)}")
