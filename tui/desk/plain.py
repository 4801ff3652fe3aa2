"""One article with its annotations as lines of text, for pipes, screen readers and quick looks.

Each paragraph is followed by what is annotated in it, in reading order, so that nothing depends on colours or columns.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from tui.model.annotation import AnyAnnotation, Claim, Entity, Quote, Stance, type_of, value_of
from tui.model.article import META_FIELDS, Article
from tui.model.edit import Layer
from tui.model.span import Span, spans_text
from tui.text.sanitise import sanitise


class Line(Struct, frozen=True):
    """A line: its words and what it is: `title`, `meta`, `text` or `annotation`."""

    kind: str
    words: str


def plain_lines(article: Article, layer: Layer) -> Iterator[Line]:
    """The article's title, what is known about it, its paragraphs, and each one's annotations."""
    yield Line("title", _one_line(article.title or article.id))
    known = [str(value) for name in META_FIELDS[1:] if (value := getattr(article, name))]
    if known:
        yield Line("meta", _one_line(" · ".join(known)))
    waiting = sorted(layer.annotations.values(), key=lambda a: (a.start, a.end, a.id))
    for match in re.finditer(r"[^\n]+", article.text):
        yield Line("text", "")
        yield Line("text", _one_line(match[0]))
        while waiting and waiting[0].start < match.end():
            yield Line("annotation", f"  {_one_line(describe(article.text, layer, waiting.pop(0)))}")


def describe(text: str, layer: Layer, annotation: AnyAnnotation) -> str:
    """An annotation in one sentence: what, which words, who, where, status."""
    words = spans_text(text, annotation.spans)
    places = ", ".join(f"{span.start}–{span.end}" for span in annotation.spans)
    said = "; ".join(part for part in (*_links(text, layer, annotation), annotation.note) if part)
    links = f": {said}" if said else ""
    return f"{type_of(annotation)} {value_of(annotation)} [{places}] “{words}”{links} ({annotation.status})"


def _links(text: str, layer: Layer, annotation: AnyAnnotation) -> tuple[str, ...]:
    match annotation:
        case Entity(actor=actor):
            name = actor_name(layer, actor)
            return (f"is {name}",) if name and name != spans_text(text, annotation.spans) else ()
        case Quote(source=source, cue=cue, actor=actor):
            return _named("by", layer, actor), _quoted("source", text, source), _quoted("cue", text, cue)
        case Claim(claimant=claimant):
            return (_named("by", layer, claimant),)
        case Stance(holder=holder):
            return _named("holder", layer, holder), f"target {target_name(text, layer, annotation)}"


def actor_name(layer: Layer, actor: str | None) -> str | None:
    """The name of an actor, its id if it is missing, None for nobody."""
    if actor is None:
        return None
    found = layer.actors.get(actor)
    return found.name if found else actor


def target_name(text: str, layer: Layer, stance: Stance) -> str:
    """What a stance is about, in words."""
    target = stance.target
    if target is None:
        return "missing"
    if target.actor is not None:
        return actor_name(layer, target.actor) or target.actor
    if target.annotation is not None:
        return _target_annotation(text, layer, target.annotation)
    return f"“{target.span.of(text)}”" if target.span is not None else str(target.topic)


def _target_annotation(text: str, layer: Layer, id: str) -> str:
    other, orphan = layer.annotations.get(id), layer.orphans.get(id)
    if other is not None:
        return f"{type_of(other)} “{spans_text(text, other.spans)}”"
    if orphan is not None:
        return f"{type_of(orphan.annotation)} that is an orphan, “{orphan.words}”"
    return "missing"


def _named(role: str, layer: Layer, actor: str | None) -> str:
    name = actor_name(layer, actor)
    return f"{role} {name}" if name else ""


def _quoted(role: str, text: str, span: Span | None) -> str:
    return f"{role} “{span.of(text)}”" if span else ""


def _one_line(words: str) -> str:
    return sanitise(words).replace("\n", " ")
