"""Opening a desk: lock it, read it, mend what a crash left, adopt it, bring it to today's schema."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from tui.model.errors import DeskError
from tui.store.errors import DeskReadOnly
from tui.store.file import HOT, DeskFile, clear_leftovers, install
from tui.store.index import ARTICLES, Index, index_tables
from tui.store.layout import CLOSE, Content
from tui.store.loading import Loaded, Progress, back_up, load
from tui.store.lock import DeskLock
from tui.store.migrations import migrate, new_tables
from tui.store.place import real_file, warn_of_place
from tui.store.repository import FileRepository

PROTECTED = "the file is write-protected"


def open_repository(path: str | Path, *, read_only: bool = False, progress: Progress | None = None) -> FileRepository:
    """Open the desk at `path`, or make an empty one there.

    If another process has it, or file or folder cannot be written, it is opened for reading only, and `read_only` of
    the repository says why. `progress` is told the share read, in [0, 1], in the calling thread. Raises
    `DeskError`: `NotADesk`, `NewerDesk`, `DeskReadOnly` (there is none, and none can be made).
    """
    path = real_file(Path(path))
    lock = DeskLock(path)
    reason = "opened for reading only" if read_only else _take(lock, path)
    try:
        repository = _open(path, reason, lock.release, progress)
        if reason is None:
            lock.share()
        return repository
    except OSError as error:
        lock.release()
        raise DeskError(f"{path} cannot be opened ({error.strerror}); check its folder, rights and disk") from error
    except BaseException:
        lock.release()
        raise


def _take(lock: DeskLock, path: Path) -> str | None:
    """Take the lock; returns why the desk can only be read, if so."""
    protected = path.exists() and not os.access(path, os.W_OK)
    try:
        if not lock.acquire():
            return f"open in another inquit: {lock.holder}"
    except OSError as error:
        if error.errno == errno.EACCES and protected:
            return PROTECTED
        if lock.path.exists() and not os.access(lock.path, os.W_OK):
            return f"the lock file {lock.path} cannot be written ({error.strerror}); {lock.remedy()}"
        return f"the folder {path.parent} cannot be written ({error.strerror})"
    if protected:
        lock.release()
        return PROTECTED
    return None


def _open(path: Path, reason: str | None, release: Callable[[], None], progress: Progress | None) -> FileRepository:
    if reason is None:
        clear_leftovers(path)
    if not path.exists():
        if reason is not None:
            raise DeskReadOnly(f"there is no desk at {path}, and none can be made: {reason}")
        install(path, new_tables())
    loaded = load(path, Index, read_only=reason is not None, progress=progress)
    _bring_up_to_date(loaded, path, writable=reason is None)
    file = DeskFile(path, loaded.content, read_only=reason)
    notices = [*loaded.notices, warn_of_place(path)]
    return FileRepository(file, loaded.index, [notice for notice in notices if notice], release)


def _bring_up_to_date(loaded: Loaded[Index], path: Path, *, writable: bool) -> None:
    """Migrate what was read, and write the file anew where it must be before it can be appended to."""
    old = loaded.content.tables
    tables = migrate(old, path)
    if tables is not None and old:
        loaded.notices += (f"{path.name} was written by an older inquit and is brought up to date",)
        if writable:
            back_up(path, "before-update")
    if tables is not None:
        loaded.index = index_tables(tables)
    elif loaded.rewrite or not {ARTICLES, HOT} <= old.keys():
        tables = {**old, ARTICLES: old.get(ARTICLES, {}), HOT: old.get(HOT, {})}
    if tables is not None:
        size = install(path, tables) if writable else 0
        loaded.content = Content(tables, size - len(CLOSE))
