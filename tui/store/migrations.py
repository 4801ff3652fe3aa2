"""The shape of the data in the desk file through the versions of inquit: an ordered list of small steps."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tui.store.errors import NewerDesk, NotADesk
from tui.store.file import HOT
from tui.store.index import ARTICLES
from tui.store.layout import Json, Tables, decode, encode

META = "meta"
Documents = dict[str, dict[int, Json]]
Migration = Callable[[Documents], None]
"""Alters all tables from one schema to the next, in place."""

MIGRATIONS: Sequence[Migration] = ()
"""The first leads from schema 1 to 2, and so on."""


def schema_of(tables: Tables, path: Path) -> int | None:
    """The schema of a desk's tables, None for a file without any table; raises `NotADesk` if they are not a desk's."""
    if not tables:
        return None
    documents = [decode(line) for line in tables.get(META, {}).values()]
    schemas = [document["schema"] for document in documents if type(document.get("schema")) is int]
    if len(schemas) != 1 or schemas[0] < 1:
        raise NotADesk(f"{path} is a TinyDB file, but not a desk of inquit; name another file with --db")
    return int(schemas[0])


def new_tables(schema: int = len(MIGRATIONS) + 1) -> Tables:
    """The tables of an empty desk."""
    return {META: {1: encode({"schema": schema})}, ARTICLES: {}, HOT: {}}


def migrate(tables: Tables, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Tables | None:
    """The tables in the newest schema, None if they are in it; raises `NewerDesk` for one from the future."""
    newest = len(migrations) + 1
    schema = schema_of(tables, path)
    if schema is None:
        return new_tables(newest)
    if schema > newest:
        raise NewerDesk(
            f"{path} was written by a newer inquit (schema {schema}, this one knows {newest}): pip install -U inquit"
        )
    if schema == newest:
        return None
    documents = {name: {id: decode(line) for id, line in table.items()} for name, table in tables.items()}
    for migration in migrations[schema - 1 :]:
        migration(documents)
    documents[META] = {1: {"schema": newest}}
    return {name: {id: encode(document) for id, document in table.items()} for name, table in documents.items()}
