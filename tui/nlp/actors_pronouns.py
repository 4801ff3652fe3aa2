"""Who a pronoun is: agreement, the speaker of the quotation around or before it, subjects, nearness."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.actors_cast import Cast, Cluster

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_OBJECTS = frozenset({"him", "her", "them", "it"})
_REACH = 3
"""How many sentences back an antecedent may be, when no quotation ties the two together."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation as tokens: its content, whether all of it is in marks, its source's head, who speaks (once known)."""

    pieces: tuple[tuple[int, int], ...]
    direct: bool
    source: int | None

    def holds(self, i: int) -> bool:
        """Whether token `i` is in the content."""
        return any(first <= i < end for first, end in self.pieces)


def resolve_pronoun(token: Token, cast: Cast, sentences: Sequence[int], speeches: "Speeches") -> Cluster | None:
    """The actor that a personal pronoun refers to, or None where the rules do not tell.

    `sentences` gives every token's sentence number.
    """
    word = token.lower_
    around = speeches.around(token.i)
    speaker = speeches.speaker(around, cast)
    if word in FIRST:
        return speaker
    if word in WE:
        return speaker if speaker is not None and speaker.label != "PERSON" else None
    scores: dict[int, tuple[float, Cluster]] = {}
    before = speeches.previous(token.i, cast)
    for head, cluster in cast.before(token.i):
        distance = sentences[token.i] - sentences[head]
        if distance > _REACH:
            break
        if (
            not _agrees(word, cluster)
            or _bound(token, token.doc[head])
            or (cluster is speaker and around and around.direct)
        ):
            continue
        score = _salience(token.doc[head], distance) + (0.5 if cluster.gender else 0.0)
        score += 2.0 * (cluster is speaker) + _carries_on(token, cluster, before, speeches)
        if id(cluster) not in scores or score > scores[id(cluster)][0]:
            scores[id(cluster)] = score, cluster
    if not scores and before is not None and speeches.is_source(token.i) and _agrees(word, before):
        return before
    best = max((score for score, _ in scores.values()), default=0.0)
    return next((cluster for score, cluster in scores.values() if score == best), None)


def _agrees(word: str, cluster: Cluster) -> bool:
    if word in GENDERS:
        return cluster.label in ("PERSON", None) and not cluster.plural and cluster.gender in ("", GENDERS[word])
    if word in NEUTER:
        return cluster.label in ("ORG", "GPE") or (cluster.label is None and not cluster.plural and not cluster.gender)
    return cluster.plural or cluster.label in ("ORG", "NORP")


def _bound(token: Token, head: Token) -> bool:
    """Whether grammar forbids it: "Trump attacked him", "Trump told him"."""
    if token.lower_ not in _OBJECTS or token.dep_ == "poss":
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return head.head.i == verb.i


def _salience(head: Token, distance: int) -> float:
    role = {"nsubj": 2.5, "nsubjpass": 2.2, "dobj": 1.2, "pobj": 0.8, "poss": 0.7, "appos": 0.8}.get(head.dep_, 0.6)
    return role - 0.8 * distance


def _carries_on(token: Token, cluster: Cluster, before: Cluster | None, speeches: "Speeches") -> float:
    """ "…," he said after somebody else's quotation: the speaker mostly stays the same."""
    return 3.0 if cluster is before and speeches.is_source(token.i) else 0.0


class Speeches:
    """The quotations of an article, to ask who speaks at a token; made once for each article."""

    def __init__(
        self, doc: Doc, quotes: Sequence[tuple[tuple[Span, ...], Span | None, bool]], heads: dict[int, int]
    ) -> None:
        self._around: dict[int, Speech] = {}
        self._sources: list[int] = []
        for content, source, direct in quotes:
            pieces = tuple(_tokens(doc, span) for span in content)
            speech = Speech(pieces, direct, heads.get(source.start) if source else None)
            for first, end in pieces:
                for i in range(first, end):
                    self._around.setdefault(i, speech)
            if speech.source is not None:
                self._sources.append(speech.source)
        self._sources.sort()
        self._is_source = frozenset(self._sources)

    def around(self, i: int) -> Speech | None:
        """The quotation whose content token `i` is in."""
        return self._around.get(i)

    def is_source(self, i: int) -> bool:
        """Whether token `i` is the head of a quotation's source."""
        return i in self._is_source

    def speaker(self, speech: Speech | None, cast: Cast) -> Cluster | None:
        """Who says a quotation, as far as resolved by now."""
        return cast.at.get(speech.source) if speech is not None and speech.source is not None else None

    def previous(self, i: int, cast: Cast) -> Cluster | None:
        """Who said the quotation whose source is the nearest before token `i`."""
        from bisect import bisect_left

        k = bisect_left(self._sources, i) - 1
        return cast.at.get(self._sources[k]) if k >= 0 else None


def _tokens(doc: Doc, span: Span) -> tuple[int, int]:
    found = doc.char_span(span.start, min(span.end, len(doc.text)), alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)
