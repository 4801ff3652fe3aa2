"""Who has the desk: a lock file beside it that the system releases when its holder ends, however it ends."""

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class DeskLock:
    """Held by the one process that may write the desk. `holder` says who has it when it could not be had."""

    def __init__(self, desk: Path) -> None:
        self.path = desk.with_name(f".{desk.name}.lock")
        self._desk = desk
        self._lock = FileLock(self.path, timeout=0, thread_local=False)
        self.holder: str | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free; raises `OSError` where no lock file can be made."""
        holder = _describe(self.path)  # read before trying: older releases of filelock empty the file when they try
        try:
            self._lock.acquire()
        except Timeout:
            self.holder = _describe(self.path) or holder or "unknown"
            return False
        row = {"user": _user(), "host": socket.gethostname(), "pid": os.getpid()}
        with suppress(OSError):  # a full disk: the lock holds all the same, only its holder stays unnamed
            self.path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        self.share()
        return True

    def share(self) -> None:
        """Give the lock file the desk's group and rights: who may write the desk may lock it, and nobody else.

        Only the lock file's owner can; for others, and where there is no desk yet, nothing happens.
        """
        if sys.platform == "win32":
            return
        with suppress(OSError):
            desk = self._desk.stat()
            file = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                with suppress(OSError):
                    os.fchown(file, -1, desk.st_gid)
                os.fchmod(file, 0o600 | (desk.st_mode & 0o666))
            finally:
                os.close(file)

    def remedy(self) -> str:
        """What helps whoever may not write the lock file."""
        try:
            owner = self.path.owner()
        except (OSError, KeyError, NotImplementedError):
            owner = "its owner"
        return f"let {owner} open the desk once more, or delete the lock file while nobody has the desk open"

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
