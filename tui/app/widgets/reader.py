"""The reader: one article with its annotations, a cursor and a selection. Knows neither desk nor store.

Data goes down by `show` and `update` and by setting `layers_shown`, `hints` and `matches`; every method that moves
something does so at once and asks for one frame. Messages go up only for what the mouse did.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from tui.app.widgets.pointing import Pointing
from tui.model.annotation import AnyAnnotation, Type
from tui.model.article import Article
from tui.model.edit import Layer
from tui.model.scheme import DEFAULT, Scheme
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text import selector
from tui.text.links import Link
from tui.text.motions import Step, move_edge
from tui.text.selector import Selection
from tui.text.sheet import Predicate, Sheet


class Place(NamedTuple):
    """Where somebody was in an article: what was selected, which annotation, and the offset at the window's top."""

    selection: Selection
    focus: str | None
    top: int


class Reader(Pointing, can_focus=True):
    """An article in view. All offsets are code points of its text; there is always a selection, mostly a word."""

    # What it shows

    def show(self, article: Article, layer: Layer, structure: Structure, scheme: Scheme = DEFAULT) -> None:
        """Show an article from its start."""
        self._scheme = scheme
        wanted, self._sheet = self._sheet.wanted, Sheet(article, layer, structure, self._columns.text)
        self._sheet.wanted = wanted
        self._now = selector.select_word(self._sheet.text, 0)
        self._focus, self._top, self._hints, self._matches = None, 0, {}, ()
        self._redraw()

    def update(self, layer: Layer, changed: Iterable[AnyAnnotation], structure: Structure | None = None) -> None:
        """Take over a layer in which `changed` (before or after) were added, changed or removed; redraw their lines."""
        dirty = self._sheet.update(layer, changed)
        if structure is not None:
            self._sheet.structure = structure
        if dirty is None:
            self._redraw()
            return
        wrap = self._sheet.wrap
        lines = {line for span in dirty for line in range(wrap.line_of(span.start), wrap.line_of(span.end - 1) + 1)}
        if self._painter is not None:
            self._painter.forget(lines)
        self._changed(lines)

    @property
    def sheet(self) -> Sheet:
        """The article laid out: for the lens and other pure functions."""
        return self._sheet

    @property
    def layers_shown(self) -> frozenset[Type]:
        """The types of annotation that are drawn and stepped through."""
        return self._types

    @layers_shown.setter
    def layers_shown(self, types: Iterable[Type]) -> None:
        self._types = frozenset(types)
        self._redraw()

    @property
    def wanted(self) -> Predicate:
        """The filter over the annotations that are drawn and found under the cursor."""
        return self._sheet.wanted

    @wanted.setter
    def wanted(self, wanted: Predicate) -> None:
        self._sheet.wanted = wanted
        self._redraw()

    @property
    def hints(self) -> Mapping[str, Span]:
        """The letters now written over stretches of the text; set `{}` to take them away."""
        return self._hints

    @hints.setter
    def hints(self, hints: Mapping[str, Span]) -> None:
        self._hints = dict(hints)
        self._changed()

    @property
    def matches(self) -> Sequence[Span]:
        """The places that a search found, in text order."""
        return self._matches

    @matches.setter
    def matches(self, matches: Sequence[Span]) -> None:
        self._matches = matches
        self._changed()

    # Where it is

    @property
    def selection(self) -> Span:
        """What is selected."""
        return self._now.span

    @property
    def cursor(self) -> int:
        """The offset of the end of the selection that moves."""
        return self._now.caret.offset

    @property
    def line(self) -> int:
        """The number of the line that the cursor is in, from 0."""
        return self._sheet.wrap.line_of(self.cursor)

    @property
    def here(self) -> list[AnyAnnotation]:
        """The annotations at the cursor, the one with the focus first, then the shortest first."""
        found = self._sheet.at(self.cursor, self._types)
        return sorted(found, key=lambda it: it.id != self._focus)

    def focus_on(self, id: str | None) -> None:
        """Give an annotation the focus; the selection stays as it is."""
        self._focus = id
        self._changed()

    @property
    def links(self) -> tuple[Link, ...]:
        """The stretches that belong to the focused annotation (content, cue, source, holder, target), in text order."""
        return self._links

    @property
    def in_view(self) -> Span:
        """The stretch of the text that the window shows."""
        wrap = self._sheet.wrap
        last = min(len(wrap) - 1, self._top + max(1, self._window.height) - 1)
        return Span(wrap.starts[self._top], max(wrap.ends[last], wrap.starts[self._top] + 1))

    @property
    def place(self) -> Place:
        """Where the reader is, to come back to by `restore`."""
        return Place(self._now, self._focus, self._sheet.wrap.starts[self._top])

    def restore(self, place: Place) -> None:
        """Go back to a place of this article, at whatever width it was."""
        self._focus = place.focus
        self._top = self._sheet.wrap.line_of(place.top)
        self._become(place.selection, place.focus)

    # Going places

    def move(self, kind: Step, count: int = 1) -> bool:
        """Go `count` steps (back if negative) and select the word there. Returns whether anything changed."""
        return self._become(selector.move(self._sheet.wrap, self._now, kind, count, self._window.height))

    def extend(self, kind: Step, count: int = 1) -> bool:
        """Move the end of the selection by `count` steps, its start staying. Returns whether anything changed."""
        return self._become(selector.extend(self._sheet.wrap, self._now, kind, count, self._window.height))

    def select(self, span: Span, focus: str | None = None) -> bool:
        """Select exactly that, and give an annotation the focus if named."""
        return self._become(selector.select_span(span), focus)

    def select_at(self, offset: int) -> bool:
        """Select the word at an offset."""
        return self._become(selector.select_word(self._sheet.text, offset))

    def move_edge(self, edge: Literal["start", "end"], kind: Literal["word", "grapheme"], count: int) -> bool:
        """Move one edge of the selection by words or graphemes; the focus stays."""
        span = move_edge(self._sheet.text, self.selection, edge, kind, count)
        return self._become(selector.select_span(span), self._focus)

    def grow_selection(self) -> bool:
        """Select the next larger stretch that means something."""
        sheet = self._sheet
        return self._become(
            selector.grown(sheet.wrap, self._now, sheet.structure, sheet.spans_around(self.selection)), self._focus
        )

    def shrink_selection(self) -> bool:
        """Go back to the selection before the last growing."""
        return self._become(selector.shrunk(self._sheet.wrap, self._now), self._focus)
