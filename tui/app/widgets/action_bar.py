"""The bottom line: what the next key can do, each entry also for the mouse; and the panel of a pending chord."""

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.app.cells import fit, one_line
from tui.app.reading.bar import Bar, Item, columns
from tui.app.reading.orders import Choice

OUT_OF_VIEW = (0, 1000)
TONES = {"information": "$text-success", "warning": "$text-warning", "error": "$text-error"}
GAP = "  "


class ActionBar(Widget):
    """One line; entries that have no room are left out from the right."""

    DEFAULT_CSS = "ActionBar { height: 1; background: $panel; color: $text-muted; }"
    ALLOW_SELECT = False

    class Pressed(Message):
        """An entry was clicked: as if this key had been typed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self._bar = Bar()
        self._places: list[tuple[int, int, str]] = []

    @property
    def bar(self) -> Bar:
        """What is shown."""
        return self._bar

    @bar.setter
    def bar(self, bar: Bar) -> None:
        if bar != self._bar:
            self._bar = bar
            self.refresh()

    def render(self) -> RenderResult:
        """Prompt first, then as many entries as fit."""
        width = self.size.width
        parts: list[Content] = []
        at = 0
        if self._bar.prompt:
            prompt = one_line(self._bar.prompt)
            prompt = prompt if cell_len(prompt) <= width - 1 else fit(prompt, width - 1)
            parts.append(Content.styled(" " + prompt + GAP, f"bold {TONES[self._bar.tone]}"))
            at = cell_len(prompt) + 1 + len(GAP)
        else:
            parts.append(Content(" "))
            at = 1
        self._places = []
        for item in self._bar.items:
            used = cell_len(item.shown) + 1 + cell_len(item.name)
            if at + used > width:
                break
            self._places.append((at, at + used, item.key))
            parts.append(entry(item))
            at += used + len(GAP)
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key of the entry under the pointer."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(key))


def entry(item: Item) -> Content:
    """A key and what it does."""
    return Content.assemble((item.shown, "bold $text-accent"), (f" {item.name}{GAP}", ""))


def _name(choice: Choice) -> str:
    """The name, marked where it is the present value."""
    return f"{choice.name} •" if choice.on else choice.name


class ChordPanel(Widget):
    """The choices of a pending chord with their definitions, over the text, out of the cursor's way.

    It is always displayed, out of view while there is nothing to choose: a widget that comes and goes makes Textual
    draw its neighbours anew, 20 KB instead of 2.
    """

    DEFAULT_CSS = """
    ChordPanel {
        layer: over; position: absolute; width: 100%; height: 1; offset: 0 1000;
        background: $panel; border-top: solid $primary; border-title-color: $text-primary;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self._rows: list[list[Choice]] = []

    def show(self, title: str, choices: tuple[Choice, ...], *, top: bool) -> None:
        """Show these choices, or nothing if there are none."""
        if not choices:
            if self._rows:
                self._rows = []
                self.styles.offset = OUT_OF_VIEW
            return
        width, room = self.parent.size if isinstance(self.parent, Widget) else self.screen.size
        self._rows = columns(choices, width, max(3, room // 2))
        self.border_title = Content(one_line(title))
        rows = len(self._rows) + 1
        self.styles.height = rows
        self.styles.offset = (0, 0 if top else max(0, room - rows))
        self.refresh()

    def render(self) -> RenderResult:
        """A grid of keys, names and definitions."""
        count = max(map(len, self._rows), default=1)
        room = self.size.width // count
        names = max((cell_len(_name(choice)) for row in self._rows for choice in row), default=0) + 1
        lines = []
        for row in self._rows:
            cells = []
            for choice in row:
                rest = max(0, room - 4 - names - 1)
                key = Content.styled(f" {choice.key:>2} ", "bold $text-accent")
                told = Content.styled(fit(one_line(choice.definition), rest) + " ", "$text-muted")
                cells.append(Content.assemble(key, (fit(_name(choice), names), "bold"), told))
            lines.append(Content("").join(cells))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Press the key of the choice under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 <= offset.y < len(self._rows):
            return
        row = self._rows[offset.y]
        at = offset.x // max(1, self.size.width // max(map(len, self._rows)))
        if at < len(row):
            self.post_message(ActionBar.Pressed(row[at].key))
