"""Suggestions behind the reader, while the annotator reads."""

from collections.abc import Callable, Iterable

from tui.desk.desk import Desk
from tui.desk.suggesting import is_waiting
from tui.nlp.pool import Failure, Result, WorkerPool

READING_AHEAD = 3
"""How many articles after the open one are suggested for while it is read."""


class SuggestionFeed:
    """Makes suggestions behind the reader: for the open article first, then for the next ones.

    `on_done` gets the id of an article whose suggestions are on the desk (and on the disk), `on_notice` a sentence
    to show. Both are called from other threads.
    """

    def __init__(self, desk: Desk, on_done: Callable[[str], None], on_notice: Callable[[str], None]) -> None:
        self._desk = desk
        self._on_done = on_done
        self._on_notice = on_notice
        self._asked: set[str] = set()
        self._said: set[str] = set()
        self._pool: WorkerPool | None = None

    def start(self) -> None:
        """Load the pipeline ahead, if any article waits for it. Call it after the first paint."""
        if not self._desk.repository.read_only and any(map(self._wants, self._desk.article_ids())):
            self._running()

    def request(self, id: str) -> None:
        """Ask for the article's suggestions, before all others, and for the next articles' after it.

        Nothing happens where they were made already, or on a read-only desk. Starts the worker when first needed.
        """
        if self._desk.repository.read_only:
            return
        ids = self._desk.article_ids()
        at = ids.index(id) if id in ids else 0
        wanted = [each for each in ids[at : at + 1 + READING_AHEAD] if self._wants(each)]
        for each in reversed(wanted):
            self._asked.add(self._key(each))
            self._running().submit(self._desk.article(each), first=True)

    def stop(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.close()

    def _wants(self, id: str) -> bool:
        return is_waiting(self._desk.state(id)) and self._key(id) not in self._asked

    def _key(self, id: str) -> str:
        return f"{id} {self._desk.state(id).text_sha256}"

    def _running(self) -> WorkerPool:
        if self._pool is None:
            settings = self._desk.settings
            self._pool = WorkerPool(self._take, model=settings.model, scheme=settings.scheme, verbs=settings.reporting)
            self._pool.start()
        return self._pool

    def _take(self, result: Result) -> None:
        """Queue a result for saving; called from the pool's thread."""
        if isinstance(result, Failure):
            self._say([f"no suggestions: {result.message}"])
            return
        self._say(result.notices)
        saved = self._desk.put_suggestions(result)
        saved.add_done_callback(lambda _: self._on_done(result.article))

    def _say(self, notices: Iterable[str]) -> None:
        for notice in notices:
            if notice not in self._said:
                self._said.add(notice)
                self._on_notice(notice)
