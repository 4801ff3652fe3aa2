"""CSV tables in a folder: `articles`, `actors`, one table a type, and `spans` with every stretch of text there is.

Offsets count code points, from 0, end exclusive. Cells that a spreadsheet would run as a formula (beginning with
`=`, `+`, `-`, `@`, a tab or a line end) get an apostrophe in front, and so do cells that begin with apostrophes
before such a character; `undefuse` takes it off again. **Cut offsets from a text only after taking it off.**
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from tui.formats.module import Marks, WriteOptions
from tui.model.annotation import AnyAnnotation, Claim, Entity, Quote, Stance, type_of
from tui.model.article import META_FIELDS
from tui.model.codec import PROVENANCE
from tui.model.span import Span, spans_text
from tui.model.suggestion import AnnotatedArticle

_OWN = {
    "entities": ("label", "actor"),
    "quotes": ("kind", "cue_start", "cue_end", "cue", "source_start", "source_end", "source", "actor"),
    "claims": ("kind", "claimant", "checkworthy"),
    "stances": (
        *("polarity", "intensity", "holder", "target_actor", "target_annotation", "target_topic"),
        *("target_start", "target_end", "target"),
    ),
}
_TABLE = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}
_PLACE = ("article", "id", "start", "end", "pieces", "text")

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": ("article", *META_FIELDS, "meta", "text_sha256", "length", "text"),
    "actors": ("article", "actor", "name", "label", "origin"),
    **{table: (*_PLACE, *own, *PROVENANCE) for table, own in _OWN.items()},
    "spans": ("article", "annotation", "type", "role", "piece", "start", "end", "text"),
}
"""The tables and their columns. `pieces` lists the spans as "0-5 9-12"; `start` and `end` are their hull."""

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_LIMIT = 2**31 - 1  # a whole article is one cell; csv's own limit is 128 KiB


def defuse(cell: str) -> str:
    """The cell as text for a spreadsheet."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def undefuse(cell: str) -> str:
    """The cell as it was before `defuse`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def write(
    articles: Iterable[AnnotatedArticle],
    out: Path,
    options: WriteOptions,  # noqa: ARG001
    *,
    delimiter: str = ",",
    ending: str = ".csv",
) -> None:
    """Write all tables into the folder `out`."""
    with ExitStack() as stack:
        tables: dict[str, Any] = {}
        for name, columns in COLUMNS.items():
            file = stack.enter_context((out / f"{name}{ending}").open("w", encoding="utf-8", newline=""))
            tables[name] = csv.writer(file, delimiter=delimiter)
            tables[name].writerow(columns)
        for annotated in articles:
            for table, values in rows(annotated):
                tables[table].writerow([_cell(values.get(column)) for column in COLUMNS[table]])


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def marks(out: Path, *, delimiter: str = ",", ending: str = ".csv") -> Iterator[Marks]:
    """What the rows of `spans` mark in the texts of `articles`; each must be the row's own text as well."""
    csv.field_size_limit(_LIMIT)
    with ExitStack() as stack:
        articles, spans = (
            csv.DictReader(
                stack.enter_context((out / f"{n}{ending}").open(encoding="utf-8", newline="")), delimiter=delimiter
            )
            for n in ("articles", "spans")
        )
        groups = groupby(spans, itemgetter("article"))
        group = next(groups, None)
        for row in articles:
            text, found = undefuse(row["text"]), list[tuple[str, str]]()
            if group is not None and group[0] == row["article"]:
                for span in group[1]:
                    words = text[int(span["start"]) : int(span["end"])]
                    found.append((span["role"], words if words == undefuse(span["text"]) else f"not {words}"))
                group = next(groups, None)
            yield undefuse(row["article"]), found


def rows(annotated: AnnotatedArticle) -> Iterator[tuple[str, dict[str, Any]]]:
    """All rows of one article as (table, values by column), values still typed."""
    article = annotated.article
    known = {name: getattr(article, name) for name in META_FIELDS}
    meta = json.dumps(article.meta, ensure_ascii=False) if article.meta else None
    yield (
        "articles",
        {
            **{"article": article.id, **known, "meta": meta},
            **{"text_sha256": article.text_sha256, "length": len(article.text), "text": article.text},
        },
    )
    for actor in annotated.actors:
        yield (
            "actors",
            {
                "article": article.id,
                "actor": actor.id,
                "name": actor.name,
                "label": actor.label,
                "origin": actor.origin,
            },
        )
    for annotation in annotated.annotations:
        yield _TABLE[type_of(annotation)], _annotation(article.id, annotation, article.text)
        yield from (("spans", row) for row in _spans(article.id, annotation, article.text))


def _annotation(article: str, annotation: AnyAnnotation, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "article": article,
        "id": annotation.id,
        "start": annotation.start,
        "end": annotation.end,
        "pieces": " ".join(f"{span.start}-{span.end}" for span in annotation.spans),
        "text": spans_text(text, annotation.spans),
    }
    row.update((name, getattr(annotation, name)) for name in PROVENANCE)
    match annotation:
        case Entity(label=label, actor=actor):
            row.update(label=label, actor=actor)
        case Quote(kind=kind, cue=cue, source=source, actor=actor):
            row.update(kind=kind, actor=actor, **_place("cue", cue, text), **_place("source", source, text))
        case Claim(kind=kind, claimant=claimant, checkworthy=checkworthy):
            row.update(kind=kind, claimant=claimant, checkworthy=checkworthy)
        case Stance(polarity=polarity, intensity=intensity, holder=holder, target=target):
            row.update(polarity=polarity, intensity=intensity, holder=holder)
            if target is not None:
                row.update(target_actor=target.actor, target_annotation=target.annotation, target_topic=target.topic)
                row.update(_place("target", target.span, text))
    return row


def _place(name: str, span: Span | None, text: str) -> dict[str, Any]:
    return {} if span is None else {f"{name}_start": span.start, f"{name}_end": span.end, name: span.of(text)}


def _spans(article: str, annotation: AnyAnnotation, text: str) -> Iterator[dict[str, Any]]:
    roles: list[tuple[str, int, Span]] = [(type_of(annotation), n, span) for n, span in enumerate(annotation.spans)]
    match annotation:
        case Quote(cue=cue, source=source):
            roles += [(role, 0, span) for role, span in (("cue", cue), ("source", source)) if span]
        case Stance(target=target) if target and target.span:
            roles.append(("target", 0, target.span))
        case _:
            pass
    for role, piece, span in roles:
        yield {
            **{"article": article, "annotation": annotation.id, "type": type_of(annotation), "role": role},
            **{"piece": piece, "start": span.start, "end": span.end, "text": span.of(text)},
        }


def _cell(value: Any) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case _:
            return defuse(str(value))
