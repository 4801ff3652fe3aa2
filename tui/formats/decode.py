"""Bytes to text, with line ends as `\\n`."""

import codecs

from charset_normalizer import from_bytes

from tui.model.errors import DataError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is the beginning of this one
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_SAMPLE = 64 * 1024


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8, what its byte order mark says, or else what charset-normalizer finds.

    Raises `DataError` for binary files.
    """
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None)
    if encoding is None and _is_binary(raw[:_SAMPLE]):
        raise DataError("is a binary file, not text; give text, or name its format with --format")
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = _detect(raw)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(sample: bytes) -> bool:
    """Whether there are zero bytes, or more control characters than any text has."""
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 20


def _detect(raw: bytes) -> str:
    best = from_bytes(raw).best()
    if best is None:
        raise DataError("is neither UTF-8 nor text in another encoding that can be told; convert it to UTF-8")
    return str(best)
