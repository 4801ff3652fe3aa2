"""A folder for Hugging Face `datasets`: Parquet files with explicit features, and a dataset card.

    datasets.load_dataset("FOLDER")

A row is an article; `entities`, `quotes`, `claims`, `stances` and `actors` are lists of structs. All types are
declared, so that the folder loads the same when no article has a stance. Spans are [start, end] pairs in code points;
`number` is an annotation's place among all of its article. Other metadata stands in `meta` as JSON.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from tui.formats.card import Statistics, card
from tui.formats.extras import need
from tui.formats.inquit1 import from_row, to_row
from tui.formats.known import article_from_fields, slug
from tui.formats.lines import Row
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.shape import shaped
from tui.model.article import META_FIELDS
from tui.model.codec import PROVENANCE
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

SPLITS = True
UNORDERED = True
ROWS = 200
"""How many articles are written at a time (a row group)."""

TABLES = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}
_OWN = {
    "entity": {"label": "string", "actor": "string"},
    "quote": {"kind": "string", "cue": "span", "source": "span", "actor": "string"},
    "claim": {"kind": "string", "claimant": "string", "checkworthy": "bool"},
    "stance": {"polarity": "string", "intensity": "string", "holder": "string", "target": "target"},
}
_NUMBERS = {"score": "float64", "ms": "int64"}


def features() -> Any:
    """The `datasets.Features` of a row."""
    datasets = need("datasets", extra="hf", what="a Hugging Face folder")
    value, many = datasets.Value, datasets.List
    span = many(value("int32"))
    target = {"actor": value("string"), "annotation": value("string"), "span": span, "topic": value("string")}
    special = {"span": span, "target": target}
    row = {name: value("string") for name in ("id", *META_FIELDS, "text", "text_sha256", "meta")}
    row["actors"] = many({name: value("string") for name in ("id", "name", "label", "origin")})
    for type, table in TABLES.items():
        columns = {"id": value("string"), "number": value("int32"), "spans": many(span), "text": value("string")}
        columns |= {name: special.get(kind) or value(kind) for name, kind in _OWN[type].items()}
        columns |= {name: value(_NUMBERS.get(name, "string")) for name in PROVENANCE}
        row[table] = many(columns)
    return datasets.Features(row)


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
    """Write one Parquet file for each part of the split ("train" if there is none), and the card."""
    parquet = need("pyarrow.parquet", extra="hf", what="a Hugging Face folder")
    schema = features().arrow_schema
    splits = options.splits
    statistics = Statistics()
    (out / "data").mkdir()
    for name, part in groupby(articles, lambda a: "train" if splits is None else splits[a.article.id]):
        split = name.replace("-", "_")  # the library allows no other marks in the names of splits
        with parquet.ParquetWriter(out / "data" / f"{split}-00000-of-00001.parquet", schema) as file:
            _write_part(file, schema, part, statistics, split)
    if not statistics.splits:
        with parquet.ParquetWriter(out / "data" / "train-00000-of-00001.parquet", schema):
            statistics.splits["train"] = 0
    (out / "README.md").write_text(card(statistics, features(), options), encoding="utf-8")


def _write_part(file: Any, schema: Any, part: Iterator[AnnotatedArticle], statistics: Statistics, split: str) -> None:
    pyarrow = need("pyarrow", extra="hf", what="a Hugging Face folder")
    while some := list(islice(part, ROWS)):
        for annotated in some:
            statistics.add(split, annotated)
        file.write_table(pyarrow.Table.from_pylist([table_row(annotated) for annotated in some], schema=schema))


def table_row(annotated: AnnotatedArticle) -> Row:
    """An article as a row: as in `inquit/1`, with the annotations sorted by type and the metadata as JSON."""
    row = to_row(annotated)
    annotations = row.pop("annotations")
    meta = row.pop("meta", None)
    del row["schema"]
    row["meta"] = json.dumps(meta, ensure_ascii=False) if meta else None
    for type, table in TABLES.items():
        row[table] = [{**item, "number": n} for n, item in enumerate(annotations) if item["type"] == type]
    return row


def _rows(path: Path) -> Iterator[Row]:
    parquet = need("pyarrow.parquet", extra="hf", what="a Parquet file")
    arrow = need("pyarrow", extra="hf", what="a Parquet file")
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS):
                yield from batch.to_pylist()
    except (ValueError, OSError, arrow.ArrowException) as error:
        what = " ".join(str(error).split())
        raise DataError(f"is not a Parquet file that can be read: {what:.200}", path=str(path)) from None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.parquet") if not path.name.startswith("."))


def marks(out: Path) -> Iterator[Marks]:
    """What the pairs mark, which must be the words beside them."""
    for path in _files(out):
        for row in _rows(path):
            text, found = row["text"], list[tuple[str, str]]()
            for type, table in TABLES.items():
                for item in row[table]:
                    pieces = [text[start:end] for start, end in item["spans"]]
                    same = " … ".join(pieces) == item["text"]
                    found += [(type, words if same else f"not {words}") for words in pieces]
                    target = item.get("target") or {}
                    others = {"cue": item.get("cue"), "source": item.get("source"), "target": target.get("span")}
                    found += [(role, text[span[0] : span[1]]) for role, span in others.items() if span]
            yield row["id"], found


def recognises(path: Path) -> bool:
    """Whether it is a folder with Parquet files and a card."""
    return path.is_dir() and (path / "README.md").exists() and bool(_files(path))


def read(path: Path) -> Iterator[Found]:
    """One article a row, of all Parquet files; rows of somebody else's are read as loose fields with a `text`."""
    for file in _files(path) if path.is_dir() else [path]:
        for number, row in enumerate(_rows(file), 1):
            try:
                yield shaped("inquit", partial(from_table_row, row, slug(f"{file.stem}-{number}")))
            except DataError as error:
                yield error.at(path=str(file), line=number)


def from_table_row(row: Row, id: str) -> AnnotatedArticle:
    """The article of one row."""
    if not {"text_sha256", *TABLES.values()} <= row.keys():
        return AnnotatedArticle(article=article_from_fields(row, id=id))
    meta = row.pop("meta", None)
    items = [(item, type) for type, table in TABLES.items() for item in row.pop(table) or ()]
    items.sort(key=lambda pair: pair[0]["number"])
    for item, type in items:
        item["type"] = type
        target = {key: value for key, value in (item.get("target") or {}).items() if value is not None}
        item["target"] = target or None
    return from_row({**row, "meta": json.loads(meta) if meta else {}, "annotations": [item for item, _ in items]})
