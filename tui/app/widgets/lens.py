"""The lens: the line under the cursor once more, with a lane for each type, so that overlaps are always legible.

    would relay the concerns, but stressed that the cooperation between Moscow and Pyongyang is
  e                                                                     ╰GPE─╯     ╰──GPE──╯
  s                                            ╰─────────support──────────╯

A *lane* is one line of brackets that do not overlap; a type has as many lanes as its overlaps need. Solid brackets
are decided, dotted ones are not. Without room for lanes, one line names what is under the cursor.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from tui.app.widgets.describe import describe
from tui.app.widgets.frame import GUTTER
from tui.app.widgets.inks import Row
from tui.app.widgets.style import Palette
from tui.model.annotation import TYPES, AnyAnnotation, Type, type_of, value_of
from tui.model.span import Span
from tui.text.graphemes import cells
from tui.text.sheet import Sheet

LETTERS: dict[Type, str] = {"entity": "e", "quote": "q", "claim": "c", "stance": "s"}
"""What stands before the lanes of a type: the key that tags it."""

LEAST_LANES = 3
"""Lines below which the lens has no lanes."""

BREADCRUMB = " › "


class Bracket(NamedTuple):
    """One annotation on the line, in cells from the text's left edge; `before`, `behind`: it goes on there."""

    start: int
    end: int
    annotation: AnyAnnotation
    before: bool
    behind: bool
    focused: bool = False

    @property
    def stop(self) -> int:
        """Where the next bracket in the lane may start: a label that has no room inside stands behind."""
        label = value_of(self.annotation)
        inside = self.end - self.start - 2
        return self.end if inside >= min(3, len(label)) else self.end + len(label)


class View(NamedTuple):
    """What the lens shows: a line's text, the code points `[start, end)` of it that are selected, and its lanes.

    `crumbs` name what is under the cursor, the widest first.
    """

    text: str = ""
    selected: tuple[int, int] = (0, 0)
    lanes: tuple[tuple[Type, tuple[Bracket, ...]], ...] = ()
    crumbs: tuple[tuple[AnyAnnotation, str], ...] = ()


def view(sheet: Sheet, line: int, selection: Span, here: Sequence[AnyAnnotation], types: Iterable[Type]) -> View:
    """What the lens shows for a line. `here` are the annotations at the cursor, the focused one first."""
    start, end = sheet.wrap.span_of(line)
    if start >= end:
        return View()
    text, wanted = sheet.text, frozenset(types)
    left, right = (min(max(at, start), end) - start for at in (selection.start, selection.end))
    focus = here[0].id if here else None
    pieces = sheet.in_range(start, end, wanted)
    brackets = [
        Bracket(
            cells(text, start, max(first, start)),
            cells(text, start, min(last, end)),
            annotation,
            first < start,
            last > end,
            annotation.id == focus,
        )
        for first, last, annotation in pieces
    ]
    lanes = tuple(
        (type, lane)
        for type in TYPES
        if type in wanted
        for lane in pack([b for b in brackets if type_of(b.annotation) == type])
    )
    crumbs = tuple((it, describe(it, sheet.layer, text)) for it in sorted(here, key=lambda it: it.start - it.end))
    return View(text[start:end], (left, right), lanes, crumbs)


def pack(brackets: Sequence[Bracket]) -> list[tuple[Bracket, ...]]:
    """The brackets in as few lanes as they need; each takes the first lane in which it has room."""
    lanes: list[list[Bracket]] = []
    for bracket in brackets:
        for lane in lanes:
            if lane[-1].stop < bracket.start or lane[-1].stop == bracket.start == lane[-1].end:
                lane.append(bracket)
                break
        else:
            lanes.append([bracket])
    return [tuple(lane) for lane in lanes]


def draw_bracket(bracket: Bracket) -> str:
    """The bracket with its label, `bracket.stop - bracket.start` cells wide."""
    width = bracket.end - bracket.start
    label = value_of(bracket.annotation)
    dash = {"suggested": "┄", "rejected": "x"}.get(bracket.annotation.status, "─")
    left = "…" if bracket.before else "╰"
    right = "…" if bracket.behind else "╯"
    if bracket.stop > bracket.end:
        return ("╵" if width == 1 else left + dash * (width - 2) + right) + label
    shown = label[: width - 2]
    return left + shown.center(width - 2, "\0").replace("\0", dash) + right


def lens_rows(view: View, palette: Palette, height: int) -> list[Row]:
    """What the lens shows in `height` lines: lanes if there are three at least, else names."""
    rows = lane_rows(view, palette, height) if height >= LEAST_LANES else [crumb_row(view, palette)]
    return [*rows, *([[]] * (height - len(rows)))][:height]


def lane_rows(view: View, palette: Palette, height: int) -> list[Row]:
    """The line and its lanes as segments, at most `height` rows; the last says how many lanes had no room."""
    rows = [_text_row(view, palette)]
    room = height - 1
    shown = view.lanes if len(view.lanes) <= room else view.lanes[: room - 1]
    rows += [_lane_row(type, lane, palette) for type, lane in shown]
    hidden = view.lanes[len(shown) :]
    if hidden:
        names = ", ".join(dict.fromkeys(value_of(b.annotation) for _, lane in hidden for b in lane))
        rows.append([Segment(f"    + {len(hidden)} more lanes: {names}", palette.lens_faint)])
    return rows


def crumb_row(view: View, palette: Palette) -> Row:
    """What is under the cursor on one line: "stance oppose Kim → Russia › claim opinion › GPE"."""
    row = _lead("▸", palette)
    for at, (annotation, words) in enumerate(view.crumbs):
        row += [Segment(BREADCRUMB, palette.lens_faint)] if at else []
        row.append(Segment(words, palette.sign(type_of(annotation), annotation, lens=True)))
    return row if view.crumbs else [*row, Segment("no annotation here", palette.lens_faint)]


def _text_row(view: View, palette: Palette) -> Row:
    left, right = view.selected
    return [
        *_lead("▸", palette),
        Segment(view.text[:left], palette.lens),
        Segment(view.text[left:right], palette.overlays["selection"]),
        Segment(view.text[right:], palette.lens),
    ]


def _lead(char: str, palette: Palette) -> Row:
    """What stands before a row: in few colours it is reversed, to set the lens apart from the text above."""
    return [Segment(f" {char} ", palette.lens_edge), Segment(" " * (GUTTER - 3), palette.lens)]


def _lane_row(type: Type, lane: Sequence[Bracket], palette: Palette) -> Row:
    row = _lead(LETTERS[type], palette)
    at = 0
    for bracket in lane:
        row.append(Segment(" " * (bracket.start - at), palette.lens))
        style = palette.sign(type, bracket.annotation, lens=True)
        row.append(Segment(draw_bracket(bracket), style + Style(bold=True) if bracket.focused else style))
        at = bracket.stop
    return row
