"""Reading a desk file, whatever state it is in: whole, cut off by a crash, written by stock TinyDB, or damaged."""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from tui.store.errors import NotADesk
from tui.store.file import HOT
from tui.store.layout import Content, Tables, encode, is_torn_save, read


class Keeper(Protocol):
    """An index that is filled while the file is read."""

    def keep(self, table: str, id: int, before: bytes | None, body: bytes) -> None:
        """Note a document; see `layout.Keep`."""
        ...


K = TypeVar("K", bound=Keeper)
Progress = Callable[[float], None]
"""Is told the share of the file that was read, in [0, 1]."""


class Loaded(Struct, Generic[K]):
    """A file's content and index. `rewrite` says that the file must be written anew before it can be appended to."""

    content: Content
    index: K
    notices: tuple[str, ...] = ()
    rewrite: bool = False


def load(
    path: Path, new_index: Callable[[], K], *, read_only: bool = False, progress: Progress | None = None
) -> Loaded[K]:
    """Read the file; raises `NotADesk` or `OSError`. Unless `read_only`, what cannot be kept is put beside it first."""
    for pause in (0.02, 0.1) if read_only else ():
        loaded = _read(path, new_index, progress=progress)
        if loaded.content.fault is None:
            return loaded
        time.sleep(pause)  # the process that has the desk may be in the middle of a save
    loaded = _read(path, new_index, progress=progress)
    if loaded.content.fault is None:
        return loaded
    strict = _read(path, new_index, mode="strict")
    if _is_torn(path, strict.content):
        notices = () if read_only else _set_aside(path, strict.content.tail)
        return Loaded(strict.content, strict.index, notices)
    adopted = _adopt(path, new_index())
    if adopted is not None:
        return adopted
    if not strict.content.tables:
        raise NotADesk(
            f"{path} is not a desk: it is no TinyDB file ({strict.content.fault}); name another file with --db"
        )
    return _salvage(path, new_index, read_only=read_only)


def _read(
    path: Path, new_index: Callable[[], K], *, mode: Any = "quick", progress: Progress | None = None
) -> Loaded[K]:
    index = new_index()
    total = path.stat().st_size
    with open(path, "rb") as file:
        content = read(file, index.keep, mode, progress and (lambda done: progress(done / total)))
    return Loaded(content, index)


def _is_torn(path: Path, content: Content) -> bool:
    if HOT not in content.tables:
        return False
    with open(path, "rb") as file:
        file.seek(content.tail)
        return is_torn_save(file.read())


def _set_aside(path: Path, tail: int) -> tuple[str, ...]:
    """Copy what a crash left of the last save beside the desk, and say so; nothing for mere closing braces."""
    with open(path, "rb") as file:
        file.seek(tail)
        rest = file.read().strip(b"\0 \r\n")
    if not rest.strip(b"}"):
        return ()
    beside = _beside(path, "dropped")
    beside.write_bytes(rest + b"\n")
    return (
        f"The last save was cut off before it was finished and is dropped; its {len(rest)} bytes are in {beside.name}",
    )


def _beside(path: Path, what: str) -> Path:
    """A new name beside the desk, with the time in it."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    number, beside = 1, path.with_name(f"{path.name}.{what}-{stamp}")
    while beside.exists():
        number += 1
        beside = path.with_name(f"{path.name}.{what}-{stamp}-{number}")
    return beside


def back_up(path: Path, why: str) -> Path:
    """Copy the whole file beside itself and return where; `why` becomes a part of the name."""
    beside = _beside(path, why)
    shutil.copy2(path, beside)
    return beside


def _adopt(path: Path, index: K) -> Loaded[K] | None:
    """Take over JSON that another program wrote, if it has TinyDB's shape; None if it has not."""
    text = path.read_bytes()
    if not text.strip():
        return Loaded(Content(), index, rewrite=True)
    try:
        tables = _encode_tables(json.loads(text))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    for name, table in tables.items():
        for id, body in table.items():
            index.keep(name, id, None, body)
    notice = f"{path.name} was written by another program; it is taken over"
    return Loaded(Content(tables), index, (notice,) if tables else (), rewrite=True)


def _encode_tables(tables: dict[str, dict[str, dict[str, Any]]]) -> Tables:
    for table in tables.values():
        if not all(isinstance(document, dict) for document in table.values()):
            raise TypeError("a document must be an object")
    return {name: {int(id): encode(document) for id, document in table.items()} for name, table in tables.items()}


def _salvage(path: Path, new_index: Callable[[], K], *, read_only: bool) -> Loaded[K]:
    loaded = _read(path, new_index, mode="salvage")
    where = "" if read_only else f"; the damaged file is kept as {back_up(path, 'damaged').name}"
    notice = (
        f"{path.name} is damaged: {loaded.content.skipped} lines could not be read{where}. Run inquit check, "
        "and compare with a backup"
    )
    return Loaded(loaded.content, loaded.index, (notice,), rewrite=True)
