"""Which formats there are, and which one a path is in.

A third party adds one with an entry point in the group `inquit.formats` whose object is a `Format`; its module needs
the functions of `tui.formats.module.FormatModule` that its `can_read` and `can_write` promise.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from tui.formats.builtin import BUILTIN
from tui.formats.format import Format
from tui.formats.module import FormatModule
from tui.model.errors import UsageError

GROUP = "inquit.formats"

__all__ = ["Format", "find_format", "format_for", "formats", "holds_articles", "is_foreign", "load"]


@cache
def formats() -> tuple[Format, ...]:
    """All formats: ours, then those that other installed packages add; a name that is taken is left out."""
    known = {format.name: format for format in BUILTIN}
    for point in entry_points(group=GROUP):
        added = point.load()
        if isinstance(added, Format):
            known.setdefault(added.name, added)
    return tuple(known.values())


def find_format(name: str) -> Format:
    """The format of that name; raises `UsageError` with the names there are."""
    for format in formats():
        if format.name == name:
            return format
    raise UsageError(f"unknown format {name!r}; use one of {', '.join(f.name for f in formats())}")


def format_for(path: Path, *, reading: bool) -> Format:
    """The format that a path is in (when reading, its content may decide) or would be written in.

    The longest ending that fits wins. Raises `UsageError` if no format fits, or several do when writing.
    """
    fitting = _reading(path) if reading else _writing(path)
    if not fitting:
        what = "read" if reading else "written"
        raise UsageError(f"{path}: no format can be {what} from this name; {_choices(reading)}")
    if len(fitting) == 1:
        return fitting[0]
    if not reading:
        names = ", ".join(format.name for format in fitting)
        raise UsageError(f"{path}: {names} are all written with this ending; choose one with --format")
    for format in fitting:
        if _recognised(format, path):
            return format
    names = ", ".join(format.name for format in fitting)
    raise UsageError(f"{path}: is in none of the formats with this ending ({names}); name one with --format")


def is_foreign(path: Path) -> bool:
    """Whether a file's ending fits some format, but only as one that anybody may use, and its content fits none.

    A folder of articles may hold such files (`package.json`); one that cannot be parsed is no such file, but a fault.
    """
    fitting = _reading(path)
    if any(path.name.lower().endswith(ending) for format in fitting for ending in format.endings):
        return False
    return all(_recognised(format, path) is False for format in fitting)


def holds_articles(path: Path, format: Format) -> Format | None:
    """The format of somebody's articles that a file has in it, instead of an export in `format`; None if it has not.

    Formats that are only read are people's own; a file in one that is written, too, may be an earlier export.
    """
    if not (format.can_read and path.is_file() and path.stat().st_size) or _recognised(format, path):
        return None
    try:
        found = format_for(path, reading=True)
    except UsageError:
        return None
    return None if found.can_write else found


def load(format: Format) -> FormatModule:
    """Import the module of a format."""
    return cast(FormatModule, import_module(format.module))


def _reading(path: Path) -> list[Format]:
    readable = [format for format in formats() if format.can_read]
    if path.is_dir():
        return [format for format in readable if format.folder and _recognised(format, path)]
    return _longest(path, [(e, f) for f in readable for e in (*f.endings, *f.also_reads)])


def _writing(path: Path) -> list[Format]:
    return _longest(path, [(e, f) for f in formats() if f.can_write for e in f.endings])


def _longest(path: Path, endings: list[tuple[str, Format]]) -> list[Format]:
    name = path.name.lower()
    fitting = [(ending, format) for ending, format in endings if name.endswith(ending)]
    longest = max((len(ending) for ending, _ in fitting), default=0)
    return [format for ending, format in fitting if len(ending) == longest]


def _recognised(format: Format, path: Path) -> bool | None:
    """Whether the content is in the format; None if it cannot be told: reading it will say what is wrong with it."""
    try:
        return load(format).recognises(path)
    except MemoryError:
        raise
    except Exception:
        return None


def _choices(reading: bool) -> str:
    usable = [f for f in formats() if (f.can_read if reading else f.can_write)]
    return "name one with --format: " + ", ".join(format.name for format in usable)
