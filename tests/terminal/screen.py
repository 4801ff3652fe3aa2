"""The installed command in a pseudo-terminal of any size, with what a person would see of it."""

import os
import re
import signal
import sysconfig
import time
from pathlib import Path

import pexpect
import pyte

INQUIT = str(Path(sysconfig.get_path("scripts"), "inquit"))
"""The command as installed beside the Python that runs the tests."""

POLL_SECONDS = 0.02


class Terminal:
    """`inquit` at work. Press keys, look at the screen, keep every byte that was sent to the terminal."""

    def __init__(self, *args: str, cwd: Path, columns: int = 80, rows: int = 24, env: dict[str, str] | None = None):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        for name in ("COLUMNS", "LINES"):
            settings.pop(name, None)  # the size is the pseudo-terminal's, whatever a test runner says of its own
        self.child = pexpect.spawn(
            INQUIT, list(args), cwd=str(cwd), dimensions=(rows, columns), env=settings, timeout=30
        )
        self.child.delaybeforesend = None

    def read(self, seconds: float = POLL_SECONDS) -> None:
        """Take in what the command wrote meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                data = self.child.read_nonblocking(65536, timeout=left)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.bytes += data
            self.stream.feed(data)

    @property
    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, pattern: str, seconds: float = 30) -> "re.Match[str]":
        """Wait until the screen shows the pattern; fails with the screen if it does not in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            if found := re.search(pattern, self.text):
                return found
        raise AssertionError(f"{pattern!r} did not appear in {seconds} s:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys one by one, each after the screen has settled."""
        for key in keys:
            self.child.send(key)
            self.read(0.06)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        self.read(0.3)

    def kill(self, sig: int = signal.SIGKILL) -> None:
        """End the command by a signal."""
        self.child.kill(sig)
        self.child.wait()

    def exit_code(self, seconds: float = 15) -> int:
        """Wait for the command to end by itself and return its exit code."""
        end = time.monotonic() + seconds
        while self.child.isalive() and time.monotonic() < end:
            self.read()
        if self.child.isalive():
            raise AssertionError(f"still running after {seconds} s:\n{self.text}")
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus
