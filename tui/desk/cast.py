"""The cast of an article: its actors, each with everything that refers to them. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance
from tui.model.article import Article
from tui.model.edit import Layer
from tui.model.span import spans_text

Role = Literal["mention", "quote", "claim", "holder", "target"]

ROLES: tuple[Role, ...] = ("mention", "quote", "claim", "holder", "target")


class Part(Struct, frozen=True):
    """One annotation that refers to an actor: its id, in which role, whether it is decided, and its words."""

    annotation: str
    role: Role
    decided: bool
    words: str
    start: int


class Member(Struct, frozen=True):
    """An actor with their parts, in text order."""

    actor: Actor
    parts: tuple[Part, ...]

    def count(self, *roles: Role) -> int:
        """How many parts are in one of the roles."""
        return sum(part.role in roles for part in self.parts)


def cast_of(article: Article, layer: Layer) -> tuple[Member, ...]:
    """The actors of a layer, those with most parts first, then by name. What is rejected is no part of anybody."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for annotation in sorted(layer.annotations.values(), key=lambda a: a.start):
        if annotation.status != "rejected":
            for actor, role in _roles(annotation):
                words = spans_text(article.text, annotation.spans)
                decided = annotation.status != "suggested"
                parts[actor].append(Part(annotation.id, role, decided, words, annotation.start))
    members = [Member(actor, tuple(parts[actor.id])) for actor in layer.actors.values()]
    return tuple(sorted(members, key=lambda member: (-len(member.parts), member.actor.name.casefold())))


def _roles(annotation: AnyAnnotation) -> Iterator[tuple[str, Role]]:
    match annotation:
        case Entity(actor=str(actor)):
            yield actor, "mention"
        case Quote(actor=str(actor)):
            yield actor, "quote"
        case Claim(claimant=str(actor)):
            yield actor, "claim"
        case Stance(holder=holder, target=target):
            if holder is not None:
                yield holder, "holder"
            if target is not None and target.actor is not None:
                yield target.actor, "target"
