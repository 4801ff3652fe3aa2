"""What a format cannot carry, told exactly and before anything is written.

A format says what it keeps of an article (`carry`); the losses are what differs, so they cannot be wrong by themselves.
An annotation is named `article#annotation`.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import fields

from tui.formats.format import Format
from tui.formats.registry import find_format, load
from tui.model.annotation import AnyAnnotation, type_of
from tui.model.article import META_FIELDS
from tui.model.span import spans_overlap
from tui.model.suggestion import AnnotatedArticle

PLURALS = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}
_WORDS = {
    "actor": "links to actors",
    "annotator": "annotators",
    "checkworthy": "marks of check-worthiness",
    "claimant": "claimants",
    "created": "times of creation",
    "cue": "cues",
    "holder": "holders",
    "id": "ids",
    "intensity": "intensities",
    "label": "labels",
    "language": "languages",
    "meta": "other metadata",
    "model": "model names",
    "ms": "times spent",
    "note": "notes",
    "origin": "marks of the machine as origin",
    "place": "places",
    "published": "dates",
    "score": "scores",
    "source": "sources",
    "spans": "borders or pieces of annotations",
    "status": "statuses",
    "target": "targets",
    "updated": "times of change",
    "why": "reasons of suggestions",
}


_OF_ARTICLES = {"id": "whole ids of articles", "source": "names of the article's source"}


class Loss(Struct, frozen=True):
    """`count` things of one sort that a file will not hold; `ids` names the annotations or articles concerned."""

    what: str
    count: int
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.count} {self.what}"


class Tally:
    """Gathers losses over many articles."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = {}

    def add(self, what: str, id: str) -> None:
        """Note one loss."""
        self._ids.setdefault(what, []).append(id)

    def losses(self) -> tuple[Loss, ...]:
        """Everything noted so far, in the order of first appearance."""
        return tuple(Loss(what, len(ids), tuple(ids)) for what, ids in self._ids.items())


def losses(format: str | Format, articles: Iterable[AnnotatedArticle]) -> tuple[Loss, ...]:
    """What the format cannot carry of these articles; nothing is written. Raises `UsageError` for unknown names."""
    chosen = find_format(format) if isinstance(format, str) else format
    module, tally = load(chosen), Tally()
    for annotated in articles:
        note_losses(tally, chosen, annotated, module.carry(annotated), getattr(module, "REASON", None))
    return tally.losses()


def note_losses(
    tally: Tally, format: Format, before: AnnotatedArticle, after: AnnotatedArticle, reason: str | None = None
) -> None:
    """Add to the tally what an article lost on its way into a format.

    `reason` says why the format leaves out annotations of a type that it carries ("off token borders").
    """
    if before is after:
        return
    article = before.article
    for name in ("id", *META_FIELDS, "meta"):
        if getattr(article, name) != getattr(after.article, name):
            tally.add(_OF_ARTICLES.get(name) or _WORDS.get(name, f"{name}s"), article.id)
    actors = {actor.id: actor for actor in after.actors}
    for actor in before.actors:
        if actors.get(actor.id) != actor:
            tally.add("actors" if actor.id not in actors else "details of actors", f"{article.id}#{actor.id}")
    kept = {annotation.id: annotation for annotation in after.annotations}
    for annotation in before.annotations:
        for what in _lost(format, annotation, kept, reason):
            tally.add(what, f"{article.id}#{annotation.id}")


def _lost(
    format: Format, annotation: AnyAnnotation, kept: dict[str, AnyAnnotation], reason: str | None
) -> Iterator[str]:
    found = kept.get(annotation.id)
    if found is annotation:
        return
    if found is None:
        yield _gone(format, annotation, kept, reason)
        return
    for field in fields(annotation):
        if getattr(annotation, field.name) != getattr(found, field.name):
            yield _WORDS.get(field.name, field.name)


def _gone(format: Format, annotation: AnyAnnotation, kept: dict[str, AnyAnnotation], reason: str | None) -> str:
    plural = PLURALS[type_of(annotation)]
    if type_of(annotation) not in format.types:
        return plural
    if reason is not None:
        return f"{plural} {reason}"
    if len(annotation.spans) > 1:
        return f"discontinuous {plural}"
    same = (other for other in kept.values() if type_of(other) == type_of(annotation))
    if any(spans_overlap(annotation.spans, other.spans) for other in same):
        return f"nested or overlapping {plural}"
    return f"{plural} of nothing but white space"
