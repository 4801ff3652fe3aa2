"""A repository in memory: the desk file must behave like it, and tests that need no file use it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from tui.model.annotation import Actor, AnyAnnotation
from tui.model.article import Article
from tui.model.codec import Json
from tui.model.edit import ArticleState, Edit, Layer
from tui.model.suggestion import Structure, Suggestions
from tui.store.checking import check_documents
from tui.store.delta import Delta, delta_between, inverse, replay
from tui.store.errors import DeskReadOnly
from tui.store.protocol import Progress
from tui.store.records import Slot, changes_between, from_document, is_live, layer_of, live_record
from tui.store.staging import Stage, stage_suggestions, withdraw
from tui.store.tally import progress_of, tally


class Step(Struct, frozen=True):
    """An edit in the history: what it did to each slot, and the number of the edit it came after."""

    parent: int
    edit: Edit
    deltas: dict[Slot, Delta]


class MemoryRepository:
    """Articles, layers and history until the program ends; behaves like the desk file in everything else."""

    def __init__(self, *, read_only: str | None = None, notices: tuple[str, ...] = ()) -> None:
        self._read_only = read_only
        self._notices = notices
        self._articles: dict[tuple[str, str], Article] = {}
        self._documents: dict[str, dict[Slot, Json]] = defaultdict(dict)
        self._structures: dict[tuple[str, str], Structure] = {}
        self._steps: dict[int, Step] = {}
        self._at = 0
        self._numbers = count(1)

    @property
    def read_only(self) -> str | None:
        """None, or why nothing can be saved here."""
        return self._read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know."""
        return self._notices

    def article_ids(self) -> Sequence[str]:
        """The ids of the articles on the desk, in the order they came."""
        return [id for id, there in self._documents.items() if is_live(there.get((id, "state", id)))]

    def article(self, id: str) -> Article:
        """The current version of an article; raises `KeyError` if it is not on the desk."""
        return self._articles[id, self.state(id).text_sha256]

    def find_text(self, text_sha256: str) -> str | None:
        """The id of the article on the desk that has this text now."""
        return next((id for id in self.article_ids() if self.state(id).text_sha256 == text_sha256), None)

    def state(self, id: str) -> ArticleState:
        """The state of an article; raises `KeyError` if it is not on the desk."""
        document = self._fetch((id, "state", id))
        if document is None or not is_live(document):
            raise KeyError(id)
        state = from_document(document)
        assert isinstance(state, ArticleState)
        return state

    def progress(self, id: str) -> Progress:
        """Counts of an article's annotations."""
        return progress_of(tally(self._documents[id].values()), self.state(id).done)

    def layer(self, id: str) -> Layer:
        """Actors, annotations and orphans of an article."""
        return layer_of(map(live_record, self._documents.get(id, {}).values()))

    def structure(self, id: str) -> Structure:
        """The stored shape of the current text; empty if nothing was suggested yet."""
        return self._structures.get((id, self.state(id).text_sha256), Structure())

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Keep texts; they are on the desk only once an edit gives them a state."""
        self._check_writable()
        self._articles.update({(article.id, article.text_sha256): article for article in articles})

    def apply(self, edit: Edit) -> None:
        """Carry out an edit, as a whole or not at all, and put it at the end of the history."""
        self._check_writable()
        after = Stage(self._fetch, self._text_of, self._documents.__getitem__).play(edit)
        if not after:
            return
        deltas = {slot: delta_between(self._fetch(slot), document) for slot, document in after.items()}
        number = next(self._numbers)
        self._steps[number] = Step(self._at, edit, deltas)
        self._put(after)
        self._at = number

    def undo(self) -> Edit | None:
        """Take back the last edit and return what was done to do so; None if there is none."""
        self._check_writable()
        step = self._steps.get(self._at)
        if step is None:
            return None
        self._at = step.parent
        return self._move(step.edit, {slot: inverse(delta) for slot, delta in step.deltas.items()})

    def redo(self) -> Edit | None:
        """Do the last undone edit again and return it; None if there is none."""
        self._check_writable()
        number = self._newest_child()
        if number is None:
            return None
        self._at = number
        return self._move(self._steps[number].edit, self._steps[number].deltas)

    def can_undo(self) -> str | None:
        """The action that `undo` would take back, or None."""
        step = self._steps.get(self._at)
        return step.edit.action if step else None

    def can_redo(self) -> str | None:
        """The action that `redo` would do again, or None."""
        number = self._newest_child()
        return self._steps[number].edit.action if number else None

    def put_suggestions(self, suggestions: Suggestions) -> tuple[tuple[Actor, ...], tuple[AnyAnnotation, ...]]:
        """Store what a pipeline found, outside the history, and return what of it is on the desk now."""
        self._check_writable()
        id = suggestions.article
        if id not in self.article_ids() or self.state(id).text_sha256 != suggestions.text_sha256:
            return (), ()
        staged = stage_suggestions(self._documents[id], suggestions, self.article(id).text)
        self._put(staged.documents)
        self._structures[id, suggestions.text_sha256] = suggestions.structure
        return staged.actors, staged.annotations

    def check(self) -> Sequence[str]:
        """Every fault of the stored data, one sentence each."""
        return [
            fault
            for id in self.article_ids()
            for fault in check_documents(id, self.article(id).text, self._documents[id].values())
        ]

    def close(self) -> None:
        """Nothing to release."""

    def _check_writable(self) -> None:
        if self._read_only:
            raise DeskReadOnly(f"the desk is read-only: {self._read_only}")

    def _fetch(self, slot: Slot) -> Json | None:
        return self._documents[slot[0]].get(slot) if slot[0] in self._documents else None

    def _text_of(self, id: str, text_sha256: str) -> str:
        return self._articles[id, text_sha256].text

    def _put(self, documents: dict[Slot, Json]) -> None:
        for slot, document in documents.items():
            self._documents[slot[0]][slot] = document

    def _move(self, edit: Edit, deltas: dict[Slot, Delta]) -> Edit:
        before = {slot: self._documents[slot[0]][slot] for slot in deltas}
        after = {slot: replay(before[slot], delta) for slot, delta in deltas.items()}
        after |= withdraw(after, self._fetch, self._documents.__getitem__)
        changes = changes_between((self._fetch(slot), document) for slot, document in after.items())
        self._put(after)
        return replace(edit, changes=changes)

    def _newest_child(self) -> int | None:
        return max((number for number, step in self._steps.items() if step.parent == self._at), default=None)
