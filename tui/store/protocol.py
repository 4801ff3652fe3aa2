"""What the desk needs of whatever keeps its data."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct, field

from tui.model.annotation import Actor, AnyAnnotation
from tui.model.article import Article
from tui.model.edit import ArticleState, Edit, Layer
from tui.model.suggestion import Structure, Suggestions


class Progress(Struct, frozen=True):
    """How far an article is: for each type, how many annotations have which status."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    done: bool = False

    def total(self, *statuses: str) -> int:
        """How many annotations have one of the statuses."""
        return sum(n for by_status in self.counts.values() for status, n in by_status.items() if status in statuses)


class Repository(Protocol):
    """Articles, layers and history, durable. Every method that changes something returns when it is on disk.

    Not thread-safe unless said so: one thread at a time changes, readers wait for it.
    """

    @property
    def read_only(self) -> str | None:
        """None, or why nothing can be saved here ("open in another inquit: anna, process 4711")."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened on opening that the user should know: adopted, repaired, network folder."""
        ...

    def article_ids(self) -> Sequence[str]:
        """The ids of the articles on the desk, in the order they came."""
        ...

    def article(self, id: str) -> Article:
        """The current version of an article; raises `KeyError` if it is not on the desk."""
        ...

    def find_text(self, text_sha256: str) -> str | None:
        """The id of the article on the desk that has this text now."""
        ...

    def state(self, id: str) -> ArticleState:
        """The state of an article; raises `KeyError` if it is not on the desk."""
        ...

    def progress(self, id: str) -> Progress:
        """Counts of an article's annotations, kept up to date, so that a list of 10,000 is quick."""
        ...

    def layer(self, id: str) -> Layer:
        """Actors, annotations and orphans of an article."""
        ...

    def structure(self, id: str) -> Structure:
        """The stored shape of the current text; empty if nothing was suggested yet."""
        ...

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Keep texts. They are on the desk only once an edit gives them a state (so that undo can take them off)."""
        ...

    def apply(self, edit: Edit) -> None:
        """Save an edit, as a whole or not at all, and put it at the end of the history.

        Of a record that is altered, only the fields that differ between `before` and `after` are written; one that is
        gone meanwhile (a suggestion that a newer run withdrew) comes back. Raises `StaleEdit` if these fields are not
        as `before` says, or a record to be made is there already; `DataError` if a span ends beyond the text: trying
        again will not help with these two. `SaveFailed` if nothing could be written: try again later.
        """
        ...

    def undo(self) -> Edit | None:
        """Take back the last edit, durably, and return what was done to do so; None if there is none.

        Where this changes a text, suggestions made for the one that goes are withdrawn with it, as in `apply`, `redo`.
        """
        ...

    def redo(self) -> Edit | None:
        """Do the last undone edit again, durably, and return it; None if there is none."""
        ...

    def can_undo(self) -> str | None:
        """The action that `undo` would take back ("accept"), or None."""
        ...

    def can_redo(self) -> str | None:
        """The action that `redo` would do again, or None."""
        ...

    def put_suggestions(self, suggestions: Suggestions) -> tuple[tuple[Actor, ...], tuple[AnyAnnotation, ...]]:
        """Store what a pipeline found, outside the history; return which of its actors and annotations are now there.

        Dropped without a trace if the text has changed meanwhile. Suggestions of an older run that nobody has
        touched (`suggesting.is_untouched`) go, or are renewed under their id if the new run says the same; a human's
        decision is never changed, and a suggestion equal to one (same type and spans, whatever its status, `rejected`
        included) is not added again. Actors are matched to those there by name, or by id if a human renamed one, so
        that a link never lands on somebody else. Ids that are taken, be it by something deleted, are replaced.
        The returned actors are the new ones; the annotations all those of the run that are the layer's now.
        """
        ...

    def check(self) -> Sequence[str]:
        """Every fault of the stored data, one sentence each: hashes, offsets, links, ids, history."""
        ...

    def close(self) -> None:
        """Release the file and the lock; compacts first when that is cheap."""
        ...
