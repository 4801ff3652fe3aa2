"""How the reader's columns are laid out: gutter, text, margin, rail. All widths are cells."""

from typing import NamedTuple

GUTTER = 4
"""A bar for claims, two signs for stances, one blank."""

RAIL = 1
TEXT_MOST = 104
"""Longer lines are hard to read."""

WIDE = 120
"""From this width on the margin has labels."""

MARGIN_LEAST = 26


class Frame(NamedTuple):
    """The widths of the columns; they add up to `width`. `margin` is 0 where the window is narrow."""

    width: int
    text: int
    margin: int

    @property
    def blank(self) -> int:
        """Cells between the text and the margin or rail that nothing is drawn in."""
        return self.width - GUTTER - self.text - self.margin - RAIL


def frame_for(width: int) -> Frame:
    """The columns of a window `width` cells wide."""
    room = max(1, width - GUTTER - RAIL)
    if width < WIDE:
        return Frame(width, min(room, TEXT_MOST), 0)
    text = min(TEXT_MOST, room - MARGIN_LEAST - 1)
    return Frame(width, text, room - text - 1)
