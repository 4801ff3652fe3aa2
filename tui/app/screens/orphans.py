"""Annotations whose words were not found again after the article's text had changed."""

import re
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.app.cells import Cells, fit, fit_right, one_line
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.model.annotation import type_of, value_of
from tui.model.edit import Orphan
from tui.model.span import JOINT
from tui.text.sanitise import sanitise


class Drop(Struct, frozen=True):
    """Give the orphan with this id up."""

    orphan: str


class Place(Struct, frozen=True):
    """Put the orphan with this id on the words that are selected."""

    orphan: str


class Look(Struct, frozen=True):
    """Look for the orphan's words in the article: `words` are to be put into the find box."""

    orphan: str
    words: str


MOST = 200
"""Characters of an orphan's words that are shown in full."""

OrphanCommand = Drop | Place | Look


class OrphansScreen(ListDialog[OrphanCommand, Orphan]):
    """Settle orphans, one command at a time.

    `selection` are the words that are selected in the article, `current` is the id of the orphan to begin with.
    """

    CSS_PATH = styles("orphans")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "find it", priority=True),
        Binding("p", "place", "put it on the selection"),
        Binding("d,x", "drop", "give it up", key_display="d"),
        Binding("escape", "cancel", "close", key_display="Esc"),
        Binding("q,ctrl+g", "cancel", show=False),
    ]

    def __init__(self, orphans: Sequence[Orphan], selection: str, current: str | None = None) -> None:
        super().__init__()
        self.heading = f"Words that are not in the new text: {len(orphans)}"
        self._orphans = tuple(orphans)
        self._selection = one_line(selection)
        ids = [orphan.id for orphan in orphans]
        self.current = current if current in ids else None
        self._first = ids.index(current) if current in ids else 0

    def compose_body(self) -> ComposeResult:
        """The orphans; where the one under the cursor stood; what is selected now."""
        yield Rows[Orphan](_draw, empty="every annotation has its words", id="rows")
        yield Static(id="detail", classes="detail", markup=False)
        yield Static(Content.assemble(("selected now: ", "bold"), fit(self._selection, 60)), id="selected")

    def on_mount(self) -> None:
        """Show the orphans, the current one under the cursor."""
        self.rows.show_items(self._orphans, self._first)

    @on(Rows.Moved, "#rows")
    def _tell(self) -> None:
        orphan = self.rows.current
        self.query_one("#detail", Static).update(context(orphan) if orphan else "")
        self.refresh_bindings()

    def pick(self, item: Orphan) -> None:
        """Look for the words."""
        self.dismiss(Look(item.id, one_line(item.quotations[0].exact)))

    def action_place(self) -> None:
        """Put it on the selection."""
        if self.rows.current is not None:
            self.dismiss(Place(self.rows.current.id))

    def action_drop(self) -> None:
        """Give it up; undo brings it back."""
        if self.rows.current is not None:
            self.dismiss(Drop(self.rows.current.id))


def context(orphan: Orphan) -> Content:
    """The words with what stood around them in the old text, the words themselves in bold between arrows."""
    parts: list[Content] = []
    for quotation in orphan.quotations:
        before, words, after = map(_squeezed, (quotation.prefix, quotation.exact, quotation.suffix))
        if len(words) > MOST:
            words = f"{words[: MOST // 2]} … {words[-MOST // 2 :]}"
        parts.append(Content.assemble(f"…{before}", (f"▸{words}◂", "bold"), f"{after}…"))
    return Content("\n").join(parts)


def _squeezed(text: str) -> str:
    return sanitise(re.sub(r"\s+", " ", text))


def _draw(orphan: Orphan, width: int) -> Cells:
    annotation = orphan.annotation
    words = one_line(JOINT.join(quotation.exact for quotation in orphan.quotations))
    what = f"{type_of(annotation)} {one_line(value_of(annotation))}"
    return [(fit(what, 20), "key"), (fit(words, width - 31), ""), (fit_right(annotation.status, 11), "muted")]
