"""The main screen: an article, what is known about it, and the keys. One key, one action, one frame.

The screen only routes: keys become orders (`tui.app.reading.keyboard`), orders act on the reading
(`tui.app.reading.commands`), and what changed is shown by the widgets, all within the handler of the key.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from tui.app.keymap import Keymap
from tui.app.reading.coach import Coach
from tui.app.reading.keyboard import Keyboard, typed_key
from tui.app.reading.orders import Chord, Order
from tui.app.reading.reading import Reading, Tone
from tui.app.screens import glance
from tui.app.screens.errands import ERRANDS
from tui.app.widgets.board import Board, Stack
from tui.app.widgets.reader import Reader
from tui.desk.desk import Desk
from tui.desk.saver import SaveState
from tui.model.edit import Edit

if TYPE_CHECKING:
    from tui.app.screens.finding import Search
    from tui.app.widgets.guidelines import Guidelines

LEAST = (60, 16)
"""Columns and rows below which nothing useful can be drawn."""

TALL = 30
"""Rows from which the lens has lanes."""


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Reads one article of the desk after another."""

    AUTO_FOCUS = ""  # keys come straight to the screen
    BINDINGS: ClassVar[list[BindingType]] = []
    BLANK = True  # nothing of it is seen behind the board

    class Saved(Message):
        """The saving thread has news."""

    def __init__(self, desk: Desk, keymap: Keymap, first: str) -> None:
        super().__init__()
        self.reader = Board()
        self.guidelines: Guidelines | None = None
        """The pane beside the text, once it was wanted."""
        self.desk = desk
        self.keymap = keymap
        self.keyboard = Keyboard(keymap.table("reading"))
        self.coach = Coach(needed=desk.repository.can_undo() in (None, "import"))
        self.message: tuple[str, Tone] | None = None
        self.search: Search | None = None
        """The search that is being typed; it has the keys then."""
        self.lanes: bool | None = None
        """Whether the lens has lanes: by the window's height (None), or as the annotator wants."""
        self.number = (0, 0)
        self.small = False
        """Whether the window is too small to show anything; keys do nothing then."""
        self.expecting = False
        """Whether suggestions are being made behind the reader."""
        self._first = first

    def compose(self) -> ComposeResult:
        """One widget with everything on it, and a sentence for windows that are too small for it."""
        yield self.reader
        yield Static(id="small", markup=False)

    def on_mount(self) -> None:
        """Show the first article."""
        self.reading = Reading(self.desk, self.reader, self, keymap=self.keymap)
        self.desk.saver.changed = self._saver_changed
        self.desk.saver.refused = self._edit_refused
        self.open(self._first)
        told = [*self.desk.repository.notices]
        if self.desk.repository.read_only:
            told.insert(0, f"read-only: {self.desk.repository.read_only}")
        if told:
            self.say(" · ".join(told), "warning")
        self.refresh_all()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key of the reader."""
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:  # typed right behind the key that opened a dialog: it is for that
            self.app.post_message(events.Key(event.key, event.character))
            return
        self.press(typed_key(event.key, event.character, event.is_printable))

    def on_paste(self, event: events.Paste) -> None:
        """Words pasted are looked for, if words are being typed."""
        if self.search is not None:
            self.search.type(" ".join(event.text.split()))
            self.refresh_all()

    @on(Board.Pressed)
    def _clicked(self, event: Board.Pressed) -> None:
        self.press(event.key)

    def press(self, key: str) -> None:
        """Do what a key does, and show everything that it changed."""
        if self.reading.article is None or self.small:  # the last one went; or nobody would see what the key does
            return
        self.reading.pressed()
        self.message = None
        if self.search is not None:
            if self.search.press(key) != "open":
                self.search = None
            self.refresh_all()
            return
        self.keyboard, order = self.keyboard.press(key)
        if order is not None:
            self.coach.did(order.action)
            self.carry_out(order)
        self.refresh_all()

    def perform(self, action: str) -> None:
        """Do an action of the table by its id, as if its key had been pressed."""
        self.message = None
        self.keyboard = self.keyboard.quiet()
        self.carry_out(Order(action))
        self.refresh_all()

    def carry_out(self, order: Order) -> None:
        """Do an order; what goes wrong is told, never thrown at the annotator."""
        from tui.app.reading.commands import carry_out  # behind the first paint

        try:
            carry_out(self.reading, order)
        except Exception as error:
            self.app.faults.append(error)  # type: ignore[attr-defined]
            self.say(f"{order.action} failed ({type(error).__name__}: {error}); nothing is lost, u undoes", "error")

    @on(Reader.Moved)
    def _moved(self) -> None:
        self.reading.stepped = False
        self.refresh_all()

    @on(Reader.Picked)
    def _picked(self, event: Reader.Picked) -> None:
        """A double click steps to the annotation there, the right button accepts it."""
        if event.button == 3:
            self.carry_out(Order("decide.accept"))
        elif event.clicks > 1:
            self.carry_out(Order("shape.grow"))
        self.refresh_all()

    # What the widgets show

    def refresh_all(self) -> None:
        """Bring bar, panel, hints, lens, inspector and status up to date; each redraws only if it differs."""
        if self.reading.article is not None:
            glance.show_all(self)

    def refresh_status(self) -> None:
        """Bring the top line up to date."""
        if self.reading.article is not None:
            self.reader.show_around(self.reader.around._replace(status=glance.status_of(self)))

    def on_resize(self, event: events.Resize) -> None:
        """Lanes where there is room; a plain sentence where there is none."""
        width, height = event.size
        self.small = width < LEAST[0] or height < LEAST[1]
        self.set_class(self.small, "-small")
        if self.small:
            quit_key = self.keymap.shown("desk.quit")
            self.query_one("#small", Static).update(
                f"inquit needs a window of {LEAST[0]}×{LEAST[1]}; this one has {width}×{height}.\n"
                f"Make it larger to go on. Nothing is lost; {quit_key} quits."
            )
        self.share_rows()

    @on(Board.Laid)
    def _laid(self) -> None:
        self.refresh_all()

    def share_rows(self) -> None:
        """Give lens and inspector the rows that the window has for them, and an open pane its columns."""
        height = self.size.height
        tall = height >= TALL if self.lanes is None else self.lanes
        lens = 0 if not tall else 7 if height >= 40 else 6 if height >= TALL else 5
        pane = self.guidelines
        stack = Stack(lens=lens, inspector=2 if height >= TALL else 1)
        if pane is not None and pane.open:
            stack = stack._replace(side=pane.place(self.size, stack.space(self.size)))
        self.reader.stand(stack)

    # What the actions ask of the screen

    def say(self, words: str, tone: Tone = "information") -> None:
        """Tell something in the bar until the next key."""
        self.message = (words, tone)

    def wait(self, chord: Chord) -> None:
        """Give the next keys to a chord."""
        self.keyboard = self.keyboard.wait(chord)

    def ask(self, screen: Any, then: Callable[[Any], None]) -> None:
        """Show a dialog, and go on with its result unless it was cancelled."""

        def answered(result: Any) -> None:
            if result is not None:
                then(result)
            self.refresh_all()

        self.app.push_screen(screen, answered)

    def copy(self, words: str) -> None:
        """Put words on the clipboard of the terminal."""
        self.app.copy_to_clipboard(words)

    def open(self, id: str) -> None:
        """Show another article, and let suggestions for it be made first."""
        if not id:
            self.reading.article = None  # nothing is shown of it any more
            self.app.nothing_left()  # type: ignore[attr-defined]
            return
        self.reading.show(id)
        ids = self.desk.article_ids()
        self.number = (ids.index(id) + 1, len(ids))
        self.app.wanted(id)  # type: ignore[attr-defined]

    def order(self, action: str) -> None:
        """Do what only the screen can do: dialogs, panes, themes, leaving."""
        errand = ERRANDS.get(action)
        if errand is None:
            self.say(f"{action} cannot be done here", "warning")
        else:
            errand(self)

    # News from other threads

    def _saver_changed(self, _: SaveState) -> None:
        """Called from the saving thread."""
        if self.is_attached:
            self.post_message(self.Saved())

    @on(Saved)
    def _saved(self) -> None:
        self.refresh_status()

    def _edit_refused(self, edit: Edit, why: str) -> None:
        """Called from the saving thread."""
        if self.is_attached:
            self.app.call_later(self.show_refused, edit, why)

    def show_refused(self, edit: Edit, why: str) -> None:
        """An edit can never be saved: show the article as it is on the disk, and say so."""
        for id in edit.articles:
            self.desk.refresh(id)
        if self.reading.id in edit.articles:
            self.reading.reload()
        self.say(f"{edit.action} could not be saved and was taken back: {why}", "error")
        self.refresh_all()

    def tell(self, notice: str) -> None:
        """Something went on in the background that the annotator should know."""
        self.expecting = self.expecting and not notice.startswith("no suggestions")
        self.say(notice, "warning")
        self.refresh_all()

    def suggested(self, id: str) -> None:
        """Suggestions for an article were stored: show them if it is this one, cursor and selection staying."""
        if self.reading.article is not None and id == self.reading.id:
            self.reading.reload()
        self.refresh_all()
