"""CoNLL columns as in `tui.formats.iob`, with BILOU tags (spaCy calls them BILUO)."""

from collections.abc import Iterable
from pathlib import Path

from tui.formats import iob
from tui.formats.iob import carry, expected_marks, marks
from tui.formats.module import WriteOptions
from tui.model.suggestion import AnnotatedArticle

__all__ = ["carry", "expected_marks", "marks", "write"]


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
    """Write all articles, one after the other."""
    iob.write(articles, out, options, tag=iob.bilou)
