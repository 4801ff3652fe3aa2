"""Reading an open desk: everything here may be called by any thread at any time and never waits for the disk."""

from collections import Counter
from collections.abc import Sequence

from tui.model.article import Article
from tui.model.codec import Json, article_from_json
from tui.model.edit import ArticleState, Layer
from tui.model.errors import DataError
from tui.model.suggestion import Structure
from tui.store.checking import check_desk
from tui.store.errors import DamagedDesk
from tui.store.file import HOT, DeskFile
from tui.store.history import action_of
from tui.store.index import ARTICLES, Index, Members
from tui.store.layout import decode
from tui.store.protocol import Progress
from tui.store.records import from_document, layer_of, record_of_line
from tui.store.structure import unpack
from tui.store.tally import facet_of_line, progress_of

TEXTS_KEPT = 16
"""Versions of articles that are remembered, so that a decision need not read and verify a long text again."""


class DeskReader:
    """The half of a repository that changes nothing. A change is seen as a whole, once it is durable."""

    def __init__(self, file: DeskFile, index: Index, notices: Sequence[str]) -> None:
        self._file = file
        self._index = index
        self._notices = tuple(notices)
        self._texts: dict[tuple[str, str], Article] = {}

    @property
    def read_only(self) -> str | None:
        """None, or why nothing can be saved here ("open in another inquit: anna, process 4711")."""
        return self._file.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened on opening that the user should know."""
        return self._notices

    def article_ids(self) -> Sequence[str]:
        """The ids of the articles on the desk, in the order they came."""
        with self._file.lock:
            return [id for id, members in self._index.articles.items() if members.text_sha256 is not None]

    def article(self, id: str) -> Article:
        """The current version of an article; raises `KeyError` if it is not on the desk."""
        with self._file.lock:
            text_sha256 = str(self._on_desk(id).text_sha256)
        return self._text(id, text_sha256)

    def find_text(self, text_sha256: str) -> str | None:
        """The id of the article on the desk that has this text now."""
        with self._file.lock:
            return self._index.find_text(text_sha256)

    def state(self, id: str) -> ArticleState:
        """The state of an article; raises `KeyError` if it is not on the desk."""
        with self._file.lock:
            state = from_document(self._state(self._on_desk(id)))
        assert isinstance(state, ArticleState)
        return state

    def progress(self, id: str) -> Progress:
        """Counts of an article's annotations: counted once, then kept up to date."""
        with self._file.lock:
            members = self._on_desk(id)
            if members.counts is None:
                lines = (self._file.tables[HOT][number] for number in members.records)
                members.counts = Counter(facet for line in lines if (facet := facet_of_line(line)) is not None)
            return progress_of(members.counts, bool(self._state(members)["done"]))

    def layer(self, id: str) -> Layer:
        """Actors, annotations and orphans of an article."""
        with self._file.lock:
            members = self._index.articles.get(id)
            lines = [self._file.tables[HOT][number] for number in members.records] if members else []
        try:
            return layer_of(map(record_of_line, lines))
        except (ValueError, DataError) as error:
            raise self._damaged(f"article {id!r}: {error}") from None

    def structure(self, id: str) -> Structure:
        """The stored shape of the current text; empty if nothing was suggested yet."""
        with self._file.lock:
            members = self._on_desk(id)
            stored = self._structure(members, str(members.text_sha256))
            return Structure() if stored is None else unpack(self._document(stored)["spans"])

    def can_undo(self) -> str | None:
        """The action that `undo` would take back ("accept"), or None."""
        with self._file.lock:
            return self._action(self._index.at)

    def can_redo(self) -> str | None:
        """The action that `redo` would do again, or None."""
        with self._file.lock:
            return self._action(self._index.newest_child())

    def check(self) -> Sequence[str]:
        """Every fault of the stored data, one sentence each: hashes, offsets, links, ids, history."""
        with self._file.lock:
            tables = {name: dict(table) for name, table in self._file.tables.items()}
        return list(check_desk(tables))

    def _on_desk(self, id: str) -> Members:
        members = self._index.articles[id]
        if members.text_sha256 is None:
            raise KeyError(id)
        return members

    def _text(self, id: str, text_sha256: str) -> Article:
        """One version of an article; raises `KeyError` if it was never added, `DamagedDesk` if it cannot be read."""
        with self._file.lock:
            if (id, text_sha256) in self._texts:
                return self._texts[id, text_sha256]
            line = self._file.tables[ARTICLES][self._index.texts[id, text_sha256]]
        try:
            article = article_from_json(decode(line))
        except (ValueError, DataError) as error:
            raise self._damaged(f"article {id!r}: {error}") from None
        with self._file.lock:
            self._texts[id, text_sha256] = article
            while len(self._texts) > TEXTS_KEPT:
                self._texts.pop(next(iter(self._texts)))
        return article

    def _state(self, members: Members) -> Json:
        assert members.state is not None
        return self._document(members.state)

    def _document(self, number: int) -> Json:
        """A document of the hot table; raises `DamagedDesk` if its line cannot be read."""
        try:
            return decode(self._file.tables[HOT][number])
        except (KeyError, ValueError):
            raise self._damaged(f"document {number} cannot be read") from None

    def _structure(self, members: Members, text_sha256: str) -> int | None:
        """The document that holds the shape of that version of the article's text."""
        return next((n for n in members.structures if self._document(n)["text_sha256"] == text_sha256), None)

    def _action(self, number: int | None) -> str | None:
        return action_of(self._file.tables[HOT][number]) if number else None

    def _damaged(self, what: str) -> DamagedDesk:
        return DamagedDesk(f"{self._file.path} is damaged: {what}; run inquit check --repair")
