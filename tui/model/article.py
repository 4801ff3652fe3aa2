"""Articles: immutable text, and what is known about it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


def hash_text(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits; lone surrogates count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Article(Struct, frozen=True, kw_only=True):
    """One news article. `text` never changes; a changed text is another version with the same `id`.

    `published` is an ISO 8601 date or date and time as far as known ("2024-10-22"); `language` a BCP 47 tag;
    `meta` keeps whatever else the source file said, in JSON types.
    """

    id: str
    text: str
    text_sha256: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    language: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


META_FIELDS = ("title", "source", "url", "author", "published", "place", "language")
"""The fields of an article that are neither its identity nor its text, in the order they are written."""


def make_article(id: str, text: str, **known: Any) -> Article:
    """Make an article and compute its hash; `known` holds any of `META_FIELDS` and `meta`."""
    return Article(id=id, text=text, text_sha256=hash_text(text), **known)
