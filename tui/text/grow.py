"""Growing a selection by meaning: word → noun phrase → clause or quoted words → sentence → paragraph → article."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text import sentences, words
from tui.text.quoted import quoted_at

REACH = 3000
"""How far from the selection a phrase that covers it may start, in code points."""


def grow(text: str, structure: Structure, spans: Iterable[Span], selection: Span) -> Span:
    """The smallest meaningful stretch that covers the selection and more; the selection itself if it is everything.

    `spans` are those of the annotations around it. Without a parse (`structure` empty) clauses come from commas
    and dashes. Edges that differ by blanks and marks only do not make a step.
    """
    steps = [span for span in _steps(text, structure, spans, selection) if _is_more(text, span, selection)]
    return min(steps, key=len, default=selection)


def _steps(text: str, structure: Structure, spans: Iterable[Span], selection: Span) -> Iterable[Span]:
    ends = [words.word_at(text, at) for at in (selection.start, selection.end - 1)]
    cut = [word for word in ends if word.overlaps(selection)]
    yield Span(min([selection.start, *(w.start for w in cut)]), max([selection.end, *(w.end for w in cut)]))
    yield from covering(structure.noun_phrases, selection)
    yield from spans
    yield from quoted_at(text, selection)
    clauses = covering(structure.clauses, selection) or _clauses(text, selection)
    sentence = _after_label(text, _whole(text, selection, structure), selection)
    yield from clauses
    yield from (said for clause in (*clauses, sentence) for said in _what_is_said(text, clause, selection))
    yield sentence
    first, last = (sentences.paragraph_at(text, at) for at in (selection.start, selection.end - 1))
    paragraph = Span(min(first.start, selection.start), max(last.end, selection.end))
    yield _after_label(text, paragraph, selection)
    yield paragraph
    yield Span(0, max(1, len(text)))


def covering(spans: Sequence[Span], selection: Span) -> list[Span]:
    """Those of `spans` (in text order, they may nest) that cover the selection."""
    found = []
    at = bisect_right(spans, Span(selection.start, 2**62)) - 1
    while at >= 0 and spans[at].start > selection.start - REACH:
        if spans[at].covers(selection):
            found.append(spans[at])
        at -= 1
    return found


def _is_more(text: str, span: Span, selection: Span) -> bool:
    """Whether `span` has a letter or digit more than the selection, or the marks around all of it."""
    if not span.covers(selection) or span == selection:
        return False
    before, after = (span.start, selection.start), (selection.end, span.end)
    letters = _LETTER.search(text, *before) or _LETTER.search(text, *after)
    return letters is not None or (before[0] < before[1] and after[0] < after[1])


def _whole(text: str, selection: Span, structure: Structure) -> Span:
    """The sentences that the selection touches, from the parse if it has them."""
    first, last = (
        (covering(structure.sentences, Span(at, at + 1)) or [sentences.sentence_at(text, at)])[0]
        for at in (selection.start, selection.end - 1)
    )
    return Span(min(first.start, selection.start), max(last.end, selection.end))


_LETTER = re.compile(r"[^\W_]")
_THAT = re.compile(
    r"\b(?:that|whether|dass|que|che|sa(?:id|ys?)|add(?:ed|s)|call(?:ed|s)|urge[ds]|accuse[ds]|attack(?:ed|s))\s+"
)
_TOLD = re.compile(r",?\s+(?:according to|laut|selon|secondo|según)\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*[A-Z][\w.’-]*(?: [A-Z][\w.’-]*){0,3}:\s+")


def _what_is_said(text: str, clause: Span, selection: Span) -> Iterable[Span]:
    """The content of reported speech, without what reports it: what follows the nearest "that" (or "called", "urged",
    …) in front of the selection, and what stands before "according to"."""
    heads = [found.end() for found in _THAT.finditer(text, max(clause.start, selection.start - REACH), selection.start)]
    told = _TOLD.search(text, selection.end, clause.end)
    end = _without_tail(text, told.start() if told else clause.end, selection)
    if heads:
        yield Span(heads[-1], end)
    if told:
        yield Span(clause.start, end)


def _after_label(text: str, stretch: Span, selection: Span) -> Span:
    """The sentence or paragraph without the name of its speaker in front: "Q: …", "Anna Berg: …"."""
    label = _LABEL.match(text, stretch.start)
    return Span(label.end(), stretch.end) if label and label.end() <= selection.start else stretch


def _without_tail(text: str, end: int, selection: Span) -> int:
    while end > selection.end and (text[end - 1].isspace() or text[end - 1] in _TAIL):
        end -= 1
    return end


_BREAKS = ",;:–—()"
_TAIL = ".!?…,;:"


def _clauses(text: str, selection: Span) -> list[Span]:
    """The stretch between commas, semicolons, colons, dashes and brackets of its sentence."""
    sentence = sentences.sentence_at(text, selection.start)
    start, end = selection.start, selection.end
    while start > sentence.start and not _is_break(text, start - 1):
        start -= 1
    while end < sentence.end and not _is_break(text, end):
        end += 1
    while start < selection.start and not text[start].isalnum() and text[start] not in "“‘\"'":
        start += 1
    end = _without_tail(text, end, selection)
    return [Span(start, end)] if start < end else []


def _is_break(text: str, at: int) -> bool:
    return text[at] in _BREAKS and not (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())
