"""doccano's JSON Lines: `label` triples (sequence labelling) beside `entities` and `relations` (relation extraction).

Offsets count code points. What doccano has no place for stands under `inquit`, which doccano keeps as metadata.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.formats.known import slug
from tui.formats.lines import Row, first_object, read_lines, write_lines, written_rows
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import (
    CONTENT,
    KEY,
    Builder,
    article_record,
    get_record,
    pieces_of,
    relations_of,
    to_record,
)
from tui.formats.shape import shaped
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

_OURS = ("id", "text", "label", "labels", "entities", "relations", "Comments", "cats", KEY)


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """One document a line; `id` counts from 1, as doccano's does."""
    write_lines(out, (to_document(number, annotated) for number, annotated in enumerate(articles, 1)))


def to_document(number: int, annotated: AnnotatedArticle) -> Row:
    """An article as a document. Entities are numbered from 1; `inquit.spans` tells which of them is what to whom."""
    pieces = [piece for annotation in annotated.annotations for piece in pieces_of(annotation)]
    at = {(piece.annotation.id, piece.role, piece.span): n for n, piece in reversed(list(enumerate(pieces, 1)))}
    relations: list[Row] = []
    for relation in relations_of(annotated):
        head = at[relation.head.id, CONTENT, relation.head.spans[0]]
        key = (relation.tail.id, CONTENT) if relation.tail else (relation.head.id, relation.role)
        ends = {"from_id": head, "to_id": at[*key, relation.span]}
        relations.append({"id": len(relations) + 1, **ends, "type": relation.role})
    record = {
        **article_record(annotated),
        "annotations": [to_record(annotation) for annotation in annotated.annotations],
        "spans": {str(n): [piece.annotation.id, piece.role] for n, piece in enumerate(pieces, 1)},
    }
    return {
        "id": number,
        "text": annotated.article.text,
        "label": [[piece.span.start, piece.span.end, piece.label] for piece in pieces],
        "entities": [
            {"id": n, "start_offset": piece.span.start, "end_offset": piece.span.end, "label": piece.label}
            for n, piece in enumerate(pieces, 1)
        ],
        "relations": relations,
        "Comments": [annotation.note for annotation in annotated.annotations if annotation.note],
        KEY: record,
    }


def marks(out: Path) -> Iterator[Marks]:
    """What the entities mark, which must be what the triples mark."""
    for row in written_rows(out):
        types = {record["id"]: record["type"] for record in row[KEY]["annotations"]}
        found = []
        for entity, triple in zip(row["entities"], row["label"], strict=True):
            id, role = row[KEY]["spans"][str(entity["id"])]
            same = triple == [entity["start_offset"], entity["end_offset"], entity["label"]]
            words = row["text"][triple[0] : triple[1]] if same else "triples elsewhere"
            found.append((types[id] if role == CONTENT else role, words))
        yield row[KEY]["id"], found


def recognises(path: Path) -> bool:
    """Whether the first line has label triples, or entities with offsets."""
    row = first_object(path)
    triples, entities = row.get("label", row.get("labels")), row.get("entities")
    if isinstance(triples, list) and triples:
        return all(isinstance(triple, list) and len(triple) == 3 for triple in triples)
    typed = isinstance(entities, list) and all(isinstance(e, dict) and "start_offset" in e for e in entities)
    return "text" in row and typed


def read(path: Path) -> Iterator[Found]:
    """One article a document."""
    return read_lines(path, lambda row, id: shaped("doccano", lambda: from_document(row, slug(id))))


def from_document(row: Row, id: str) -> AnnotatedArticle:
    """The article of one document; raises `DataError` with the field for anything that is wrong with it."""
    text = row.get("text")
    if not isinstance(text, str):
        raise DataError("is missing, or no string", field="text")
    builder = Builder(text, get_record(row))
    builder.take_records()
    roles = builder.record.pop("spans", {})
    places: dict[object, tuple[str, int, int]] = {}
    for number, (key, start, end, label) in enumerate(_entities(row)):
        if not (type(start) is int and type(end) is int and isinstance(label, str)):
            raise DataError("must have offsets and a label", field=f"entities.{number}")
        if str(key) in roles:
            annotation, role = roles[str(key)]
            builder.span(annotation, role, start, end)
        else:
            places[key] = (builder.foreign(label, start, end), start, end)
    if not builder.record:
        _read_relations(builder, row.get("relations") or (), places)
    given = row.get("id")
    rest = {key: value for key, value in row.items() if key not in _OURS}
    return builder.build(str(given) if isinstance(given, int | str) else id, rest)


def _entities(row: Row) -> Iterator[tuple[object, object, object, object]]:
    """Entities as (id, start, end, label); without any, the label triples, whose ids are their numbers from 1."""
    try:
        if row.get("entities"):
            for item in row["entities"]:
                yield item.get("id"), item.get("start_offset"), item.get("end_offset"), item.get("label")
        else:
            for number, (start, end, label) in enumerate(row.get("label") or row.get("labels") or (), 1):
                yield number, start, end, label
    except (TypeError, ValueError, AttributeError):
        raise DataError("must hold [start, end, label] triples, or objects with start_offset", field="label") from None


def _read_relations(builder: Builder, relations: Iterable[Row], places: dict[object, tuple[str, int, int]]) -> None:
    for number, relation in enumerate(relations):
        try:
            head, (tail, start, end) = places[relation["from_id"]][0], places[relation["to_id"]]
        except (KeyError, TypeError):
            raise DataError("must name two entities by from_id and to_id", field=f"relations.{number}") from None
        builder.link(head, str(relation.get("type", "")).lower(), (start, end), tail)
