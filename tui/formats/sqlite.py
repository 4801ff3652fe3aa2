"""An SQLite database with the tables of `tui.formats.tables`, keys between them. No cell is defused: it is no sheet."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tui.formats.module import Marks, WriteOptions
from tui.formats.tables import COLUMNS, carry, rows
from tui.model.suggestion import AnnotatedArticle

__all__ = ["carry", "marks", "write"]

_NUMBERS = {"start", "end", "piece", "length", "ms", "checkworthy"}
_KEYS = {"articles": "article", "actors": "article, actor", "spans": "article, annotation, role, piece"}


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """Write all tables in one transaction."""
    with closing(sqlite3.connect(out)) as database, database:
        for table, columns in COLUMNS.items():
            database.execute(_create(table, columns))
        inserts = {table: _insert(table, columns) for table, columns in COLUMNS.items()}
        for annotated in articles:
            for table, values in rows(annotated):
                database.execute(inserts[table], [values.get(column) for column in COLUMNS[table]])


def _create(table: str, columns: tuple[str, ...]) -> str:
    parts = [f'"{column}"{_type(column)}' for column in columns]
    parts.append(f"primary key ({_KEYS.get(table, 'article, id')})")
    if table != "articles":
        parts.append("foreign key (article) references articles (article)")
    return f"create table {table} ({', '.join(parts)})"


def _type(column: str) -> str:
    if column == "score":
        return " real"
    return " integer" if column in _NUMBERS or column.endswith(("_start", "_end")) else " text"


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"insert into {table} values ({', '.join('?' * len(columns))})"


def marks(out: Path) -> Iterator[Marks]:
    """What the rows of `spans` mark, cut by the database itself, which counts code points as we do."""
    query = """select role, substr(articles.text, "start" + 1, "end" - "start"), spans.text
               from spans join articles using (article) where article = ?"""
    with closing(sqlite3.connect(out)) as database:
        for (id,) in database.execute("select article from articles order by rowid"):
            spans = database.execute(query, (id,))
            yield id, [(role, words if words == told else f"not {words}") for role, words, told in spans]
