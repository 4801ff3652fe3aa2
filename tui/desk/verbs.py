"""What an annotator does to annotations, as pure functions: the layer as it is → the changes to make.

Every function returns the changes of one edit, empty if there is nothing to do. Nobody's decision is changed in
passing: what refers to a record that goes is changed in the same edit.
"""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from tui.desk.stamp import Stamp
from tui.model.annotation import WRITER, Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Status, type_of
from tui.model.edit import ArticleState, Change, Layer, Orphan, Record
from tui.model.linking import ACTOR_FIELD, relink, without_broken_links
from tui.model.span import Spans, make_spans

Changes = tuple[Change, ...]


def change(article: str, before: Record | None, after: Record | None) -> Changes:
    """One change, or none if both are the same."""
    return () if before == after else (Change(article=article, before=before, after=after),)


def touched(annotation: AnyAnnotation, stamp: Stamp, **fields: Any) -> AnyAnnotation:
    """The annotation with `fields` and the signature of the person who changed it; time adds up."""
    ms = annotation.ms if stamp.ms is None else (annotation.ms or 0) + stamp.ms
    return replace(annotation, annotator=stamp.annotator, updated=stamp.time, ms=ms, **fields)


def corrected(annotation: AnyAnnotation, stamp: Stamp, **fields: Any) -> AnyAnnotation:
    """`touched` with a decided status: what the machine suggested becomes `edited`, one's own stays `accepted`."""
    if all(getattr(annotation, name) == value for name, value in fields.items()):
        return annotation
    status: Status = "edited" if annotation.origin == "model" else "accepted"
    return touched(annotation, stamp, status=status, **fields)


def accept(article: str, annotations: Iterable[AnyAnnotation], stamp: Stamp) -> Changes:
    """Accept what is suggested or rejected; what is decided already stays."""
    return _decide(article, annotations, "accepted", ("accepted", "edited"), stamp)


def reject(article: str, annotations: Iterable[AnyAnnotation], stamp: Stamp) -> Changes:
    """Reject; a rejected annotation is kept, so that it is not suggested again and models can learn from it."""
    return _decide(article, annotations, "rejected", ("rejected",), stamp)


def _decide(
    article: str, annotations: Iterable[AnyAnnotation], status: Status, but: tuple[Status, ...], stamp: Stamp
) -> Changes:
    return tuple(
        Change(article=article, before=annotation, after=touched(annotation, stamp, status=status))
        for annotation in annotations
        if annotation.status not in but
    )


def relabel(article: str, annotation: AnyAnnotation, value: str, stamp: Stamp) -> Changes:
    """Give another label, kind or polarity; giving the one it has accepts it."""
    name = {Entity: "label", Quote: "kind", Claim: "kind", Stance: "polarity"}[type(annotation)]
    after = corrected(annotation, stamp, **{name: value})
    return accept(article, [annotation], stamp) if after is annotation else change(article, annotation, after)


def respan(article: str, annotation: AnyAnnotation, spans: Spans, stamp: Stamp) -> Changes:
    """Let the annotation mark other words."""
    return change(article, annotation, corrected(annotation, stamp, spans=spans))


def add_piece(article: str, annotation: AnyAnnotation, piece: Spans, stamp: Stamp) -> Changes:
    """Make the content discontinuous, or longer: pieces that overlap or touch become one."""
    merged: list[list[int]] = []
    for span in sorted((*annotation.spans, *piece)):
        if merged and span.start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], span.end)
        else:
            merged.append([span.start, span.end])
    return respan(article, annotation, make_spans(merged), stamp)


def set_fields(article: str, annotation: AnyAnnotation, stamp: Stamp, **fields: Any) -> Changes:
    """Correct any fields that the annotation's type has (cue, source, actor, target, intensity, …)."""
    return change(article, annotation, corrected(annotation, stamp, **fields))


def write_note(article: str, annotation: AnyAnnotation, note: str, stamp: Stamp) -> Changes:
    """Attach a note, or take it away with an empty one. A note decides nothing."""
    return change(article, annotation, replace(annotation, note=note.strip() or None, updated=stamp.time))


def delete(article: str, layer: Layer, record: AnyAnnotation | Orphan, stamp: Stamp) -> Changes:
    """Take an annotation away, or give an orphan up; stances that had it as target lose that target."""
    gone = Change(article=article, before=record, after=None)
    freed = (
        Change(article=article, before=other, after=touched(other, stamp, target=None))
        for other in layer.annotations.values()
        if isinstance(other, Stance) and other.target is not None and other.target.annotation == record.id
    )
    return (gone, *freed)


def add(article: str, record: Record) -> Changes:
    """Put a new record in."""
    return (Change(article=article, before=None, after=record),)


def settle_orphan(article: str, layer: Layer, orphan: Orphan, spans: Spans, stamp: Stamp) -> Changes:
    """Put an orphan's annotation on new words.

    A cue and source that are elsewhere now are cleared, and so are links to what went while it waited.
    """
    there = {*layer.annotations, *layer.orphans}
    annotation = without_broken_links(orphan.annotation, {WRITER, *layer.actors}, there)
    fields: dict[str, Any] = {"spans": spans}
    if isinstance(annotation, Quote):
        fields |= {"cue": None, "source": None}
    if isinstance(annotation, Stance) and annotation.target is not None and annotation.target.span is not None:
        fields["target"] = None
    return (Change(article=article, before=orphan, after=touched(annotation, stamp, **fields)),)


def mark_done(state: ArticleState, done: bool) -> Changes:
    """Mark the article as finished, or as open again."""
    return change(state.id, state, replace(state, done=done))


def merge_actors(article: str, layer: Layer, gone: Actor, kept: Actor) -> Changes:
    """Two actors are one: everything that refers to `gone`, orphans too, refers to `kept` afterwards."""
    moved = (
        Change(article=article, before=annotation, after=renamed)
        for annotation in layer.annotations.values()
        if (renamed := relink(annotation, {gone.id: kept.id})) != annotation
    )
    waiting = (
        Change(article=article, before=orphan, after=replace(orphan, annotation=renamed))
        for orphan in layer.orphans.values()
        if (renamed := relink(orphan.annotation, {gone.id: kept.id})) != orphan.annotation
    )
    return (*moved, *waiting, Change(article=article, before=gone, after=None))


def split_actor(article: str, layer: Layer, mentions: Iterable[AnyAnnotation], actor: Actor, stamp: Stamp) -> Changes:
    """Give some annotations another actor, who is made if not there."""
    moved = (
        Change(article=article, before=mention, after=touched(mention, stamp, **actor_field(mention, actor.id)))
        for mention in mentions
    )
    made = () if actor.id in layer.actors else add(article, actor)
    return (*made, *moved)


def actor_field(annotation: AnyAnnotation, actor: str | None) -> dict[str, Any]:
    """The field that says whose annotation it is, with that actor: entity's and quote's actor, claimant, holder."""
    return {ACTOR_FIELD[type_of(annotation)]: actor}
