"""CSV and TSV files of articles: a column `text`, others by the names that `tui.formats.known` knows.

The `articles` of our own tables are read too; that their annotations, in other tables, are not is told.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from tui.formats.decode import decode
from tui.formats.known import ALIASES, article_from_fields, slug
from tui.formats.module import Found
from tui.formats.tables import undefuse
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

_LIMIT = 2**31 - 1  # a whole article is one cell; csv's own limit is 128 KiB
_ARTICLES = {"article", "text_sha256", "length", "text"}
_REMEDY = "these tables are for other programs; import an export in the format inquit instead"
_DELIMITERS = ",\t;|"


def read(path: Path) -> Iterator[Found]:
    """One article a row, then a fault if annotations are left behind; the first line has most of the separator."""
    csv.field_size_limit(_LIMIT)
    text = decode(path.read_bytes())
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    if _is_ours(set(rows.fieldnames or ())):
        raise DataError(f"is a table of annotations from inquit export: {_REMEDY}")
    try:
        for number, row in enumerate(rows, 1):
            yield _article(row, slug(f"{path.stem}-{number}"), rows.line_num)
    except csv.Error as error:
        raise DataError(f"is not CSV: {error}", line=rows.line_num) from None
    left = _annotations_beside(path, delimiter) if set(rows.fieldnames or ()) >= _ARTICLES else 0
    if left:
        yield DataError(f"its {left} annotations, in the tables beside it, were not read: {_REMEDY}")


def _annotations_beside(path: Path, delimiter: str) -> int:
    """How many annotations the other tables of an export have."""
    spans = path.with_name(f"spans{path.suffix}")
    if not spans.is_file():
        return 0
    with spans.open(encoding="utf-8", errors="replace", newline="") as file:
        return len({(row.get("article"), row.get("annotation")) for row in csv.DictReader(file, delimiter=delimiter)})


def _article(row: dict[str, str], id: str, line: int) -> Found:
    extra = row.pop(None, None)  # type: ignore[call-overload]
    if extra:
        return DataError("has more cells than the first line has names", line=line)
    fields = {name: undefuse(value) for name, value in row.items() if value}
    known = fields.pop("article", id) if "text" in fields else id
    try:
        return AnnotatedArticle(article=article_from_fields(fields, id=known))
    except DataError as error:
        return error.at(line=line)


def recognises(path: Path) -> bool:
    """Whether the first line names a column for the text, and the table is none of annotations."""
    head = decode(path.read_bytes()).partition("\n")[0].lower()
    names = {name.strip().strip('"') for mark in _DELIMITERS for name in head.split(mark)}
    return bool(names & set(ALIASES["text"])) and not _is_ours(names)


def _is_ours(names: set[str]) -> bool:
    return {"article", "start", "end"} <= names or {"article", "actor"} <= names
