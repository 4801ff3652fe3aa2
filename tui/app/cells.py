"""Pieces of a line of text in a terminal: `(text, style name)`, measured in cells. Pure.

Text from articles, actors and notes goes through `one_line` before it is drawn; nothing here reads markup.
"""

from collections.abc import Collection

from rich.cells import cell_len, set_cell_size

from tui.text.sanitise import sanitise

Cells = list[tuple[str, str]]
"""Pieces from left to right; the style name is one of `Rows.COMPONENT_CLASSES` without "rows--", or empty."""

ELLIPSIS = "…"


def one_line(text: str) -> str:
    """The text on one line and harmless to the terminal: runs of blanks, tabs and line ends become one blank."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return sanitise(" ".join(text.split()))


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells: filled up with blanks, or cut and ended by "…"."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + ELLIPSIS


def fit_right(text: str, width: int) -> str:
    """Like `fit`, with the blanks on the left: for numbers."""
    return " " * max(0, width - cell_len(text)) + fit(text, min(width, cell_len(text)))


def marked(text: str, positions: Collection[int], width: int, style: str = "") -> Cells:
    """`fit` the text and give the characters at `positions` (code points) the style "match"."""
    shown = fit(text, width)
    cells: Cells = []
    for offset, char in enumerate(shown):
        name = "match" if offset in positions and offset < len(text) else style
        if cells and cells[-1][1] == name:
            cells[-1] = (cells[-1][0] + char, name)
        else:
            cells.append((char, name))
    return cells
