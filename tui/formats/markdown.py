"""Markdown with front matter (YAML between `---`): the body is the text, marks of Markdown included."""

from collections.abc import Iterator
from pathlib import Path

import frontmatter
import yaml  # type: ignore[import-untyped]

from tui.formats.decode import decode
from tui.formats.known import article_from_fields, slug
from tui.formats.module import Found
from tui.formats.plain_text import headline, title_of
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def read(path: Path) -> Iterator[Found]:
    """The one article of the file; fields of the front matter that are not ours are kept as metadata."""
    try:
        fields, body = frontmatter.parse(decode(path.read_bytes()))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        line = mark.line + 1 if mark else None  # counted from 0, the opening --- included
        raise DataError(f"the front matter is not YAML: {problem}", line=line) from None
    except (ValueError, OverflowError) as error:  # what looks like a date to YAML and is none
        raise DataError(f"the front matter has a date or number that cannot be ({error}); correct it") from None
    if not isinstance(fields, dict):
        raise DataError("the front matter must be lines like  title: …")
    if not body.strip():
        raise DataError("is empty: there is no text after the front matter", field="text")
    title = _heading(body) or headline(body) or title_of(path)
    article = article_from_fields(fields, id=slug(path.stem), text=body, title=title)
    yield AnnotatedArticle(article=article)


def recognises(path: Path) -> bool:
    """Whether it can be decoded."""
    decode(path.read_bytes())
    return True


def _heading(body: str) -> str | None:
    first = body.lstrip().partition("\n")[0]
    return first.lstrip("#").strip() or None if first.startswith("# ") else None
