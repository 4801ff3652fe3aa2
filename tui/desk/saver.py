"""The one thread that saves: in order, off the key path, and honest about what is on disk.

A job is done when the repository's call returns, that is after the fsync. When a call fails, its job stays first in
line and nothing after it is tried until `retry`; so decisions can neither overtake each other nor get lost while the
program runs. What can never succeed (an edit of a record that is no longer as it says) is refused and told instead.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

from tui.model.edit import Edit
from tui.model.errors import DeskError
from tui.store.errors import SaveFailed

RETRY_SECONDS = 5.0

PAUSE_SECONDS = 0.06
"""How long an edit waits if nobody waits for it, so that the key that made it is painted before it is saved.

Saving at once took the interpreter away from the painting: 5 to 10 ms more for every decision.
"""


class SaveError(DeskError):
    """Something could not be saved."""


class SaveState(NamedTuple):
    """What the saved mark shows: how many jobs wait, and why saving is stuck (None: it is not)."""

    waiting: int = 0
    failure: str | None = None

    @property
    def saved(self) -> bool:
        """Whether everything is on disk."""
        return not self.waiting


class _Job(NamedTuple):
    call: Callable[[], Any]
    result: "Future[Any]"
    edit: Edit | None


class Saver:
    """Runs calls in one thread, in order.

    `changed` is called from that thread whenever the state changed, `refused` with an edit that cannot be saved, now
    or later, and why.
    """

    def __init__(self, changed: Callable[[SaveState], None] = lambda _: None) -> None:
        self.changed = changed
        self.refused: Callable[[Edit, str], None] = lambda _edit, _why: None
        self._jobs: deque[_Job] = deque()
        self._failure: str | None = None
        self._wake = threading.Condition()
        self._closing = False
        self._awaited = False
        """Whether somebody waits for what is queued, so that there is no pause."""
        self._thread = threading.Thread(target=self._run, name="inquit-saver", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SaveState:
        """The state right now."""
        with self._wake:
            return SaveState(len(self._jobs), self._failure)

    def pending(self) -> tuple[Edit, ...]:
        """The edits that are not on disk yet, oldest first."""
        with self._wake:
            return tuple(job.edit for job in self._jobs if job.edit is not None)

    def put(self, call: Callable[[], Any], edit: Edit | None = None) -> "Future[Any]":
        """Queue a call; the future has its result once it is durable."""
        job = _Job(call, Future(), edit)
        with self._wake:
            self._jobs.append(job)
            self._awaited |= edit is None
            self._wake.notify_all()
        return job.result

    def call(self, call: Callable[[], Any]) -> Any:
        """Run a call after all that waits and return its result; raises `SaveError` if anything cannot be saved.

        A call that failed is forgotten, so that it cannot happen later unseen.
        """
        result = self.put(call)
        with self._wake:
            self._wake.wait_for(lambda: result.done() or self._failure is not None)
            if not result.done():
                self._jobs = deque(job for job in self._jobs if job.result is not result)
                raise SaveError(f"not saved yet: {self._failure}")
        return result.result()

    def retry(self) -> None:
        """Try the call that failed again."""
        with self._wake:
            self._failure = None
            self._wake.notify_all()

    def flush(self, seconds: float) -> bool:
        """Wait until all is saved; False if it is not after that many seconds, or saving is stuck."""
        with self._wake:
            self._awaited = True
            self._wake.notify_all()
            self._wake.wait_for(lambda: not self._jobs or self._failure is not None, seconds)
            return not self._jobs

    def close(self, seconds: float = 10.0) -> bool:
        """Save what waits, trying once more what failed, and end the thread; False if something is not saved."""
        self.retry()
        saved = self.flush(seconds)
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join(timeout=1.0)
        return saved

    def _run(self) -> None:
        while True:
            with self._wake:
                if self._failure is not None:
                    self._wake.wait(RETRY_SECONDS)
                    self._failure = None
                if not self._jobs and not self._closing:
                    self._awaited = False
                    self._wake.wait_for(lambda: self._jobs or self._closing)
                    self._wake.wait_for(lambda: self._awaited or self._closing, PAUSE_SECONDS)
                if self._closing:
                    return
                job = self._jobs[0]
            self._do(job)
            self.changed(self.state)

    def _do(self, job: _Job) -> None:
        try:
            result = job.call()
        except (SaveFailed, OSError) as error:
            with self._wake:
                self._failure = str(error)
                self._wake.notify_all()
            return
        except BaseException as error:
            job.result.set_exception(error)
            self._leave(job)
            if job.edit is not None:
                self.refused(job.edit, str(error))
        else:
            job.result.set_result(result)
            self._leave(job)

    def _leave(self, job: _Job) -> None:
        """Take a job that is over out of the line."""
        with self._wake:
            self._jobs.remove(job)
            self._wake.notify_all()
