"""The repository on a desk file: articles, layers and history, each change durable when the method returns."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress

from msgspec.structs import replace

from tui.model.annotation import Actor, AnyAnnotation
from tui.model.article import Article
from tui.model.codec import Json, article_to_json
from tui.model.edit import Edit, Layer
from tui.model.errors import DataError, DeskError
from tui.model.suggestion import Suggestions
from tui.store.database import DeskDB, DeskTable
from tui.store.delta import Delta, delta_between, inverse, replay
from tui.store.errors import DeskReadOnly
from tui.store.file import HOT, DeskFile, Row
from tui.store.history import StoredEdit, edit_from_document, edit_to_document, pointer_document
from tui.store.index import ARTICLES, Index, index_tables
from tui.store.layout import Tables, encode
from tui.store.reading import DeskReader
from tui.store.records import Slot, changes_between, slot_of_document, slot_of_line
from tui.store.staging import Stage, stage_suggestions, withdraw
from tui.store.structure import structure_to_document

SLOTS_KEPT = 64
"""Articles whose slots are remembered, so that an edit need not read all documents of its article."""

CHEAP = 16_000_000
"""Bytes up to which a file with a third of waste is compacted on closing: a fraction of a second."""


class FileRepository(DeskReader):
    """A desk file as the desk sees it (`tui.store.protocol.Repository`).

    Threads: `add_articles`, `apply`, `undo`, `redo`, `put_suggestions`, `compact` and `close` wait for each other, so
    that several threads may call them; the order of their calls is the order of the changes. All other methods may be
    called by any thread at any time.
    """

    def __init__(self, file: DeskFile, index: Index, notices: Sequence[str], release: Callable[[], None]) -> None:
        super().__init__(file, index, notices)
        self._release = release
        self._db = DeskDB(file)
        self._writing = threading.RLock()
        self._slots: OrderedDict[str, dict[Slot, int]] = OrderedDict()

    def layer(self, id: str) -> Layer:
        """Actors, annotations and orphans of an article.

        Whoever may write looks up where the records are as well, so that the first decision need not. Only if no
        save is under way: reading never waits for the disk.
        """
        found = super().layer(id)
        if self.read_only is None and self._writing.acquire(blocking=False):
            try:
                self._slots_of(id)
            finally:
                self._writing.release()
        return found

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Keep texts; they are on the desk only once an edit gives them a state. Rewrites the file: give many."""
        with self._writing:
            self._check_writable()
            new = {(article.id, article.text_sha256): article for article in articles}
            rows = [article_to_json(article) for key, article in new.items() if key not in self._index.texts]
            first = max(self._file.tables.get(ARTICLES, ()), default=0) + 1
            if rows:
                self._write(ARTICLES, dict(enumerate(rows, first)), {})

    def apply(self, edit: Edit) -> None:
        """Save an edit, as a whole or not at all, and put it at the end of the history."""
        with self._writing:
            self._check_writable()
            after = Stage(self._fetch, self._text_of, self._documents_of).play(edit)
            if not after:
                return
            ids = self._ids_for(after)
            documents = {ids[slot]: document for slot, document in after.items()}
            deltas = {id: delta_between(self._known(id), document) for id, document in documents.items()}
            number = max(self._index.last, *documents) + 1
            documents[number] = edit_to_document(number, self._index.at, edit, deltas)
            self._save(documents, ids, at=number)

    def undo(self) -> Edit | None:
        """Take back the last edit, durably, and return what was done to do so; None if there is none."""
        with self._writing:
            self._check_writable()
            if self._index.at == 0:
                return None
            stored = self._stored_edit(self._index.at)
            return self._move(stored, {id: inverse(delta) for id, delta in stored.deltas.items()}, at=stored.parent)

    def redo(self) -> Edit | None:
        """Do the last undone edit again, durably, and return it; None if there is none."""
        with self._writing:
            self._check_writable()
            number = self._index.newest_child()
            if number is None:
                return None
            stored = self._stored_edit(number)
            return self._move(stored, stored.deltas, at=number)

    def put_suggestions(self, suggestions: Suggestions) -> tuple[tuple[Actor, ...], tuple[AnyAnnotation, ...]]:
        """Store what a pipeline found, outside the history; the protocol says what becomes of it."""
        with self._writing:
            self._check_writable()
            members = self._index.articles.get(suggestions.article)
            if members is None or members.text_sha256 != suggestions.text_sha256:
                return (), ()
            there = self._documents_of(members.name)
            staged = stage_suggestions(there, suggestions, self._text_of(members.name, suggestions.text_sha256))
            ids = self._ids_for(staged.documents)
            documents = {ids[slot]: document for slot, document in staged.documents.items()}
            shape = structure_to_document(members.name, suggestions.text_sha256, suggestions.structure)
            stored = self._structure(members, suggestions.text_sha256)
            if stored is None or self._document(stored) != shape:
                documents[stored or max(self._index.last, *documents, 0) + 1] = shape
            if documents:
                self._save(documents, ids)
            return staged.actors, staged.annotations

    def compact(self) -> None:
        """Rewrite the file without the lines that later ones replaced; raises `SaveFailed`."""
        with self._writing:
            self._check_writable()
            self._file.rewrite(self._file.tables)

    def tables(self) -> Tables:
        """All tables as they are on disk, encoded; the copy is the caller's."""
        with self._file.lock:
            return {name: dict(table) for name, table in self._file.tables.items()}

    def replace_tables(self, tables: Tables) -> None:
        """Write the whole desk anew, for repairs; raises `SaveFailed`."""
        with self._writing:
            self._check_writable()

            def then() -> None:
                self._index = index_tables(tables)
                self._slots.clear()

            self._file.rewrite(tables, then)

    def close(self) -> None:
        """Release the file and the lock; compacts first when that is cheap."""
        with self._writing:
            try:
                if self.read_only is None and self._file.size < CHEAP and self._file.waste > self._file.size / 3:
                    with suppress(DeskError):
                        self.compact()
            finally:
                self._db.close()
                self._release()

    def _check_writable(self) -> None:
        if self.read_only is not None:
            raise DeskReadOnly(f"{self._file.path} is open for reading only: {self.read_only}")

    def _text_of(self, article: str, text_sha256: str) -> str:
        return self._text(article, text_sha256).text

    def _slots_of(self, article: str) -> dict[Slot, int]:
        """Where each record of an article is, tombstones included, in the order they came."""
        if article in self._slots:
            self._slots.move_to_end(article)
            return self._slots[article]
        members = self._index.articles.get(article)
        numbers = [] if members is None else members.records + [n for n in [members.state] if n is not None]
        lines = self._file.tables[HOT]
        slots = {slot: n for n in numbers if (slot := slot_of_line(lines[n])) is not None}
        self._slots[article] = slots
        if len(self._slots) > SLOTS_KEPT:
            self._slots.popitem(last=False)
        return slots

    def _fetch(self, slot: Slot) -> Json | None:
        number = self._slots_of(slot[0]).get(slot)
        return None if number is None else self._document(number)

    def _documents_of(self, article: str) -> dict[Slot, Json]:
        return {slot: self._document(id) for slot, id in self._slots_of(article).items()}

    def _ids_for(self, slots: Iterable[Slot]) -> dict[Slot, int]:
        """The document id of each slot, a new one for a slot that nothing was ever in."""
        ids: dict[Slot, int] = {}
        new = self._index.last
        for slot in slots:
            known = self._slots_of(slot[0]).get(slot)
            new += known is None
            ids[slot] = new if known is None else known
        return ids

    def _known(self, number: int) -> Json | None:
        return self._document(number) if number in self._file.tables[HOT] else None

    def _stored_edit(self, number: int) -> StoredEdit:
        try:
            return edit_from_document(self._document(number))
        except (KeyError, TypeError, ValueError):
            raise self._damaged(f"edit {number} of the history cannot be read") from None

    def _move(self, stored: StoredEdit, deltas: Mapping[int, Delta], *, at: int) -> Edit:
        """Carry out the deltas of an edit and let the history stand at `at`; returns the edit with its changes."""
        before = {id: self._document(id) for id in sorted(deltas)}
        after = {id: replay(document, deltas[id]) for id, document in before.items()}
        staged = {slot: row for row in after.values() if (slot := slot_of_document(row)) is not None}
        for slot, tombstone in withdraw(staged, self._fetch, self._documents_of).items():
            id = self._slots_of(slot[0])[slot]
            before[id], after[id] = self._document(id), tombstone
        self._save({id: document for id, document in after.items() if document != before[id]}, {}, at=at)
        return replace(stored.edit, changes=changes_between((before[id], after[id]) for id in before))

    def _save(self, documents: dict[int, Json], ids: Mapping[Slot, int], *, at: int | None = None) -> None:
        """Save documents of the hot table, and the history's pointer if it moves, as one; `ids` tells new slots."""
        if at is not None:
            pointer = self._index.history or max(self._index.last, *documents, 0) + 1
            documents = {**documents, pointer: pointer_document(at)}
        self._write(HOT, documents, ids)

    def _write(self, table: str, documents: Mapping[int, Json], ids: Mapping[Slot, int]) -> None:
        try:
            rows: list[Row] = [(id, encode(document)) for id, document in documents.items()]
        except (ValueError, TypeError) as error:
            raise DataError(f"holds something that JSON has no word for: {error}") from None
        before = {id: self._file.tables.get(table, {}).get(id) for id, _ in rows}

        def then() -> None:
            for id, line in rows:
                self._index.keep(table, id, before[id], line)
            for slot, id in ids.items():
                if slot[0] in self._slots:
                    self._slots[slot[0]][slot] = id

        saved = self._db.table(table)
        assert isinstance(saved, DeskTable)
        saved.save(rows, then)
