"""The tables of `tui.formats.tables`, separated by tabs (cells that hold tabs or line ends are in quotation marks)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.formats import tables
from tui.formats.module import Marks, WriteOptions
from tui.formats.tables import carry
from tui.model.suggestion import AnnotatedArticle

__all__ = ["carry", "marks", "write"]


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
    """Write all tables into the folder `out`."""
    tables.write(articles, out, options, delimiter="\t", ending=".tsv")


def marks(out: Path) -> Iterator[Marks]:
    """What the rows of `spans` mark in the texts of `articles`."""
    return tables.marks(out, delimiter="\t", ending=".tsv")
