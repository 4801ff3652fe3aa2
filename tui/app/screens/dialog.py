"""What all dialogs share: a box with a title, a line of keys, and the keys that leave it.

Escape works everywhere, and is what is shown; a terminal takes 0.1 s to tell it from other keys. Ctrl+g does the same
at once, and so does `q` while nothing is being typed.
"""

from pathlib import Path, PurePath
from typing import ClassVar, Generic, Self, TypeVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.app.cells import one_line
from tui.app.widgets.key_line import KeyLine
from tui.app.widgets.rows import Rows

FOLDER = Path(__file__).parent

R = TypeVar("R")
T = TypeVar("T")


def styles(*names: str) -> list[str | PurePath]:
    """The style sheets of a dialog, by absolute path: Textual would look for others beside a subclass's module."""
    return [FOLDER / f"{name}.tcss" for name in ("dialog", *names)]


class Dialog(ModalScreen[R], Generic[R]):
    """A box over the article. Subclasses compose what is inside; None means that it was cancelled."""

    CSS_PATH = styles()
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", key_display="Esc"),
        Binding("ctrl+g,q", "cancel", show=False),
    ]
    heading = ""
    """What stands in the upper edge of the box."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        """Whether what takes the keys is there."""
        self.early: list[events.Key] = []
        """Keys that came before; whoever passes keys on puts them here."""
        self.backdrop: list[Strip] = []
        """What is seen of the screen below, dimmed; empty if it has to be drawn."""

    def on_mount(self) -> None:
        """Take the keys that came before, in their order."""
        self.call_after_refresh(self._take_early)

    def _take_early(self) -> None:
        self.ready = True
        for event in self.early:
            self.app.post_message(event)

    def compose(self) -> ComposeResult:
        """The box with its contents and the line of keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(self.heading)
            yield from self.compose_body()
            yield KeyLine()

    def render_line(self, y: int) -> Strip:
        """The screen below, dimmed once. Textual alone does so for every frame: a third of a dialog's opening."""
        stack = self.app.screen_stack
        fits = self.backdrop and (self.backdrop[0].cell_length, len(self.backdrop)) == self.size
        if not fits and self in stack[1:]:
            below = stack[stack.index(self) - 1]._compositor.render_strips(self.size)
            dim = self.styles.background
            self.backdrop = [Strip(BackgroundScreen.process_segments(strip, dim), strip.cell_length) for strip in below]
        return self.backdrop[y] if y < len(self.backdrop) else Strip.blank(self.size.width)  # it has another size yet

    def refresh(self, *regions: Region, **known: bool) -> Self:
        """What is below has changed, if it is said where."""
        if regions:
            self.backdrop = []
        return super().refresh(*regions, **known)

    def notify_style_update(self) -> None:
        """There may be another theme."""
        super().notify_style_update()
        self.backdrop = []

    def compose_body(self) -> ComposeResult:
        """What is inside the box."""
        yield from ()

    def set_heading(self, heading: str) -> None:
        """Write another heading."""
        self.query_one("#box").border_title = Content(one_line(heading))

    def action_cancel(self) -> None:
        """Leave without a result."""
        self.dismiss(None)


class ListDialog(Dialog[R], Generic[R, T]):
    """A dialog around one list, moved by the keys below wherever the focus is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "pick", priority=True),
        Binding("up,k,ctrl+k", "move(-1)", show=False),
        Binding("down,j,ctrl+j", "move(1)", show=False),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("pagedown,ctrl+f", "page(1)", show=False),
        Binding("ctrl+home,home,g", "end(0)", show=False),
        Binding("ctrl+end,end,G", "end(1)", show=False),
    ]
    rows = getters.query_one("#rows", Rows)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.rows.move(lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.rows.move_to(self.rows.cursor + pages * self.rows.page())

    def action_end(self, last: int) -> None:
        """Go to the first or the last line."""
        self.rows.move_to(len(self.rows.items) - 1 if last else 0)

    def action_pick(self) -> None:
        """Take the item under the cursor."""
        if self.rows.current is not None:
            self.pick(self.rows.current)

    def pick(self, item: T) -> None:
        """What picking an item does."""
        raise NotImplementedError

    @on(Rows.Picked, "#rows")
    def _clicked(self, _: Rows.Picked) -> None:
        self.action_pick()
