"""Plain text, one article a file. The text is kept as it is; title, date and place are read off it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tui.formats.decode import decode
from tui.formats.known import slug
from tui.formats.module import Found
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

HEADLINE_LENGTH = 120
"""The longest first line, in code points, that may be a headline."""

OPENING_LENGTH = 60
"""How many code points of the first sentence stand for a headline, at most."""

_HEADER = re.compile(r"^\s*date (\d{4}-\d{2}-\d{2}) ([^\n]{1,60}?) - ", re.MULTILINE)

_ENDS = (".", "!", "?", "…", ":", ";", ",", ".”", '."', "?”", '?"', "!”", '!"')


def read(path: Path) -> Iterator[Found]:
    """The one article of the file."""
    text = decode(path.read_bytes())
    if not text.strip():
        raise DataError("is empty: there is nothing to read in it")
    published, place = header(text)
    title = headline(text) or (opening(text) if published else title_of(path))
    article = make_article(slug(path.stem), text, title=title, published=published, place=place)
    yield AnnotatedArticle(article=article)


def recognises(path: Path) -> bool:
    """Whether it can be decoded."""
    decode(path.read_bytes())
    return True


def header(text: str) -> tuple[str | None, str | None]:
    """Date and place of ` date 2024-10-22 SEOUL - ` at the start or behind the headline, if the date is one."""
    found = _HEADER.search(text)
    if found is None or text[: found.start()].strip().count("\n"):
        return None, None
    try:
        return date.fromisoformat(found[1]).isoformat(), found[2].strip()
    except ValueError:
        return None, None


def headline(text: str) -> str | None:
    """The first line if it looks like a headline: short, without a final stop, followed by a blank line and more."""
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    blank, _, body = rest.partition("\n")
    short = 0 < len(line) <= HEADLINE_LENGTH and not line.endswith(_ENDS)
    return line if short and not blank.strip() and body.strip() and not _HEADER.match(text) else None


def opening(text: str) -> str:
    """The first words behind the header, cut at a blank, for an article without a headline or a telling file name."""
    found = _HEADER.search(text)
    words = text[found.end() if found else 0 :].strip().partition("\n")[0]
    if len(words) <= OPENING_LENGTH:
        return words
    return words[: OPENING_LENGTH + 1].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


def title_of(path: Path) -> str:
    """A title made of the file's name."""
    return re.sub(r"[_\s]+", " ", path.stem).strip() or path.name
