r"""The layout of the desk file: plain TinyDB JSON, one document a line, the growing ("hot") table last.

    {"meta":{
    "1":{"schema":1}
    },
    "annotations":{
    "1":{"label":"critical"}
    ,"2":{"label":"neutral"}
    ,"1":{"label":"critical","v":2}
    }}

A save overwrites the closing `}}\n` with a line for each changed document and `}}\n` again. The comma leads, so that
no byte of a saved line is ever written again. An id that is repeated means the last line, as for every JSON reader.
Each line of a save but its last has a blank before its id, which says that more follows: a save whose last line is
missing is dropped as a whole. (A blank at the end would not do: where a sector begins with it, it can be lost while the
line looks whole.) Behind `}}\n` there may be newlines, room for the next saves. They are newlines because a sector of
them that a power cut left inside a line makes the line unreadable, where blanks inside a string would go unnoticed.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, Literal

from msgspec import Struct, field

Json = dict[str, Any]
Tables = dict[str, dict[int, bytes]]
"""Table → document id → the document as one line of JSON. Bytes, because they are small, and nobody can alter them."""

CLOSE = b"}}\n"
_NO_TABLE = b"{}\n"
_DOCUMENT = re.compile(rb'(,?)( ?)"(\d+)":(\{.*\})\n')
_HEADER = re.compile(rb'(\{?)("(?:[^"\\]|\\.)*"):\{\n')
_BLANK = b"\n\r\t \0"
_BLOCK = 1000
"""Lines between two reports of progress."""

_decoder = json.JSONDecoder()
_encoder = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


Keep = Callable[[str, int, bytes | None, bytes], None]
"""Is told table, id, the document that is replaced (None: a new one) and the document, while a file is read."""


def keep_nothing(table: str, id: int, before: bytes | None, body: bytes) -> None:
    """A `Keep` for who wants no index."""


Mode = Literal["quick", "strict", "salvage"]
"""How lines are judged. `quick` looks at their shape only, which finds every save that was cut off or torn, because
then a line is missing; `strict` also parses each, and so finds where the last whole save ends; `salvage` parses each
and skips the bad ones."""


class Content(Struct):
    """What was read. `tail` is the offset of the closing braces, or where they belong if there is a `fault`."""

    tables: Tables = field(default_factory=dict)
    tail: int = 0
    fault: str | None = None
    skipped: int = 0


def encode(document: Mapping[str, Any]) -> bytes:
    """A document as one line of ASCII; raises `ValueError` for NaN and infinities, `TypeError` for what is no JSON."""
    return _encoder.encode(document).encode("ascii")


def decode(line: bytes) -> Json:
    """The document of a line."""
    document: Json = _decoder.decode(line.decode())
    return document


def format_save(rows: Iterable[tuple[int, bytes]], *, first: bool) -> bytes:
    """The bytes that go over the old closing braces: all documents as one save; `first` if the table is empty."""
    lines = [b', "%d":%b\n' % row for row in rows]
    lines[-1] = lines[-1].replace(b" ", b"", 1)
    return b"".join(lines)[1 if first else 0 :] + CLOSE


def format_whole(tables: Tables, hot: str) -> Iterator[bytes]:
    """The whole file in pieces of about a megabyte, the hot table last; no table at all gives `{}`."""
    names = [name for name in tables if name != hot] + [name for name in tables if name == hot]
    yield b"" if names else _NO_TABLE
    for number, name in enumerate(names):
        yield (b"{" if number == 0 else b"},\n") + json.dumps(name).encode() + b":{\n"
        rows = (b'%b"%d":%b\n' % (b"," if n else b"", id, body) for n, (id, body) in enumerate(tables[name].items()))
        while piece := b"".join(islice(rows, 2000)):
            yield piece
    yield CLOSE if names else b""


def read(file: BinaryIO, keep: Keep, mode: Mode = "quick", progress: Callable[[int], None] | None = None) -> Content:
    """Read a file in this layout from its start; `progress` is told how many bytes are read.

    Stops at the first line that is not whole, with `fault` saying which and `tail` where the last whole line ends. What
    is wrong with a line before that one is known only after reading again with mode `strict`.
    """
    reader = _Reader(keep, mode)
    while block := list(islice(file, _BLOCK)):
        taken = 0
        while (taken := reader.take_plain(block, taken)) < len(block):
            reader.take(block[taken])
            taken += 1
            if reader.content.fault is not None:
                return reader.content
            if reader.closed:
                reader.finish(b"".join(block[taken:]) + file.read())
                return reader.content
        if progress is not None:
            progress(reader.at)
    reader.finish(b"")
    return reader.content


def is_torn_save(rest: bytes) -> bool:
    """Whether what follows the last whole save can be one save that was cut off.

    Then at most its last line ends a save, and there is room behind it, because only a file that was closed has none.
    """
    if rest.endswith(b"\n" + CLOSE):
        return False
    lines = [match for line in rest.strip(_BLANK).split(b"\n") if (match := _DOCUMENT.fullmatch(line + b"\n"))]
    return sum(1 for match in lines if match[1] and not match[2] and _is_document(match[4])) <= 1


class _Reader:
    """Takes lines one by one. `_batch` is the save that is being read; it is kept when its last line was there."""

    def __init__(self, keep: Keep, mode: Mode) -> None:
        self.content = Content()
        self.at = 0
        self._keep = keep
        self._parse = mode != "quick"
        self._lenient = mode == "salvage"
        self._name: str | None = None
        self._table: dict[int, bytes] = {}
        self._batch: list[tuple[int, bytes]] = []
        self._line = 0
        self.closed = False

    def take_plain(self, lines: list[bytes], first: int) -> int:
        """Take saves of one document from the given line on, as long as there are such; returns the line after them.

        What `take` does, without a call for each line: nearly every line of a large file is taken here.
        """
        if self._parse or self._name is None or self._batch or not self._table:
            return first
        name, table, keep, at = self._name, self._table, self._keep, self.at
        taken = first
        for line in lines[first:] if first else lines:
            match = _DOCUMENT.fullmatch(line)
            if match is None:
                break
            comma, more, number, body = match.groups()
            if more or not comma or b"\0" in body:
                break
            id = int(number)
            keep(name, id, table.get(id), body)
            table[id] = body
            at += len(line)
            taken += 1
        if taken > first:
            self._line += taken - first
            self.at = self.content.tail = at
        return taken

    def take(self, line: bytes) -> None:
        """Take the next line."""
        self._line += 1
        match = None if self._name is None else _DOCUMENT.fullmatch(line)
        whole = self._take_structure(line) if match is None else self._take_document(match)
        if not whole:
            self._fail("is not whole")
        self.at += len(line)
        if match is not None and not match[2] and (whole or self._lenient):
            self._keep_batch()

    def finish(self, rest: bytes) -> None:
        """Take what is behind the closing braces, or nothing if the file ends before them."""
        if not self.closed:
            self._fail("is the last, but not the end")
        elif rest.strip(_BLANK):
            self._fail("is not the last")

    def _take_document(self, match: re.Match[bytes]) -> bool:
        comma, _, id, body = match.groups()
        if b"\0" in body or (self._parse and not _is_document(body)):
            return False
        if bool(comma) != bool(self._table or self._batch) and not self._lenient:
            return False
        self._batch.append((int(id), body))
        return True

    def _take_structure(self, line: bytes) -> bool:
        if self._line == 1 and line == _NO_TABLE:
            self.closed = True
            return True
        if self._name is not None and line in (CLOSE, b"},\n"):
            return self._close_table(line)
        header = _HEADER.fullmatch(line)
        expected = self._name is None and header is not None and bool(header[1]) != bool(self.content.tables)
        if header is None or not (expected or self._lenient):
            return False
        self._name = json.loads(header[2])
        self._table = self.content.tables.setdefault(self._name, {})
        self.content.tail = self.at + len(line)
        return True

    def _close_table(self, line: bytes) -> bool:
        if self._batch and not self._lenient:
            return False
        self._batch.clear()
        if line == CLOSE:
            self.closed = True
            self.content.tail = self.at
        else:
            self._name = None
        return True

    def _keep_batch(self) -> None:
        assert self._name is not None
        for id, body in self._batch:
            self._keep(self._name, id, self._table.get(id), body)
            self._table[id] = body
        self._batch.clear()
        self.content.tail = self.at

    def _fail(self, what: str) -> None:
        self.content.skipped += 1
        if not self._lenient:
            self.content.fault = f"line {self._line} {what}"


def _is_document(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
