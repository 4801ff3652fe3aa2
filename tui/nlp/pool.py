"""Worker processes seen from the program that uses them: articles go in, results come back in threads.

This side never imports spaCy, so that a reader paints and answers keys while its worker loads.
"""

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType
from typing import IO, Literal

from tui.model.article import Article
from tui.model.errors import DataError, InquitError
from tui.model.scheme import DEFAULT, Scheme
from tui.model.suggestion import Suggestions
from tui.nlp import wire

_ROOT = str(Path(__file__).parents[2])
_START = "import sys; sys.path.append({root!r}); from tui.nlp.worker import main; sys.exit(main({arguments!r}))"
_AHEAD, _AHEAD_LENGTH = 8, 60_000
"""How many articles, and how many code points of them, a process is given at once where throughput counts."""


@dataclass(frozen=True, slots=True)
class Failure:
    """No suggestions for an article, and why, in one sentence."""

    article: str
    text_sha256: str
    message: str


Result = Suggestions | Failure


class WorkerPool:
    """Processes that make suggestions, one thread beside each.

    `on_result` is called once for every article submitted, in a thread of the pool; it must be quick and must not
    raise. `verbs` are reporting verbs of the project's own. `ahead` lets each process have several articles at once,
    which is faster for many and later for one. All methods may be called from any thread.
    """

    def __init__(
        self,
        on_result: Callable[[Result], None],
        *,
        model: str | None = None,
        scheme: Scheme = DEFAULT,
        verbs: Mapping[str, str] = MappingProxyType({}),
        jobs: int = 1,
        ahead: int = 1,
    ) -> None:
        self._on_result = on_result
        self._model = model
        self._scheme = scheme
        self._ahead = ahead
        self._waiting: deque[Article] = deque()
        self._changed = threading.Condition()
        self._state: Literal["new", "running", "closed"] = "new"
        self._ready: str | None = None
        self._links = [_Link(model, verbs) for _ in range(max(1, jobs))]

    @property
    def model(self) -> str | None:
        """The name and version of the loaded pipeline; None until a process has loaded it."""
        return self._ready

    def start(self) -> None:
        """Start the processes; returns at once, while they load."""
        with self._changed:
            if self._state != "new":
                return
            self._state = "running"
        for number, link in enumerate(self._links):
            threading.Thread(target=self._serve, args=(link,), name=f"suggest-{number}", daemon=True).start()

    def submit(self, article: Article, *, first: bool = False) -> None:
        """Ask for suggestions, behind all others or in front of them; ignored after `close`."""
        with self._changed:
            if self._state == "closed":
                return
            (self._waiting.appendleft if first else self._waiting.append)(article)
            self._changed.notify()

    def withdraw(self) -> None:
        """Forget the articles that no process has begun; there will be no results for them."""
        with self._changed:
            self._waiting.clear()

    def close(self) -> None:
        """Kill the processes; there are no more results."""
        with self._changed:
            self._state = "closed"
            self._waiting.clear()
            self._changed.notify_all()
        for link in self._links:
            link.kill()

    def _serve(self, link: "_Link") -> None:
        """Load early, then feed one process until the pool is closed."""
        self._try(link.open)
        while batch := self._take():
            self._try(link.open)
            for result in link.ask(batch, self._scheme):
                if self._state == "closed":
                    return
                self._on_result(result)

    def _try(self, open_link: Callable[[], str]) -> None:
        """Open a link; what prevents it is said again, for each article, when the link is asked."""
        try:
            self._ready = open_link()
        except (InquitError, OSError):
            return

    def _take(self) -> list[Article]:
        """The next articles; waits for the first one, and is empty once the pool is closed."""
        with self._changed:
            while not self._waiting and self._state == "running":
                self._changed.wait()
            batch: list[Article] = []
            length = 0
            while self._waiting and len(batch) < self._ahead and length < _AHEAD_LENGTH:
                batch.append(self._waiting.popleft())
                length += len(batch[-1].text)
            return batch


class _Link:
    """One process and the pipes to it; a process that died is started again for the next article."""

    def __init__(self, model: str | None, verbs: Mapping[str, str]) -> None:
        self._arguments = ["--model", model] if model else []
        if verbs:
            self._arguments += ["--verbs", json.dumps(dict(verbs))]
        self._process: subprocess.Popen[str] | None = None
        self._model = ""
        self._refused: DataError | None = None
        self._killed = False

    def open(self) -> str:
        """Start the process unless it runs, wait until it has loaded, and return the model's name and version.

        Raises `DataError` with the worker's own sentence if the model cannot be loaded (and again without trying
        when called again), `OSError` if there can be no process.
        """
        if self._refused is not None:
            raise self._refused
        if self._process is not None and self._process.poll() is None:
            return self._model
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START.format(root=_ROOT, arguments=self._arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # Ctrl+C in the terminal is for the reader, which closes the pool
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        if self._killed:
            self._process.kill()
        line = _stream(self._process.stdout).readline()
        try:
            self._model = wire.read_ready(line or wire.write_error(self._ended()))
        except DataError as error:
            self._refused = error
            raise
        return self._model

    def ask(self, articles: Sequence[Article], scheme: Scheme) -> Iterator[Result]:
        """One result for each article, in order; an article that the process dies of is the only one to fail."""
        done = 0
        try:
            self.open()
            process = self._process
            assert process is not None
            stdin, stdout = _stream(process.stdin), _stream(process.stdout)
            stdin.writelines(wire.write_request(article, scheme) + "\n" for article in articles)
            stdin.flush()
            for article in articles:
                line = stdout.readline()
                if not line:
                    raise DataError(self._ended())
                yield _result(article, line)
                done += 1
        except (InquitError, OSError) as error:
            yield _failure(articles[done], str(error))
            if articles[done + 1 :] and not self._killed:
                yield from self.ask(articles[done + 1 :], scheme)

    def kill(self) -> None:
        """End the process, now and for good."""
        self._killed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _ended(self) -> str:
        code = self._process.wait() if self._process is not None else None
        return f"the process that makes suggestions ended unexpectedly (exit code {code}); try again"


def _stream(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise OSError("the process has no pipes")
    return stream


def _result(article: Article, line: str) -> Result:
    try:
        return wire.read_suggestions(line)
    except DataError as error:
        return _failure(article, str(error))


def _failure(article: Article, message: str) -> Failure:
    return Failure(article.id, article.text_sha256, message)


def suggest_in_processes(
    articles: Iterable[Article], *, jobs: int, model: str | None = None, scheme: Scheme = DEFAULT
) -> Iterator[Result]:
    """Suggest for many articles in `jobs` processes; results come as they are ready, not in order.

    Articles are taken from the iterable only as fast as they are worked on.
    """
    results: SimpleQueue[Result] = SimpleQueue()
    pool = WorkerPool(results.put, model=model, scheme=scheme, jobs=jobs, ahead=_AHEAD)
    pool.start()
    open_requests = 0
    try:
        for article in articles:
            pool.submit(article)
            open_requests += 1
            if open_requests >= 2 * _AHEAD * jobs:
                yield results.get()
                open_requests -= 1
        for _ in range(open_requests):
            yield results.get()
    finally:
        pool.close()
