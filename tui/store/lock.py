"""Who has the desk: a lock file beside it that the system releases when its holder ends, however it ends."""

import getpass
import json
import os
import socket
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class DeskLock:
    """Held by the one process that may write the desk. `holder` says who has it when it could not be had."""

    def __init__(self, desk: Path) -> None:
        self._path = desk.with_name(f".{desk.name}.lock")
        self._lock = FileLock(self._path, timeout=0, thread_local=False)
        self.holder: str | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free; raises `OSError` where no lock file can be made."""
        holder = _describe(self._path)  # read before trying: older releases of filelock empty the file when they try
        try:
            self._lock.acquire()
        except Timeout:
            self.holder = _describe(self._path) or holder or "unknown"
            return False
        row = {"user": _user(), "host": socket.gethostname(), "pid": os.getpid()}
        with suppress(OSError):  # a full disk: the lock holds all the same, only its holder stays unnamed
            self._path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens if it is not held."""
        self._lock.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _describe(path: Path) -> str | None:
    """ "anna, process 4711", with the computer's name if it is another one; None if the file does not tell."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        where = "" if row["host"] == socket.gethostname() else f" on {row['host']}"
        return f"{row['user']}{where}, process {row['pid']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None
