"""TinyDB on the desk file: the same tables as with the stock library, saved in constant time.

`DeskDB` is TinyDB's own class with its own hooks filled in. Documents are decoded when they are read, so nobody can
alter what is stored other than by saving it.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from tui.store.file import HOT, DeskFile
from tui.store.layout import Json, decode, encode

Then = Callable[[], None]


class Documents(Mapping[str, Json]):
    """A table of the file as TinyDB reads it: ids as strings, documents decoded on demand."""

    def __init__(self, lines: dict[int, bytes]) -> None:
        self.lines = lines

    def __getitem__(self, id: str) -> Json:
        return decode(self.lines[int(id)])

    def __iter__(self) -> Iterator[str]:
        return map(str, self.lines)

    def __len__(self) -> int:
        return len(self.lines)


class Changes(MutableMapping[int, Json]):
    """A table as TinyDB's updaters alter it: a document is decoded when it is looked at, and compared afterwards."""

    def __init__(self, lines: dict[int, bytes]) -> None:
        self._lines = lines
        self._seen: dict[int, Json] = {}
        self._gone: set[int] = set()

    def __getitem__(self, id: int) -> Json:
        if id not in self._seen:
            if id in self._gone:
                raise KeyError(id)
            self._seen[id] = decode(self._lines[id])
        return self._seen[id]

    def __setitem__(self, id: int, document: Json) -> None:
        self._seen[id] = document

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self._seen.pop(id, None)
        if id in self._lines:
            self._gone.add(id)

    def __contains__(self, id: object) -> bool:
        return id in self._seen or (id in self._lines and id not in self._gone)

    def __iter__(self) -> Iterator[int]:
        yield from (id for id in self._lines if id not in self._gone)
        yield from (id for id in self._seen if id not in self._lines or id in self._gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def removes(self) -> bool:
        """Whether a document is gone (or was replaced after it was gone), which only a rewrite can save."""
        return bool(self._gone)

    def rows(self) -> list[tuple[int, bytes]]:
        """The documents that are new or differ from what is stored."""
        encoded = ((id, encode(document)) for id, document in self._seen.items())
        return [(id, line) for id, line in encoded if self._lines.get(id) != line]

    def whole(self) -> dict[int, bytes]:
        """The whole table as it is after the changes."""
        return {id: encode(self._seen[id]) if id in self._seen else self._lines[id] for id in self}


class DeskStorage(Storage):
    """TinyDB's storage on an open desk file. `write` puts a new file in the place of the old one."""

    def __init__(self, file: DeskFile) -> None:
        self.file = file

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, each document decoded when it is looked at; None if there is no table yet."""
        tables: dict[str, Any] = {name: Documents(lines) for name, lines in self.file.tables.items()}
        return tables or None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables."""
        self.file.rewrite({name: _lines(table) for name, table in data.items()})

    def close(self) -> None:
        """Release the file."""
        self.file.close()


class DeskTable(Table):
    """TinyDB's table that saves only what changed: in place if it is the hot table and nothing was removed."""

    _storage: DeskStorage

    def save(self, rows: list[tuple[int, bytes]], then: Then = lambda: None) -> None:
        """Save encoded documents as one; on disk when it returns. `then` runs together with the change in memory."""
        if self.name == HOT:
            self._storage.file.append(rows, then)
        else:
            self._rewrite(self._lines | dict(rows), then)
        self.clear_cache()

    @property
    def _lines(self) -> dict[int, bytes]:
        return self._storage.file.tables.get(self.name, {})

    def _rewrite(self, lines: dict[int, bytes], then: Then = lambda: None) -> None:
        self._storage.file.rewrite(self._storage.file.tables | {self.name: lines}, then)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let one of TinyDB's updaters work on a view, then save what it changed (private there, stable since 4.0)."""
        changes = Changes(self._lines)
        updater(changes)  # type: ignore[arg-type]  # TinyDB says dict and uses what every mutable mapping has
        if changes.removes:
            self._rewrite(changes.whole())
            self.clear_cache()
        elif (rows := changes.rows()) or self.name not in self._storage.file.tables:
            self.save(rows)


class DeskDB(TinyDB):
    """`TinyDB` whose tables are those of an open desk file: `DeskDB(file)`."""

    table_class = DeskTable
    default_storage_class = DeskStorage  # type: ignore[assignment]  # the hook is meant for any storage


def _lines(table: Mapping[str, Any]) -> dict[int, bytes]:
    if isinstance(table, Documents):
        return table.lines
    return {int(id): encode(document) for id, document in table.items()}
