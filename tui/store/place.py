"""Where a desk lies: behind links, on no device, and whether durable saving and locking can be trusted there."""

import errno
import os
import stat
import sys
from pathlib import Path

from tui.model.errors import DeskError
from tui.store.errors import NotADesk

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "9p", "davfs"}
SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "nextcloud", "owncloud", "pclouddrive", "icloud drive")
SYNCED_FOLDERS = ("mobile documents", "cloudstorage")
"""What iCloud and the others are called in a Mac's Library folder."""


def real_file(path: Path) -> Path:
    """Where the desk's file is, or is to be, behind all links; raises `DeskError` if that can be no file."""
    try:
        path = path.expanduser().resolve()
        mode = _mode(path)
        has_folder = path.parent.is_dir()
    except (OSError, RuntimeError) as error:  # no right to look, a name that is too long, links in a circle
        why = error.strerror if isinstance(error, OSError) else error
        raise DeskError(f"{path} cannot be opened ({why}); name another file with --db") from error
    if stat.S_ISDIR(mode):
        raise NotADesk(f"{path} is a folder; name a file in it with --db")
    if not stat.S_ISREG(mode):
        raise NotADesk(f"{path} is a device or a pipe, not a file; name a file with --db")
    if not has_folder:
        raise DeskError(f"the folder {path.parent} does not exist; make it, or name another file with --db")
    return path


def _mode(path: Path) -> int:
    """The kind of what is there; that of a file if nothing is."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return stat.S_IFREG


def warn_of_place(path: Path, mounts: str | None = None) -> str | None:
    """A sentence if the desk lies on a network or in a synced folder, else None; `mounts` as in /proc/mounts."""
    for folder in (part.lower() for part in path.parts[:-1]):
        if folder.startswith(SYNCED) or folder in SYNCED_FOLDERS:
            return (
                f"{path} is in a folder that another program syncs; it may bring back an older desk or make a copy. "
                "Keep the desk in a folder of this computer and copy exports instead"
            )
    kind = _file_system(path, _mounts() if mounts is None else mounts)
    if kind in NETWORK or kind.startswith("fuse.") or path.as_posix().startswith("//"):
        return (
            f"{path} is on a network file system; locks and durable saves may not hold there. "
            "Keep the desk on a disk of this computer"
        )
    return None


def _mounts() -> str:
    if sys.platform != "linux":
        return ""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """The kind of file system of the innermost mount that holds the path; "" if unknown."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        mounted = fields[1].replace("\\040", " ")
        if path.is_relative_to(mounted) and len(mounted) >= len(best):
            best, kind = mounted, fields[2]
    return kind
