"""Counting annotations by type and status, as documents come and go."""

from collections import Counter
from collections.abc import Iterable

from tui.model.annotation import TYPES
from tui.model.codec import Json
from tui.store.protocol import Progress
from tui.store.records import is_live

Facet = tuple[str, str]
"""An annotation's type and status."""


def facet_of(document: Json | None) -> Facet | None:
    """What a document counts as; None if it is no live annotation."""
    if document is None or not is_live(document) or document.get("type") not in TYPES:
        return None
    return document["type"], document.get("status") or "accepted"


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
