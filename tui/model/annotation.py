"""Annotations: entities, quotes, claims and stances, and the actors they refer to.

All are frozen; a change makes a new one with `msgspec.structs.replace`. Labels, kinds and polarities are plain strings,
because the scheme of a project decides which ones there are (`tui.model.scheme`).
"""

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from tui.model.errors import DataError
from tui.model.span import Span, Spans, check_spans

Status = Literal["suggested", "accepted", "edited", "rejected"]
Origin = Literal["human", "model"]
Type = Literal["entity", "quote", "claim", "stance"]

STATUSES: tuple[Status, ...] = get_args(Status)
ORIGINS: tuple[Origin, ...] = get_args(Origin)
TYPES: tuple[Type, ...] = get_args(Type)
DECIDED: tuple[Status, ...] = ("accepted", "edited")
"""What counts as a human's positive decision, and is exported by default."""

WRITER = "writer"
"""The id of the actor who wrote the article, for stances that the writer takes."""


Name = Annotated[str, Meta(min_length=1)]
"""A string that is not empty; checked where it is read."""


class Actor(Struct, frozen=True, kw_only=True):
    """Whom mentions refer to within one article: "Kim Hong-kyun", "Kim" and "he" are one actor.

    `label` is an entity label of the scheme (PERSON, ORG, GPE, …) or None where nobody knows.
    """

    id: Name
    name: str
    label: str | None = None
    origin: Origin = "human"


class Annotation(Struct, frozen=True, kw_only=True):
    """What all annotations have: an id unique in the article, spans, and where they come from.

    `model` is the name and version of the pipeline ("en_core_web_sm 3.8.0, inquit 0.1.0"); it stays when a human
    accepts the suggestion. `score` is in [0, 1]. `created` and `updated` are UTC times in ISO 8601 with seconds.
    `ms` is the time a human spent on it, in milliseconds. `why` names the rule and the words behind a suggestion.
    """

    id: Name
    spans: Spans
    annotator: str | None = None
    origin: Origin = "human"
    model: str | None = None
    status: Status = "accepted"
    score: float | None = None
    created: str | None = None
    updated: str | None = None
    ms: int | None = None
    note: str | None = None
    why: str | None = None

    def __post_init__(self) -> None:
        if len(self.spans) != 1:
            check_spans(self.spans)

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.spans[-1].end


class Entity(Annotation, frozen=True, kw_only=True, tag="entity"):
    """A span that names somebody or something. A metonym keeps its label and links the actor it stands for."""

    label: Name
    actor: str | None = None


class Quote(Annotation, frozen=True, kw_only=True, tag="quote"):
    """Reported speech. `spans` is the content, `cue` the inquit ("said"), `source` the mention of the speaker."""

    kind: Name
    cue: Span | None = None
    source: Span | None = None
    actor: str | None = None


class Claim(Annotation, frozen=True, kw_only=True, tag="claim"):
    """A span that asserts something; `claimant` is the actor who asserts it, None or `WRITER` for the article."""

    kind: Name
    claimant: str | None = None
    checkworthy: bool | None = None


class Target(Struct, frozen=True, kw_only=True):
    """What a stance is about: exactly one of an actor's id, an annotation's id, a span, or a topic in words."""

    actor: str | None = None
    annotation: str | None = None
    span: Span | None = None
    topic: str | None = None

    def __post_init__(self) -> None:
        given = [x for x in (self.actor, self.annotation, self.span, self.topic) if x is not None]
        if len(given) != 1:
            raise DataError(f"a target is exactly one of actor, annotation, span and topic, not {len(given)} of them")


class Stance(Annotation, frozen=True, kw_only=True, tag="stance"):
    """`holder` (an actor) stands for, against or neutrally to `target`; the spans are the words that say so."""

    polarity: Name
    holder: str | None = None
    target: Target | None = None
    intensity: str | None = None


AnyAnnotation = Entity | Quote | Claim | Stance

CLASSES: dict[Type, type[AnyAnnotation]] = {
    "entity": Entity,
    "quote": Quote,
    "claim": Claim,
    "stance": Stance,
}


_NAMES: dict[type, Type] = {cls: name for name, cls in CLASSES.items()}


def type_of(annotation: Annotation) -> Type:
    """The name of the annotation's type as it stands in files and on screen."""
    try:
        return _NAMES[type(annotation)]
    except KeyError:
        raise TypeError(f"{type(annotation).__name__} is not an annotation type") from None


def value_of(annotation: AnyAnnotation) -> str:
    """The one word that the annotation was given: an entity's label, a quote's or claim's kind, a polarity."""
    match annotation:
        case Entity(label=value) | Quote(kind=value) | Claim(kind=value) | Stance(polarity=value):
            return value


def actors_of(annotation: AnyAnnotation) -> tuple[str, ...]:
    """The ids of all actors that the annotation refers to."""
    found: tuple[str | None, ...]
    match annotation:
        case Entity(actor=actor) | Quote(actor=actor) | Claim(claimant=actor):
            found = (actor,)
        case Stance(holder=holder, target=target):
            found = (holder, target.actor if target else None)
    return tuple(actor for actor in found if actor is not None)
