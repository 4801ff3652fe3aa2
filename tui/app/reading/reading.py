"""One article being read: what the actions act on. Knows the desk, the page and the host, and no widget.

The *page* shows the article and has cursor and selection (the reader widget; a plain object in tests). The *host* is
the screen around it: it says things, asks things, and opens other articles.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from tui.app.keymap import Keymap, load_keymap
from tui.app.reading.orders import Chord, Order
from tui.app.reading.tally import Figures, Tally
from tui.desk.desk import Desk
from tui.desk.filter import Filter
from tui.desk.stamp import Stamp
from tui.desk.verbs import Changes
from tui.model.annotation import TYPES, Annotation, AnyAnnotation, Type, actors_of, type_of
from tui.model.article import Article
from tui.model.edit import Change, Edit, Layer
from tui.model.errors import InquitError
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text.links import Link
from tui.text.motions import Step
from tui.text.sheet import Sheet

Tone = Literal["information", "warning", "error"]


class Page(Protocol):
    """What the actions need of the reader widget; offsets are code points."""

    hints: Any
    matches: Any
    layers_shown: Any
    wanted: Callable[[AnyAnnotation], bool]

    @property
    def sheet(self) -> Sheet:
        """The article laid out."""
        ...

    @property
    def selection(self) -> Span:
        """What is selected."""
        ...

    @property
    def cursor(self) -> int:
        """The offset of the end of the selection that moves."""
        ...

    @property
    def in_view(self) -> Span:
        """The stretch of the text in the window."""
        ...

    @property
    def spot(self) -> Sequence[AnyAnnotation]:
        """The annotations under the cursor, the best focus first."""
        ...

    @property
    def focus_annotation(self) -> AnyAnnotation | None:
        """The annotation stepped to, or else the best one under the cursor."""
        ...

    @property
    def links(self) -> tuple[Link, ...]:
        """The stretches that belong to the focused annotation."""
        ...

    @property
    def place(self) -> Any:
        """Where the page is, for `restore`."""
        ...

    def restore(self, place: Any) -> None:
        """Go back to a place."""
        ...

    def show(self, article: Article, layer: Layer, structure: Structure, scheme: Scheme = ...) -> None:
        """Show an article from its start."""
        ...

    def update(self, layer: Layer, changed: Iterable[AnyAnnotation], structure: Structure | None = None) -> None:
        """Redraw what changed."""
        ...

    def move(self, kind: Step, count: int = 1) -> bool:
        """Go and select the word there."""
        ...

    def extend(self, kind: Step, count: int = 1) -> bool:
        """Move the end of the selection."""
        ...

    def move_edge(self, edge: Literal["start", "end"], kind: Literal["word", "grapheme"], count: int) -> bool:
        """Move one edge of the selection."""
        ...

    def select(self, span: Span, focus: str | None = None) -> bool:
        """Select exactly that."""
        ...

    def select_at(self, offset: int) -> bool:
        """Select the word at an offset."""
        ...

    def grow_selection(self) -> bool:
        """Select the next larger stretch that means something."""
        ...

    def shrink_selection(self) -> bool:
        """Go back to the selection before growing."""
        ...

    def focus_on(self, id: str | None) -> None:
        """Give an annotation the focus; the selection stays."""
        ...


class Host(Protocol):
    """What the actions need of the screen around the page."""

    def say(self, words: str, tone: Tone = "information") -> None:
        """Tell the annotator something, until the next key."""
        ...

    def wait(self, chord: Chord) -> None:
        """Give the next keys to a chord."""
        ...

    def ask(self, screen: Any, then: Callable[[Any], None]) -> None:
        """Show a dialog, and go on with its result unless it was cancelled."""
        ...

    def copy(self, words: str) -> None:
        """Put words on the clipboard."""
        ...

    def open(self, id: str) -> None:
        """Show another article of the desk; "" where none is left."""
        ...

    def order(self, action: str) -> None:
        """Do an action that is the screen's own (find box, help, quit, …)."""
        ...


class Task(NamedTuple):
    """Words are being selected for the annotation `id`; `decide.accept` takes them, `desk.cancel` gives up."""

    kind: Literal["resize", "piece", "cue"]
    id: str
    prompt: str


class Visit(NamedTuple):
    """A place in an article that one can jump back to."""

    article: str
    place: Any


PLURALS: dict[Type, str] = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}

MOST_VISITS = 100


class Reading:
    """What is being read and what is half done. Handlers are functions `(reading, order) -> None`."""

    def __init__(
        self, desk: Desk, page: Page, host: Host, figures: Figures | None = None, keymap: Keymap | None = None
    ) -> None:
        self.desk = desk
        self.page = page
        self.host = host
        self.keymap = keymap or load_keymap()
        self.figures = figures or Figures()
        self.here = Figures(self.figures.clock)
        """The figures of this article alone; `figures` are the sitting's."""
        self.filter = Filter()
        self.article: Article | None = None
        self.tally = Tally()
        self.stepped = False
        """Whether the focus was stepped to; if not, Tab first goes through what else is on the spot."""
        self.extending = False
        self.edge: Literal["start", "end"] = "end"
        self.task: Task | None = None
        self.visits: list[Visit] = []
        self.places: dict[tuple[str, str], Any] = {}
        """Where one was in each article (by id and text) when it was left in this sitting."""
        self.orphan: str | None = None
        """The orphan whose words are being looked for."""
        self.needle = ""
        self.last_holder: dict[str, str] = {}

    # What there is

    @property
    def id(self) -> str:
        """The article's id."""
        assert self.article is not None
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        assert self.article is not None
        return self.article.text

    @property
    def layer(self) -> Layer:
        """The article's layer as the annotator sees it."""
        return self.desk.layer(self.id)

    @property
    def types(self) -> Sequence[Type]:
        """The types of annotation shown."""
        return [type for type in TYPES if type in self.page.layers_shown]

    def visited(self, annotation: AnyAnnotation) -> bool:
        """Whether Tab goes there: of a type that is shown, and wanted by the filter."""
        return type_of(annotation) in self.page.layers_shown and self.page.wanted(annotation)

    def spot(self) -> Sequence[AnyAnnotation]:
        """The annotations under the cursor, the best focus first."""
        return self.page.spot

    def around(self, span: Span) -> list[AnyAnnotation]:
        """The annotations that share a code point with a span, whatever their type and status."""
        return self.page.sheet.touching(span)

    @property
    def focus(self) -> AnyAnnotation | None:
        """The annotation that verbs are about."""
        return self.page.focus_annotation

    # What can be done

    def show(self, id: str) -> None:
        """Show an article, where one was in it."""
        if self.article is not None:
            self.places[self.id, self.article.text_sha256] = self.page.place
        self.article = self.desk.article(id)
        layer = self.desk.layer(id)
        self.tally = Tally(layer.annotations.values())
        self.task, self.extending, self.stepped = None, False, False
        self.page.show(self.article, layer, self.desk.structure(id), self.desk.settings.scheme)
        place = self.places.get((id, self.article.text_sha256))
        if place is not None:
            self.page.restore(place)
        self.figures.restart()
        self.here = Figures(self.figures.clock)

    def stamp(self) -> Stamp:
        """The annotator's signature, with the milliseconds since the last decision."""
        return self.desk.stamp(self.figures.ms())

    def do(self, action: str, changes: Changes) -> bool:
        """Make and show one undo step; says why if that cannot be. Returns whether anything changed."""
        try:
            edit = self.desk.do(action, changes)
        except InquitError as error:
            self.host.say(str(error), "error")
            return False
        if edit is None:
            return False
        count = sum(isinstance(change.record, Annotation) for change in changes) or 1
        self.figures.decided(count)
        self.here.decided(count)
        self.follow(edit)
        return True

    def follow(self, edit: Edit) -> None:
        """Show what an edit changed in this article."""
        here = [change for change in edit.changes if change.article == self.id]
        self.tally.follow(here)
        self.page.update(self.layer, touched_by(here, self.layer))

    def reload(self, *, structure: bool = True) -> None:
        """Read the layer anew (suggestions or an import came in), keeping cursor and selection."""
        before = dict(self.page.sheet.layer.annotations)
        layer = self.desk.refresh(self.id)
        self.tally = Tally(layer.annotations.values())
        self.page.update(layer, differing(before, layer), self.desk.structure(self.id) if structure else None)

    def pressed(self) -> None:
        """Count a key, for the figures."""
        self.figures.keys += 1
        self.here.keys += 1

    def leave_mark(self) -> None:
        """Remember this place, to jump back to."""
        visit = Visit(self.id, self.page.place)
        if not self.visits or self.visits[-1] != visit:
            self.visits = [*self.visits[-MOST_VISITS + 1 :], visit]


Handler = Callable[[Reading, Order], None]
"""What an action does. Keyword arguments are bound when the table of handlers is made."""


def touched_by(changes: Iterable[Change], layer: Layer) -> list[AnyAnnotation]:
    """The annotations to redraw after changes: changed ones, and those that name a changed actor."""
    found: list[AnyAnnotation] = []
    actors: set[str] = set()
    for change in changes:
        if isinstance(change.record, Annotation):
            found.append(change.record)
        elif change.before is not None:
            actors.add(change.record.id)
    if actors:
        found += [it for it in layer.annotations.values() if actors.intersection(actors_of(it))]
    return found


def differing(before: Mapping[str, AnyAnnotation], layer: Layer) -> list[AnyAnnotation]:
    """The annotations that are not the same in both."""
    gone = [it for id, it in before.items() if id not in layer.annotations]
    return gone + [it for id, it in layer.annotations.items() if before.get(id) != it]
