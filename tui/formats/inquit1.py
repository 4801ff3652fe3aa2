"""`inquit/1` JSON Lines: our own format, which carries everything (schema: `inquit-1.schema.json` beside this file)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.formats.lines import Row, first_object, read_lines, write_lines, written_rows
from tui.formats.links import check_links
from tui.formats.module import Found, Marks, WriteOptions
from tui.model.annotation import Quote, Stance
from tui.model.article import hash_text
from tui.model.codec import (
    actor_from_json,
    actor_to_json,
    annotation_from_json,
    annotation_to_json,
    article_from_json,
    article_to_json,
    check_against,
)
from tui.model.errors import DataError
from tui.model.span import JOINT, Span
from tui.model.suggestion import AnnotatedArticle

SCHEMA = "inquit/1"
SCHEMA_FILE = Path(__file__).with_name("inquit-1.schema.json")


def read(path: Path) -> Iterator[Found]:
    """One article a line, with its annotations; a line with anything wrong in it is refused as a whole."""
    return read_lines(path, lambda row, id: from_row(row if "id" in row else {**row, "id": id}))


def recognises(path: Path) -> bool:
    """Whether the first line says so, or has annotations the way we write them."""
    row = first_object(path)
    return str(row.get("schema", "")).startswith("inquit/") or {"text", "annotations"} <= row.keys()


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """One article a line, keys in the order of the format's description."""
    write_lines(out, map(to_row, articles))


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def expected_marks(carried: AnnotatedArticle) -> Marks:
    """The hash of the text, and the words of cues, sources and targets.

    The words of an annotation stand in the file beside its spans, cut from this text, so they need not be kept twice.
    """
    article = carried.article
    found = [("text", article.text_sha256)]
    for annotation in carried.annotations:
        if annotation.end > len(article.text):
            check_against(annotation, article.text)
        if isinstance(annotation, Quote):
            places: tuple[tuple[str, Span | None], ...] = (("cue", annotation.cue), ("source", annotation.source))
        elif isinstance(annotation, Stance) and annotation.target:
            places = (("target", annotation.target.span),)
        else:
            continue
        found += [(role, span.of(article.text)) for role, span in places if span]
    return article.id, found


def marks(out: Path) -> Iterator[Marks]:
    """The hash of the text in the file, what its offsets mark, and every annotation whose spans mark other words."""
    for row in written_rows(out):
        text: str = row["text"]
        found = [("text", hash_text(text))]
        for annotation in row["annotations"]:
            role, spans = annotation["type"], annotation["spans"]
            words = text[spans[0][0] : spans[0][1]] if len(spans) == 1 else JOINT.join([text[s:e] for s, e in spans])
            if words != annotation["text"]:
                found.append((role, annotation["text"]))
            if role == "quote":
                found += [(name, text[at[0] : at[1]]) for name in ("cue", "source") if (at := annotation[name])]
            elif role == "stance" and annotation["target"] and (at := annotation["target"].get("span")):
                found.append(("target", text[at[0] : at[1]]))
        yield row["id"], found


def to_row(annotated: AnnotatedArticle) -> Row:
    """An article as the object of one line."""
    text = annotated.article.text
    return {
        "schema": SCHEMA,
        **article_to_json(annotated.article),
        "actors": [actor_to_json(actor) for actor in annotated.actors],
        "annotations": [annotation_to_json(annotation, text) for annotation in annotated.annotations],
    }


def from_row(row: Row) -> AnnotatedArticle:
    """The article of one line; raises `DataError` with the field for anything that is wrong with it."""
    if row.get("schema") not in (None, SCHEMA):
        raise DataError(f"is {row['schema']!r}, but this inquit reads {SCHEMA!r}; update inquit", field="schema")
    article = article_from_json(row)
    return check_links(
        AnnotatedArticle(
            article=article,
            actors=_each(row, "actors", actor_from_json),
            annotations=_each(row, "annotations", lambda item: annotation_from_json(item, article.text)),
        )
    )


def _each(row: Row, name: str, make: Any) -> tuple[Any, ...]:
    items = row.get(name)
    if items is None:
        return ()
    if not isinstance(items, list):
        raise DataError(f"must be a list, not {items!r:.60}", field=name)
    made = []
    for number, item in enumerate(items):
        try:
            made.append(make(item))
        except DataError as error:
            raise error.at(field=f"{name}.{number}") from None
    return tuple(made)
