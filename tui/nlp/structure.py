"""Sentences, clauses and noun phrases of a parsed text, for growing a selection by meaning."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.nlp.words import column, keys

_CLAUSES = keys({"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "csubj", "pcomp", "parataxis"})
_VERBS = keys({"VERB", "AUX"})
_NOUNS = keys({"NOUN", "PROPN", "PRON"})
_INSIDE_NAME = keys({"compound", "nmod", "amod", "det", "nummod", "poss", "flat", "appos"})


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
    for i, (dep, pos) in enumerate(zip(column(doc, "DEP"), column(doc, "POS"), strict=True)):
        if dep in _CLAUSES and pos in _VERBS:
            first, end = doc[i].left_edge.i, doc[i].right_edge.i + 1
            if end - first > 1:
                yield first, end


def _noun_phrases(doc: Doc) -> Iterator[tuple[int, int]]:
    """Each noun with what stands before it, and with all that follows and belongs to it."""
    for i, (dep, pos) in enumerate(zip(column(doc, "DEP"), column(doc, "POS"), strict=True)):
        if pos in _NOUNS and dep not in _INSIDE_NAME:
            first = doc[i].left_edge.i
            yield first, i + 1
            yield first, _tail(doc[i])


def _tail(noun: Token) -> int:
    """The end of the noun's phrase with its prepositional phrases, without clauses and coordinated nouns."""
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ != "prep":
            break
        end = child.right_edge.i + 1
    return end


def _spans(doc: Doc, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    words, starts, lengths = (column(doc, name) for name in ("ORTH", "IDX", "LENGTH"))
    edges = [word in _STRAY or space for word, space in zip(words, column(doc, "IS_SPACE"), strict=True)]
    found: set[Span] = set()
    for first, end in set(ranges):
        if edges[first] or edges[end - 1]:
            first, end = _trim(words, edges, first, end)  # noqa: PLW2901
        if first < end:
            found.add(Span(starts[first], starts[end - 1] + lengths[end - 1]))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _trim(words: Sequence[int], edges: Sequence[bool | int], first: int, end: int) -> tuple[int, int]:
    """The tokens without blanks outside and without a lone mark or comma at either end."""
    while first < end and edges[first] and _PARTNERS.get(words[first]) not in words[first + 1 : end]:
        first += 1
    while first < end and edges[end - 1] and _PARTNERS.get(words[end - 1]) not in words[first : end - 1]:
        end -= 1
    return first, end


_PARTNERS = {
    get_string_id(mark): get_string_id(partner)
    for one, other in (("“", "”"), ('"', '"'), ("(", ")"), ("[", "]"))
    for mark, partner in ((one, other), (other, one))
}
"""Mark → the mark that goes with it; without that one it is stray."""
_STRAY = keys({",", ";", ":", "—", "–", "-", "--"}) | _PARTNERS.keys()
