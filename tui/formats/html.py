"""Web pages: trafilatura finds the article's text and what is known about it; menus and comments stay out."""

import re
from collections.abc import Iterator
from pathlib import Path

from tui.formats.extras import need
from tui.formats.known import slug, to_date
from tui.formats.module import Found
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def read(path: Path) -> Iterator[Found]:
    """The one article of the page, with title, author, date, site, address and language as far as the page tells."""
    trafilatura = need("trafilatura", extra="html", what="a web page")
    raw = path.read_bytes()
    found = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False) if raw.strip() else None
    if found is None or not (found.text or "").strip():
        raise DataError("has no article that can be told from the rest of the page; save its text as .txt")
    yield AnnotatedArticle(
        article=make_article(
            slug(path.stem),
            re.sub(r"\n+", "\n\n", found.text.strip()) + "\n",
            title=found.title or None,
            source=found.sitename or found.hostname or None,
            url=found.url or None,
            author=found.author or None,
            published=to_date(found.date),
            language=found.language or language_of(raw),
        )
    )


def language_of(raw: bytes) -> str | None:
    """The language that the page's first tag tells."""
    tag = re.search(rb"<html\b[^>]*\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", raw[:4096])
    return tag[1].decode("ascii") if tag else None


def recognises(path: Path) -> bool:
    """Whether there is a tag near the beginning."""
    return b"<" in path.read_bytes()[:1024]
