"""Cursor and selection over one article: what each movement does to them. Knows no screen but its height."""

from collections.abc import Iterable
from typing import NamedTuple

from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text.grow import grow
from tui.text.motions import Caret, Step, step, unit_at
from tui.text.words import next_word, word_at, word_before
from tui.text.wrap import Wrap


class Selection(NamedTuple):
    """What is selected and how it came to be.

    `caret` is the end that moves (an offset and the column it keeps), `span` what is selected, `anchor` what the
    selection started from and always covers, `stack` the smaller selections that growing came through.
    """

    caret: Caret
    span: Span
    anchor: Span
    stack: tuple[Span, ...] = ()


def select_word(text: str, offset: int, column: int | None = None) -> Selection:
    """The word at `offset`, with the caret there."""
    word = word_at(text, offset)
    offset = offset if offset in word else word.start
    return Selection(Caret(offset, column), word, word)


def select_span(span: Span) -> Selection:
    """Just that span, with the caret at its start."""
    return Selection(Caret(span.start), span, span)


def move(wrap: Wrap, now: Selection, kind: Step, count: int, page: int) -> Selection:
    """The word where `count` steps lead; steps by grapheme select just that, for edges inside words.

    Steps by word start from the selection's edge on that side.
    """
    caret = now.caret
    if kind == "word":
        caret = Caret(_word_edge(wrap.text, now.span, count > 0))
    there = step(wrap, caret, kind, count, page)
    if kind == "grapheme":
        letter = unit_at(wrap.text, kind, there.offset)
        return Selection(there, letter, letter)
    return select_word(wrap.text, there.offset, there.column)


def extend(wrap: Wrap, now: Selection, kind: Step, count: int, page: int) -> Selection:
    """The selection from its anchor to where `count` steps lead; turning back makes it smaller again."""
    text = wrap.text
    head = now.caret
    if head.offset in now.anchor:
        head = Caret(now.anchor.end - 1 if count > 0 else now.anchor.start, head.column)
    if kind in ("sentence", "paragraph"):
        head = _whole_units(text, head, now.span, kind, count)
        unit = word_at(text, head.offset)
    else:
        head = step(wrap, head, kind, count, page)
        unit = unit_at(text, "grapheme" if kind in ("grapheme", "edge") else "word", head.offset)
    span = Span(min(now.anchor.start, unit.start), max(now.anchor.end, unit.end))
    if kind in ("sentence", "paragraph") and count > 0:
        span = Span(span.start, max(span.end, unit_at(text, kind, head.offset).end))
    return Selection(head, span, now.anchor)


def extend_to(text: str, now: Selection, offset: int) -> Selection:
    """The selection from its anchor to the word at an offset."""
    word = word_at(text, offset)
    return Selection(
        Caret(word.start), Span(min(now.anchor.start, word.start), max(now.anchor.end, word.end)), now.anchor
    )


def grown(wrap: Wrap, now: Selection, structure: Structure, spans: Iterable[Span]) -> Selection:
    """The next larger stretch with a meaning, remembering the smaller one; the same selection if there is none."""
    larger = grow(wrap.text, structure, spans, now.span)
    if larger == now.span:
        return now
    return Selection(now.caret, larger, larger, (*now.stack, now.span))


def shrunk(wrap: Wrap, now: Selection) -> Selection:
    """The selection before the last growing; without one, the word at the caret."""
    if now.stack:
        return Selection(now.caret, now.stack[-1], now.stack[-1], now.stack[:-1])
    word = word_at(wrap.text, now.caret.offset)
    return Selection(now.caret, word, word) if now.span.covers(word) else now


def _word_edge(text: str, span: Span, forward: bool) -> int:
    """The offset that a step by word counts from, so that it leaves a selection of several words at once."""
    if not forward:
        return span.start
    following = next_word(text, span.end - 1)
    last = word_before(text, following.start) if following else None
    return max(span.end - 1, last.start) if last and last.start < span.end else span.end - 1


def _whole_units(text: str, head: Caret, span: Span, kind: Step, count: int) -> Caret:
    """The caret at the last (or first) sentence or paragraph that extending takes in."""
    offset = head.offset
    for _ in range(abs(count)):
        unit = unit_at(text, kind, offset)
        if count > 0:
            beyond = unit_at(text, kind, min(unit.end + 1, len(text) - 1)) if span.end >= unit.end else unit
            offset, span = beyond.end - 1, Span(span.start, max(span.end, beyond.end))
        else:
            before = unit_at(text, kind, max(0, unit.start - 2)) if span.start <= unit.start else unit
            offset, span = before.start, Span(min(span.start, before.start), span.end)
    return Caret(offset)
