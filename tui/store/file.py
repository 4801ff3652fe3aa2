"""The desk file on disk: opening, appending in place, rewriting, and noticing when somebody else wrote it."""

import glob
import os
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

from tui.store.errors import DeskChanged, DeskGone, DeskReadOnly, SaveFailed
from tui.store.layout import CLOSE, Content, Tables, format_save, format_whole, read
from tui.store.sync import replace_file, sync_bytes, sync_file, sync_folder

HOT = "annotations"
"""The table that grows in place; every other one is rewritten with the whole file."""

ROOM = 64 * 1024
"""Bytes of newlines put behind the tail at once: then most saves change neither size nor place of the file."""

Row = tuple[int, bytes]


class DeskFile:
    """An open desk file and what it holds.

    `tables` is what is on disk: it changes after the disk did, under `lock`, which is never held while waiting for the
    disk. One thread at a time may write (`append`, `rewrite`, `close`); others may read under `lock` meanwhile.
    """

    def __init__(self, path: Path, content: Content, *, read_only: str | None = None) -> None:
        """Take over a file that was read; what is behind its tail is cut off. Raises `OSError`."""
        self.path = path
        self.tables: Tables = content.tables
        self.lock = threading.RLock()
        self.read_only = read_only
        self._tail = content.tail
        self._file: FileIO | None = None
        self._broken = False
        self._left = (0, 0, 0, 0)
        if read_only is None:
            file = self._reopen()
            if content.fault or self._left[2] != self.size:
                self._cut(file)

    @property
    def waste(self) -> int:
        """About how many bytes a rewrite would save: documents that later lines replaced."""
        with self.lock:
            needed = sum(len(body) + len(',"123":\n') for table in self.tables.values() for body in table.values())
        return max(0, self._tail - needed)

    @property
    def size(self) -> int:
        """Bytes up to the end of the tail."""
        return self._tail + len(CLOSE)

    def append(self, rows: Sequence[Row], then: Callable[[], None] = lambda: None) -> None:
        """Save documents of the hot table, all or none; they are on disk when it returns. Constant cost.

        `then` runs under `lock`, together with the change of `tables`. Raises `SaveFailed`; then nothing was saved, and
        the same call may be made again.
        """
        if HOT not in self.tables or next(reversed(self.tables)) != HOT:
            self.rewrite({**self.tables, HOT: self.tables.get(HOT, {}) | dict(rows)}, then)
            return
        file = self._writable()
        data = format_save(rows, first=not self.tables[HOT])
        try:
            self._make_room(file, self._tail + len(data))
            _write(file, self._tail, data)
            sync_bytes(file.fileno())
        except BaseException as error:
            self._put_back(file)
            if isinstance(error, OSError):
                raise self._failed(error) from error
            raise
        self._remember(file)
        self._tail += len(data) - len(CLOSE)
        with self.lock:
            self.tables[HOT].update(rows)
            then()

    def rewrite(self, tables: Tables, then: Callable[[], None] = lambda: None) -> None:
        """Put a new file with these tables in the place of the old one: either is there at any moment, never half.

        The superseded lines are gone afterwards. Raises `SaveFailed`; then the old file is as it was.
        """
        self._writable()
        new = temporary(self.path)
        try:
            size = write_whole(new, tables, like=self.path)
            self._swap(new)
        except BaseException as error:
            new.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise self._failed(error) from error
            raise
        self._tail = size - len(CLOSE)
        with self.lock:
            cold = {name: table for name, table in tables.items() if name != HOT}
            self.tables = cold | {name: table for name, table in tables.items() if name == HOT}
            then()

    def close(self) -> None:
        """Cut off the room behind the tail and release the file."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            if not self._broken and self._left[2] != self.size and self._is_ours(os.fstat(file.fileno())):
                self._cut(file)
        except OSError:
            pass  # only newlines were to be cut off
        finally:
            file.close()

    def _writable(self) -> FileIO:
        """The open file, after making sure that it is still the one that we left."""
        if self.read_only is not None:
            raise DeskReadOnly(f"{self.path} is open for reading only: {self.read_only}")
        if self._broken or self._file is None:
            raise SaveFailed(
                f"{self.path} could not be written and is in an unknown state; close inquit and open it again"
            )
        try:
            now = os.stat(self.path)
        except FileNotFoundError:
            raise DeskGone(
                f"{self.path} was deleted or moved while it was open; put it back, or save your work to a new desk"
            ) from None
        except OSError as error:
            raise self._failed(error) from error
        if not self._is_ours(now) and not self._is_same(now):
            raise DeskChanged(
                f"{self.path} was changed by another program while it was open; nothing was overwritten: "
                "close inquit, look at the file, and open it again"
            )
        return self._file

    def _is_ours(self, now: os.stat_result) -> bool:
        return (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns) == self._left

    def _is_same(self, now: os.stat_result) -> bool:
        """Whether only the times differ (a backup, a sync program): then what it holds decides."""
        if (now.st_dev, now.st_ino, now.st_size) != self._left[:3]:
            return False
        with open(self.path, "rb") as file:
            content = read(file, lambda *_: None)
        if content.fault or content.tables != self.tables:
            return False
        self._left = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
        return True

    def _remember(self, file: FileIO) -> None:
        now = os.fstat(file.fileno())
        self._left = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)

    def _reopen(self) -> FileIO:
        if self._file is not None:
            self._file.close()
        self._file = FileIO(self.path, "r+")
        self._remember(self._file)
        return self._file

    def _swap(self, new: Path) -> None:
        """Put the new file in the place of the old one, unless that is not ours any more."""
        old = self._writable()
        if sys.platform == "win32":
            old.close()
            self._broken = True
        replace_file(new, self.path)
        self._broken = True  # until the folder is synced, nobody knows which file is there after a power cut
        self._reopen()
        sync_folder(self.path.parent)
        self._broken = False

    def _make_room(self, file: FileIO, end: int) -> None:
        """Let the file be longer than `end` bytes before a byte of it is overwritten: a full disk shows up here."""
        size = self._left[2]
        if end < size:
            return
        try:
            _write(file, size, b"\n" * (end - size + ROOM))
        except OSError:
            file.truncate(size)
            _write(file, size, b"\n" * (end - size + 1))  # never none: only a file that was closed ends at its tail
        sync_file(file.fileno())

    def _put_back(self, file: FileIO) -> None:
        """Undo a save that failed half-way; if that fails too, take no more."""
        try:
            self._cut(file)
        except OSError:
            self._broken = True

    def _cut(self, file: FileIO) -> None:
        """End the file right behind its tail."""
        _write(file, self._tail, CLOSE)
        file.truncate(self.size)
        sync_file(file.fileno())
        self._remember(file)

    def _failed(self, error: OSError) -> SaveFailed:
        return SaveFailed(
            f"{self.path} could not be written ({error.strerror}); make room or reconnect, then save again"
        )


def install(path: Path, tables: Tables) -> int:
    """Put a file with these tables at `path`, durably and as a whole, and return its size; raises `OSError`."""
    new = temporary(path)
    try:
        size = write_whole(new, tables, like=path if path.exists() else None)
        replace_file(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return size


def temporary(path: Path) -> Path:
    """Where the successor of the file at `path` is written."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def clear_leftovers(path: Path) -> None:
    """Remove successors of the file at `path` that a killed process left half-written; hold the lock."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        with suppress(PermissionError):  # somebody else's, in a folder where only owners may delete
            leftover.unlink(missing_ok=True)


def write_whole(path: Path, tables: Tables, *, like: Path | None = None) -> int:
    """Write a new file durably and return its size; raises `OSError`.

    It gets the permissions of `like`, and its group and owner as far as the system allows; until then it is private.
    """
    at = 0
    with FileIO(path, "w", opener=None if like is None else _open_private) as file:
        for piece in format_whole(tables, HOT):
            _write(file, at, piece)
            at += len(piece)
        if like is not None:
            _give_to_owner(file.fileno(), like)
            shutil.copymode(like, path)
        sync_file(file.fileno())
    return at


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _give_to_owner(file: int, like: Path) -> None:
    """Let owner and group be those of `like`; the group alone if only an administrator may change the owner."""
    if sys.platform == "win32":
        return
    known = like.stat()
    for owner in (known.st_uid, -1):
        with suppress(OSError):
            os.fchown(file, owner, known.st_gid)
            return


def _write(file: FileIO, at: int, data: bytes) -> None:
    """Write all of `data` at an offset; the system may take less at once."""
    file.seek(at)
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]
