"""The list of articles: progress, order, filter, and search as one types."""

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from tui.app.screens.dialog import ListDialog, styles
from tui.app.screens.ledger import SHOWN, SORTS, Line, Shown, Sort, arrange, draw_header, draw_line, make_line
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed
from tui.desk.desk import Head


class ArticleList(ListDialog[str, Line]):
    """Choose an article: dismissed with its id. `current` is the id of the one being read."""

    CSS_PATH = styles("article_list")
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "open", priority=True),
        Binding("tab", "show(1)", "all/open/done"),
        Binding("shift+tab", "show(-1)", show=False),
        Binding("ctrl+s,f2", "sort", "sort"),
        Binding("ctrl+r,f3", "turn", "turn round"),
    ]
    heading = "Articles"
    typed = getters.query_one("#typed", Typed)

    def __init__(self, heads: Sequence[Head], current: str) -> None:
        super().__init__()
        self._lines = [make_line(place, head) for place, head in enumerate(heads)]
        self._reading = current
        self._sort: Sort = "order"
        self._backwards = False
        self._shown: Shown = "all"
        self._measured = False  # the chips' width stays, so that only drawing them first needs a new layout

    def compose_body(self) -> ComposeResult:
        """Search box, filter, column heads, lines."""
        with Horizontal(classes="typed"):
            yield Static("search ")
            yield Typed(placeholder="type to search titles, sources and dates")
            yield Static(id="shown", markup=False)
        yield Static(id="header", markup=False)
        yield Rows[Line](
            lambda line, width: draw_line(line, width, self.typed.value), empty="no such article", id="rows"
        )

    def on_mount(self) -> None:
        """Start at the current article."""
        self._rearrange(self._reading)

    def on_resize(self) -> None:
        """Draw the column heads to the new width."""
        self.call_after_refresh(self._draw_heads)

    @on(Input.Changed, "#typed")
    def _typed(self) -> None:
        self._rearrange(None if self.typed.value else self._reading)

    def action_sort(self) -> None:
        """Take the next order."""
        self.action_sort_by(SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)])

    def action_sort_by(self, sort: Sort) -> None:
        """Take this order, or turn it round if it is the one already."""
        self._backwards = not self._backwards if sort == self._sort else False
        self._sort = sort
        self._rearrange(self._here())

    def action_turn(self) -> None:
        """Turn the order round."""
        self._backwards = not self._backwards
        self._rearrange(self._here())

    def action_show(self, step: int) -> None:
        """Show all articles, those that are not done, or those that are."""
        self.action_show_only(SHOWN[(SHOWN.index(self._shown) + step) % len(SHOWN)])

    def action_show_only(self, shown: Shown) -> None:
        """Show all, open or done articles."""
        here = self._here()
        self._shown = shown
        self._rearrange(here)

    def pick(self, item: Line) -> None:
        """Open the article."""
        self.dismiss(item.id)

    def _here(self) -> str | None:
        line: Line | None = self.rows.current
        return line.id if line else None

    def _rearrange(self, id: str | None) -> None:
        found = arrange(
            self._lines, sort=self._sort, backwards=self._backwards, shown=self._shown, query=self.typed.value
        )
        cursor = next((index for index, line in enumerate(found) if line.id == id), 0)
        self.rows.show_items(found, cursor)
        self._draw_heads()

    def _draw_heads(self) -> None:
        parts = [
            Content(word).stylize(Style.from_meta({"@click": f"screen.sort_by('{sort}')"}))
            for word, sort in draw_header(self.rows.scrollable_content_region.width - 2, self._sort, self._backwards)
        ]
        self.query_one("#header", Static).update(Content("  ") + Content("").join(parts), layout=False)
        done = sum(line.done for line in self._lines)
        counts: dict[Shown, int] = {"all": len(self._lines), "open": len(self._lines) - done, "done": done}
        chips = [_chip(shown, counts[shown], shown == self._shown) for shown in SHOWN]
        self.query_one("#shown", Static).update(Content(" ").join(chips), layout=not self._measured)
        self._measured = True
        order = "the desk's order" if self._sort == "order" else self._sort
        self.set_heading(f"Articles: {len(self.rows.items):,} by {order}{', backwards' if self._backwards else ''}")


def _chip(shown: Shown, count: int, on: bool) -> Content:
    """One choice of the filter; the one in force is in brackets."""
    words = f"[{shown} {count:,}]" if on else f" {shown} {count:,} "
    return Content.styled(words, "bold" if on else "").stylize(
        Style.from_meta({"@click": f"screen.show_only('{shown}')"})
    )
