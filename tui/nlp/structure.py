"""Sentences, clauses and noun phrases of a parsed text, for growing a selection by meaning."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.model.suggestion import Structure

_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "csubj", "pcomp", "parataxis"})
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE_NAME = frozenset({"compound", "nmod", "amod", "det", "nummod", "poss", "flat", "appos"})


def find_structure(doc: Doc) -> Structure:
    """The shape of `doc`; without a parse there are no clauses and noun phrases, without sentence ends nothing."""
    if not doc.has_annotation("SENT_START"):
        return Structure()
    sentences = _spans(doc, ((sentence.start, sentence.end) for sentence in doc.sents))
    if not doc.has_annotation("DEP"):
        return Structure(sentences)
    return Structure(sentences, _spans(doc, _clauses(doc)), _spans(doc, _noun_phrases(doc)))


def _clauses(doc: Doc) -> Iterator[tuple[int, int]]:
    """Verbs with all that hangs on them; a whole sentence is no clause."""
    for token in doc:
        if token.dep_ in _CLAUSES and token.pos_ in _VERBS:
            first, end = token.left_edge.i, token.right_edge.i + 1
            if end - first > 1 and token.dep_ != "ROOT":
                yield first, end


def _noun_phrases(doc: Doc) -> Iterator[tuple[int, int]]:
    """Each noun with what stands before it, and with all that follows and belongs to it."""
    for token in doc:
        if token.pos_ in _NOUNS and token.dep_ not in _INSIDE_NAME:
            first = token.left_edge.i
            yield first, token.i + 1
            yield first, _tail(token)


def _tail(noun: Token) -> int:
    """The end of the noun's phrase with its prepositional phrases, without clauses and coordinated nouns."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ != "prep":
            break
        end = child.right_edge.i + 1
    return end


def _spans(doc: Doc, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    found = {span for first, end in ranges if (span := _trim(doc, first, end)) is not None}
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _trim(doc: Doc, first: int, end: int) -> Span | None:
    """The characters of the tokens, without blanks outside and without a lone mark or comma at either end."""
    while first < end and (doc[first].is_space or _stray(doc, first, first + 1, end)):
        first += 1
    while first < end and (doc[end - 1].is_space or _stray(doc, end - 1, first, end - 1)):
        end -= 1
    if first >= end:
        return None
    return Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))


_PARTNERS = {"“": "”", "”": "“", '"': '"', "(": ")", ")": "(", "[": "]", "]": "["}


def _stray(doc: Doc, i: int, first: int, end: int) -> bool:
    """Whether the mark at `i` has no partner in `[first, end)`; commas and dashes never have one."""
    mark = doc[i].text
    if mark in _PARTNERS:
        return all(doc[k].text != _PARTNERS[mark] for k in range(first, end))
    return mark in (",", ";", ":", "—", "–", "-", "--")
