"""The main screen's one widget: the reader with the lines around it, drawn in one go.

One widget, because each further one costs Textual a message, a task and a cache for every frame: with five of them a
key took twice as long. What stands around the text is frozen data; a piece that shows the same as before is not drawn
anew, and of one that differs only the cells that do.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.app.reading.bar import Bar
from tui.app.widgets.action_bar import Places, bar_cells
from tui.app.widgets.inks import Inks, Row
from tui.app.widgets.inspector import Known, inspector_cells
from tui.app.widgets.lens import View, lens_rows
from tui.app.widgets.panel import Panel, grid, panel_cells
from tui.app.widgets.reader import Reader
from tui.app.widgets.status_line import Status, status_cells


class Around(NamedTuple):
    """What stands around the text, from the top: its pieces have the names of `Stack`; the panel lies over the text."""

    status: Status = Status()
    panel: Panel = Panel()
    lens: View = View()
    inspector: Known = Known()
    bar: Bar = Bar()


PIECES = Around._fields


class Stack(NamedTuple):
    """The lines of each piece, 0 to leave it out, and the columns right of the text that something else lies over."""

    status: int = 1
    lens: int = 0
    inspector: int = 1
    bar: int = 1
    side: int = 0

    def space(self, size: Size) -> Region:
        """What is left for the text in a widget of that size."""
        rest = size.height - self.status - self.lens - self.inspector - self.bar
        return Region(0, self.status, max(0, size.width - self.side), max(0, rest))

    def top(self, piece: str, size: Size) -> int:
        """The first line of a piece other than the panel."""
        below = {"lens": self.lens + self.inspector + self.bar, "inspector": self.inspector + self.bar, "bar": self.bar}
        return size.height - below[piece] if piece in below else 0


DEFAULT_STACK = Stack()


class Drawn(NamedTuple):
    """A piece as it stands on the screen: `width` cells wide, from line `top` on."""

    top: int = 0
    width: int = 0
    rows: Sequence[Row] = ()
    strips: Sequence[Strip] = ()

    @property
    def region(self) -> Region:
        """Where it stands."""
        return Region(0, self.top, self.width, len(self.rows))


class Board(Reader, can_focus=False):
    """A reader, what stands around it, and what the mouse does there."""

    class Pressed(Message):
        """An entry of bar or panel was clicked: as if this key had been typed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Laid(Message):
        """The text was laid out anew for another size."""

    def __init__(self, stack: Stack = DEFAULT_STACK, **known: Any) -> None:
        super().__init__(**known)
        self._stack = stack
        self._around = Around()
        self._drawn: dict[str, Drawn] = {}
        self._inks: Inks | None = None
        self._places: Places = ()

    @property
    def around(self) -> Around:
        """What stands around the text."""
        return self._around

    @property
    def stack(self) -> Stack:
        """How many lines each piece has."""
        return self._stack

    def stand(self, stack: Stack) -> None:
        """Give the pieces their lines; the place in the text stays."""
        if stack != self._stack:
            self._stack = stack
            self._drawn = {}
            self._fit()
            self.refresh()

    def show_around(self, around: Around) -> None:
        """Show this, in the same frame as what caused it; only the cells that differ are drawn."""
        before, self._around = self._around, around
        changed: list[Region] = []
        for piece in PIECES:
            if piece in self._drawn and getattr(before, piece) != getattr(around, piece):
                self._drawn[piece], regions = redrawn(self._drawn[piece], *self._draw(piece))
                changed += regions
        if changed:
            self.refresh(*changed)

    def space(self) -> Region:
        """Where in the widget the text is drawn."""
        return self._stack.space(self.outer_size)

    def notify_style_update(self) -> None:
        """The theme changed: all colours are made anew."""
        self._inks, self._drawn = None, {}
        super().notify_style_update()

    def on_resize(self) -> None:
        """Everything has another width: lay it out, and tell the screen."""
        self._drawn = {}
        self._fit()
        self.post_message(self.Laid())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """What is under the panel is not selected."""
        if self._entry_at(event.x, event.y) is not None:
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Press the key of the entry under the pointer."""
        key = self._entry_at(event.x, event.y)
        if key is not None:
            event.prevent_default()
            self.post_message(self.Pressed(key))

    def _entry_at(self, x: int, y: int) -> str | None:
        """The key of the entry at a cell; "" on the panel between two entries; None elsewhere."""
        panel = self._drawn.get("panel")
        if panel is not None and panel.region.contains(x, y):
            window = self._window
            return grid(self._around.panel, window.width, window.height).key_at(x, y - panel.top) or ""
        if y != self._stack.top("bar", self.outer_size):
            return None
        return next((key for start, end, key in self._places if start <= x < end), None)

    def _strips(self) -> list[Strip]:
        """The text with everything around and over it, line by line."""
        text, width = super()._strips(), self.outer_size.width
        if self._stack.side:
            text = [strip.adjust_cell_length(width) for strip in text]
        lines: list[Strip | None] = [None] * self.outer_size.height
        lines[self._window.y : self._window.bottom] = text
        for piece in PIECES:
            drawn = self._drawn.get(piece)
            if drawn is None:
                drawn = self._drawn[piece] = redrawn(Drawn(), *self._draw(piece))[0]
            lines[drawn.top : drawn.top + len(drawn.strips)] = drawn.strips
        return [line or Strip.blank(width) for line in lines]

    def _draw(self, piece: str) -> tuple[int, int, list[Row]]:
        """The first line of a piece, its width, and its rows."""
        around, stack, width = self._around, self._stack, self.outer_size.width
        palette = self._fit().palette
        inks = self._inks
        if inks is None:
            filters, plain = self._line_filters(palette), palette.mode == "plain"
            inks = self._inks = Inks(self.app.theme_variables, plain=plain, filters=filters)
        top = stack.top(piece, self.outer_size)
        rows: list[Row] = []
        match piece:
            case "status":
                rows = [inks.row(status_cells(around.status, width), "panel", width)][: stack.status]
            case "lens":
                rows = [inks.filled(row, palette.lens, width) for row in lens_rows(around.lens, palette, stack.lens)]
            case "inspector":
                cells = inspector_cells(around.inspector, width, stack.inspector)
                rows = [inks.row(line, "surface", width) for line in cells]
            case "bar":
                line, self._places = bar_cells(around.bar, width)
                rows = [inks.row(line, "panel", width)][: stack.bar]
            case "panel":
                window = self._window
                laid = grid(around.panel, window.width, window.height)
                rows = [
                    inks.row(line, "panel", window.width)
                    for line in panel_cells(around.panel.title, laid, window.width)[: window.height]
                ]
                top = window.y if around.panel.top else window.bottom - len(rows)
                return top, window.width, rows
        return top, width, rows


def redrawn(before: Drawn, top: int, width: int, rows: Sequence[Row]) -> tuple[Drawn, list[Region]]:
    """A piece in its new look, with the strips that it shares with the old one, and the cells that differ."""
    if (top, width, len(rows)) != (before.top, before.width, len(before.rows)):
        after = Drawn(top, width, rows, [Strip(row, width) for row in rows])
        return after, [region for region in (before.region, after.region) if region]
    strips, regions = list(before.strips), []
    for y, row in enumerate(rows):
        old = before.rows[y]
        if row != old:
            strips[y] = Strip(row, width)
            left, right = _alike(old, row), width - _alike(old[::-1], row[::-1])
            left = min(left, width - 1)
            regions.append(Region(left, top + y, max(1, right - left), 1))
    return Drawn(top, width, rows, strips), regions


def _alike(before: Row, after: Row) -> int:
    """How many cells two rows have in common at their start, in whole segments."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return sum(one.cell_length for one, _ in same)
