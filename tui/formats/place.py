"""Put what was written where it belongs, in one step: an interrupted export leaves the old one or the new one."""

import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.model.errors import DataError, UsageError

MARK = ".inquit-export"
"""A file in every folder that we write, by which it is known that it may be replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def in_place_of(out: Path, *, folder: bool) -> Iterator[Path]:
    """Give a path beside `out` to write to (a folder: made, and marked as ours); on leaving, it becomes `out`, durably.

    A symbolic link stays, and what it leads to is replaced. With an error nothing is left behind and `out` is as it
    was. Raises `UsageError` if `out` must not be replaced and `DataError` if the disk does not let us.
    """
    real = real_path(out)
    _check(out, real.parent, folder)
    part = real.parent / f".{real.name}.{os.getpid()}-{secrets.token_hex(3)}.part"
    try:
        if folder:
            part.mkdir()
            (part / MARK).write_text("Written by inquit export; the next export to this folder replaces it.\n")
        yield part
        sync(part)
        _replace(part, real)
        _sync_one(real.parent)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror or error}", path=str(out)) from None
    finally:
        _remove(part)


def real_path(out: Path) -> Path:
    """Where a path leads when it is a symbolic link, made absolute; raises `UsageError` for links in a circle."""
    try:
        real: Path | None = out.resolve()
    except (OSError, RuntimeError):  # the latter up to Python 3.12; later ones return a link
        real = None
    if real is None or real.is_symlink():
        raise UsageError(f"{out}: is a symbolic link that leads back to itself; name another path")
    return real


def sync(path: Path) -> None:
    """Wait until a file, or a folder and all in it, is on disk."""
    if path.is_dir():
        for child in path.rglob("*"):
            _sync_one(child)
    _sync_one(path)


def _check(out: Path, parent: Path, folder: bool) -> None:
    if not parent.is_dir():
        raise UsageError(f"{out}: the folder {parent} does not exist; make it first")
    if out.is_dir() and not folder:
        raise UsageError(f"{out}: is a folder; name a file to write to")
    if out.exists() and not (out.is_dir() or out.is_file()):
        raise UsageError(f"{out}: is a device or a pipe, which cannot be replaced in one step; name a file or folder")
    if out.exists() and not out.is_dir() and folder:
        raise UsageError(f"{out}: is a file, but this format is written as a folder; name another path")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise UsageError(f"{out}: has other files in it; name a new folder, or one that an earlier export wrote")


def _replace(part: Path, out: Path) -> None:
    if not (out.is_dir() and part.is_dir()):
        part.replace(out)
    elif not _exchange(part, out):
        # Without an exchange in one step, there is a moment without `out`; the old one then waits beside it.
        old = out.parent / f"{part.name}.old"
        out.rename(old)
        part.rename(out)
        shutil.rmtree(old)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step where Linux can; whether it did."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(first), os.fsencode(second))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _sync_one(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)
