"""The article list's lines: their progress in words, their order, and which are shown. Pure."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct

from tui.app.cells import Cells, fit, fit_right, marked, one_line
from tui.app.fuzzy import find, fold, search
from tui.desk.desk import Head

Sort = Literal["order", "title", "date", "undecided", "progress"]
Shown = Literal["all", "open", "done"]

SORTS: tuple[Sort, ...] = ("order", "title", "date", "undecided", "progress")
SHOWN: tuple[Shown, ...] = ("all", "open", "done")

BAR = 6
"""Cells of the progress bar."""


class Line(Struct, frozen=True):
    """One article: `left` annotations are undecided; `decided` ones are accepted, edited or rejected."""

    id: str
    place: int
    title: str
    source: str
    date: str
    left: int
    decided: int
    done: bool
    suggested: bool
    folded: str

    @property
    def share(self) -> float:
        """The share of what is decided, in [0, 1]; 1 for an article that is done."""
        total = self.left + self.decided
        return 1.0 if self.done else self.decided / total if total else 0.0


def make_line(place: int, head: Head) -> Line:
    """A line from what the desk knows of an article, at its place in the desk's order."""
    title, source, date = one_line(head.title), one_line(head.source or ""), one_line(head.published or "")[:10]
    left = total = 0
    for by_status in head.progress.counts.values():
        total += sum(by_status.values())
        left += by_status.get("suggested", 0)
    folded = fold(f"{title} {source} {date}")
    return Line(head.id, place, title, source, date, left, total - left, head.progress.done, head.suggested, folded)


_ORDER: dict[Sort, Callable[[Line], Any]] = {
    "order": lambda line: line.place,
    "title": lambda line: line.folded,
    "date": lambda line: line.date,
    "undecided": lambda line: -line.left,
    "progress": lambda line: line.share,
}


def arrange(lines: Sequence[Line], *, sort: Sort, backwards: bool, shown: Shown, query: str) -> list[Line]:
    """The lines to show: sorted, equals in the desk's order; with a query, better matches come before worse ones."""
    kept = [line for line in lines if shown == "all" or line.done == (shown == "done")]
    kept.sort(key=_ORDER[sort], reverse=backwards)
    return [kept[index] for index in search(query, [line.folded for line in kept])] if query.strip() else kept


def state_of(line: Line) -> str:
    """How far an article is, in at most nine cells."""
    if line.done:
        return "✓ done"
    if line.left:
        return f"{line.left} left"
    if line.decided:
        return "decided"
    return "empty" if line.suggested else "new"


def bar(share: float) -> str:
    """A share as `BAR` cells; full only if nothing is missing, empty only if there is nothing."""
    full = int(share * BAR) or (1 if share > 0 else 0)
    return "━" * full + "╌" * (BAR - full)


def columns(width: int) -> tuple[int, int]:
    """The widths of title and source in a line of `width` cells; the source has none where it is narrow."""
    source = 18 if width >= 90 else 0
    return width - source - 36 - (2 if source else 0), source


def draw_line(line: Line, width: int, query: str) -> Cells:
    """A line of the list; what the query found in the title is marked."""
    title, source = columns(width)
    hit = find(query, line.folded) if query.strip() else None
    cells = marked(line.title, hit[1] if hit else (), title)
    if source:
        cells += [("  ", ""), (fit(line.source, source), "muted")]
    cells += [
        ("  ", ""),
        (fit(line.date, 10), "muted"),
        ("  ", ""),
        (bar(line.share), "good" if line.done else "muted"),
    ]
    return [*cells, (fit_right(str(line.decided), 5), ""), ("  ", ""), (fit(state_of(line), 9), _STATE[line.done])]


_STATE = {True: "good", False: "warn"}


def draw_header(width: int, sort: Sort, backwards: bool) -> list[tuple[str, Sort]]:
    """The head of the list: words in the columns, each with the order that clicking it gives."""
    title, source = columns(width)
    arrow = "▲" if backwards else "▼"

    def head(word: str, name: Sort) -> str:
        return word + (arrow if name == sort else "")

    first = fit(head("title", "title"), title)
    if source:
        first += "  " + fit("source", source)
    dated = "  " + fit(head("date", "date"), 10)
    progress = "  " + fit(head("decided", "progress"), 11)
    return [(first, "title"), (dated, "date"), (progress, "progress"), ("  " + head("left", "undecided"), "undecided")]
