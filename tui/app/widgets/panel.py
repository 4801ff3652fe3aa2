"""The choices of a pending chord with their definitions, over the text, out of the cursor's way."""

from typing import NamedTuple

from rich.cells import cell_len

from tui.app.cells import Cells, fit, one_line
from tui.app.reading.bar import columns
from tui.app.reading.orders import Choice

LEAST_ROWS = 3


class Panel(NamedTuple):
    """What there is to choose from; nothing is shown without choices. `top`: at the top of the text, else below."""

    title: str = ""
    choices: tuple[Choice, ...] = ()
    top: bool = False


class Grid(NamedTuple):
    """The choices in rows, and the cells that each gets."""

    rows: list[list[Choice]]
    each: int

    @property
    def height(self) -> int:
        """The lines that it takes, title and all."""
        return len(self.rows) + 1 if self.rows else 0

    def key_at(self, x: int, y: int) -> str | None:
        """The key of the choice drawn at a cell, counted from the corner of the panel."""
        if not 0 < y < self.height:
            return None
        row, at = self.rows[y - 1], x // max(1, self.each)
        return row[at].key if at < len(row) else None


def grid(panel: Panel, width: int, height: int) -> Grid:
    """The choices laid out for a text `width` cells wide and `height` lines high."""
    rows = columns(panel.choices, width, max(LEAST_ROWS, height // 2))
    return Grid(rows if panel.choices else [], width // max(1, max(map(len, rows), default=1)))


def panel_cells(title: str, grid: Grid, width: int) -> list[Cells]:
    """A line with the title, then rows of keys, names and definitions."""
    if not grid.rows:
        return []
    shown = f" {one_line(title)} " if title else ""
    shown = shown if cell_len(shown) <= width - 2 else fit(shown, width - 2)
    lines: list[Cells] = [[("─", "primary"), (shown, "text-primary"), ("─" * (width - 1 - cell_len(shown)), "primary")]]
    names = max(cell_len(_name(choice)) for row in grid.rows for choice in row) + 1
    rest = max(0, grid.each - 4 - names - 1)
    for row in grid.rows:
        cells: Cells = []
        for choice in row:
            cells.append((f" {choice.key:>2} ", "bold text-accent"))
            cells.append((fit(_name(choice), min(names, grid.each - 4)), "bold foreground"))
            cells.append((fit(one_line(choice.definition), rest) + " " if rest else "", "text-muted"))
        lines.append(cells)
    return lines


def _name(choice: Choice) -> str:
    """The name, marked where it is the present value."""
    return f"{choice.name} •" if choice.on else choice.name
