"""Files that hold one JSON array, written item by item."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.formats.lines import dump
from tui.model.errors import DataError


def write_array(out: Path, items: Iterable[Any]) -> None:
    """Write an array with an item a line, streaming."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        separator = "\n"
        for item in items:
            file.write(separator + dump(item))
            separator = ",\n"
        file.write("\n]\n")


def written_items(out: Path) -> Iterator[Any]:
    """The items of a file that `write_array` has just written, one at a time."""
    with out.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.strip() not in ("[", "]"):
                yield json.loads(line.rstrip(",\n"))


def read_array(path: Path) -> Iterator[Any]:
    """The items of an array that anybody wrote; an object alone counts as an array of one.

    Raises `DataError` with the line if the file is not JSON.
    """
    try:
        content = json.loads(path.read_bytes())
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8") from None
    except json.JSONDecodeError as error:
        raise DataError(f"is not JSON: {error.msg}", line=error.lineno) from None
    except RecursionError:
        raise DataError("is not JSON that can be read: nested too deeply") from None
    yield from content if isinstance(content, list) else [content]
