"""Lines as strips, each made once: the cache key is everything the picture depends on and nothing else.

A *run* is a stretch of a line in one style. Runs know annotations only; cursor, selection, links, matches and hints
are *parts* laid over them, so that a moving cursor makes new strips of two lines and forgets none.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter
from textual.strip import Strip

from tui.app.widgets.frame import GUTTER, Frame
from tui.app.widgets.gutter import gutter
from tui.app.widgets.margin import margin
from tui.app.widgets.style import Mark, Marks, Overlay, Palette
from tui.model.annotation import AnyAnnotation, Type, type_of
from tui.text.graphemes import cells, is_narrow
from tui.text.sheet import Sheet


class Part(NamedTuple):
    """An overlay on `[start, end)`; later parts of a line cover earlier ones. `label` is a hint's letters."""

    start: int
    end: int
    look: Overlay | None
    label: str = ""


Parts = tuple[Part, ...]
Run = tuple[int, int, Style]
Piece = tuple[int, int, AnyAnnotation]
MOST_STRIPS = 6000


class Painter:
    """Draws the lines of a sheet. Whoever changes sheet, frame, palette or types makes a new one or calls `forget`."""

    def __init__(
        self, sheet: Sheet, frame: Frame, palette: Palette, types: frozenset[Type], filters: Sequence[LineFilter] = ()
    ) -> None:
        self.sheet = sheet
        self.frame = frame
        self.palette = palette
        self.types = types
        self.filters = tuple(filters)
        self._runs: dict[int, list[Run]] = {}
        self._pieces: dict[int, list[Piece]] = {}
        self._sides: dict[int, dict[bool, tuple[list[Segment], list[Segment]]]] = {}
        self._cold: dict[int, list[Segment]] = {}
        self._strips: dict[int, dict[tuple[bool, Parts], Strip]] = {}
        self._count = 0
        self._rails = tuple(self._filtered([Segment(rail, palette.faint)])[0] for rail in "│┃")

    def strip(self, line: int, thumb: bool, parts: Parts) -> Strip:
        """The whole line: gutter, text, margin, rail. `thumb`: whether the rail's thumb is beside it."""
        key = (thumb, parts)
        known = self._strips.get(line)
        if known is not None and key in known:
            return known[key]
        if self._count >= MOST_STRIPS:
            self.forget_all()
        self._count += 1
        strip = self._strips.setdefault(line, {})[key] = self._draw(line, thumb, parts)
        return strip

    def blank(self, thumb: bool) -> Strip:
        """A line below the end of the text."""
        room = Segment(" " * (self.frame.width - 1), self.palette.base)
        return Strip([*self._filtered([room]), self._rails[thumb]], self.frame.width)

    def forget(self, lines: Iterable[int]) -> None:
        """Draw these lines anew next time."""
        gone = set(lines)
        for line in gone:
            self._runs.pop(line, None)
            self._pieces.pop(line, None)
            self._sides.pop(line, None)
            self._cold.pop(line, None)
            self._count -= len(self._strips.pop(line, ()))

    def forget_all(self) -> None:
        """Let go of everything drawn."""
        for cache in (self._strips, self._cold, self._runs, self._sides, self._pieces):
            cache.clear()
        self._count = 0

    def column(self, line: int, offset: int) -> int:
        """The cell of the widget where `offset` of a line is drawn."""
        start, end = self.sheet.wrap.span_of(line)
        return GUTTER + cells(self.sheet.text, start, min(max(offset, start), end))

    def prepare(self, line: int) -> bool:
        """Draw a line ahead, without rail and overlays, which a page key then only puts together; False if it is."""
        if line in self._cold:
            return False
        self._cold[line] = self._filtered(self._columns(line, ()))
        return True

    def _draw(self, line: int, thumb: bool, parts: Parts) -> Strip:
        if parts:
            segments = self._filtered(self._columns(line, parts))
        else:
            self.prepare(line)
            segments = self._cold[line]
        return Strip([*segments, self._rails[thumb]], self.frame.width)

    def _columns(self, line: int, parts: Parts) -> list[Segment]:
        """Gutter, text and margin of a line."""
        left, right = self._beside(line, any(part.look == "link" for part in parts))
        return [*left, *self._text(line, parts), *right]

    def _beside(self, line: int, linked: bool) -> tuple[list[Segment], list[Segment]]:
        """What stands left and right of the text of a line."""
        known = self._sides.setdefault(line, {})
        sides = known.get(linked)
        if sides is None:
            start, end = self.sheet.wrap.span_of(line)
            stop = self._stop(line)
            shown = list({it.id: it for _, _, it in self._on(line)}.values())
            starting = [it for it in shown if start <= it.start < stop]
            room = self.frame.text - cells(self.sheet.text, start, end) + self.frame.blank
            labels = margin(starting, self.sheet.layer, self.sheet.text, self.palette, self.frame.margin)
            sides = known[linked] = (
                gutter(shown, self.palette, linked),
                [Segment(" " * room, self.palette.base), *labels],
            )
        return sides

    def _on(self, line: int) -> list[Piece]:
        """The pieces of annotations on a line."""
        pieces = self._pieces.get(line)
        if pieces is None:
            start, stop = self.sheet.wrap.starts[line], self._stop(line)
            pieces = self._pieces[line] = self.sheet.in_range(start, stop, self.types) if start < stop else []
        return pieces

    def _stop(self, line: int) -> int:
        """Where the next line starts, so that what begins in the blanks between two belongs to one of them."""
        starts = self.sheet.wrap.starts
        return starts[line + 1] if line + 1 < len(starts) else max(len(self.sheet.text), self.sheet.wrap.ends[line])

    def _text(self, line: int, parts: Parts) -> list[Segment]:
        runs = self._runs.get(line)
        if runs is None:
            runs = self._runs[line] = self._make_runs(line)
        overlays = self.palette.overlays
        for part in parts:
            if part.look is not None:
                runs = _lay_over(runs, part.start, part.end, overlays[part.look])
        labels = sorted(part for part in parts if part.label)
        text = self.sheet.text
        if not labels:
            return [Segment(text[start:end], style) for start, end, style in runs]
        start, end = self.sheet.wrap.span_of(line)
        if is_narrow(text, start, end):
            places = _places(labels, [part.start - start for part in labels], end - start)
            return _written(text, start, runs, places, self.palette.hint)
        places = _places(labels, [cells(text, start, part.start) for part in labels], cells(text, start, end))
        return self._labelled(Strip(Segment(text[first:last], style) for first, last, style in runs), places)

    def _labelled(self, strip: Strip, places: Sequence[tuple[int, str]]) -> list[Segment]:
        """The text with hint letters written over its cells, wherever a wide character begins."""
        pieces: list[Strip] = []
        done = 0
        for at, label in places:
            pieces += [strip.crop(done, at), Strip([Segment(label, self.palette.hint)], len(label))]
            done = at + len(label)
        pieces.append(strip.crop(done, strip.cell_length))
        return list(Strip.join(pieces))

    def _make_runs(self, line: int) -> list[Run]:
        start, end = self.sheet.wrap.span_of(line)
        if start >= end:
            return []
        pieces = [piece for piece in self._on(line) if piece[0] < end]
        edges = {start, end}
        for first, last, _ in pieces:
            edges.update((max(first, start), min(last, end)))
        cuts = sorted(edges)
        return [(first, last, self.palette.of(self._marks(pieces, first))) for first, last in pairwise(cuts)]

    def _marks(self, pieces: Sequence[Piece], offset: int) -> Marks:
        """What is annotated at an offset; of one type the innermost counts, a rejected one only where it is alone."""
        found: dict[Type, Mark] = {}
        for start, end, annotation in pieces:
            type = type_of(annotation)
            if start <= offset < end and not (type in found and annotation.status == "rejected"):
                found[type] = self.palette.mark(type, annotation)
        return Marks(**found)

    def _filtered(self, segments: list[Segment]) -> list[Segment]:
        """As the app's filters make them, and with as few pieces as that takes: each costs 40 bytes of a terminal."""
        for line_filter in self.filters:
            segments = line_filter.apply(segments, self.palette.background)
        return list(Segment.simplify(segment for segment in segments if segment.text))


def _places(labels: Sequence[Part], columns: Sequence[int], width: int) -> list[tuple[int, str]]:
    """The cell of a line `width` cells wide where each label starts, and as much of it as has room, in order."""
    places = []
    done = 0
    for part, column in zip(labels, columns, strict=True):
        label = part.label[max(0, done - column) :]
        at = min(max(column, done), max(0, width - len(label)))
        if label and at >= done:
            places.append((at, label))
            done = at + len(label)
    return places


def _written(
    text: str, start: int, runs: Sequence[Run], places: Sequence[tuple[int, str]], style: Style
) -> list[Segment]:
    """A line of one-cell characters from offset `start` on, with the labels written over it."""
    found: list[Segment] = []
    rest = list(runs)[::-1]
    for at, label in (*places, (len(text), "")):
        stop = start + at
        while rest and rest[-1][0] < stop:
            first, last, look = rest.pop()
            found.append(Segment(text[first : min(last, stop)], look))
            if last > stop:
                rest.append((stop, last, look))
        found.append(Segment(label, style))
        behind = stop + len(label)
        while rest and rest[-1][0] < behind:
            _, last, look = rest.pop()
            if last > behind:
                rest.append((behind, last, look))
    return found


def _lay_over(runs: Sequence[Run], start: int, end: int, style: Style) -> list[Run]:
    """The runs with `style` added on `[start, end)`."""
    result: list[Run] = []
    for first, last, under in runs:
        if last <= start or end <= first:
            result.append((first, last, under))
            continue
        if first < start:
            result.append((first, start, under))
        result.append((max(first, start), min(last, end), under + style))
        if end < last:
            result.append((end, last, under))
    return result
