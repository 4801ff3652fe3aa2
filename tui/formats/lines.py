"""JSON Lines: one object a line, UTF-8; a broken line is named and the next one is read."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.formats.module import Found
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

Row = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def read_lines(path: Path, make: Callable[[Row, str], AnnotatedArticle]) -> Iterator[Found]:
    """Make an article of every line that is not blank; `make` gets the object and an id to use if it has none."""
    for number, line in _lines(path):
        try:
            yield make(parse_object(line), f"{path.stem}-{number}")
        except DataError as error:
            yield error.at(line=number)


def first_object(path: Path) -> Row:
    """The object on the first line; empty if there is none."""
    for _, line in _lines(path):
        try:
            return parse_object(line)
        except DataError:
            return {}
    return {}


def parse_object(line: bytes | str) -> Row:
    """Read one line; raises `DataError` unless it is UTF-8 and a JSON object."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8") from None
    except json.JSONDecodeError as error:
        raise DataError(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise DataError("is not JSON that can be read: nested too deeply") from None
    if not isinstance(row, dict):
        raise DataError(f"must be a JSON object, not {line[:60]!r}")
    return row


def dump(value: Any) -> str:
    """A value as JSON on one line; Unicode's other line ends are escaped, as many readers split there."""
    line = _encode(value)
    for end in _LINE_ENDS:
        if end in line:
            line = line.replace(end, f"\\u{ord(end):04x}")
    return line


def write_lines(out: Path, rows: Iterable[Row]) -> None:
    """Write one object a line, as UTF-8 and without blanks to spare."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{dump(row)}\n" for row in rows)


def written_rows(out: Path) -> Iterator[Row]:
    """The objects of a file that we have just written."""
    with out.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            stripped = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if stripped:
                yield number, stripped
