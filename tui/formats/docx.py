"""Word documents (.docx): paragraphs and tables as text, title, author and date from the document's properties."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from tui.formats.extras import need
from tui.formats.known import slug, to_date
from tui.formats.module import Found
from tui.formats.plain_text import headline, title_of
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def read(path: Path) -> Iterator[Found]:
    """The one article of the document, a blank line between paragraphs."""
    docx = need("docx", extra="docx", what="a Word document")
    try:
        with path.open("rb") as file:
            document = docx.Document(file)
    except (BadZipFile, KeyError, ValueError, docx.exceptions.PythonDocxError) as error:
        raise DataError(f"is not a .docx document that can be read: {error}") from None
    text = "\n\n".join(block for item in document.iter_inner_content() if (block := _text(item)).strip())
    if not text:
        raise DataError("has no text in it")
    known = document.core_properties
    article = make_article(
        slug(path.stem),
        text + "\n",
        title=known.title or headline(text) or title_of(path),
        author=known.author if known.author != "python-docx" else None,
        published=to_date(known.created),
        language=known.language or None,
    )
    yield AnnotatedArticle(article=article)


def _text(item: Any) -> str:
    """A paragraph's text; a table's cells, a line a row, tabs between."""
    if not hasattr(item, "rows"):
        return str(item.text)
    return "\n".join("\t".join(cell.text for cell in row.cells) for row in item.rows)


def recognises(path: Path) -> bool:
    """Whether it is a zip archive."""
    return path.read_bytes()[:2] == b"PK"
