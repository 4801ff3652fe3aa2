"""The cheapest keys from a selection to some words, worked out with the pure functions that the keys call."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tui.app.reading.picks import jump_picks
from tui.model.span import Span
from tui.text import selector
from tui.text.motions import move_edge
from tui.text.selector import Selection
from tui.text.sheet import Sheet

Edge = Literal["start", "end"]

GROWS = 5
"""How often `.` is tried."""

STEPS = 2
"""How many words beside a hint's words are tried as a start."""

BESIDE = 60
"""How far those words may be, in code points."""

LINES = 5
"""How many lines the selection is extended by."""

EDGE_KEYS = {
    ("word", -1): "<",
    ("word", 1): ">",
    ("grapheme", -1): "ctrl+shift+left",
    ("grapheme", 1): "ctrl+shift+right",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What keys start from: the article, the part in view, the selection, and which of its edges moves."""

    sheet: Sheet
    view: Span
    now: Selection
    edge: Edge = "end"
    height: int = 20


def cheapest(place: Place, wanted: Span) -> list[str]:
    """The keys that select `wanted`; words in view can always be selected."""
    best: list[str] | None = None
    for keys, now, edge in _starts(place, wanted):
        room = 99 if best is None else len(best) - len(keys)
        rest = shape(place, now, edge, wanted, room) if room > 0 else None
        if rest is not None:
            best = [*keys, *rest]
    if best is None:
        raise ValueError(f"no keys select {wanted.of(place.sheet.text)!r}")
    return best


def _starts(place: Place, wanted: Span) -> Iterator[tuple[list[str], Selection, Edge]]:
    """Selections that share words with what is wanted, the cheap ones first: this one, hints, words, those beside."""
    near = place.now.caret.offset
    starts: list[tuple[list[str], Selection, Edge]] = [([], place.now, place.edge)]
    for first, every in ((["f"], False), (["f", "*"], True)):
        picks = jump_picks(place.sheet, place.view.start, place.view.end, near, every_word=every)
        found = [([*first, *label], selector.select_span(pick.span), place.edge) for label, pick in picks.items()]
        starts += sorted(found, key=lambda start: len(start[0]))
    for keys, now, edge in starts:
        if now.span.end < wanted.start - BESIDE or now.span.start > wanted.end + BESIDE:
            continue
        if now.span.overlaps(wanted):
            yield keys, now, edge
        for key, towards in (("l", 1), ("h", -1)):
            beside = now
            for count in range(1, STEPS + 1):
                beside = selector.move(place.sheet.wrap, beside, "word", towards, place.height)
                if beside.span.overlaps(wanted):
                    yield [*keys, *[key] * count], beside, "end"


def shape(place: Place, now: Selection, edge: Edge, wanted: Span, room: int) -> list[str] | None:
    """Fewer than `room` keys that turn the selection into the wanted words: growing or lines first, then the edges."""
    best: list[str] | None = None
    for keys, span in (*_grown(place, now), *_lines(place, now)):
        rest = _edges(place.sheet.text, span, edge, wanted, room - len(keys))
        if rest is not None:
            best, room = [*keys, *rest], len(keys) + len(rest)
    return best


def _grown(place: Place, now: Selection) -> Iterator[tuple[list[str], Span]]:
    for count in range(GROWS + 1):
        yield ["."] * count, now.span
        now = selector.grown(place.sheet.wrap, now, place.sheet.structure, place.sheet.spans_around(now.span))


def _lines(place: Place, now: Selection) -> Iterator[tuple[list[str], Span]]:
    for count in range(1, LINES + 1):
        now = selector.extend(place.sheet.wrap, now, "line", 1, place.height)
        yield ["shift+down"] * count, now.span


def _edges(text: str, span: Span, edge: Edge, wanted: Span, room: int) -> list[str] | None:
    """Fewer than `room` keys that move the edges to where they should be, the edge that moves now first."""
    keys: list[str] = []
    for at, which in enumerate((edge, _other(edge))):
        goal = wanted.start if which == "start" else wanted.end
        moved = _edge(text, span, which, goal, room - len(keys))
        if moved is None:
            return None
        if moved[0] and at:
            keys.append("%")
        keys += moved[0]
        span = moved[1]
    return keys if len(keys) < room else None


def _other(edge: Edge) -> Edge:
    return "start" if edge == "end" else "end"


def _edge(text: str, span: Span, edge: Edge, goal: int, room: int) -> tuple[list[str], Span] | None:
    """The keys that move one edge to an offset: by words as far as they lead towards it, then by characters."""
    keys: list[str] = []
    while (at := getattr(span, edge)) != goal:
        towards = 1 if goal > at else -1
        step = _step(text, span, edge, towards, goal)
        if step is None or len(keys) + 1 >= room:
            return None
        keys.append(EDGE_KEYS[step[0], towards])
        span = step[1]
    return keys, span


def _step(
    text: str, span: Span, edge: Edge, towards: int, goal: int
) -> tuple[Literal["word", "grapheme"], Span] | None:
    """The longest single move of an edge that gets nearer to the goal."""
    gap = abs(getattr(span, edge) - goal)
    kinds: tuple[Literal["word", "grapheme"], ...] = ("word", "grapheme")
    for kind in kinds:
        moved = move_edge(text, span, edge, kind, towards)
        if abs(getattr(moved, edge) - goal) < gap:
            return kind, moved
    return None
