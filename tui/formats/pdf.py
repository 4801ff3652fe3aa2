"""PDF files: the text layer page by page. Layout is lost; a scan without a text layer is refused."""

from collections.abc import Iterator
from pathlib import Path

from tui.formats.extras import need
from tui.formats.known import slug, to_date
from tui.formats.module import Found
from tui.formats.plain_text import title_of
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def read(path: Path) -> Iterator[Found]:
    """The one article of the file, a blank line between pages."""
    pypdf = need("pypdf", extra="pdf", what="a PDF file")
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DataError("is encrypted; save a copy without a password")
        pages = [page.extract_text().strip() for page in reader.pages]
        known = reader.metadata
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"is not a PDF file that can be read: {error}") from None
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise DataError("has no text layer (a scan?); run it through text recognition first")
    article = make_article(
        slug(path.stem),
        text + "\n",
        title=(known.title if known else None) or title_of(path),
        author=(known.author if known else None) or None,
        published=to_date(known.creation_date) if known else None,
    )
    yield AnnotatedArticle(article=article)


def recognises(path: Path) -> bool:
    """Whether it begins as PDF files do."""
    return path.read_bytes()[:1024].lstrip().startswith(b"%PDF")
