"""The keys: those that work here first, then all; searchable. With the search box open it is the command palette."""

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.app.actions import ALSO, Context, KeyRow
from tui.app.cells import Cells, fit, marked, one_line
from tui.app.fuzzy import find, fold, search
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed

KEYS, TITLE = 14, 25
"""Cells of the columns with the keys and the title."""

HERE: dict[Context, str] = {
    "reading": "while reading",
    "stance": "in the stance chord",
    "everywhere": "everywhere",
}


def outline(rows: Sequence[KeyRow], context: Context, query: str = "") -> list[KeyRow | str]:
    """Headings and rows: this context's groups, what works everywhere, then the other contexts; or what is found."""
    if query.strip():
        return [rows[index] for index in search(query, [folded_row(row) for row in rows])]
    order = dict.fromkeys([context, "everywhere", *HERE])
    lines: list[KeyRow | str] = []
    for place in order:
        for group in dict.fromkeys(row.group for row in rows if row.context == place):
            lines.append(f"{group}, {HERE[place]}" if place != "reading" or context != "reading" else group)
            lines.extend(row for row in rows if row.context == place and row.group == group)
    return lines


def folded_row(row: KeyRow) -> str:
    """What the search looks at."""
    return fold(f"{row.title} {row.help} {row.group} {' '.join(row.keys)} {ALSO.get(row.id, '')}")


class HelpScreen(ListDialog[str, KeyRow]):
    """Read the keys, or find a command by `typing`; Enter on one does it: dismissed with the action's id."""

    CSS_PATH = styles("help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "do it", priority=True),
        Binding("slash", "search", "search", key_display="/"),
        Binding("escape", "cancel", "close", key_display="Esc"),
        Binding("q,question_mark,ctrl+g", "cancel", show=False),
    ]
    typed = getters.query_one("#typed", Typed)

    def __init__(self, rows: Sequence[KeyRow], context: Context = "reading", *, typing: bool = False) -> None:
        super().__init__()
        self._all = tuple(rows)
        self._where = context
        self.heading = "Commands" if typing else f"Keys {HERE[context]}"
        self._typing = typing

    def compose_body(self) -> ComposeResult:
        """A search box, which opens with `/`, the rows, and the whole sentence of the one under the cursor."""
        with Horizontal(classes="typed"):
            yield Static("search ")
            yield Typed(placeholder="type what you want to do")
        yield Rows[KeyRow | str](
            self._draw_row, pickable=lambda row: isinstance(row, KeyRow), empty="no such key", id="rows"
        )
        yield Static(id="detail", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Show the outline."""
        self._outline()
        if self._typing:
            self.typed.focus()

    @on(Input.Changed, "#typed")
    def _outline(self) -> None:
        self.rows.show_items(outline(self._all, self._where, self.typed.value))

    @on(Rows.Moved, "#rows")
    def _tell(self) -> None:
        row = self.rows.current
        self.query_one("#detail", Static).update(row.help if isinstance(row, KeyRow) else "")

    def action_search(self) -> None:
        """Type what to look for."""
        self.typed.focus()

    def pick(self, item: KeyRow) -> None:
        """Do what the key does."""
        self.dismiss(item.id)

    def _draw_row(self, row: KeyRow | str, width: int) -> Cells:
        if isinstance(row, str):
            return [(fit(one_line(row), width), "heading")]
        typed = self.typed.value
        hit = find(typed, folded_row(row)) if typed.strip() else None
        cells: Cells = [(fit("  ".join(row.keys), KEYS), "key"), (" ", "")]
        cells += marked(row.title, hit[1] if hit else (), TITLE)
        return [*cells, (" ", ""), (fit(row.help, width - KEYS - TITLE - 2), "muted")]
