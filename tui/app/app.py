"""Starting the reader."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from tui.app.tuning import before_loading, before_textual, without_palette
from tui.desk.desk import Desk

if TYPE_CHECKING:
    from tui.desk.feed import SuggestionFeed

HEAD_START = 0.1
"""Seconds in which the desk is opened alone. Most desks are open by then, and two threads that both import modules
take the interpreter from each other at every file: a quarter of the time is lost."""


class Opener(Protocol):
    """Opens the desk; `progress` is called with the share read, in [0, 1], from whatever thread."""

    def __call__(self, progress: Callable[[float], None] | None = None) -> Desk:
        """Open it; raises `InquitError`."""
        ...


def run(open_desk: Opener, *, article: str | None = None) -> int:
    """Open the desk and read until the annotator leaves. Returns the exit code.

    The desk is opened in a thread, a large one while Textual is imported; it shows how far it is. Raises `InquitError`
    if it cannot be opened, or `article` is not on it.
    """
    before_loading()
    opening: Future[Desk] = Future()
    shares: list[Callable[[float], None]] = []
    Thread(target=_open, args=(open_desk, opening, shares), name="inquit-open", daemon=True).start()
    wait([opening], HEAD_START)
    before_textual()
    with without_palette():
        from tui.app.inquit_app import InquitApp

    app = InquitApp(opening, article=article, make_feed=_make_feed)
    shares.append(app.progress)
    try:
        code = app.run()
    finally:
        saved = app.close()
    if app.failure is not None:
        raise app.failure
    return code or (0 if saved else 1)


def _make_feed(desk: Desk, on_done: Callable[[str], None], on_notice: Callable[[str], None]) -> "SuggestionFeed":
    from tui.desk.feed import SuggestionFeed  # after the first paint

    return SuggestionFeed(desk, on_done, on_notice)


def _open(open_desk: Opener, opening: "Future[Desk]", shares: list[Callable[[float], None]]) -> None:
    """Open the desk, in a thread; `shares` gets whoever wants to hear of the progress, as soon as there is one."""

    def progress(share: float) -> None:
        for tell in shares:
            tell(share)

    try:
        opening.set_result(open_desk(progress=progress))
    except BaseException as error:
        opening.set_exception(error)
