"""Where the cursor goes: one function a kind of step, all with counts. Offsets are code points, columns are cells."""

from typing import Literal, NamedTuple, get_args

from tui.model.span import Span
from tui.text import sentences, words
from tui.text.graphemes import cells, next_grapheme, offset_at_cell, previous_grapheme
from tui.text.wrap import Wrap

Step = Literal["grapheme", "word", "line", "edge", "sentence", "paragraph", "half_page", "page", "text"]
"""The kinds of step. `edge` is the start or end of the line, `text` the start or end of the article."""

STEPS: tuple[Step, ...] = get_args(Step)


class Caret(NamedTuple):
    """An offset, and the column in cells that steps by line try to keep (None: the offset's own)."""

    offset: int
    column: int | None = None


def step(wrap: Wrap, caret: Caret, kind: Step, count: int, page: int) -> Caret:
    """Where `caret` is after `count` steps (backwards if negative), as far as the text goes.

    `page` is the height of the window in lines.
    """
    if kind in ("line", "half_page", "page"):
        lines = {"line": 1, "half_page": max(1, page // 2), "page": max(1, page - 2)}[kind]
        return _by_lines(wrap, caret, count * lines)
    if kind == "edge":
        start, end = wrap.span_of(wrap.line_of(caret.offset))
        return Caret(start if count < 0 else max(start, previous_grapheme(wrap.text, end)))
    if kind == "text":
        last = words.word_at(wrap.text, len(wrap.text))
        return Caret(words.word_at(wrap.text, 0).start if count < 0 else last.start)
    offset = caret.offset
    for _ in range(abs(count)):
        moved = _one(wrap.text, offset, kind, count > 0)
        if moved is None or moved == offset:
            break
        offset = moved
    return Caret(offset)


def unit_at(text: str, kind: Step, offset: int) -> Span:
    """The stretch that a step of this kind goes over, at `offset`: a grapheme, word, sentence or paragraph."""
    if kind == "grapheme":
        end = min(len(text), max(offset + 1, next_grapheme(text, offset)))
        return Span(offset, max(end, offset + 1))
    if kind == "sentence":
        return sentences.sentence_at(text, offset)
    if kind == "paragraph":
        return sentences.paragraph_at(text, offset)
    return words.word_at(text, offset)


PARTNERS = {"“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", '"': '"'}
"""Quotation marks that open, and those that close what they opened."""


def move_edge(
    text: str, span: Span, edge: Literal["start", "end"], kind: Literal["word", "grapheme"], count: int
) -> Span:
    """The span with one edge moved by `count` words or graphemes; it never becomes empty nor leaves the text."""
    for _ in range(abs(count)):
        moved = _edge_step(text, span, edge, kind, count > 0)
        if moved is None:
            break
        span = moved
    return span


def _edge_step(text: str, span: Span, edge: str, kind: str, forward: bool) -> Span | None:
    at = span.start if edge == "start" else span.end
    if kind == "grapheme":
        moved: int | None = next_grapheme(text, at) if forward else previous_grapheme(text, at)
    elif edge == "start":
        moved = _start_by_word(text, span, forward)
    else:
        moved = _end_by_word(text, span, forward)
    if moved is None or moved == at:
        return None
    start, end = (moved, span.end) if edge == "start" else (span.start, moved)
    return Span(start, end) if start < end else None


def _start_by_word(text: str, span: Span, forward: bool) -> int | None:
    """Where the next word starts, or a quotation mark before it whose partner is in the span."""
    step, at = words.next_word if forward else words.word_before, span.start
    found = step(text, at)
    while found is not None:
        mark = text[found.start - 1 : found.start]
        partner = PARTNERS.get(mark)
        inside = text[found.start : span.end]
        taken = partner is not None and (
            inside.count(mark) % 2 == 1 if partner == mark else inside.count(partner) > inside.count(mark)
        )
        if found.start - taken != at:
            return found.start - taken
        found = step(text, found.start)
    return None


def _end_by_word(text: str, span: Span, forward: bool) -> int | None:
    """Where the next word ends, or a quotation mark behind it whose partner is in the span."""
    step, at = words.word_from if forward else _word_ending_before, span.end
    found = step(text, at)
    while found is not None:
        mark = text[found.end : found.end + 1]
        inside = text[span.start : found.end]
        opened = [one for one, partner in PARTNERS.items() if partner == mark]
        taken = any(inside.count(one) % 2 if one == mark else inside.count(one) > inside.count(mark) for one in opened)
        if found.end + taken != at:
            return found.end + taken
        found = step(text, found.end)
    return None


def _word_ending_before(text: str, offset: int) -> Span | None:
    found = words.word_before(text, offset)
    while found is not None and found.end >= offset:
        found = words.word_before(text, found.start)
    return found


def _one(text: str, offset: int, kind: Step, forward: bool) -> int | None:
    if kind == "grapheme":
        moved = next_grapheme(text, offset) if forward else previous_grapheme(text, offset)
        return moved if moved < len(text) else None
    finders = {
        "word": (words.next_word, words.word_before),
        "sentence": (sentences.next_sentence, sentences.previous_sentence),
        "paragraph": (sentences.next_paragraph, sentences.previous_paragraph),
    }
    after, before = finders[kind]
    found = after(text, offset) if forward else before(text, offset)
    return found.start if found else None


def _by_lines(wrap: Wrap, caret: Caret, count: int) -> Caret:
    """`count` lines up or down, to the same column; blank lines are stepped over, for there is always a selection."""
    line = wrap.line_of(caret.offset)
    start, _ = wrap.span_of(line)
    column = cells(wrap.text, start, caret.offset) if caret.column is None else caret.column
    goal = min(max(line + count, 0), len(wrap) - 1)
    towards = 1 if count > 0 else -1
    found = _inked(wrap, goal, towards)
    if found is None:
        found = _inked(wrap, goal, -towards)
    if found is None or found == line:
        return Caret(caret.offset, column)
    return Caret(offset_at_cell(wrap.text, *wrap.span_of(found), column), column)


def _inked(wrap: Wrap, line: int, towards: int) -> int | None:
    while 0 <= line < len(wrap):
        start, end = wrap.span_of(line)
        if start < end:
            return line
        line += towards
    return None
