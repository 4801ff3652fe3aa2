"""The application: opens on an article, lets suggestions be made behind it, loses nothing on the way out."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from threading import Thread
from typing import Any, ClassVar, Protocol

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.keymap import load_keymap
from tui.app.screens.opening import Opening
from tui.app.screens.reading import ReadingScreen
from tui.app.styles import Styles
from tui.app.themes import DEFAULTS, THEMES, theme_for
from tui.app.tuning import tune
from tui.desk.desk import Desk
from tui.model.errors import UsageError

AT_ONCE = 0.15
"""Seconds that the first paint waits for the desk; whatever takes longer shows its progress."""

IDLE = 1.0
"""Seconds after the first paint when the dialogs are imported, so that the first of them opens as fast as the next."""

DIALOGS = ("help", "article_list", "link_picker", "actors", "label_picker", "note", "filter", "export")

EMPTY = "This desk has no articles yet: quit (Ctrl+q), and run  inquit PATH…  to bring some in."


class Feed(Protocol):
    """What makes suggestions behind the reader (`tui.desk.feed.SuggestionFeed`)."""

    def start(self) -> None:
        """Load ahead."""
        ...

    def request(self, id: str) -> None:
        """Ask for an article's suggestions."""
        ...

    def stop(self) -> None:
        """End."""
        ...


MakeFeed = Callable[[Desk, Callable[[str], None], Callable[[str], None]], Feed]


class InquitApp(App[int], inherit_bindings=False):
    """Exits with 0, or with 1 if something could not be saved. `failure` is what kept the desk from opening."""

    TITLE = "inquit"
    CSS_PATH = "screens/reading.tcss"  # here, as a screen's own file makes Textual parse all styles twice at the start
    ENABLE_COMMAND_PALETTE = False  # ours is the help page with its search box open
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit_safely", "Quit", id="desk.quit", priority=True, show=False)
    ]

    def __init__(
        self, opening: "Future[Desk]", *, article: str | None = None, make_feed: MakeFeed | None = None
    ) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self.faults: list[Exception] = []
        """Errors of our own making that were told instead of thrown; tests expect none."""
        self.desk: Desk | None = None
        self._opening = opening
        self._article = article
        self._make_feed = make_feed
        self._feed: Feed | None = None
        self._reader: ReadingScreen | None = None
        self._quit_keys = ""
        self._variables: dict[str, dict[str, str]] = {}
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(self.console.color_system).name
        self.stylesheet = Styles(variables=self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Worked out once a theme; none for the style sheet that Textual makes with its own theme and ours replaces."""
        if not hasattr(self, "stylesheet"):
            return {}
        if self.theme not in self._variables:
            self._variables[self.theme] = super().get_css_variables()
        self.theme_variables = self._variables[self.theme]
        return self.theme_variables

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The reader's own colours, for themes that do not define them."""
        return dict(DEFAULTS)

    def get_default_screen(self) -> Screen[Any]:
        """The article if the desk is open by now, else how far it is: a screen of its own first would cost a tenth
        of the start."""
        return self._first_screen() if self._wait(AT_ONCE) else Opening()

    async def on_event(self, event: events.Event) -> None:
        """Keep the keys that come before a dialog can take them: fast typists open a list and go on."""
        early: list[events.Event] | None = None
        if isinstance(event, events.Key):
            dialog: Any = self.screen_stack[-1]  # asked by name: its module is not loaded before it is wanted
            early = None if getattr(dialog, "ready", True) else dialog.early
        if early is None:
            await super().on_event(event)
        else:
            early.append(event)

    async def on_mount(self) -> None:
        """Everything that the first screen could not do before it was there."""
        self._mind_signals()
        if self.desk is not None or self.failure is not None:
            self._begin()
        else:
            self._opening.add_done_callback(lambda _: self.call_later(self._opened))

    def _wait(self, seconds: float) -> bool:
        try:
            self._opening.exception(timeout=seconds)
        except TimeoutError:
            return False
        return True

    def progress(self, share: float) -> None:
        """Show how much of the desk is read; called from the thread that reads it."""
        if self.is_running and isinstance(self.screen, Opening):
            self.call_later(self.screen.show, share)

    def _opened(self) -> None:
        self.switch_screen(self._first_screen())
        self._begin()

    def _first_screen(self) -> Screen[Any]:
        """The screen to begin with, now that the desk is open, or cannot be."""
        try:
            desk = self.desk = self._opening.result()
            keymap = load_keymap(desk.settings.keys)
            self._quit_keys = ",".join(keymap.keys["desk.quit"])
            self._set_theme(desk.settings.theme)
            first = first_article(desk, self._article)
        except Exception as error:  # whoever started the reader tells it; a traceback helps no annotator
            self.failure = error
            return Opening("")
        if first is None:
            return Opening(EMPTY)
        self._reader = ReadingScreen(desk, keymap, first)
        return self._reader

    def _begin(self) -> None:
        """The desk's settings hold from here on, unless it could not be opened."""
        if self.failure is not None or self.desk is None:
            self.exit(1)
            return
        self.set_keymap({"desk.quit": self._quit_keys})
        if self._reader is not None:
            self._reader.call_after_refresh(self._after_paint)

    def _set_theme(self, name: str | None) -> None:
        if name is None:
            return
        if name not in self.available_themes:
            ours = ", ".join(theme.name for theme in THEMES)
            raise UsageError(f"inquit.toml: unknown theme {name!r}; use {ours}, or one of Textual's")
        self.theme = name

    def _after_paint(self) -> None:
        """The article stands on the screen: now for everything else."""
        import tui.app.reading.commands  # noqa: F401 (so that the first key need not)

        tune()
        self.set_timer(IDLE, Thread(target=_load_dialogs, name="inquit-dialogs", daemon=True).start)
        if self._make_feed is not None and self.desk is not None and self._reader is not None:
            self._feed = self._make_feed(self.desk, self._suggested, self._noticed)
            self._reader.expecting = self.desk.repository.read_only is None
            self._feed.start()
            self.wanted(self._reader.reading.id)
            self._reader.refresh_all()

    # Suggestions

    def wanted(self, id: str) -> None:
        """An article was opened: its suggestions come first."""
        if self._feed is not None:
            self._feed.request(id)

    def _suggested(self, id: str) -> None:
        """Called from another thread."""
        if self._reader is not None and self.is_running:
            self.call_later(self._reader.suggested, id)

    def _noticed(self, notice: str) -> None:
        """Called from another thread."""
        if self._reader is not None and self.is_running:
            self.call_later(self._reader.tell, notice)

    # Leaving

    def nothing_left(self) -> None:
        """The last article went (its import was undone)."""
        self.exit(0)

    def action_quit_safely(self) -> None:
        """Save everything and leave; if that fails, say why and ask."""
        desk = self.desk
        if desk is None or desk.saving.saved or desk.saver.flush(5.0):
            self.exit(0)
            return
        from tui.app.screens.confirm import Confirm

        why = desk.saving.failure or "the disk is slow"
        self.push_screen(
            Confirm(
                "Not everything is saved. Leave and lose it?",
                f"{desk.saving.waiting} changes are not on disk: {why}\nn stays; Ctrl+s tries to save again.",
            ),
            lambda yes: self.exit(1) if yes else None,
        )

    def _mind_signals(self) -> None:
        if sys.platform == "win32":
            return  # no loop of its takes signals
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, lambda: self.exit(128 + signal.SIGTERM))
        loop.add_signal_handler(signal.SIGHUP, self._hung_up)

    def _hung_up(self) -> None:
        """The terminal is gone: save, release the file, and end without drawing another line."""
        if self._feed is not None:
            self._feed.stop()
        saved = self.desk.close() if self.desk is not None else True
        os._exit(128 + signal.SIGHUP if saved else 1)

    def close(self) -> bool:
        """End the suggestions, save what waits, release the file. False if something could not be saved."""
        if self._feed is not None:
            self._feed.stop()
        return self.desk.close() if self.desk is not None else True


def _load_dialogs() -> None:
    for name in DIALOGS:
        import_module(f"tui.app.screens.{name}")


def first_article(desk: Desk, wanted: str | None) -> str | None:
    """The article to open first: the one named, or else the first that is not done, or else the first."""
    if wanted is not None:
        desk.article(wanted)
        return wanted
    ids = desk.article_ids()
    return next((id for id in ids if not desk.state(id).done), ids[0] if ids else None)
