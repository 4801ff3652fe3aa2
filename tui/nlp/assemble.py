"""From what the components left on a `Doc` to suggestions: annotations, actors, structure.

Ids are hashes of type, spans and value, so the same article always gets the same suggestions with the same ids.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace
from spacy.tokens import Doc

from tui.model.annotation import (
    Actor,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    Target,
    actors_of,
    type_of,
    value_of,
)
from tui.model.article import Article
from tui.model.scheme import Scheme
from tui.model.span import Span, hull
from tui.model.suggestion import Structure, Suggestions
from tui.nlp.entities import find_entities
from tui.nlp.found import FoundActor, FoundClaim, FoundQuote, FoundStance
from tui.nlp.mentions import Mentions
from tui.nlp.structure import find_structure

_NO_FIGURE = 0.75
"""An entity's score where the model's makers say nothing of the label."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all suggestions of one pipeline share: its name, the scheme, and its precision by entity label."""

    model: str
    scheme: Scheme
    precision: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def assemble(article: Article, doc: Doc, recipe: Recipe) -> Suggestions:
    """Turn a parsed article into suggestions; labels that the scheme does not suggest are left out."""
    mentions = Mentions(doc._.inquit_actors)
    common = {"origin": "model", "model": recipe.model, "status": "suggested"}
    annotations: list[AnyAnnotation] = list(_entities(doc, mentions, recipe, common))
    annotations += [_quote(found, mentions, common) for found in doc._.inquit_quotes]
    annotations += [_claim(found, mentions, common) for found in doc._.inquit_claims]
    contents = {hull(item.spans): item.id for item in reversed(annotations) if isinstance(item, Quote | Claim)}
    annotations += [_stance(found, mentions, contents, common) for found in doc._.inquit_stances]
    return collect(article, annotations, mentions.found, recipe, find_structure(doc))


def collect(
    article: Article,
    annotations: Iterable[AnyAnnotation],
    actors: Iterable[FoundActor],
    recipe: Recipe,
    structure: Structure,
) -> Suggestions:
    """Keep what the scheme suggests, once each and in text order, and the actors that are referred to."""
    order = {"entity": 0, "quote": 1, "claim": 2, "stance": 3}
    wanted = {type_of(item): _suggested(recipe.scheme, type_of(item)) for item in annotations}
    kept = {item.id: item for item in annotations if value_of(item) in wanted[type_of(item)]}
    for item in list(kept.values()):
        if isinstance(item, Stance) and item.target and item.target.annotation and item.target.annotation not in kept:
            kept[item.id] = replace(item, target=None)
    used = {actor for item in kept.values() for actor in actors_of(item)}
    labels = recipe.scheme.names("entity")
    return Suggestions(
        article=article.id,
        text_sha256=article.text_sha256,
        model=recipe.model,
        actors=tuple(
            Actor(id=f"a{n}", name=actor.name, label=actor.label if actor.label in labels else None, origin="model")
            for n, actor in enumerate(actors, 1)
            if f"a{n}" in used
        ),
        annotations=tuple(
            sorted(kept.values(), key=lambda item: (item.start, item.end, order[type_of(item)], item.id))
        ),
        structure=structure,
        notices=recipe.notices,
    )


def make_id(type: str, spans: Iterable[Span], *values: object) -> str:
    """The id of a suggestion: its type's first letter and ten hexadecimal digits."""
    parts = [type, *(f"{span.start}-{span.end}" for span in spans), *(str(value) for value in values)]
    return type[0] + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _suggested(scheme: Scheme, facet: str) -> frozenset[str]:
    return frozenset(label.name for label in scheme.labels(facet) if label.suggest)


def _entities(doc: Doc, mentions: Mentions, recipe: Recipe, common: dict[str, Any]) -> Iterator[Entity]:
    for span, label in find_entities(doc):
        yield Entity(
            id=make_id("entity", (span,), label),
            spans=(span,),
            label=label,
            actor=mentions.actor(span),
            score=recipe.precision.get(label, _NO_FIGURE),
            why=f"named {label} by the model",
            **common,
        )


def _quote(found: FoundQuote, mentions: Mentions, common: dict[str, Any]) -> Quote:
    return Quote(
        id=make_id("quote", found.content, found.kind),
        spans=found.content,
        kind=found.kind,
        cue=found.cue,
        source=found.source,
        actor=mentions.actor(found.source),
        score=found.score,
        why=found.why,
        **common,
    )


def _claim(found: FoundClaim, mentions: Mentions, common: dict[str, Any]) -> Claim:
    return Claim(
        id=make_id("claim", found.content, found.kind),
        spans=found.content,
        kind=found.kind,
        claimant=mentions.actor(found.claimant),
        checkworthy=found.checkworthy,
        score=found.score,
        why=found.why,
        **common,
    )


def _stance(found: FoundStance, mentions: Mentions, contents: Mapping[Span, str], common: dict[str, Any]) -> Stance:
    return Stance(
        id=make_id("stance", found.evidence, found.polarity, found.holder, found.target),
        spans=found.evidence,
        polarity=found.polarity,
        holder=mentions.actor(found.holder),
        target=_target(found.target, mentions, contents),
        intensity=found.intensity,
        score=found.score,
        why=found.why,
        **common,
    )


def _target(span: Span, mentions: Mentions, contents: Mapping[Span, str]) -> Target:
    """An actor if the words mention one and little else, a claim or quote if they are its content, else the words."""
    actor = mentions.actor_named(span)
    if actor is not None:
        return Target(actor=actor)
    found = contents.get(span)
    return Target(annotation=found) if found is not None else Target(span=span)
