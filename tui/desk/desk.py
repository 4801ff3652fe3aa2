"""The desk: one sitting over a repository. Changes show at once and are saved behind, in order."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple

from msgspec.structs import asdict, replace

from tui.desk.saver import Saver, SaveState
from tui.desk.settings import Settings, login_name
from tui.desk.stamp import Stamp, now
from tui.desk.verbs import Changes
from tui.model.article import Article
from tui.model.edit import ArticleState, Change, Edit, Layer, Record, apply_changes
from tui.model.errors import DeskError
from tui.model.suggestion import Structure, Suggestions
from tui.store.protocol import Progress, Repository


class Head(NamedTuple):
    """A line of the article list."""

    id: str
    title: str
    source: str | None
    published: str | None
    words: int
    progress: Progress
    suggested: bool


class Desk:
    """Articles, layers and history of one sitting.

    All methods are for one thread (the reader's), but for what `Saver` calls back. The layers handed out are as the
    annotator sees them, saved or not; `saving` says which of the two.
    """

    def __init__(
        self,
        repository: Repository,
        *,
        settings: Settings | None = None,
        annotator: str | None = None,
        clock: Callable[[], str] = now,
    ) -> None:
        self.repository = repository
        self.settings = settings or Settings()
        self.annotator = annotator or self.settings.annotator or login_name()
        self.clock = clock
        self.saver = Saver()
        self._layers: dict[str, Layer] = {}

    # What there is

    @property
    def saving(self) -> SaveState:
        """Whether all is saved."""
        return self.saver.state

    def article_ids(self) -> Sequence[str]:
        """The ids of the articles on the desk, in the order they came."""
        return self.repository.article_ids()

    def head(self, id: str) -> Head:
        """What the article list shows of an article."""
        article = self.repository.article(id)
        state = self.state(id)
        return Head(
            id=id,
            title=article.title or id,
            source=article.source,
            published=article.published,
            words=article.text.count(" ") + 1,
            progress=self.repository.progress(id),
            suggested=state.suggested is not None,
        )

    def article(self, id: str) -> Article:
        """An article on the desk; raises `DeskError` if it is not there."""
        try:
            return self.repository.article(id)
        except KeyError:
            raise DeskError(f"no article {id!r} on this desk; `inquit status` lists them") from None

    def layer(self, id: str) -> Layer:
        """The actors, annotations and orphans of an article as the annotator sees them now."""
        if id not in self._layers:
            pending = self._pending(id)  # before reading: what is saved meanwhile is in both, never in neither
            self._layers[id] = apply_changes(self.repository.layer(id), pending)
        return self._layers[id]

    def state(self, id: str) -> ArticleState:
        """The state of an article as the annotator sees it now."""
        pending = self._pending(id)
        state = self.repository.state(id)
        for change in pending:
            if isinstance(change.after, ArticleState):
                state = _altered(state, change.before, change.after)
        return state

    def structure(self, id: str) -> Structure:
        """The shape of the article's text, empty until something was suggested."""
        return self.repository.structure(id)

    # What can be done

    def stamp(self, ms: int | None = None) -> Stamp:
        """The annotator's signature for an action now."""
        return Stamp(self.annotator, self.clock(), ms)

    def do(self, action: str, changes: Changes) -> Edit | None:
        """Show and save one action as one undo step; None if there is nothing to change.

        Raises `DeskError` if the desk is read-only: nothing is changed then. What turns out later to be impossible to
        save is told to `saver.refused` alone; whoever has nobody listening there uses `do_and_wait`.
        """
        if not changes:
            return None
        edit = self._edit(action, changes)
        self._show(edit)
        self.saver.put(lambda: self.repository.apply(edit), edit)
        return edit

    def do_and_wait(self, action: str, changes: Changes) -> Edit | None:
        """Like `do`, but shown only once it is on disk; raises `DeskError` or `DataError` if it cannot be saved."""
        if not changes:
            return None
        edit = self._edit(action, changes)
        self.saver.call(lambda: self.repository.apply(edit))
        self._show(edit)
        return edit

    def _edit(self, action: str, changes: Changes) -> Edit:
        self.check_writable()
        return Edit(action=action, annotator=self.annotator, time=self.clock(), changes=changes)

    def undo(self) -> Edit | None:
        """Take back the last edit, wherever and whenever it was made, and return what that changed."""
        return self._travel(self.repository.undo)

    def redo(self) -> Edit | None:
        """Do the last undone edit again and return it."""
        return self._travel(self.repository.redo)

    def _travel(self, call: Callable[[], Edit | None]) -> Edit | None:
        self.check_writable()
        edit: Edit | None = self.saver.call(call)
        if edit is not None:
            self._show(edit)
        return edit

    def check_writable(self) -> None:
        """Raise `DeskError` with the reason if nothing can be saved here."""
        if self.repository.read_only:
            raise DeskError(f"read-only: {self.repository.read_only}")

    def put_suggestions(self, suggestions: Suggestions) -> "Future[Any]":
        """Queue a pipeline's results for saving; call `refresh` for the article when the future is done."""
        self.check_writable()
        return self.saver.put(lambda: self.repository.put_suggestions(suggestions))

    def refresh(self, id: str) -> Layer:
        """Read an article's layer anew, after suggestions or an import came in, and return it."""
        self._layers.pop(id, None)
        return self.layer(id)

    def close(self) -> bool:
        """Save what waits and release the file; False if something could not be saved."""
        saved = self.saver.close()
        self.repository.close()
        return saved

    def _show(self, edit: Edit) -> None:
        by_article = defaultdict(list)
        for change in edit.changes:
            by_article[change.article].append(change)
        for id, changes in by_article.items():
            if id in self._layers:
                self._layers[id] = apply_changes(self._layers[id], changes)
            if any(isinstance(change.before, ArticleState) and change.after is None for change in changes):
                self._layers.pop(id, None)

    def _pending(self, id: str) -> list[Change]:
        """The article's changes that are still on their way to the disk, oldest first.

        Taking them up twice does no harm: each says what a record is in the end.
        """
        return [change for edit in self.saver.pending() for change in edit.changes if change.article == id]


def _altered(state: ArticleState, before: Record | None, after: ArticleState) -> ArticleState:
    """The state with what a change alters in it; what came meanwhile (that suggestions were made) stays."""
    if not isinstance(before, ArticleState):
        return after
    fields = asdict(after)
    return replace(state, **{name: value for name, value in fields.items() if value != getattr(before, name)})
