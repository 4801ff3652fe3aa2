"""How commands print lines and tables: with Rich on a terminal, plain into a pipe."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tui.cli.common import printable
from tui.desk.plain import Line

STYLES = {"title": "bold", "meta": "dim", "text": "", "annotation": "cyan"}


def print_lines(lines: Iterable[Line], *, plain: bool) -> None:
    """Print an article; `plain` leaves out colours and wrapping."""
    if plain:
        for line in lines:
            print(line.words)
        return
    console = Console(highlight=False)
    for line in lines:
        console.print(Text(line.words, style=STYLES[line.kind]), soft_wrap=line.kind == "annotation")


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows under the first one as heads; into a pipe as tab-separated values."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(map(printable, row)))
        return
    table = Table(*rows[0], box=None, pad_edge=False)
    for row in rows[1:]:
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console(highlight=False).print(table)
