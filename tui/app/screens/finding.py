"""Finding words: what is typed after `/`, key by key, and the places found marked in the text.

Each key does all it does at once, like every other key of the reader, so that nothing typed fast goes astray.
"""

from typing import Literal

from tui.app.reading.bar import Bar, Item
from tui.app.reading.moving import whole_words
from tui.app.reading.reading import Reading
from tui.text.graphemes import previous_grapheme
from tui.text.search import find_all, next_match

Outcome = Literal["open", "kept", "left"]

KEEP, LEAVE = ("enter",), ("escape", "ctrl+g")
ON, BACK = ("down", "ctrl+n", "tab"), ("up", "ctrl+p", "shift+tab")
CARET = "▏"
ITEMS = (
    Item("Enter", "stay here", "enter"),
    Item("↓", "next", "down"),
    Item("↑", "previous", "up"),
    Item("Esc", "back", "escape"),
)


class Search:
    """One search from its first letter to Enter or Escape. Knows no widget but the page.

    It starts at the next place of the words looked for last, which the first letter typed replaces.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.needle
        self._fresh = True
        self._number = self._count = 0
        self._origin = reading.page.place
        self._start = reading.page.selection.start
        reading.leave_mark()
        if self.words:
            self._look(self._start)

    def press(self, key: str) -> Outcome:
        """Do what a key does: type, correct, step, stay or go back."""
        if key in KEEP or key in LEAVE:
            self._end(kept=key in KEEP)
            return "kept" if key in KEEP else "left"
        if key in ON or key in BACK:
            self._step(1 if key in ON else -1)
        elif key == "backspace":
            self.type(self.words[: previous_grapheme(self.words, len(self.words))], whole=True)
        elif key == "ctrl+u":
            self.type("", whole=True)
        elif key == "space":
            self.type(" ")
        elif len(key) == 1:
            self.type(key)
        return "open"

    def type(self, words: str, *, whole: bool = False) -> None:
        """Add words (or look for these alone), mark all places and go to the first one from where it began."""
        self.words = words if whole or self._fresh else self.words + words
        self._fresh = False
        self._look(self._start - 1)

    def bar(self) -> Bar:
        """What the bottom line shows."""
        told = ""
        if self.words:
            told = f"{self._number:,} of {self._count:,}" if self._count else "not found"
        return Bar(
            f"/ {self.words}{CARET} {told}", "information" if self._count or not self.words else "warning", ITEMS
        )

    def _look(self, after: int) -> None:
        """Mark all places and go to the first one that starts after an offset, or else to the very first."""
        page = self.reading.page
        page.matches = find_all(self.reading.text, self.words)
        found = next_match(page.matches, after)
        if found is None:
            page.restore(self._origin)
            self._number = self._count = 0
            return
        page.select(found)
        self._number, self._count = page.matches.index(found) + 1, len(page.matches)

    def _step(self, towards: int) -> None:
        page = self.reading.page
        found = next_match(page.matches, page.selection.start, towards)
        if found is not None:
            page.select(found)
            self._number = page.matches.index(found) + 1

    def _end(self, *, kept: bool) -> None:
        self.reading.stepped = False
        page = self.reading.page
        if kept and page.matches:
            self.reading.needle = self.words
            page.select(whole_words(page.sheet.text, page.selection))
            return
        page.matches = ()
        page.restore(self._origin)
