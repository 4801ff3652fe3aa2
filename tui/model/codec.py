"""Records as JSON objects: the shapes of `inquit/1` (design section 8), which the desk file holds too.

Reading checks everything and raises `DataError` with the field it is about; unknown keys are left alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tui.model.annotation import (
    CLASSES,
    ORIGINS,
    STATUSES,
    Actor,
    Annotation,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    Target,
    type_of,
)
from tui.model.article import META_FIELDS, Article, hash_text
from tui.model.errors import DataError, SpanError
from tui.model.span import Span, Spans, check_spans, make_spans, spans_text

T = TypeVar("T")
Json = dict[str, Any]

PROVENANCE = ("annotator", "origin", "model", "status", "score", "created", "updated", "ms", "note", "why")


def pair(span: Span | None) -> list[int] | None:
    """A span as `[start, end]`."""
    return None if span is None else [span.start, span.end]


def article_to_json(article: Article) -> Json:
    """An article in the key order of `inquit/1`; `meta` is there only if it holds something."""
    row: Json = {"id": article.id}
    row.update((name, getattr(article, name)) for name in META_FIELDS)
    row.update({"text": article.text, "text_sha256": article.text_sha256})
    if article.meta:
        row["meta"] = dict(article.meta)
    return row


def article_from_json(row: Any) -> Article:
    """Read an article; a `text_sha256` that is not the text's is refused, a missing one is computed."""
    table = _table(row)
    text = table.get("text")
    if not isinstance(text, str):
        raise DataError("is missing" if text is None else f"must be a string, not {text!r:.60}", field="text")
    found = hash_text(text)
    if _maybe(table, "text_sha256", str) not in (None, found):
        raise DataError("is not the SHA-256 of the text, so the offsets cannot be trusted", field="text_sha256")
    known = {name: _maybe(table, name, str) for name in META_FIELDS}
    return Article(
        id=_need(table, "id", str), text=text, text_sha256=found, meta=dict(_maybe(table, "meta", dict) or {}), **known
    )


def actor_to_json(actor: Actor) -> Json:
    """An actor as `{"id", "name", "label", "origin"}`."""
    return {"id": actor.id, "name": actor.name, "label": actor.label, "origin": actor.origin}


def actor_from_json(row: Any) -> Actor:
    """Read an actor; `label` and `origin` may be missing."""
    table = _table(row)
    return Actor(
        id=_need(table, "id", str),
        name=_need(table, "name", str),
        label=_maybe(table, "label", str),
        origin=_one_of(table, "origin", ORIGINS, "human"),
    )


def annotation_to_json(annotation: AnyAnnotation, text: str | None = None) -> Json:
    """An annotation in the key order of `inquit/1`; `text` is the article's and adds the annotation's words."""
    row: Json = {
        "id": annotation.id,
        "type": type_of(annotation),
        "spans": [[span.start, span.end] for span in annotation.spans],
    }
    if text is not None:
        row["text"] = spans_text(text, annotation.spans)
    row.update(_own_fields(annotation))
    row.update(_provenance(annotation))
    return row


def _provenance(annotation: Annotation) -> Json:
    """The keys of `PROVENANCE`, written out: exports make millions of these, and a loop takes five times as long."""
    return {
        "annotator": annotation.annotator,
        "origin": annotation.origin,
        "model": annotation.model,
        "status": annotation.status,
        "score": annotation.score,
        "created": annotation.created,
        "updated": annotation.updated,
        "ms": annotation.ms,
        "note": annotation.note,
        "why": annotation.why,
    }


def _own_fields(annotation: AnyAnnotation) -> Json:
    match annotation:
        case Entity():
            return {"label": annotation.label, "actor": annotation.actor}
        case Quote():
            return {
                "kind": annotation.kind,
                "cue": pair(annotation.cue),
                "source": pair(annotation.source),
                "actor": annotation.actor,
            }
        case Claim():
            return {
                "kind": annotation.kind,
                "claimant": annotation.claimant,
                "checkworthy": annotation.checkworthy,
            }
        case Stance():
            return {
                "holder": annotation.holder,
                "target": target_to_json(annotation.target),
                "polarity": annotation.polarity,
                "intensity": annotation.intensity,
            }


def target_to_json(target: Target | None) -> Json | None:
    """A target as an object with its one key."""
    if target is None:
        return None
    if target.span is not None:
        return {"span": pair(target.span)}
    chosen = {"actor": target.actor, "annotation": target.annotation, "topic": target.topic}
    return {key: value for key, value in chosen.items() if value is not None}


def target_from_json(row: Any) -> Target | None:
    """Read a target: exactly one of `actor`, `annotation`, `span` and `topic`."""
    if row is None:
        return None
    table = _table(row)
    return Target(
        actor=_maybe(table, "actor", str),
        annotation=_maybe(table, "annotation", str),
        span=_span(table, "span"),
        topic=_maybe(table, "topic", str),
    )


def annotation_from_json(row: Any, text: str | None = None) -> AnyAnnotation:
    """Read an annotation; with the article's `text`, spans beyond it and a differing `text` are refused."""
    table = _table(row)
    kind = _one_of(table, "type", tuple(CLASSES), None)
    common: Json = {
        "id": _need(table, "id", str),
        "spans": _field("spans", lambda: _spans(table.get("spans"))),
        "annotator": _maybe(table, "annotator", str),
        "origin": _one_of(table, "origin", ORIGINS, "human"),
        "model": _maybe(table, "model", str),
        "status": _one_of(table, "status", STATUSES, "accepted"),
        "score": _maybe(table, "score", (int, float)),
        "created": _maybe(table, "created", str),
        "updated": _maybe(table, "updated", str),
        "ms": _maybe(table, "ms", int),
        "note": _maybe(table, "note", str),
        "why": _maybe(table, "why", str),
    }
    annotation = _READERS[kind](table, common)
    if text is not None:
        check_against(annotation, text, table.get("text"))
    return annotation


def _entity(table: Mapping[str, Any], common: Json) -> Entity:
    return Entity(**common, label=_need(table, "label", str), actor=_maybe(table, "actor", str))


def _quote(table: Mapping[str, Any], common: Json) -> Quote:
    return Quote(
        **common,
        kind=_need(table, "kind", str),
        cue=_span(table, "cue"),
        source=_span(table, "source"),
        actor=_maybe(table, "actor", str),
    )


def _claim(table: Mapping[str, Any], common: Json) -> Claim:
    return Claim(
        **common,
        kind=_need(table, "kind", str),
        claimant=_maybe(table, "claimant", str),
        checkworthy=_maybe(table, "checkworthy", bool),
    )


def _stance(table: Mapping[str, Any], common: Json) -> Stance:
    return Stance(
        **common,
        polarity=_need(table, "polarity", str),
        holder=_maybe(table, "holder", str),
        target=_field("target", lambda: target_from_json(table.get("target"))),
        intensity=_maybe(table, "intensity", str),
    )


_READERS: dict[str, Callable[[Mapping[str, Any], Json], AnyAnnotation]] = {
    "entity": _entity,
    "quote": _quote,
    "claim": _claim,
    "stance": _stance,
}


def check_against(annotation: Annotation, text: str, words: Any = None) -> None:
    """Raise `DataError` if a span ends beyond the text, or the spans' text is not `words` (when given)."""
    _field("spans", lambda: check_spans(annotation.spans, len(text)))
    for name, span in _other_spans(annotation):
        if span is not None and span.end > len(text):
            raise SpanError(f"ends at {span.end}, beyond the text of {len(text)} characters", field=name)
    found = spans_text(text, annotation.spans)
    if isinstance(words, str) and words != found:
        raise DataError(
            f"says {words[:60]!r} but its spans mark {found[:60]!r}; offsets must count Unicode code points",
            field="text",
        )


def _other_spans(annotation: Annotation) -> tuple[tuple[str, Span | None], ...]:
    match annotation:
        case Quote(cue=cue, source=source):
            return ("cue", cue), ("source", source)
        case Stance(target=Target(span=span)):
            return (("target.span", span),)
        case _:
            return ()


def _field(name: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except DataError as error:
        raise error.at(field=name) from None


def _table(row: Any) -> Mapping[str, Any]:
    if not isinstance(row, Mapping):
        raise DataError(f"must be an object, not {row!r:.60}")
    return row


def _maybe(table: Mapping[str, Any], name: str, kind: type | tuple[type, ...]) -> Any:
    value = table.get(name)
    if value is None:
        return None
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        wanted = " or ".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        raise DataError(f"must be {wanted} or null, not {value!r:.60}", field=name)
    return value


def _need(table: Mapping[str, Any], name: str, kind: type) -> Any:
    value = _maybe(table, name, kind)
    if value is None or value == "":
        raise DataError("is missing", field=name)
    return value


def _one_of(table: Mapping[str, Any], name: str, allowed: Sequence[str], default: str | None) -> Any:
    value = table.get(name)
    if value is None and default is not None:
        return default
    if value not in allowed:
        raise DataError(f"must be one of {', '.join(allowed)}, not {value!r:.60}", field=name)
    return value


def _span(table: Mapping[str, Any], name: str) -> Span | None:
    value = table.get(name)
    return None if value is None else _field(name, lambda: _spans([value])[0])


def _spans(value: Any) -> Spans:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise DataError(f"must be a list of [start, end] pairs, not {value!r:.60}")
    for item in value:
        whole = isinstance(item, Sequence) and len(item) == 2 and all(type(x) is int for x in item)
        if not whole:
            raise DataError(f"must hold [start, end] pairs of whole numbers, not {item!r:.60}")
    return make_spans(value)
