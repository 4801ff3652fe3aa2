"""What the formats of other tools have in common: spans with roles and labels in the tool's own shape, and the rest.

An annotation is taken apart into its spans, each with a role, and a *record* (a JSON object with everything else). The
spans go where the tool looks for spans, with a label; the record goes where the tool keeps what it does not know.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from tui.formats.known import article_from_fields
from tui.formats.links import check_links, without_dangling
from tui.model.annotation import (
    Actor,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    Target,
    type_of,
    value_of,
)
from tui.model.codec import (
    actor_from_json,
    actor_to_json,
    annotation_from_json,
    annotation_to_json,
    article_from_json,
    article_to_json,
)
from tui.model.errors import DataError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

Record = dict[str, Any]

CONTENT = "content"
ROLES = (CONTENT, "cue", "source", "target")
"""What a span can be to its annotation; an annotation may have several pieces of content and one of each other."""

KEY = "inquit"
"""The key under which records stand in files of other tools."""

LONGEST = 200
"""Bytes of the longest file name made of an id; file systems take 255, with what comes before and behind it."""

_DEFAULTS = {"quote": "direct", "claim": "fact", "stance": "unclear"}


class Piece(Struct, frozen=True):
    """One span of an annotation."""

    annotation: AnyAnnotation
    role: str
    span: Span

    @property
    def label(self) -> str:
        """What the span is called in other tools: "PERSON", "quote:direct", "cue", "stance:oppose", …"""
        return label_of(self.annotation) if self.role == CONTENT else self.role


def label_of(annotation: AnyAnnotation) -> str:
    """An entity's label as it is; for other types the type and the value, as in "claim:fact"."""
    value = value_of(annotation)
    return value if isinstance(annotation, Entity) else f"{type_of(annotation)}:{value}"


def from_label(label: str) -> Record:
    """The record of a span that somebody else labelled: types are known by their names, anything else is an entity."""
    kind, _, value = label.partition(":")
    kind = kind.strip().lower()
    if kind in _DEFAULTS:
        name = "polarity" if kind == "stance" else "kind"
        return {"type": kind, name: value.strip().lower() or _DEFAULTS[kind]}
    return {"type": "entity", "label": label}


def pieces_of(annotation: AnyAnnotation) -> Iterator[Piece]:
    """All spans of an annotation with their roles, content first."""
    for span in annotation.spans:
        yield Piece(annotation, CONTENT, span)
    match annotation:
        case Quote(cue=cue, source=source):
            if cue:
                yield Piece(annotation, "cue", cue)
            if source:
                yield Piece(annotation, "source", source)
        case Stance(target=Target(span=Span() as span)):
            yield Piece(annotation, "target", span)
        case _:
            pass


def to_record(annotation: AnyAnnotation) -> Record:
    """Everything about an annotation but its spans; what is not known is left out."""
    row = annotation_to_json(annotation)
    for name in ("spans", "cue", "source"):
        row.pop(name, None)
    if (row.get("target") or {}).get("span"):
        del row["target"]
    return {name: value for name, value in row.items() if value is not None}


def from_record(record: Record, pieces: Iterable[tuple[str, int, int]], text: str) -> AnyAnnotation:
    """Put an annotation together again from its record and its spans as (role, start, end).

    Raises `DataError` if it has no content or a span is not within the text.
    """
    row: Record = {**record, "spans": []}
    for role, start, end in pieces:
        match role:
            case "content":
                row["spans"].append([start, end])
            case "target":
                row["target"] = {"span": [start, end]}
            case _:
                row[role] = [start, end]
    return annotation_from_json(row, text)


def article_record(annotated: AnnotatedArticle) -> Record:
    """Everything about an article but its text and annotations; what is not known is left out."""
    row = {name: value for name, value in article_to_json(annotated.article).items() if value is not None}
    del row["text"], row["text_sha256"]
    if annotated.actors:
        row["actors"] = [actor_to_json(actor) for actor in annotated.actors]
    return row


class Builder(Struct):
    """Gathers what a file of another tool says about one article, and puts it together.

    `records` and `order` come from our own record if the tool has kept it; spans that it does not know are somebody
    else's, and get an annotation by their label.
    """

    text: str
    record: Record = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    pieces: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    helpers: set[str] = field(default_factory=set)
    """Spans that are nothing but an end of a relation (labelled "cue" and the like)."""

    def take_records(self) -> None:
        """Take the annotations' records out of the article's; raises `DataError` if they are not what we write."""
        records = self.record.pop("annotations", [])
        if not isinstance(records, list | tuple) or not all(
            isinstance(r, dict) and isinstance(r.get("id"), str) for r in records
        ):
            raise DataError("must hold records with an id", field=f"{KEY}.annotations")
        self.records = {record["id"]: record for record in records}

    def span(self, id: str, role: str, start: int, end: int) -> None:
        """A span of a known annotation."""
        self.pieces.setdefault(id, []).append((role, start, end))

    def foreign(self, label: str, start: int, end: int, **known: Any) -> str:
        """A span with only a label; returns the id that its annotation gets."""
        id = self.new_id()
        self.records[id] = {"id": id, **from_label(label), **known}
        self.span(id, CONTENT, start, end)
        return id

    def link(self, head: str, role: str, span: tuple[int, int], tail: str | None) -> None:
        """A relation of somebody else's from the annotation `head` to a span, which may be the annotation `tail`.

        Known are a quote's cue and source, a claim's claimant, a stance's holder and target; the actor is whom the
        words at the other end name. What else there may be has no place in an article and is left out.
        """
        record = self.records[head]
        words = self.text[span[0] : span[1]]
        match record["type"], role:
            case ("quote", "cue" | "source"):
                self.span(head, role, *span)
                if role == "source":
                    record["actor"] = self._actor_of(tail, words)
            case ("claim", "claimant" | "source"):
                record["claimant"] = self._actor_of(tail, words)
            case ("stance", "holder" | "source"):
                record["holder"] = self._actor_of(tail, words)
            case ("stance", "target"):
                entity = tail is not None and self.records[tail]["type"] == "entity"
                if entity:
                    record["target"] = {"actor": self._actor_of(tail, words)}
                elif tail is not None:
                    record["target"] = {"annotation": tail}
                else:
                    self.span(head, "target", *span)
            case _:
                return
        if tail is not None and str(self.records[tail].get("label")).lower() in ROLES:
            self.helpers.add(tail)

    def _actor_of(self, tail: str | None, words: str) -> str:
        """The actor of the entity at the other end, who is made of its words if need be."""
        entity = self.records[tail] if tail is not None else {}
        if entity.get("actor"):
            return str(entity["actor"])
        helper = entity.get("type") != "entity" or entity.get("label", "").lower() in ROLES
        actor = self.actor_named(words, None if helper else entity["label"])
        if not helper:
            entity["actor"] = actor
        return actor

    def new_id(self) -> str:
        """An id that no annotation has yet."""
        number = len(self.records) + 1
        while f"x{number}" in self.records:
            number += 1
        return f"x{number}"

    def actor_named(self, name: str, label: str | None = None) -> str:
        """The id of the actor of that name, who is made if there is none."""
        for actor in self.actors.values():
            if actor.name == name:
                return actor.id
        number = len(self.actors) + 1
        while f"a{number}" in self.actors:
            number += 1
        self.actors[f"a{number}"] = Actor(id=f"a{number}", name=name, label=label)
        return f"a{number}"

    def build(self, id: str, fields: Mapping[str, Any]) -> AnnotatedArticle:
        """The article; where there is no record of ours, loose `fields` tell about it, and `id` if they do not.

        Annotations of which no span is left were deleted in the other tool; links to them go too.
        """
        row = dict(self.record)
        listed = [actor_from_json(item) for item in row.pop("actors", ())]
        actors = {actor.id: actor for actor in listed} | self.actors
        meta = row.pop("meta", None)
        if self.record.get("id"):
            article = article_from_json({**row, "text": self.text, "meta": meta})
        else:
            article = article_from_fields(fields, id=id, text=self.text)
        made = tuple(
            self._annotation(key, record)
            for key, record in self.records.items()
            if key in self.pieces and key not in self.helpers
        )
        return check_links(loosen(AnnotatedArticle(article=article, actors=tuple(actors.values()), annotations=made)))

    def _annotation(self, key: str, record: Record) -> AnyAnnotation:
        try:
            return from_record({"id": key, **record}, self.pieces[key], self.text)
        except DataError as error:
            raise error.at(field=f"annotation {key}") from None


def loosen(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """The article without links to annotations that are not in it."""
    return replace(annotated, annotations=without_dangling(annotated.annotations))


class Relation(Struct, frozen=True):
    """A link between two spans, for tools that draw arrows: from an annotation to what plays `role` in it."""

    role: str
    head: AnyAnnotation
    tail: AnyAnnotation | None
    span: Span


def relations_of(annotated: AnnotatedArticle) -> Iterator[Relation]:
    """All links of an article that can be drawn from span to span.

    Quote → cue, source; stance → target (span or annotation); claim → claimant, stance → holder and target by the
    entity that mentions the actor nearest before, else after. `tail` is the annotation there, if it is one.
    """
    by_id = {annotation.id: annotation for annotation in annotated.annotations}
    for annotation in annotated.annotations:
        for piece in pieces_of(annotation):
            if piece.role != CONTENT:
                yield Relation(piece.role, annotation, None, piece.span)
        for role, actor in _actor_roles(annotation):
            mention = mention_of(actor, annotation, annotated.annotations)
            if mention is not None:
                yield Relation(role, annotation, mention, mention.spans[0])
        if isinstance(annotation, Stance) and annotation.target and annotation.target.annotation:
            target = by_id[annotation.target.annotation]
            yield Relation("target", annotation, target, target.spans[0])


def _actor_roles(annotation: AnyAnnotation) -> Iterator[tuple[str, str]]:
    match annotation:
        case Claim(claimant=str() as actor):
            yield "claimant", actor
        case Quote(actor=str() as actor, source=None):
            yield "source", actor
        case Stance(holder=holder, target=target):
            if holder:
                yield "holder", holder
            if target and target.actor:
                yield "target", target.actor
        case _:
            pass


def mention_of(actor: str, near: AnyAnnotation, annotations: Iterable[AnyAnnotation]) -> Entity | None:
    """The entity that mentions the actor: the last one that starts before the annotation does, else the first."""
    mentions = [a for a in annotations if isinstance(a, Entity) and a.actor == actor]
    before = [mention for mention in mentions if mention.start <= near.start]
    return max(before, key=lambda m: m.start) if before else min(mentions, key=lambda m: m.start, default=None)


def get_record(row: Mapping[str, Any]) -> Record:
    """Our record in an object of another tool; empty if it has none."""
    record = row.get(KEY)
    return dict(record) if isinstance(record, dict) else {}


def file_name(id: str) -> str:
    """The id as a file name that every system takes, an ending of some characters behind it included.

    `urllib.parse.unquote` turns it back, unless it has more than `LONGEST` bytes: then it is cut, and a hash of the
    whole id keeps it apart from others that begin like it.
    """
    name = re.sub(r'[%/\\:*?"<>|\x00-\x1f]', lambda found: f"%{ord(found[0]):02X}", id)
    name = re.sub(r"^\.|[. ]$", lambda found: f"%{ord(found[0]):02X}", name)
    encoded = name.encode()
    if len(encoded) <= LONGEST:
        return name
    mark = f"-{hashlib.sha256(id.encode()).hexdigest()[:12]}"
    kept = encoded[: LONGEST - len(mark)].decode(errors="ignore")
    return re.sub(r"%[0-9A-F]?$", "", kept) + mark


def id_in_name(id: str) -> str:
    """What of an id a file's name tells: all of it, unless it is long."""
    return unquote(file_name(id))
