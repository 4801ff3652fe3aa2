"""From candidates to attributions: grow over marks, drop what lies inside another, join what goes on, trim."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tui.model.span import Span, Spans
from tui.nlp.contents import Attribution
from tui.nlp.page import Page, Range, is_word
from tui.nlp.sources import SUBJECTS
from tui.nlp.tails import cut_tail

_TITLES = 3
"""How many quotations are looked at for one that goes on; those before it are titles in the inquit."""

_SPEAKERS = frozenset({"", "i", "we", "you", "what", "which", "that", "it"})
_APART = frozenset({"advcl", "relcl", "conj", "parataxis"})
_UNIT = re.compile(r"(\d ?(?:m|bn|tn|k|km|kg|mph|p))\.\Z")
"""A unit that the tokeniser takes the full stop of the sentence into."""
_SHORTEST = 3
"""How many tokens a content keeps at least when it is cut."""
_INNER, _STEPS = 20, 30
"""How many inquits inside a content, and how many words up the tree, are looked at; more have only texts of noise."""


def finish(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Grow, take the outermost, join."""
    by_cue = sorted(found, key=_cue_of)
    cut = (cut_tail(page, cut_inner(page, item, _within(item, by_cue))) for item in found)
    grown = [_grow(page, item) for item in cut]
    kept = _outermost(page, [item for item in grown if item.ranges])
    joined = _join(page, kept)
    return [item for item in joined if spans_of(page, item)]


def _cue_of(item: Attribution) -> int:
    return item.cue.head.i


def _within(item: Attribution, by_cue: list[Attribution]) -> list[Attribution]:
    """The attributions whose cue stands in the last piece of the content."""
    first, end = item.ranges[-1]
    return by_cue[bisect_left(by_cue, first, key=_cue_of) : bisect_left(by_cue, end, key=_cue_of)]


def cut_inner(page: Page, item: Attribution, others: list[Attribution]) -> Attribution:
    """End the content before a clause at its end that reports something else: "said it would rain, while … said"."""
    if not item.ranges or item.rule.startswith("marks"):
        return item
    first, end = item.ranges[-1]
    for other in others[-_INNER:]:
        head = other.cue.head
        if first < head.i < end and other.cue.takes and page.inside[head.i] < 0:
            start = _subclause(page, head, first, end)
            if start is not None and start - first >= _SHORTEST:
                end = min(end, start)
    return replace(item, ranges=(*item.ranges[:-1], (first, end)))


def _subclause(page: Page, verb: Token, first: int, end: int) -> int | None:
    """Where the clause around `verb` starts, if it stands apart by a comma at the end of `[first, end)`."""
    node = verb
    for _ in range(_STEPS):
        if node.dep_ in _APART or node.head.i == node.i or node.head.i < first:
            break
        node = node.head
    start = node.left_edge.i
    if node.dep_ not in _APART or start <= first or node.right_edge.i < end - 2:
        return None
    before = start - 1
    while before > first and page.doc[before].dep_ in ("cc", "mark"):
        before -= 1
    if page.doc[before].text not in (",", "—", "–", "-", "--", ";") or page.inside[before] >= 0:
        return None
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    return before if own else None


def _grow(page: Page, item: Attribution) -> Attribution:
    """Extend each piece over every quotation that it touches, and stop it at the cue and the paragraph."""
    pieces: list[Range] = []
    for piece in item.ranges:
        low, high = page.bounds[page.paragraph[piece[0]]]
        marked = {page.inside[i] for i in range(max(piece[0], low), min(piece[1], high))} - {-1}
        first = min([max(piece[0], low), *(page.ranges[k][0] for k in marked)])
        end = max([min(piece[1], high), *(page.ranges[k][1] for k in marked)])
        if first < end:
            pieces.append((first, end))
    return replace(item, ranges=_merged(pieces))


def _merged(pieces: list[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for first, end in sorted(pieces):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((first, end))
    return tuple(out)


def _outermost(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Keep an attribution unless its cue is content of a longer one, or it shares content with a longer one."""
    kept: list[Attribution] = []
    owners: dict[int, list[Attribution]] = {}
    for item in sorted(found, key=lambda item: (-item.size, item.cue.head.i)):
        tokens = [i for piece in item.ranges for i in range(*piece)]
        near = [other for i in (item.cue.head.i, *tokens) for other in owners.get(i, ())]
        if all(_retells(page, item, other) for other in near):
            kept.append(item)
            for i in tokens:
                owners.setdefault(i, []).append(item)
    return sorted(kept, key=lambda item: min(item.ranges[0][0], item.cue.head.i))


def _retells(page: Page, item: Attribution, answer: Attribution) -> bool:
    """Whether the speaker of a transcript quotes somebody else: "A: I asked. He said, “Because.”"."""
    if answer.rule != "transcript" or not answer.holds(item.cue.head.i):
        return False
    own = {re.split("['’]", child.lower_)[0] for child in item.cue.head.children if child.dep_ in SUBJECTS}
    tokens = [i for piece in item.ranges for i in range(*piece)]
    told = "clause" in item.rule or "marks" in item.rule or any(page.inside[i] >= 0 for i in tokens)
    return told and bool(own) and not own & _SPEAKERS and all(answer.holds(i) for i in tokens)


def _join(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Add the fully quoted sentences and the continued paragraphs that follow to the attribution before them."""
    claimed = {page.inside[i] for item in found for piece in item.ranges for i in range(*piece)}
    last = {page.paragraph[i]: item for item in found for i in (item.ranges[-1][1] - 1, item.cue.head.i)}
    out = []
    for item in found:
        ranges = list(item.ranges)
        k = _last_quotation(page, item)
        while (following := _next(page, item, ranges[-1][1], k, claimed)) is not None:
            k = following
            ranges.append(page.ranges[k])
            claimed.add(k)
        if k is not None and last.get(page.paragraph[page.ranges[k][0]]) is item:
            for following in _paragraphs_after(page, k, claimed):
                ranges.append(page.ranges[following])
                claimed.add(following)
        for earlier in _begun(page, ranges[0][0], claimed):
            ranges.append(page.ranges[earlier])
            claimed.add(earlier)
        out.append(replace(item, ranges=_merged(ranges)))
    return out


def _begun(page: Page, first: int, claimed: set[int]) -> Iterator[int]:
    """The paragraphs before token `first` whose open marks it carries on: the inquit may follow the last one."""
    k = page.inside[first]
    mark = page.text[page.quoted[k].span.start] if k > 0 else ""
    while k > 0 and page.ranges[k][0] == page.bounds[page.paragraph[page.ranges[k][0]]][0]:
        k -= 1
        if not page.quoted[k].goes_on or k in claimed or page.text[page.quoted[k].span.start] != mark:
            return
        yield k


def _paragraphs_after(page: Page, k: int, claimed: set[int]) -> Iterator[int]:
    """The paragraphs behind that of quotation k that are a quotation from start to end and that nobody else says."""
    paragraph = page.paragraph[page.ranges[k][0]]
    while k + 1 < len(page.ranges) and paragraph + 1 < len(page.bounds):
        first, end = page.bounds[paragraph + 1]
        k, paragraph = k + 1, paragraph + 1
        quoted = page.quoted[k]
        whole = page.ranges[k][0] == first and page.ranges[k][1] >= end - 1 and not quoted.single
        if not whole or k in claimed or quoted.inner.of(page.text).rstrip()[-1:] not in tuple(".!?…"):
            return
        yield k


def _next(page: Page, item: Attribution, end: int, k: int | None, claimed: set[int]) -> int | None:
    """The quotation that goes on where quotation k ends; titles within the inquit are passed over."""
    if k is None:
        k = bisect_left(page.ranges, (end, end)) - 1
    elif page.quoted[k].goes_on and k + 1 < len(page.ranges) and k + 1 not in claimed:
        return k + 1
    for other in range(k + 1, min(k + 1 + _TITLES, len(page.ranges))):
        if other in claimed:
            return None
        if _follows(page, item, end, other):
            return other
    return None


def _last_quotation(page: Page, item: Attribution) -> int | None:
    numbers = [page.inside[i] for piece in item.ranges for i in range(*piece) if page.inside[i] >= 0]
    return max(numbers, default=None)


def _follows(page: Page, item: Attribution, end: int, k: int) -> bool:
    """Whether quotation k is whole sentences right after the content or its inquit, in the same paragraph."""
    first, last = page.ranges[k]
    doc = page.doc
    if page.paragraph[first] != page.paragraph[end - 1] or page.quoted[k].single:
        return False
    start = max(end, item.cue.head.i + 1) if item.cue.head.i >= end else end
    stops = [i for i in range(start, first) if doc[i].text in (".", "!", "?", ":") and page.inside[i] < 0]
    before = next((i for i in range(first - 1, -1, -1) if not doc[i].is_space), -1)
    if before < 0 or not (doc[before].text[-1] in ".!?:…" or page.inside[before] >= 0):
        return False
    if len(stops) > 1 or (stops and stops[0] != before):
        return False
    text = page.quoted[k].inner.of(page.text).rstrip(" \n’'")
    return text[-1:] in tuple(".!?…—-,") or last >= page.bounds[page.paragraph[first]][1]


def spans_of(page: Page, item: Attribution) -> Spans:
    """The content in characters, without blanks, stray punctuation and a "that" at the edges."""
    whole = item.rule == "transcript"
    first, end = item.ranges[0]
    if not whole and page.inside[first] < 0 and _is_that(page.doc[first]) and end > first + 1:
        first += 1
    pieces = ((first, end), *item.ranges[1:])
    return tuple(span for piece in pieces if (span := _trim(page, piece, whole=whole)) is not None)


def _is_that(token: Token) -> bool:
    """Whether the word only leads to a clause: "said that it rained"."""
    return token.lower_ == "that" and token.tag_ == "IN"


def _trim(page: Page, piece: Range, *, whole: bool) -> Span | None:
    """The piece in characters: outer blanks, commas and full stops go, unless it is `whole`; quotations keep marks."""
    first, end = piece
    doc = page.doc
    while first < end and page.inside[first] < 0 and not is_word(doc[first]) and doc[first].text not in "[($€£#":
        first += 1
    while (
        not whole
        and first < end
        and page.inside[end - 1] < 0
        and not is_word(doc[end - 1])
        and doc[end - 1].text not in "])%"
    ):
        end -= 1
    if first >= end:
        return None
    start, stop = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
    words = page.text[start:stop]
    stripped = words.strip()
    if not stripped:
        return None
    start += len(words) - len(words.lstrip())
    stripped = stripped if whole else _UNIT.sub(r"\1", stripped)
    return Span(start, start + len(stripped))
