"""Plain JSON Lines: `{"text": …}` a line, with `id`, `title`, `date` and whatever else; all other keys are kept."""

from collections.abc import Iterator
from pathlib import Path

from tui.formats.known import article_from_fields, slug
from tui.formats.lines import Row, read_lines
from tui.formats.module import Found
from tui.model.suggestion import AnnotatedArticle


def read(path: Path) -> Iterator[Found]:
    """One article a line; one without an id gets the file's name and the number of its line."""
    return read_lines(path, _article)


def recognises(path: Path) -> bool:  # noqa: ARG001 - whatever no other format claims
    """Always: this is what a line of JSON is if it is nothing more."""
    return True


def _article(row: Row, id: str) -> AnnotatedArticle:
    return AnnotatedArticle(article=article_from_fields(row, id=slug(id)))
