"""Labels with their keys and definitions, for schemes that the bar has no room for."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.app.cells import Cells, fit, marked, one_line
from tui.app.fuzzy import find, fold, search
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed
from tui.model.scheme import Label

NAME = 18
"""Cells of the column with the labels' names."""


class LabelPicker(ListDialog[str, Label]):
    """Pick a label by its key: dismissed with its name. `current` is the name of the one that is given already."""

    CSS_PATH = styles("label_picker")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "search", "search")]
    typed = getters.query_one("#typed", Typed)

    def __init__(self, labels: Sequence[Label], prompt: str, current: str | None = None) -> None:
        super().__init__()
        self.heading = one_line(prompt)
        self._labels = tuple(labels)
        self._present = current

    def compose_body(self) -> ComposeResult:
        """A search box, the labels, and the whole definition of the one under the cursor."""
        with Horizontal(classes="typed"):
            yield Static("› ")
            yield Typed(placeholder="press a label's key, or Tab and type")
        yield Rows[Label](self._draw_label, empty="no such label", id="rows")
        yield Static(id="detail", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Show all labels, the present one under the cursor."""
        names = [label.name for label in self._labels]
        self.rows.show_items(self._labels, names.index(self._present) if self._present in names else 0)

    def on_key(self, event: events.Key) -> None:
        """A label's key picks it at once, before any other meaning of that key."""
        if self.focused is not None or event.character is None:
            return
        label = next((label for label in self._labels if label.key == event.character), None)
        if label is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(label.name)

    @on(Input.Changed, "#typed")
    def _search(self) -> None:
        folded = [fold(f"{label.name} {label.definition}") for label in self._labels]
        self.rows.show_items([self._labels[index] for index in search(self.typed.value, folded)])

    @on(Rows.Moved, "#rows")
    def _tell(self) -> None:
        label = self.rows.current
        self.query_one("#detail", Static).update(one_line(label.definition) if label else "")

    def action_search(self) -> None:
        """Type part of a name or definition."""
        self.typed.focus()

    def pick(self, item: Label) -> None:
        """Take the label."""
        self.dismiss(item.name)

    def _draw_label(self, label: Label, width: int) -> Cells:
        name, definition = one_line(label.name), one_line(label.definition)
        hit = find(self.typed.value, fold(f"{name} {definition}")) if self.typed.value.strip() else None
        given = "now" if label.name == self._present else ""
        cells: Cells = [(fit(label.key, 3), "key"), *marked(name, hit[1] if hit else (), NAME)]
        return [*cells, (" ", ""), (fit(given, 4), "good"), (fit(definition, width - NAME - 8), "muted")]
