"""Which actor, and which target of a stance, in one layer of an article is which in another layer of it."""

from collections import Counter

from msgspec import Struct

from tui.desk.pairing import LEAST_OVERLAP, Letters, greedy, jaccard, letters, overlaps
from tui.model.annotation import WRITER, AnyAnnotation, Entity, Quote, Target
from tui.model.span import Span, Spans, spans_text
from tui.model.suggestion import AnnotatedArticle


class Side:
    """One layer, with what comparing needs at hand: names and mentions of its actors, annotations by id.

    Mentions of an actor are its entities and the sources of its quotes that are not rejected; each stretch once.
    """

    def __init__(self, layer: AnnotatedArticle) -> None:
        self.text = layer.article.text
        self.names = {actor.id: actor.name for actor in layer.actors}
        self.annotations = {annotation.id: annotation for annotation in layer.annotations}
        self.mentions: dict[str, list[Spans]] = {}
        living = (annotation for annotation in layer.annotations if annotation.status != "rejected")
        found = {mention for annotation in living if (mention := _mention(annotation))}
        for spans, actor in sorted(found):
            self.mentions.setdefault(actor, []).append(spans)

    def actors(self) -> list[str]:
        """The ids of all actors: first mentioned first, then the unmentioned by name."""
        unmentioned = sorted(self.names.keys() - self.mentions.keys(), key=lambda id: (self.names[id], id))
        return [*self.mentions, *unmentioned]

    def name(self, actor: str) -> str | None:
        """The name as it is compared; None for an actor that is only referred to."""
        return self.names[actor].casefold() if actor in self.names else None


def _mention(annotation: AnyAnnotation) -> tuple[Spans, str] | None:
    match annotation:
        case Entity(actor=str(actor)):
            return annotation.spans, actor
        case Quote(actor=str(actor), source=Span() as source):
            return (source,), actor
        case _:
            return None


ActorPairs = frozenset[tuple[str | None, str | None]]
"""Pairs of ids that mean the same actor; None is nobody, on both sides, and the writer is the writer."""


def same_actors(first: Side, second: Side) -> ActorPairs:
    """Pair the actors of two layers one-to-one, greedily: most mentions in common first, then equal names.

    Mentions are paired like annotations (Jaccard ≥ `LEAST_OVERLAP`); names are compared without case. An actor
    that is split in two on the other side is paired with one half only, so the other half counts as wrong.
    """
    a, b = first.actors(), second.actors()
    shared = _shared_mentions(first, second)
    ranked = []
    for x, ours in enumerate(a):
        for y, theirs in enumerate(b):
            rank = (shared[ours, theirs], first.name(ours) == second.name(theirs) is not None)
            if any(rank):
                ranked.append((rank, x, y))
    return frozenset({(None, None), (WRITER, WRITER), *((a[x], b[y]) for x, y in greedy(ranked))})


def _shared_mentions(first: Side, second: Side) -> Counter[tuple[str, str]]:
    ours, theirs = (
        [(actor, letters(side.text, spans)) for actor, all_spans in side.mentions.items() for spans in all_spans]
        for side in (first, second)
    )
    found = overlaps([marked for _, marked in ours], [marked for _, marked in theirs])
    pairs = greedy((score, x, y) for (x, y), score in found.items())
    return Counter((ours[x][0], theirs[y][0]) for x, y in pairs)


class Compared(Struct, frozen=True):
    """Two layers of one article, and which actors they have in common."""

    first: Side
    second: Side
    actors: ActorPairs

    def same_target(self, ours: Target | None, theirs: Target | None) -> bool:
        """Whether two stances are about the same thing.

        Actors must be the same actor. Everything else is compared as stretches of text (those of an actor are its
        mentions) and as words (of a stretch, a topic, the name of an actor): one stretch of each must overlap
        (Jaccard ≥ `LEAST_OVERLAP`), or some words must be equal, case ignored, wherever they stand.
        """
        if ours is None or theirs is None:
            return ours is theirs
        if ours.actor is not None and theirs.actor is not None:
            return (ours.actor, theirs.actor) in self.actors
        if _words(self.first, ours) & _words(self.second, theirs):
            return True
        return any(
            jaccard(a, b) >= LEAST_OVERLAP
            for a in _stretches(self.first, ours)
            for b in _stretches(self.second, theirs)
        )


def compare(first: AnnotatedArticle, second: AnnotatedArticle) -> Compared:
    """Set two layers of one article side by side."""
    a, b = Side(first), Side(second)
    return Compared(a, b, same_actors(a, b))


def _places(side: Side, target: Target) -> list[Spans]:
    if target.span is not None:
        return [(target.span,)]
    if target.annotation is not None:
        annotation = side.annotations.get(target.annotation)
        return [annotation.spans] if annotation else []
    return side.mentions.get(target.actor or "", [])


def _stretches(side: Side, target: Target) -> list[Letters]:
    return [letters(side.text, spans) for spans in _places(side, target)]


def _words(side: Side, target: Target) -> set[str]:
    words = {spans_text(side.text, spans) for spans in _places(side, target)}
    words |= {name for name in (target.topic, side.names.get(target.actor or "")) if name}
    return {text.casefold().strip() for text in words}
