"""The part of the reader that draws: lines from cached strips, in one frame an action.

It overrides `render_lines` and hands its strips straight to the compositor, which is three times as fast as Textual's
own way and gives up border, padding, tint and opacity on this widget; line filters (`NO_COLOR`) are applied here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.app.themes import DEFAULTS
from tui.app.widgets.frame import GUTTER, Frame, frame_for
from tui.app.widgets.overlay import Lines, difference, lay
from tui.app.widgets.strips import Painter
from tui.app.widgets.style import Mode, Palette
from tui.model.annotation import TYPES, AnyAnnotation, Type
from tui.model.article import make_article
from tui.model.edit import EMPTY_LAYER
from tui.model.scheme import DEFAULT, Scheme
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text import selector
from tui.text.focus import on_the_spot
from tui.text.graphemes import offset_at_cell
from tui.text.links import Link, links_of
from tui.text.selector import Selection
from tui.text.sheet import Sheet

AHEAD_AFTER, AHEAD_PAUSE, AHEAD_LINES = 0.01, 0.003, 4
"""Seconds after which the pages above and below are drawn ahead, seconds between two slices, lines in a slice."""

CLOSE = 2
"""How many lines above and below the cursor stay in view."""


class Canvas(Widget):
    """Draws a sheet from line `_top` on, and what lies over it. Its state is set by `Reader` alone."""

    DEFAULT_CSS = "Canvas { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self._scheme: Scheme = DEFAULT
        self._sheet = Sheet(make_article("", ""), EMPTY_LAYER, Structure(), 80)
        self._now: Selection = selector.select_word("", 0)
        self._focus: str | None = None
        self._spot: Sequence[AnyAnnotation] = ()
        self._links: tuple[Link, ...] = ()
        self._hints: Mapping[str, Span] = {}
        self._matches: Sequence[Span] = ()
        self._types: frozenset[Type] = frozenset(TYPES)
        self._top = 0
        self._window = Region()
        """Where in the widget the text was drawn when it was last laid out."""
        self._columns: Frame = frame_for(80)
        self._painter: Painter | None = None
        self._parts: Lines = {}
        self._drawn_top = 0
        self._ahead: Timer | None = None

    @property
    def spot(self) -> Sequence[AnyAnnotation]:
        """The annotations under the cursor, the best focus first."""
        return self._spot

    @property
    def focus_annotation(self) -> AnyAnnotation | None:
        """The annotation that verbs are about: the one stepped to, or else the best focus under the cursor."""
        chosen = self._sheet.annotation(self._focus) if self._focus else None
        return chosen or next(iter(self._spot), None)

    def space(self) -> Region:
        """Where in the widget the text is drawn."""
        return self.outer_size.region

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the widget; from the cache but for lines that look new."""
        strips = self._strips()[crop.y : crop.bottom]
        if crop.x == 0 and crop.width == self.outer_size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _strips(self) -> list[Strip]:
        """The lines of the text in the window."""
        painter = self._fit()
        thumb, parts = self._thumb(), self._parts
        first, stop = self._top, min(len(self._sheet.wrap), self._top + self._window.height)
        strips = [painter.strip(line, line - first in thumb, parts.get(line, ())) for line in range(first, stop)]
        return strips + [painter.blank(y in thumb) for y in range(stop - first, self._window.height)]

    def notify_style_update(self) -> None:
        """The theme changed: all colours are made anew."""
        super().notify_style_update()
        self._redraw()

    def offset_at(self, x: int, y: int) -> int | None:
        """The offset drawn at a cell of the widget, or the nearest one of that line; None below the text."""
        line = self._top + y - self._window.y
        wrap = self._sheet.wrap
        if not (self._window.y <= y < self._window.bottom and line < len(wrap)):
            return None
        return offset_at_cell(self._sheet.text, *wrap.span_of(line), x - GUTTER)

    def cell_of(self, offset: int) -> tuple[int, int] | None:
        """The cell `(x, y)` of the widget where an offset is drawn; None if it is out of view."""
        line = self._sheet.wrap.line_of(offset)
        painter, y = self._fit(), line - self._top
        return (painter.column(line, offset), y + self._window.y) if 0 <= y < self._window.height else None

    def _fit(self) -> Painter:
        """The painter for the size the widget has now; on a new size the lines are made anew, the place staying."""
        space = self.space()
        if space != self._window and space.width > 0:
            at_top = self._sheet.wrap.starts[self._top] if self._window.width else 0
            self._window, self._columns, self._painter = space, frame_for(space.width), None
            self._sheet.rewrap(self._columns.text)
            self._top = self._sheet.wrap.line_of(at_top)
            self._reveal(self._sheet.wrap.line_of(self._now.caret.offset))
            self._parts = self._lay()
        if self._painter is None:
            palette = palette_for(self.app, self._scheme)
            self._painter = Painter(self._sheet, self._columns, palette, self._types, self._line_filters(palette))
        return self._painter

    def _line_filters(self, palette: Palette) -> list[LineFilter]:
        """The filters that can change anything: a palette of true colours has none of the terminal's own."""
        known = self.get_line_filters()
        return [it for it in known if palette.mode != "colour" or not isinstance(it, ANSIToTruecolor)]

    def _thumb(self) -> range:
        """The rows of the rail's thumb."""
        height, lines = self._window.height, len(self._sheet.wrap)
        if lines <= height:
            return range(0)
        length = max(1, height * height // lines)
        start = (height - length) * self._top // max(1, lines - height)
        return range(start, start + length)

    def _lay(self) -> Lines:
        wrap = self._sheet.wrap
        lines = range(self._top, min(len(wrap), self._top + max(1, self._window.height)))
        return lay(wrap, lines, self._now, links=self._links, matches=self._matches, hints=self._hints)

    def _become(self, now: Selection, focus: str | None = None) -> bool:
        """Select something, bring it into view, and draw what differs. Returns whether anything changed."""
        before = (self._now.span, self._now.caret.offset, self._focus, self._top)
        self._now, self._focus = now, focus
        self._reveal(self._sheet.wrap.line_of(now.caret.offset))
        self._changed()
        return before != (now.span, now.caret.offset, focus, self._top)

    def _redraw(self) -> None:
        """Everything may look different: forget all strips."""
        self._painter = None
        self._changed()
        self.refresh()

    def _changed(self, lines: Iterable[int] = ()) -> None:
        """Work out what lies over the lines now, and ask for the cells that look different to be drawn."""
        self._spot = on_the_spot(self._sheet, self._now.span, self._now.caret.offset, self._types)
        focus = self.focus_annotation
        self._links = links_of(focus, self._sheet) if focus else ()
        before, self._parts = self._parts, self._lay()
        if self._top != self._drawn_top or self._painter is None:
            self._drawn_top = self._top
            self.refresh(*([self._window] if self._window else []))
            self._draw_ahead_in(AHEAD_AFTER)
            return
        regions = [self._row(line, 0, self._columns.width) for line in lines]
        regions += [
            self._cells(line, before.get(line, ()), self._parts.get(line, ()))
            for line in before.keys() | self._parts.keys()
        ]
        visible = [region for region in regions if region.area and region.overlaps(self._window)]
        if visible:
            self.refresh(*visible)

    def _draw_ahead_in(self, seconds: float) -> None:
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = self.set_timer(seconds, self._draw_ahead) if self.is_running else None

    def _draw_ahead(self) -> None:
        """Prepare some lines of the pages below and above, in slices too short to be felt by a key."""
        painter, height, lines = self._painter, self._window.height, len(self._sheet.wrap)
        if painter is None:
            return
        below = range(self._top + height, min(lines, self._top + 2 * height))
        above = range(self._top - 1, max(-1, self._top - height), -1)
        drawn = 0
        for line in (*below, *above):
            drawn += painter.prepare(line)
            if drawn >= AHEAD_LINES:
                self._draw_ahead_in(AHEAD_PAUSE)
                return

    def _cells(self, line: int, before: tuple[Any, ...], after: tuple[Any, ...]) -> Region:
        """The cells of a line that its overlays change; with links the gutter too."""
        changed = difference(before, after)
        if changed is None or self._painter is None:
            return Region()
        left = self._painter.column(line, changed[0])
        right = self._painter.column(line, changed[1])
        if any(part.look == "link" for part in {*before} ^ {*after}):
            left = 0
        labels = sum(len(part.label) for part in (*before, *after))
        right = min(right + labels, self._columns.width)  # where letters have no room, they stand further right
        return self._row(line, left, max(left + 1, right))

    def _row(self, line: int, left: int, right: int) -> Region:
        """The cells `[left, right)` of a line, in the widget."""
        return Region(left, self._window.y + line - self._top, right - left, 1)

    def _scroll(self, lines: int) -> None:
        self._top = self._limit(self._top + lines)
        self._changed()

    def _reveal(self, line: int) -> None:
        """Scroll just as far as is needed to have a line and its neighbours in view."""
        height = max(1, self._window.height)
        close = min(CLOSE, (height - 1) // 2)
        self._top = self._limit(min(max(self._top, line + close - height + 1), line - close))

    def _limit(self, top: int) -> int:
        return max(0, min(top, len(self._sheet.wrap) - max(1, self._window.height)))


def palette_for(app: App[Any], scheme: Scheme) -> Palette:
    """The styles of the app's theme, for what its terminal can show."""
    mode: Mode = "plain" if app.no_color else "sixteen" if app.current_theme.ansi else "colour"
    return Palette({**DEFAULTS, **app.theme_variables}, scheme, mode)
