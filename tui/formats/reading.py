"""Read articles from files and folders; what is broken is named and the rest still goes in."""

import os
from collections.abc import Iterator
from pathlib import Path

from tui.formats.format import Format
from tui.formats.module import Found
from tui.formats.registry import find_format, format_for, formats, is_foreign, load
from tui.formats.settle import settle
from tui.model.errors import DataError, UsageError


def read(path: Path, format: str | None = None) -> Iterator[Found]:
    """Yield every article of a file or folder, and a `DataError` (path, line, field) for each that is broken.

    The format is `format`, or known from the ending and content. Folders are read recursively: hidden files and
    files of unknown endings are passed over. Raises `UsageError` for an unknown format, or a path that does not exist
    or has no known ending.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder")
    if format is not None:
        chosen = find_format(format)
        if not chosen.can_read:
            raise UsageError(f"the format {format!r} can only be written; see inquit formats")
        for file in files_in(path, chosen) if path.is_dir() and not chosen.folder else (path,):
            yield from _read_known(file, chosen)
    elif path.is_dir():
        for file in files_in(path):
            yield from _read_known(file)
    else:
        yield from _read_one(path, format_for(path, reading=True).name)


def files_in(folder: Path, format: Format | None = None) -> Iterator[Path]:
    """Every path below a folder that can be read as a whole, sorted: files of a known ending, datasets in a folder.

    Left out are hidden files, pipes and devices, and files of an ending that many use (.json, .xml, .csv) whose content
    we do not know. With a `format`, only its endings and datasets count, whatever is in the files. A folder is gone
    through once, however many links lead to it; one that cannot be listed is given itself: reading it tells why.
    """
    wanted = [f for f in formats() if f.can_read] if format is None else [format]
    known = {ending for f in wanted for ending in (*f.endings, *f.also_reads)}
    yield from _files_below(folder, format, tuple(known), set())


def _files_below(folder: Path, format: Format | None, endings: tuple[str, ...], seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    if _is_dataset(folder, format):
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if os.path.isdir(path):
            yield from _files_below(path, format, endings, seen)
        elif os.path.exists(path) and not os.path.isfile(path):
            continue
        elif path.name.lower().endswith(endings) and (format is not None or not is_foreign(path)):
            yield path


def _read_known(path: Path, format: Format | None = None) -> Iterator[Found]:
    """Read a file or dataset of the format, or of the one that it is known to be in."""
    try:
        if path.is_dir():
            os.listdir(path)
        name = (format or format_for(path, reading=True)).name
    except OSError as error:
        yield DataError(f"cannot be listed: {error.strerror or error}; check its permissions", path=str(path))
        return
    except UsageError as error:
        yield DataError(str(error).removeprefix(f"{path}: "), path=str(path))
        return
    yield from _read_one(path, name)


def _is_dataset(folder: Path, format: Format | None) -> bool:
    """Whether a folder is to be read as one, in that format or any."""
    if format is not None and not format.folder:
        return False
    try:
        return format_for(folder, reading=True) in ((format,) if format else formats())
    except UsageError:
        return False


def _read_one(path: Path, format: str) -> Iterator[Found]:
    """Read one file; whatever it raises is yielded as its last item, with the path.

    No damage to a file, not even one that a library of its format stumbles over, keeps other files from being read.
    """
    try:
        for found in load(find_format(format)).read(path):
            yield _checked(found, path)
    except DataError as error:
        yield error.at(path=str(path))
    except UsageError as error:
        yield DataError(str(error), path=str(path))
    except OSError as error:
        yield DataError(f"cannot be read: {error.strerror or error}", path=str(path))
    except MemoryError:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        yield DataError(f"is no {format} file that can be read ({what:.200}); correct or remove it", path=str(path))


def _checked(found: Found, path: Path) -> Found:
    if isinstance(found, DataError):
        return found.at(path=str(path))
    if not found.article.text.strip():
        return DataError(f"the article {found.article.id!r} has no text", path=str(path), field="text")
    return settle(found)
