"""Readers and writers of articles and datasets, one module a format behind one registry.

    for found in read(Path("seeds")):          # AnnotatedArticle, or DataError for what could not be read
        ...
    report = write("inquit", articles, Path("labels.jsonl"))

A format's module and its libraries are imported when the format is used, so `inquit --help` pays for none of them.
"""

from tui.formats.losses import Loss, losses
from tui.formats.reading import files_in, read
from tui.formats.registry import Format, find_format, format_for, formats
from tui.formats.writing import WriteOptions, WriteReport, write

__all__ = [
    "Format",
    "Loss",
    "WriteOptions",
    "WriteReport",
    "files_in",
    "find_format",
    "format_for",
    "formats",
    "losses",
    "read",
    "write",
]
