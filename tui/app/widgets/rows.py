"""A list that draws only the lines in view, so that 10,000 of them open as fast as ten.

(Textual's `OptionList` takes 1.3 s to be filled with 10,000 lines and its `DataTable` 2.6 s: both measure every one.)
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.cells import Cells

T = TypeVar("T")

MARK = "▸ "
"""Stands before the line under the cursor, which can so be told without colour."""


class Rows(ScrollView, Generic[T], can_focus=False):
    """Lines of one item each; the screen moves the *cursor* and is told of it by messages.

    `draw(item, width)` gives the pieces of a line, at most `width` cells of them. An item that is not `pickable` is a
    heading, which the cursor steps over.
    """

    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & > .rows--heading { color: $text-accent; text-style: bold; }
        & > .rows--key { color: $text-accent; text-style: bold; }
        & > .rows--muted { color: $text-muted; }
        & > .rows--match { text-style: bold underline; }
        & > .rows--good { color: $text-success; }
        & > .rows--warn { color: $text-warning; }
        & > .rows--empty { color: $text-muted; text-style: italic; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"rows--{name}" for name in ("cursor", "heading", "key", "muted", "match", "good", "warn", "empty")
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The index of the item under the cursor; -1 if there is none to pick."""

    class Moved(Message):
        """The cursor stands on another item, or other items are shown."""

        def __init__(self, rows: "Rows[Any]", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "Rows[Any]":
            """The list, for `@on` selectors."""
            return self.rows

    class Picked(Moved):
        """An item was clicked."""

    def __init__(
        self,
        draw: Callable[[T, int], Cells],
        *,
        pickable: Callable[[T], bool] = lambda _: True,
        empty: str = "nothing here",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.items: Sequence[T] = ()
        self.empty = empty
        self._draw = draw
        self._pickable = pickable

    @property
    def current(self) -> T | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def show_items(self, items: Sequence[T], cursor: int = 0) -> None:
        """Show other items, with the cursor on the one given or the next that can be picked."""
        self.items = items
        self.virtual_size = Size(0, len(items))  # a layout of the whole screen, unless it is the same size
        found = self._step(cursor - 1, 1)
        self.set_reactive(Rows.cursor, found if found is not None else -1)
        self._centre()
        self.refresh()
        self.post_message(self.Moved(self, self.cursor))

    def move(self, lines: int) -> None:
        """Move the cursor by items that can be picked, as far as there are any."""
        direction = 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            found = self._step(self.cursor, direction)
            if found is None:
                break
            self.cursor = found

    def move_to(self, index: int) -> None:
        """Put the cursor on the item at `index`, or the nearest that can be picked after, else before it."""
        index = min(max(index, 0), len(self.items) - 1)
        found = self._step(index - 1, 1)
        if found is None:
            found = self._step(index, -1)
        if found is not None:
            self.cursor = found

    def page(self) -> int:
        """How many lines a page has."""
        return max(1, self.scrollable_content_region.height - 1)

    def _step(self, index: int, direction: int) -> int | None:
        index += direction
        while 0 <= index < len(self.items):
            if self._pickable(self.items[index]):
                return index
            index += direction
        return None

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines that change."""
        self.refresh_line(old)
        self.refresh_line(new)
        self.scroll_to_cursor()
        self.post_message(self.Moved(self, new))

    def scroll_to_cursor(self) -> None:
        """Bring the cursor into view, with the headings right above it."""
        if self.cursor < 0:
            return
        top = self.cursor
        while top > 0 and not self._pickable(self.items[top - 1]):
            top -= 1
        region = Region(0, top, 1, self.cursor - top + 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._centre()

    def _centre(self) -> None:
        """Show as much above the cursor as below, as far as there is."""
        self.scroll_to(y=self.cursor - self.page() // 2, animate=False, force=True, immediate=True)
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Pick the item that is clicked."""
        index = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if index < len(self.items) and self._pickable(self.items[index]):
            self.cursor = index
            self.post_message(self.Picked(self, index))

    def render_line(self, y: int) -> Strip:
        """Draw one line in view; `y` counts from the top of the widget."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if index >= len(self.items):
            empty = not self.items and y == 0
            style = base + self._style("empty") if empty else base
            return Strip([Segment("  " + self.empty if empty else "", style)]).adjust_cell_length(width, base)
        item = self.items[index]
        if not self._pickable(item):
            pieces = [Segment(text, base + self._style(name)) for text, name in self._draw(item, width)]
            return Strip(pieces).adjust_cell_length(width, base)
        here = index == self.cursor
        if here:
            base += self._style("cursor")
        pieces = [Segment(MARK if here else "  ", base)]
        for text, name in self._draw(item, width - 2):
            plain = here and name != "match"  # the cursor's own colours are the ones that can be read on it
            pieces.append(Segment(text, base if plain else base + self._style(name, partial=here)))
        return Strip(pieces).adjust_cell_length(width, base)

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"rows--{name}", partial=partial) if name else Style.null()
