"""Edits: reversible changes to what the desk holds.

A *record* is anything that an edit can change: an actor, an annotation, an orphan, or the state of an article. A
`Change` holds a record before and after (None: not there); an `Edit` is one action of one person, however many
records it touches, and is undone as one step.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.model.annotation import Actor, Annotation, AnyAnnotation, Claim, Entity, Quote, Stance
from tui.model.span import JOINT


class Quotation(Struct, frozen=True, kw_only=True):
    """How to find a span again in a changed text: its exact words with up to 32 code points on either side.

    The shape of a W3C Web Annotation TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
    """

    exact: str
    prefix: str
    suffix: str


class Orphan(Struct, frozen=True, kw_only=True):
    """An annotation whose words were not found again when its article's text changed.

    `annotation` is as it was in the old text, whose hash is `text_sha256`; `quotations` has one entry a span.
    """

    id: str
    annotation: AnyAnnotation
    text_sha256: str
    quotations: tuple[Quotation, ...]

    @property
    def words(self) -> str:
        """The words that were not found, pieces joined by " … "."""
        return JOINT.join(quotation.exact for quotation in self.quotations)


class ArticleState(Struct, frozen=True, kw_only=True):
    """What changes about an article: which version of its text is current, and how far the work on it is.

    `id` is the article's. `suggested` names the model whose suggestions were stored for the text `text_sha256`.
    An article whose state is None is not on the desk (its import was undone).
    """

    id: str
    text_sha256: str
    done: bool = False
    suggested: str | None = None


Record = Actor | Entity | Quote | Claim | Stance | Orphan | ArticleState


class Change(Struct, frozen=True, kw_only=True):
    """One record of one article, before and after; both have the same id."""

    article: str
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record that is there: the one after, or else the one before."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change needs a record before or after")
        return record

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


class Edit(Struct, frozen=True, kw_only=True):
    """One action: what it was ("accept", "tag stance", "import"), who did it, when (UTC, ISO 8601), what changed."""

    action: str
    annotator: str
    time: str
    changes: tuple[Change, ...]

    def inverse(self) -> "Edit":
        """The edit that takes this one back, its changes in the opposite order."""
        return replace(self, changes=tuple(change.inverse() for change in reversed(self.changes)))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles touched, each once, in order."""
        return tuple(dict.fromkeys(change.article for change in self.changes))


class Layer(Struct, frozen=True):
    """What is known about one article: actors, annotations and orphans, each by id, in the order they came."""

    actors: Mapping[str, Actor]
    annotations: Mapping[str, AnyAnnotation]
    orphans: Mapping[str, Orphan]


EMPTY_LAYER = Layer({}, {}, {})


def apply_changes(layer: Layer, changes: Iterable[Change]) -> Layer:
    """Return the layer after the changes (of one article); states of articles are left to whoever keeps them.

    An annotation that becomes an orphan, or the other way round, changes sides.
    """
    changes = tuple(changes)
    touched = {_home(record) for change in changes for record in (change.before, change.after) if record is not None}
    homes: dict[type, Any] = {
        Actor: layer.actors,
        Annotation: layer.annotations,
        Orphan: layer.orphans,
        ArticleState: {},
    }
    homes |= {home: dict(homes[home]) for home in touched}
    for change in changes:
        if change.before is not None and type(change.before) is not type(change.after):
            homes[_home(change.before)].pop(change.before.id, None)
        if change.after is not None:
            homes[_home(change.after)][change.after.id] = change.after
    return Layer(homes[Actor], homes[Annotation], homes[Orphan])


def _home(record: Record) -> type:
    return Annotation if isinstance(record, Annotation) else type(record)
