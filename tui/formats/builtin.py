"""The formats that come with inquit, in the order in which `inquit formats` lists them."""

from tui.formats.format import Format
from tui.model.annotation import TYPES

BUILTIN = (
    Format(
        name="inquit",
        title="inquit/1 JSON Lines",
        module="tui.formats.inquit1",
        endings=(".jsonl",),
        can_read=True,
        can_write=True,
        types=TYPES,
        carries="everything",
    ),
    Format(
        name="csv",
        title="CSV tables in a folder",
        module="tui.formats.tables",
        endings=(".csv",),
        can_write=True,
        types=TYPES,
        carries="everything, one table a type",
        folder=True,
    ),
    Format(
        name="tsv",
        title="TSV tables in a folder",
        module="tui.formats.tables_tsv",
        endings=(".tsv",),
        can_write=True,
        types=TYPES,
        carries="everything, one table a type",
        folder=True,
    ),
    Format(
        name="jsonl",
        title="plain JSON Lines: text, id, other keys",
        module="tui.formats.plain_jsonl",
        also_reads=(".jsonl", ".ndjson"),
        can_read=True,
        carries="articles",
    ),
    Format(
        name="text",
        title="plain text, one article a file",
        module="tui.formats.plain_text",
        endings=(".txt",),
        can_read=True,
        carries="articles",
    ),
    Format(
        name="markdown",
        title="Markdown with front matter",
        module="tui.formats.markdown",
        endings=(".md", ".markdown"),
        can_read=True,
        carries="articles",
    ),
)
