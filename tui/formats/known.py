"""Article fields from the keys that other people's files use."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from tui.model.article import META_FIELDS, Article, make_article
from tui.model.errors import DataError

ALIASES = {
    "id": ("id", "_id", "article_id", "doc_id", "uid", "guid"),
    "text": ("text", "body", "content", "maintext", "article"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "publication", "sitename", "site", "source_domain"),
    "url": ("url", "link", "uri", "href"),
    "author": ("author", "authors", "byline", "creator"),
    "published": ("published", "date", "published_at", "publication_date", "date_publish", "pub_date", "pubdate"),
    "place": ("place", "dateline", "location"),
    "language": ("language", "lang"),
}
"""For each field of an article the keys it may stand under, lower case, the first there wins."""


def article_from_fields(fields: Mapping[str, Any], *, id: str, text: str | None = None, **known: str | None) -> Article:
    """Make an article of loose fields; `id`, and `known` fields, are used where the fields say nothing.

    Keys with a known meaning fill the article's fields, all others go into `meta` as JSON types. `text` is the text if
    it is not among the fields. Raises `DataError` if there is none, or it is not a string.
    """
    rest = {str(key): value for key, value in fields.items()}
    taken = {} if text is not None else {"text": _take(rest, "text")}
    body = text if text is not None else taken["text"]
    if not isinstance(body, str):
        raise DataError("is missing" if body is None else f"must be a string, not {body!r:.60}", field="text")
    if not body.strip():
        raise DataError("is empty: there is nothing to read", field="text")
    values: dict[str, str | None] = {}
    for name in META_FIELDS:
        values[name] = _take_string(rest, name)
    given = _take_string(rest, "id")
    values.update({name: value for name, value in known.items() if values.get(name) is None})
    meta = {key: to_json(value) for key, value in rest.items() if value is not None}
    return make_article(given or id, body, meta=meta, **values)


def slug(name: str) -> str:
    """An id made of a file name: letters, digits, `.`, `_` and `-`; never empty."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "article"


def to_date(value: Any) -> str | None:
    """A date or time as ISO 8601, from ISO 8601 itself, the form of e-mail headers, or `date` objects; else None."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        return text
    try:
        datetime.fromisoformat(text)
        return text
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError):
        return None


def to_json(value: Any) -> Any:
    """The value in JSON types: dates as ISO 8601, not-a-number as None, what is unknown as its string."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case date():
            return to_date(value)
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case list() | tuple() | set():
            return [to_json(item) for item in value]
        case _:
            return str(value)


def _take(rest: dict[str, Any], name: str) -> Any:
    """Remove and return the first key that means `name`."""
    by_lower = {key.lower(): key for key in reversed(rest)}
    for alias in ALIASES[name]:
        if alias in by_lower and rest[by_lower[alias]] is not None:
            return rest.pop(by_lower[alias])
    return None


def _take_string(rest: dict[str, Any], name: str) -> str | None:
    """As `_take`, but as a string; what cannot be one stays in `rest`."""
    before = dict(rest)
    value = _take(rest, name)
    found = to_date(value) if name == "published" else _string(value)
    if found is None and value is not None:
        rest.clear()
        rest.update(before)
    return found


def _string(value: Any) -> str | None:
    match value:
        case str():
            return value.strip() or None
        case bool():
            return None
        case int():
            return str(value)
        case list() | tuple() if value and all(isinstance(item, str) for item in value):
            return ", ".join(value)
        case _:
            return None
