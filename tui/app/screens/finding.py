"""Finding words: the box at the bottom, the places found marked in the text."""

from typing import TYPE_CHECKING

from tui.app.reading.moving import whole_words
from tui.app.reading.reading import Reading
from tui.text.search import find_all, next_match

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen


class Search:
    """One search from its first letter to Enter or Escape. Knows no widget but the page."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.origin = reading.page.place
        self.start = reading.page.selection.start
        reading.leave_mark()

    def look_for(self, words: str) -> tuple[int, int]:
        """Mark all places and go to the first one from where the search began; its number (0: none) and how many."""
        page = self.reading.page
        matches = page.matches = find_all(self.reading.text, words)
        found = next_match(matches, self.start - 1)
        if found is None:
            page.restore(self.origin)
            return 0, 0
        page.select(found)
        return matches.index(found) + 1, len(matches)

    def step(self, towards: int) -> tuple[int, int]:
        """Go to the next or previous place."""
        page = self.reading.page
        found = next_match(page.matches, page.selection.start, towards)
        if found is None:
            return 0, 0
        page.select(found)
        return page.matches.index(found) + 1, len(page.matches)

    def end(self, words: str, *, kept: bool) -> None:
        """Stay at the place found, or go back."""
        self.reading.stepped = False
        page = self.reading.page
        if kept and page.matches:
            self.reading.needle = words
            page.select(whole_words(page.sheet.text, page.selection))
            return
        self.reading.page.matches = ()
        self.reading.page.restore(self.origin)


def open_find(screen: "ReadingScreen") -> None:
    """Open the find box; it has the keys until it is closed."""
    from tui.app.widgets.find_bar import FindBar

    screen.search = Search(screen.reading)
    screen.bar.display = False
    screen.mount(FindBar(screen.reading.needle))
