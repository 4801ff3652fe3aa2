"""Prodigy's JSON Lines: `text`, `tokens`, `spans` (with inclusive `token_end`), `relations`, `answer`.

The shapes of https://prodi.gy/docs/api-interfaces, as the recipes spans.manual and rel.manual read and write them.
Offsets count code points. What Prodigy has no place for rides along under `meta.inquit`, which Prodigy keeps.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.formats.known import slug
from tui.formats.lines import Row, first_object, read_lines, write_lines, written_rows
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import (
    CONTENT,
    KEY,
    Builder,
    Piece,
    article_record,
    get_record,
    pieces_of,
    relations_of,
    to_record,
)
from tui.formats.shape import shaped
from tui.formats.tokens import Token, covered, tokenise
from tui.model.errors import DataError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """One task a line."""
    write_lines(out, map(to_task, articles))


def to_task(annotated: AnnotatedArticle) -> Row:
    """An article as an accepted task."""
    text = annotated.article.text
    pieces = [piece for annotation in annotated.annotations for piece in pieces_of(annotation)]
    relations = list(relations_of(annotated))
    tokens = tokenise(text, (piece.span for piece in pieces))
    meta = {"source": annotated.article.id, KEY: {**article_record(annotated), "annotations": _records(annotated)}}
    return {
        "text": text,
        "meta": meta,
        "tokens": [
            {"text": token.text, "start": token.start, "end": token.end, "id": token.number, "ws": token.space}
            for token in tokens
        ],
        "spans": [
            {**_span(piece.span, piece.label, tokens), KEY: [piece.annotation.id, piece.role]} for piece in pieces
        ],
        "relations": [
            _relation(
                relation.role,
                _span(relation.head.spans[0], Piece(relation.head, CONTENT, relation.head.spans[0]).label, tokens),
                _span(relation.span, _tail_label(relation.tail, relation.role), tokens),
            )
            for relation in relations
        ],
        "answer": "accept",
    }


def _records(annotated: AnnotatedArticle) -> list[Row]:
    return [to_record(annotation) for annotation in annotated.annotations]


def _tail_label(tail: Any, role: str) -> str:
    return Piece(tail, CONTENT, tail.spans[0]).label if tail is not None else role


def _span(span: Span, label: str, tokens: list[Token]) -> Row:
    first, last = covered(tokens, span)
    return {"start": span.start, "end": span.end, "token_start": first, "token_end": last, "label": label}


def _relation(label: str, head: Row, child: Row) -> Row:
    """Prodigy joins the last tokens of the two spans."""
    ends = {"head": head["token_end"], "child": child["token_end"]}
    return {**ends, "label": label, "head_span": head, "child_span": child}


def marks(out: Path) -> Iterator[Marks]:
    """What the spans mark, by their offsets, which must be those of their tokens."""
    for row in written_rows(out):
        text, tokens, records = row["text"], row["tokens"], row["meta"][KEY]["annotations"]
        types = {record["id"]: record["type"] for record in records}
        found = []
        for span in row["spans"]:
            id, role = span[KEY]
            same = (tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]) == (
                span["start"],
                span["end"],
            )
            words = text[span["start"] : span["end"]] if same else "tokens elsewhere"
            found.append((types[id] if role == CONTENT else role, words))
        yield row["meta"][KEY]["id"], found


def recognises(path: Path) -> bool:
    """Whether the first line is a task with spans, or with an answer."""
    row = first_object(path)
    spans = row.get("spans")
    typed = isinstance(spans, list) and all(isinstance(s, dict) and "start" in s and "label" in s for s in spans)
    return "text" in row and (typed and ("tokens" in row or "answer" in row or "_task_hash" in row or bool(spans)))


def read(path: Path) -> Iterator[Found]:
    """One article a task. A task that was answered "reject" comes with rejected spans, "ignore" with none."""
    return read_lines(path, lambda row, id: shaped("Prodigy", lambda: from_task(row, slug(id))))


def from_task(row: Row, id: str) -> AnnotatedArticle:
    """The article of one task; raises `DataError` with the field for anything that is wrong with it."""
    text = row.get("text")
    if not isinstance(text, str):
        raise DataError("is missing, or no string", field="text")
    meta = row.get("meta") if isinstance(row.get("meta"), dict) else {}
    builder = Builder(text, get_record(meta))  # type: ignore[arg-type]
    builder.take_records()
    places: dict[tuple[int, int], str] = {}
    for number, span in enumerate(row.get("spans") or () if row.get("answer") != "ignore" else ()):
        try:
            _read_span(builder, span, row, places)
        except (KeyError, TypeError, AttributeError):
            raise DataError("must have start, end and label", field=f"spans.{number}") from None
    if not builder.record:
        _read_relations(builder, row.get("relations") or (), places)
    return builder.build(id, {key: value for key, value in (meta or {}).items() if key != KEY})


def _read_span(builder: Builder, span: Row, task: Row, places: dict[tuple[int, int], str]) -> None:
    start, end = span["start"], span["end"]
    if KEY in span and span[KEY][0] in builder.records:
        builder.span(span[KEY][0], span[KEY][1], start, end)
        return
    status = "rejected" if task.get("answer") == "reject" else "accepted"
    known = {"status": status, "annotator": task.get("_annotator_id") or task.get("_session_id")}
    places[start, end] = builder.foreign(str(span["label"]), start, end, **known)


def _read_relations(builder: Builder, relations: Iterable[Row], places: dict[tuple[int, int], str]) -> None:
    """Relations between spans whose labels we know (from a quote to its source, …); others have no place here."""
    for number, relation in enumerate(relations):
        try:
            head, child = relation["head_span"], relation["child_span"]
            at = places[head["start"], head["end"]]
            span = (child["start"], child["end"])
        except (KeyError, TypeError):
            raise DataError(
                "must have a head_span and a child_span among the spans", field=f"relations.{number}"
            ) from None
        builder.link(at, str(relation.get("label", "")).lower(), span, places.get(span))
