"""Making bytes durable: what differs between systems."""

import os
import sys
import time
from pathlib import Path


def sync_file(file: int) -> None:
    """Return when the file's bytes and size are on the medium; raises `OSError`."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)  # fsync alone leaves the bytes in the drive's own memory
        except OSError:
            os.fsync(file)
    else:
        os.fsync(file)


def sync_bytes(file: int) -> None:
    """Like `sync_file`, for bytes written where the file was long enough already: its times may be lost."""
    if sys.platform == "linux":
        os.fdatasync(file)
    else:
        sync_file(file)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, where a folder can be synced at all (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(new: Path, old: Path) -> None:
    """Rename `new` to `old`; on Windows a virus scanner may hold the file, so try for half a second there."""
    for pause in (0.02, 0.05, 0.1, 0.3) if sys.platform == "win32" else ():
        try:
            os.replace(new, old)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(new, old)
