"""Counting annotations by type and status, as documents come and go."""

import re
from collections import Counter
from collections.abc import Iterable

from tui.model.annotation import TYPES
from tui.model.codec import Json
from tui.store.protocol import Progress
from tui.store.records import is_live

_TYPE = re.compile(rb'"type":"(\w+)"')
_STATUS = re.compile(rb'"status":"(\w+)"')
_DELETED = b'"deleted":true'

Facet = tuple[str, str]
"""An annotation's type and status."""


def facet_of(document: Json | None) -> Facet | None:
    """What a document counts as; None if it is no live annotation."""
    if document is None or not is_live(document) or document.get("type") not in TYPES:
        return None
    return document["type"], document.get("status") or "accepted"


def facet_of_line(line: bytes | None) -> Facet | None:
    """The same for a document as `layout.encode` wrote it, without parsing it: a list of 10,000 articles counts all.

    What is looked for cannot be in a string, where a quotation mark has a backslash before it.
    """
    if line is None or _DELETED in line:
        return None
    kind, status = _TYPE.search(line), _STATUS.search(line)
    if kind is None or kind[1].decode() not in TYPES:
        return None
    return kind[1].decode(), status[1].decode() if status else "accepted"


def tally(documents: Iterable[Json]) -> Counter[Facet]:
    """Count the live annotations among the documents."""
    return Counter(facet for document in documents if (facet := facet_of(document)) is not None)


def progress_of(counts: Counter[Facet], done: bool) -> Progress:
    """Counts as the article list wants them: for each type, how many annotations have which status."""
    by_type: dict[str, dict[str, int]] = {}
    for (kind, status), n in sorted(counts.items()):
        if n:
            by_type.setdefault(kind, {})[status] = n
    return Progress(by_type, done)
