"""Who a pronoun is: agreement, the speaker of the quotation around or before it, subjects, nearness."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.actors_cast import Cast, Cluster
from tui.nlp.places import places

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_OBJECTS = frozenset({"him", "her", "them", "it"})
_EMPTY = frozenset({"be", "seem", "remain", "appear", "become", "take", "make", "turn", "happen"})
_LEAST_FOR_THINGS = 1.5
"""The salience below which "it" and "they" are left alone."""
_LEAST_FOR_PERSONS = -2.0
_EARLIER = 4
"""How many quotations back a group may have spoken that "they" takes up."""
_REACH_UP = 8
_REACH = 3
"""How many sentences back an antecedent may be, when no quotation ties the two together."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation as tokens: its content, whether all of it is in marks, its source's head, who speaks (once known)."""

    pieces: tuple[tuple[int, int], ...]
    direct: bool
    source: int | None


class Found(NamedTuple):
    """Whom a pronoun means; `sure` when no other candidate came near."""

    cluster: Cluster
    sure: bool


class Scene(NamedTuple):
    """What pronouns are resolved against; `sentences` gives every token's sentence number."""

    cast: Cast
    sentences: Sequence[int]
    speeches: "Speeches"


def resolve_pronoun(token: Token, scene: Scene) -> Found | None:
    """The actor that a personal pronoun refers to, or None where the rules do not tell."""
    word = token.lower_
    if word in FIRST or word in WE:
        return _speaker(token, scene)
    if (token.is_upper and len(token) > 1) or (word in NEUTER and _is_expletive(token)):
        return None
    scores = _candidates(token, scene)
    if not scores:
        return _carried_on(token, scene)
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    best, cluster = ranked[0]
    if best < (_LEAST_FOR_PERSONS if word in GENDERS else _LEAST_FOR_THINGS):
        return None
    return Found(cluster, len(ranked) == 1 or best - ranked[1][0] > 1.5)


def _carried_on(token: Token, scene: Scene) -> Found | None:
    """The speaker before goes on, however far back; "she" shows that a name without a known kind is a person's."""
    if not scene.speeches.is_source(token.i):
        return None
    if token.lower_ in PLURAL:
        return _group_carried_on(token, scene)
    before = scene.speeches.previous(token.i, scene.cast)
    if before is None:
        return None
    return Found(before, False) if _agrees(token.lower_, before) or _may_be_human(token.lower_, before) else None


def _group_carried_on(token: Token, scene: Scene) -> Found | None:
    """The group that spoke last, with others in between: "researchers say. A report warns … They say"."""
    for speaker in scene.speeches.earlier(token.i, scene.cast):
        if _agrees(token.lower_, speaker):
            return Found(speaker, False)
    return None


def _may_be_human(word: str, cluster: Cluster) -> bool:
    known = cluster.name.casefold() in places().names or cluster.name.casefold() in places().capitals
    return word in GENDERS and cluster.label in ("ORG", "GPE", "LOC") and " " not in cluster.name and not known


def _speaker(token: Token, scene: Scene) -> Found | None:
    speaker = scene.speeches.speaker(scene.speeches.around(token.i), scene.cast)
    if speaker is None or (token.lower_ in WE and speaker.label == "PERSON"):
        return None
    return Found(speaker, False)


def _is_expletive(token: Token) -> bool:
    """Whether "it" stands for nothing: "it is unclear what", "it remains to be seen"."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in _EMPTY:
        return False
    return any(child.dep_ in ("acomp", "ccomp", "xcomp", "attr", "advcl") for child in verb.rights)


def _candidates(token: Token, scene: Scene) -> dict[int, tuple[float, Cluster]]:
    """Score the actors mentioned shortly before; the best mention of each counts."""
    word, cast, speeches = token.lower_, scene.cast, scene.speeches
    sentence = scene.sentences[speeches.start(token.i)]
    around = speeches.around(token.i)
    speaker = speeches.speaker(around, cast)
    said_by_speaker = around is not None and around.direct
    before = speeches.previous(token.i, cast) if speeches.is_source(token.i) else None
    named_inside = speeches.named_in_speech_of(token.i, cast)
    scores: dict[int, tuple[float, Cluster]] = {}
    interrupted = before is not None and _interrupted(token, before, scene)
    for head, cluster in cast.before(token.i):
        distance = max(sentence - scene.sentences[head], 0)
        if distance > (_REACH if word in GENDERS else 1):
            break
        if not _agrees(word, cluster) or _bound(token, token.doc[head]) or (cluster is speaker and said_by_speaker):
            continue
        if word not in GENDERS and not (cluster is before or _governs(token.doc[head], token)):
            continue
        score = _salience(token.doc[head], distance) + _known(word, cluster)
        carried = (0.5 if interrupted else 3.0) if cluster is before else 0.0
        score += 2.0 * (cluster is speaker) + carried - 3.0 * (cluster in named_inside)
        score += 1.5 * _governs(token.doc[head], token)
        if id(cluster) not in scores or score > scores[id(cluster)][0]:
            scores[id(cluster)] = score, cluster
    return scores


def _interrupted(token: Token, before: Cluster, scene: Scene) -> bool:
    """Whether the writer turned to another who may be meant, since the speaker `before` was last spoken of."""
    last = scene.speeches.last_source(token.i)
    for head, cluster in scene.cast.before(token.i):
        if head <= last:
            break
        if _is_topic(token.doc[head], scene.speeches) and _agrees(token.lower_, cluster):
            return cluster is not before
    return False


def _is_topic(head: Token, speeches: "Speeches") -> bool:
    """Whether the writer's own words turn to somebody here: a subject outside quotations."""
    subject = head.dep_ in ("nsubj", "nsubjpass") or (head.dep_ == "ROOT" and head.pos_ == "PROPN")
    return subject and speeches.around(head.i) is None


def _known(word: str, cluster: Cluster) -> float:
    """Most people in the news are men, so a known woman is the better "she", and "he" says less."""
    return (1.2 if word in GENDERS and GENDERS[word] == "f" else 0.5) if cluster.gender else 0.0


def _governs(head: Token, token: Token) -> bool:
    """Whether `head` is the subject of a verb whose clause `token` stands in: "Yoon urged …, adding that he will"."""
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return False
    above = token.head
    for _ in range(_REACH_UP):
        if above.i == head.head.i:
            return True
        if above.head.i == above.i:
            return False
        above = above.head
    return False


def _agrees(word: str, cluster: Cluster) -> bool:
    if not cluster.forms and not cluster.human and cluster.label is None and cluster.name.lower() in FIRST:
        return False
    if word in GENDERS:
        return cluster.human and not cluster.plural and cluster.gender in ("", GENDERS[word])
    if word in NEUTER:
        return cluster.label in ("ORG", "GPE") or (cluster.label is None and not cluster.plural and not cluster.human)
    return (cluster.plural and cluster.human) or cluster.label in ("ORG", "NORP")


def _bound(token: Token, head: Token) -> bool:
    """Whether grammar forbids it: "Trump attacked him", "Trump told him"."""
    if token.lower_ not in _OBJECTS or token.dep_ == "poss":
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return head.head.i == verb.i


def _salience(head: Token, distance: int) -> float:
    role = {"nsubj": 2.5, "nsubjpass": 2.2, "ROOT": 2.5, "dobj": 1.2, "pobj": 0.8, "poss": 0.7, "appos": 0.8}.get(
        head.dep_, 0.6
    )
    return role - 0.8 * distance


class Speeches:
    """The quotations of an article, to ask who speaks at a token; made once for each article."""

    def __init__(
        self, doc: Doc, quotes: Sequence[tuple[tuple[Span, ...], Span | None, bool]], heads: dict[Span, int]
    ) -> None:
        self._around: dict[int, Speech] = {}
        self._sources: list[int] = []
        self._by_source: dict[int, Speech] = {}
        by_length = sorted(quotes, key=lambda quote: sum(map(len, quote[0])))
        for content, source, direct in by_length:  # the innermost quotation around a token counts
            pieces = tuple(_tokens(doc, span) for span in content)
            speech = Speech(pieces, direct, heads.get(source) if source else None)
            for first, end in pieces:
                for i in range(first, end):
                    self._around.setdefault(i, speech)
            if speech.source is not None:
                self._sources.append(speech.source)
                self._by_source[speech.source] = speech
        self._sources.sort()
        self._is_source = frozenset(self._sources)

    def around(self, i: int) -> Speech | None:
        """The quotation whose content token `i` is in."""
        return self._around.get(i)

    def is_source(self, i: int) -> bool:
        """Whether token `i` is the head of a quotation's source."""
        return i in self._is_source

    def start(self, i: int) -> int:
        """Where the quotation that token `i` is the source of begins, if before it; else `i`."""
        speech = self._by_source.get(i)
        return min(i, speech.pieces[0][0]) if speech is not None else i

    def named_in_speech_of(self, i: int, cast: Cast) -> list[Cluster]:
        """Whom the quotation with its source at token `i` names: hardly the speaker."""
        speech = self._by_source.get(i)
        if speech is None:
            return []
        return [
            cast.at[k] for first, end in speech.pieces for k in range(first, end) if k in cast.at and cast.is_name(k)
        ]

    def speaker(self, speech: Speech | None, cast: Cast) -> Cluster | None:
        """Who says a quotation, as far as resolved by now."""
        return cast.at.get(speech.source) if speech is not None and speech.source is not None else None

    def earlier(self, i: int, cast: Cast) -> Iterator[Cluster]:
        """Who said the quotations with their sources before token `i`, the nearest first; a few of them."""
        k = bisect_left(self._sources, i)
        for source in reversed(self._sources[max(k - _EARLIER, 0) : k]):
            if source in cast.at:
                yield cast.at[source]

    def last_source(self, i: int) -> int:
        """Where the source of a quotation stands that is the nearest before token `i`; -1 if there is none."""
        k = bisect_left(self._sources, i) - 1
        return self._sources[k] if k >= 0 else -1

    def previous(self, i: int, cast: Cast) -> Cluster | None:
        """Who said the quotation whose source is the nearest before token `i`."""
        k = bisect_left(self._sources, i) - 1
        return cast.at.get(self._sources[k]) if k >= 0 else None


def _tokens(doc: Doc, span: Span) -> tuple[int, int]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)
