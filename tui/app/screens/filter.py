"""Choose what is shown and visited: types, statuses, labels, words."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from tui.app.cells import Cells, fit, fit_right, one_line
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed
from tui.desk.filter import SHOWN, Filter
from tui.model.annotation import STATUSES, TYPES, Status, Type
from tui.model.scheme import Scheme

UNDECIDED: frozenset[Status] = frozenset({"suggested"})

STATUS_WORDS: dict[Status, str] = {
    "suggested": "undecided suggestions",
    "accepted": "accepted or made by hand",
    "edited": "suggested, then corrected",
    "rejected": "rejected",
}


class Box(Struct, frozen=True):
    """A line that can be switched on and off; a type's label also has a `value`."""

    part: Literal["type", "status", "label"]
    name: str
    value: str = ""
    detail: str = ""


def boxes(scheme: Scheme) -> list[Box | str]:
    """All lines of the screen: headings and what can be switched."""
    lines: list[Box | str] = ["Types", *(Box("type", name) for name in TYPES)]
    lines += ["Statuses", *(Box("status", name, detail=STATUS_WORDS[name]) for name in STATUSES)]
    for name in TYPES:
        lines.append(f"Labels: {name}")
        lines += [Box("label", name, label.name, label.definition) for label in scheme.labels(name)]
    return lines


def is_on(filter: Filter, box: Box) -> bool:
    """Whether the filter lets through what the line stands for."""
    if box.part == "type":
        return box.name in filter.types
    if box.part == "status":
        return box.name in filter.statuses
    mine = {value for kind, value in filter.labels if kind == box.name}
    return box.name in filter.types and (not mine or box.value in mine)


def toggle(filter: Filter, box: Box, scheme: Scheme) -> Filter:
    """Switch a line. A label of a type that is off switches the type on with this label alone.

    Switching a type's last label off switches the type off.
    """
    if box.part == "type":
        return replace(filter, types=filter.types ^ {_type(box)})
    if box.part == "status":
        return replace(filter, statuses=filter.statuses ^ {next(s for s in STATUSES if s == box.name)})
    kind = _type(box)
    every = frozenset((kind, name) for name in scheme.names(kind))
    others = filter.labels - every - {pair for pair in filter.labels if pair[0] == kind}
    if kind not in filter.types:
        return replace(filter, types=filter.types | {kind}, labels=others | {(kind, box.value)})
    mine = (filter.labels - others or every) ^ {(kind, box.value)}
    if not mine:
        return replace(filter, types=filter.types - {kind}, labels=others)
    return replace(filter, labels=others if mine == every else others | mine)


def only(filter: Filter, box: Box) -> Filter:
    """Switch everything of the line's kind off but this; of a label's type nothing else is let through."""
    if box.part == "status":
        return replace(filter, statuses=frozenset(s for s in STATUSES if s == box.name))
    kind = _type(box)
    labels = frozenset({(kind, box.value)}) if box.part == "label" else frozenset[tuple[Type, str]]()
    return replace(filter, types=frozenset({kind}), labels=labels)


def _type(box: Box) -> Type:
    return next(kind for kind in TYPES if kind == box.name)


class FilterScreen(ListDialog[Filter, Box]):
    """Change a filter: dismissed with the new one. `counts` says how many there are by `(part, name, value)`."""

    CSS_PATH = styles("filter")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "apply", priority=True),
        Binding("space", "switch", "on/off", key_display="Space"),
        Binding("o", "only", "only this"),
        Binding("u", "undecided", "undecided"),
        Binding("a", "all", "all"),
        Binding("slash", "search", "words", key_display="/"),
    ]
    heading = "What is shown and visited"
    typed = getters.query_one("#typed", Typed)

    def __init__(
        self, filter: Filter, scheme: Scheme, counts: Mapping[tuple[str, str, str], int] | None = None
    ) -> None:
        super().__init__()
        self._chosen = filter
        self._scheme = scheme
        self._counts = counts

    def compose_body(self) -> ComposeResult:
        """Words to look for, and the lines."""
        with Horizontal(classes="typed"):
            yield Static("with the words ")
            yield Typed(self._chosen.text, placeholder="any")
        yield Rows[Box | str](self._draw_box, pickable=lambda box: isinstance(box, Box), id="rows")

    def on_mount(self) -> None:
        """Show the lines."""
        self.rows.show_items(boxes(self._scheme))

    def action_switch(self) -> None:
        """Switch the line under the cursor."""
        box = self.rows.current
        if isinstance(box, Box):
            self._change(toggle(self._chosen, box, self._scheme))

    def pick(self, item: Box) -> None:
        """A click switches."""
        self._change(toggle(self._chosen, item, self._scheme))

    def action_only(self) -> None:
        """Let through only what the line under the cursor stands for."""
        box = self.rows.current
        if isinstance(box, Box):
            self._change(only(self._chosen, box))

    def action_undecided(self) -> None:
        """Only what nobody has decided."""
        self._change(replace(self._chosen, statuses=UNDECIDED))

    def action_all(self) -> None:
        """Everything but what was rejected."""
        self.typed.value = ""
        self._change(Filter(statuses=SHOWN))

    def action_search(self) -> None:
        """Type words."""
        self.typed.focus()

    def action_apply(self) -> None:
        """Take the filter as it is."""
        self.dismiss(replace(self._chosen, text=one_line(self.typed.value)))

    def _change(self, filter: Filter) -> None:
        self._chosen = filter
        self.rows.refresh()

    def _draw_box(self, box: Box | str, width: int) -> Cells:
        if isinstance(box, str):
            return [(fit(box, width), "heading")]
        on = is_on(self._chosen, box)
        name = fit(one_line(box.value or box.name), 18)
        count = str(self._counts.get((box.part, box.name, box.value), 0)) if self._counts is not None else ""
        cells: Cells = [("[x] " if on else "[ ] ", "key"), (name, "" if on else "muted"), (fit_right(count, 6), "")]
        return [*cells, ("  ", ""), (fit(one_line(box.detail), width - 30), "muted")]
