"""A program in a real pseudo-terminal, with a screen that tells when it looks different. Times in seconds."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from typing import Any

import pyte

QUIET = 0.03
"""A screen that has not been written to for so long is finished."""


class Terminal:
    """Runs `command` in a pty of `columns` × `rows`; use it as a context manager."""

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 40, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self._lines: dict[int, Any] = {}
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": str(rows), "COLUMNS": str(columns)}
            gone = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "TEXTUAL_FPS")
            kept = {key: value for key, value in os.environ.items() if key not in gone}
            os.execvpe(command[0], list(command), kept | known | environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def press(self, key: bytes, quiet: float = QUIET, longest: float = 5.0) -> tuple[float | None, int]:
        """Send a key; return how long the last read that changed the screen took to come, and the bytes received."""
        os.write(self.fd, key)
        return self.wait(time.perf_counter(), quiet, longest)

    def wait(self, since: float, quiet: float = QUIET, longest: float = 5.0) -> tuple[float | None, int]:
        """Read until nothing comes for `quiet`, or for `longest` in all."""
        chunks: list[tuple[float, bytes]] = []
        while (left := since + longest - time.perf_counter()) > 0:
            if not select.select([self.fd], [], [], min(quiet, left) if chunks else left)[0]:
                break
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                break
            chunks.append((time.perf_counter() - since, data))
        return self._last_change(chunks), sum(len(data) for _, data in chunks)

    def _last_change(self, chunks: Sequence[tuple[float, bytes]]) -> float | None:
        last = None
        for when, data in chunks:
            self.screen.dirty.clear()
            self.stream.feed(data)
            lines = {y: self._line(y) for y in self.screen.dirty}
            if any(self._lines.get(y) != line for y, line in lines.items()):
                last = when
            self._lines |= lines
        return last

    def _line(self, y: int) -> Any:
        row = self.screen.buffer[y]
        return tuple(row[x] for x in range(self.screen.columns))

    def shows(self, words: str) -> bool:
        """Whether the words stand on one line of the screen."""
        return any(words in line for line in self.screen.display)

    def first_paint(self, words: str, longest: float = 60.0) -> float:
        """How long after the start `words` stood on the screen."""
        while time.perf_counter() - self.started < longest:
            if not select.select([self.fd], [], [], longest)[0]:
                break
            data = os.read(self.fd, 1 << 16)
            when = time.perf_counter() - self.started
            self.stream.feed(data)
            if self.shows(words):
                return when
        raise TimeoutError(f"{words!r} was not on the screen within {longest} s")

    def memory(self) -> float:
        """The resident memory of the program in MB."""
        with open(f"/proc/{self.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def busy(self) -> float:
        """How long the program's main thread has been on a processor, which other programs cannot make longer."""
        with open(f"/proc/{self.pid}/schedstat") as file:
            return int(file.read().split()[0]) / 1e9

    def close(self) -> None:
        """End the program and wait for it."""
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def python(*arguments: str) -> list[str]:
    """The command line of this Python with arguments."""
    return [sys.executable, *arguments]
