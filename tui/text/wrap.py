"""Lines of a text at a width, as offsets: two speeds, rebuilt as a whole on a resize."""

import re
from bisect import bisect_right
from functools import lru_cache

from tui.text.graphemes import graphemes, is_narrow

_CLOSING = tuple("、。，．・：；？！）］｝〉》」』】ー")
"""Wide characters that do not start a line."""


class Wrap:
    """The lines of `text` at `width` cells: `starts[i]` and `ends[i]` are code points, blanks at a break excluded.

    `text` is what is drawn (`tui.text.display.display`): its `"\\n"` end lines, all else is one line's content.
    Every offset of the text belongs to exactly one line.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(1, width)
        self.starts: list[int] = []
        self.ends: list[int] = []
        position = 0
        while position <= len(text):
            stop = text.find("\n", position)
            stop = len(text) if stop < 0 else stop
            self._paragraph(position, stop)
            position = stop + 1

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds `offset`; the blanks at a break belong to the line before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span_of(self, line: int) -> tuple[int, int]:
        """The `[start, end)` of a line; empty for an empty line."""
        return self.starts[line], self.ends[line]

    def _paragraph(self, start: int, end: int) -> None:
        """The lines of one paragraph; blanks in front of its first word are not shown."""
        inked = len(self.text[start:end].lstrip(" "))
        start = end - inked if inked else start
        if end - start <= self.width and is_narrow(self.text, start, end):
            self._line(start, end)
        elif is_narrow(self.text, start, end):
            self._narrow(start, end)
        else:
            self._by_grapheme(start, end)

    def _narrow(self, start: int, end: int) -> None:
        for match in _breaker(self.width).finditer(self.text, start, end):
            self._line(match.start(), match.end())

    def _by_grapheme(self, start: int, end: int) -> None:
        """One paragraph with wide or combining characters: breaks at blanks, and beside wide characters."""
        line, used, chance = start, 0, -1
        for first, last, width in graphemes(self.text, start, end):
            blank = self.text[first:last] == " "
            while used + width > self.width and not blank and first > line:
                broken = chance if chance > line else first
                self._line(line, broken)
                used = sum(w for _, _, w in graphemes(self.text, broken, first))
                line, chance = broken, -1
            used += width
            if blank or (width == 2 and self.text[last : last + 1] not in _CLOSING):
                chance = last
        self._line(line, end)

    def _line(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(start + len(self.text[start:end].rstrip(" ")))


@lru_cache(8)
def _breaker(width: int) -> re.Pattern[str]:
    """What a line of one-cell characters takes: up to `width` before a blank, with the blanks, or part of a word."""
    return re.compile(rf"(?:.{{1,{width}}}(?: +|\Z))|.{{1,{width}}}")
