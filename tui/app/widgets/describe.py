"""Annotations in a few words, the same in the margin, the lens and the bar."""

from tui.model.annotation import WRITER, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.edit import Layer


def actor_name(id: str | None, layer: Layer) -> str:
    """The actor's name, "writer" for the article's own voice, "" where there is none."""
    if id is None:
        return ""
    if id == WRITER:
        return WRITER
    actor = layer.actors.get(id)
    return actor.name if actor else id


def target_name(target: Target | None, layer: Layer, text: str) -> str:
    """What a stance is about, in at most some 30 characters; "" where nothing was said."""
    if target is None:
        return ""
    if target.actor is not None:
        return actor_name(target.actor, layer)
    if target.topic is not None:
        return target.topic
    other = layer.annotations.get(target.annotation or "")
    span = target.span or (other.spans[0] if other else None)
    orphan = layer.orphans.get(target.annotation or "")
    if span is None and orphan is not None:
        return f"orphan “{shorten(orphan.words, 20)}”"
    return shorten(span.of(text)) if span else "?"


def shorten(words: str, most: int = 30) -> str:
    """The words on one line, cut with "…" if there are more than `most` characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def kind_of(annotation: AnyAnnotation) -> str:
    """Type and value: "claim opinion", "stance oppose", "quote direct"; for an entity its label alone."""
    match annotation:
        case Entity(label=label):
            return label
        case Quote(kind=kind):
            return f"quote {kind}"
        case Claim(kind=kind):
            return f"claim {kind}"
        case Stance(polarity=polarity):
            return f"stance {polarity}"


def parties_of(annotation: AnyAnnotation, layer: Layer, text: str) -> str:
    """Who and toward what: "Kim → Russia" for a stance, the speaker or claimant, the actor if the words differ."""
    match annotation:
        case Entity(actor=actor):
            name = actor_name(actor, layer)
            return name if name != annotation.spans[0].of(text) else ""
        case Quote(actor=actor, source=source):
            return actor_name(actor, layer) or (shorten(source.of(text)) if source else "")
        case Claim(claimant=claimant):
            return actor_name(claimant, layer)
        case Stance(holder=holder, target=target):
            return f"{actor_name(holder, layer) or '?'} → {target_name(target, layer, text) or '?'}"


def describe(annotation: AnyAnnotation, layer: Layer, text: str) -> str:
    """One phrase: "stance oppose Kim Hong-kyun → Russia"; a suggestion nobody has decided on ends in " ?"."""
    words = f"{kind_of(annotation)} {parties_of(annotation, layer, text)}".rstrip()
    return f"{words} ?" if annotation.status == "suggested" else words
