"""Records as documents of the table `annotations`: what somebody reading the desk with stock TinyDB sees.

An annotation is the object of `inquit/1` (`tui.model.codec`) with `article` in front; actors, orphans and states look
alike. A *slot* is the place of one record: `(article, home, id)`. A document whose `deleted` is true is a *tombstone*:
it keeps the slot, so that a deletion can be undone without a second copy.
"""

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec import MsgspecError
from msgspec.json import Decoder
from msgspec.structs import asdict

from tui.model.annotation import TYPES, Actor, Annotation, AnyAnnotation
from tui.model.codec import (
    Json,
    actor_from_json,
    actor_to_json,
    annotation_from_json,
    annotation_to_json,
    check_against,
)
from tui.model.edit import ArticleState, Change, Layer, Orphan, Quotation, Record
from tui.model.errors import DataError
from tui.store.layout import decode

R = TypeVar("R")
_annotations: Decoder[AnyAnnotation] = Decoder(AnyAnnotation)
_STRING = rb'("[^"\\]*(?:\\.[^"\\]*)*")'
_START = re.compile(rb'\{"article":' + _STRING + rb',"id":' + _STRING + rb',"type":"(\w+)"')
Slot = tuple[str, str, str]
"""Article, home and id of a record."""

HOMES = ("actor", "annotation", "orphan", "state")
HOME_OF_TYPE = {"actor": "actor", "orphan": "orphan", "state": "state"} | dict.fromkeys(TYPES, "annotation")
"""In which home the records of a document's `type` live; types that are not records are not in here."""


def home_of(record: Record) -> str:
    """The home of a record: ids are unique within an article and a home."""
    match record:
        case Actor():
            return "actor"
        case Orphan():
            return "orphan"
        case ArticleState():
            return "state"
        case _:
            return "annotation"


def slot_of(article: str, record: Record) -> Slot:
    """The slot of a record of that article."""
    return (article, home_of(record), record.id)


def slot_of_document(document: Json) -> Slot | None:
    """The slot of a document; None if it holds no record (an edit, a structure)."""
    home = HOME_OF_TYPE.get(document.get("type", ""))
    if home is None:
        return None
    article = document["article"]
    return (article, home, article if home == "state" else document["id"])


def slot_of_line(line: bytes) -> Slot | None:
    """The slot of a document as `layout.encode` wrote it, parsing only its start where that will do.

    None also for a line that cannot be read: the check tells of it.
    """
    match = _START.match(line)
    if match is None:
        try:
            return slot_of_document(decode(line))
        except (ValueError, KeyError):
            return None
    home = HOME_OF_TYPE.get(match[3].decode())
    return None if home is None else (_string(match[1]), home, _string(match[2]))


@lru_cache(maxsize=1024)
def _string(literal: bytes) -> str:
    return str(json.loads(literal))


def to_document(article: str, record: Record, text: str | None = None) -> Json:
    """A record as a document; with the article's `text`, an annotation's offsets are checked and its words added."""
    match record:
        case Actor():
            row = actor_to_json(record)
            return {"article": article, "id": row.pop("id"), "type": "actor", **row}
        case Orphan():
            return _orphan_to_document(article, record)
        case ArticleState():
            return {
                "article": article,
                "type": "state",
                "text_sha256": record.text_sha256,
                "done": record.done,
                "suggested": record.suggested,
            }
        case _:
            if text is not None:
                check_against(record, text)
            return {"article": article, **annotation_to_json(record, text)}


def _orphan_to_document(article: str, orphan: Orphan) -> Json:
    return {
        "article": article,
        "id": orphan.id,
        "type": "orphan",
        "annotation": annotation_to_json(orphan.annotation),
        "text_sha256": orphan.text_sha256,
        "quotations": [asdict(quotation) for quotation in orphan.quotations],
    }


def from_document(document: Json) -> Record:
    """Read a record; raises `DataError` naming the field that is wrong."""
    match document.get("type"):
        case "actor":
            return actor_from_json(document)
        case "orphan":
            return _well_formed(_orphan, document)
        case "state":
            return _well_formed(_state, document)
        case _:
            return annotation_from_json(document)


def _well_formed(read: Callable[[Json], R], document: Json) -> R:
    try:
        return read(document)
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"is not a whole {document['type']} ({error})") from None


def _orphan(document: Json) -> Orphan:
    quotations = tuple(
        Quotation(exact=q["exact"], prefix=q["prefix"], suffix=q["suffix"]) for q in document["quotations"]
    )
    return Orphan(
        id=document["id"],
        annotation=annotation_from_json(document["annotation"]),
        text_sha256=document["text_sha256"],
        quotations=quotations,
    )


def _state(document: Json) -> ArticleState:
    return ArticleState(
        id=document["article"],
        text_sha256=document["text_sha256"],
        done=document["done"] is True,
        suggested=document["suggested"],
    )


def is_live(document: Json | None) -> bool:
    """Whether the document is there and no tombstone."""
    return document is not None and not document.get("deleted")


def live_record(document: Json | None) -> Record | None:
    """The record of a document, None for a tombstone or nothing."""
    return from_document(document) if document is not None and is_live(document) else None


def bury(document: Json) -> Json:
    """The tombstone of a document."""
    return {**document, "deleted": True}


def revive(document: Json) -> Json:
    """The document of a tombstone."""
    return {key: value for key, value in document.items() if key != "deleted"}


def record_of_line(line: bytes) -> Record | None:
    """The record of a document as `layout.encode` wrote it, None for a tombstone; as `live_record` of its document.

    Annotations are read in one go, ten times as fast; what that cannot read is left to the codec, which can say why.
    """
    if b'"deleted":' not in line:
        try:
            return _annotations.decode(line)
        except (MsgspecError, DataError):
            pass
    return live_record(decode(line))


def layer_of(records: Iterable[Record | None]) -> Layer:
    """The layer that records of one article make up, in their order."""
    actors: dict[str, Actor] = {}
    annotations: dict[str, AnyAnnotation] = {}
    orphans: dict[str, Orphan] = {}
    for record in records:
        match record:
            case Annotation() as annotation:
                annotations[annotation.id] = annotation
            case Actor() as actor:
                actors[actor.id] = actor
            case Orphan() as orphan:
                orphans[orphan.id] = orphan
    return Layer(actors, annotations, orphans)


def changes_between(pairs: Iterable[tuple[Json | None, Json]]) -> tuple[Change, ...]:
    """The changes from one document of each pair to the other; an annotation that became an orphan is one change."""
    found: dict[Slot, Change] = {}
    for before, after in pairs:
        old, new = live_record(before), live_record(after)
        article, home, id = slot_of_document(after) or ("", "", "")
        if old == new:
            continue
        slot = (article, "annotation" if home == "orphan" else home, id)
        twin = found.get(slot)
        if twin is not None:
            old, new = old or twin.before, new or twin.after
        found[slot] = Change(article=article, before=old, after=new)
    return tuple(found.values())
