"""What the lines around the text are written in: styles by name, made once for a theme.

An *ink* is what a piece of such a line is named: words for attributes, then one of the theme's variables without its
dollar sign ("bold text-accent"); "" is the plain foreground. A *ground* is the variable of the background.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.app.cells import Cells

Ground = Literal["panel", "surface"]
Row = list[Segment]
"""One line of the screen as segments."""

AUTO = "auto"


class Inks:
    """The styles of a theme's `variables`; `plain` leaves out all colours, `filters` are the app's own."""

    def __init__(self, variables: Mapping[str, str], *, plain: bool, filters: Sequence[LineFilter] = ()) -> None:
        self._variables = variables
        self._plain = plain
        self._filters = tuple(filters)
        self._styles: dict[tuple[str, Ground], Style] = {}

    def style(self, ink: str, ground: Ground) -> Style:
        """The style of an ink on a ground."""
        style = self._styles.get((ink, ground))
        if style is None:
            style = self._styles[ink, ground] = self._make(ink, ground)
        return style

    def row(self, cells: Cells, ground: Ground, width: int) -> Row:
        """The pieces as a line of exactly `width` cells; the pieces must not take more."""
        written = [Segment(text, self.style(ink, ground)) for text, ink in cells]
        return self.filled(written, self.style("", ground), width)

    def filled(self, row: Row, style: Style, width: int) -> Row:
        """A line filled up with blanks, as the app's filters make it, without empty segments."""
        room = width - sum(segment.cell_length for segment in row)
        if room > 0:
            row = [*row, Segment(" " * room, style)]
        if self._filters:
            ground = Color.from_rich_color(style.bgcolor)
            for line_filter in self._filters:
                row = line_filter.apply(row, ground)
        return [segment for segment in row if segment.text]

    def _make(self, ink: str, ground: Ground) -> Style:
        *attributes, name = ink.split() or ["foreground"]
        under = Color.parse(self._variables[ground])
        colour, faint = _mixed(self._variables[name], under)
        return Style(
            color=None if self._plain else colour.rich_color,
            bgcolor=None if self._plain else under.rich_color,
            bold="bold" in attributes or None,
            reverse="reverse" in attributes or None,
            dim=(faint and (self._plain or under.ansi is not None)) or None,
        )


def _mixed(value: str, ground: Color) -> tuple[Color, bool]:
    """A theme's colour over a ground, and whether it is meant to be faint: "#ffffff", "auto 60%", "ansi_default 50%".

    `auto` is black or white, whichever stands out. The terminal's own colours cannot be mixed.
    """
    name, _, share = value.partition(" ")
    strength = float(share.strip(" %") or 100) / 100
    own = ground.ansi is not None
    colour = (
        Color.parse("ansi_default" if own else ground.get_contrast_text(1.0).hex) if name == AUTO else Color.parse(name)
    )
    return colour if own or colour.ansi is not None else ground.blend(colour, strength), strength < 1
