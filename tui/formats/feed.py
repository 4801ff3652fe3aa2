"""RSS and Atom feeds: one article an entry, from its content or else its summary."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tui.formats.extras import need
from tui.formats.known import slug, to_date
from tui.formats.module import Found
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figcaption"}
_SILENT = {"script", "style"}


def read(path: Path) -> Iterator[Found]:
    """One article an entry; an entry without text is named."""
    feed = _parse(path)
    if not feed.get("version"):
        reason = getattr(feed.get("bozo_exception"), "getMessage", lambda: "no feed in it")()
        raise DataError(f"is not an RSS or Atom feed: {reason}")
    for number, entry in enumerate(feed.entries):
        try:
            yield _article(entry, feed.feed, slug(f"{path.stem}-{number + 1}"))
        except DataError as error:
            yield error.at(field=f"entries.{number}")


def recognises(path: Path) -> bool:
    """Whether it is a feed of any version."""
    return bool(_parse(path).get("version"))


def _parse(path: Path) -> Any:
    return need("feedparser", extra="feeds", what="a feed").parse(path.read_bytes())


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], id: str) -> AnnotatedArticle:
    content = next((item for item in entry.get("content") or () if item.get("value")), None)
    markup = content["value"] if content else entry.get("summary", "")
    text = plain(markup)
    if not text.strip():
        raise DataError(f"the entry {entry.get('title', id)!r} has neither content nor summary")
    article = make_article(
        slug(entry["id"]) if entry.get("id") else id,
        text,
        title=plain(entry.get("title", "")).strip() or None,
        source=plain(feed.get("title", "")).strip() or None,
        url=entry.get("link"),
        author=entry.get("author") or feed.get("author"),
        published=to_date(entry.get("published") or entry.get("updated")),
        language=(content or {}).get("language") or feed.get("language"),
        meta={"tags": [tag["term"] for tag in entry["tags"] if tag.get("term")]} if entry.get("tags") else {},
    )
    return AnnotatedArticle(article=article)


def plain(markup: str) -> str:
    """The words of a piece of HTML, a blank line between blocks; text without tags stays as it is."""
    parser = _Words()
    parser.feed(markup)
    parser.close()
    blocks = (" ".join(block.split()) for block in "".join(parser.parts).split(_Words.BREAK))
    return "\n\n".join(block for block in blocks if block)


class _Words(HTMLParser):
    """Gathers text, with a mark where a block begins or ends."""

    BREAK = "\0"

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        """Begin a block, or something that is not read."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append(self.BREAK)

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.parts.append(self.BREAK)

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._silent:
            self.parts.append(data)
