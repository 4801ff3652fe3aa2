"""Reduce articles to what simple formats hold: flat entities, no provenance, no metadata."""

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec.structs import replace

from tui.model.annotation import AnyAnnotation, Entity
from tui.model.article import META_FIELDS, Article
from tui.model.codec import PROVENANCE

A = TypeVar("A", bound=AnyAnnotation)

_NOTHING: dict[str, Any] = dict.fromkeys(PROVENANCE) | {"origin": "human", "status": "accepted"}


def flat_entities(annotations: Iterable[AnyAnnotation]) -> list[Entity]:
    """The entities of one piece of which none overlaps another, in text order; where they do, the longer one stays.

    Of two that are equally long, the one that starts first stays, as in spaCy's `filter_spans`.
    """
    entities = [a for a in annotations if isinstance(a, Entity) and len(a.spans) == 1]
    taken: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (-len(e.spans[0]), e.start)):
        if not any(entity.spans[0].overlaps(other.spans[0]) for other in taken):
            taken.append(entity)
    return sorted(taken, key=lambda e: e.start)


def without_provenance(annotation: A, *keep: str) -> A:
    """The annotation without annotator, status, times and the like, except those named."""
    return replace(annotation, **{name: value for name, value in _NOTHING.items() if name not in keep})


def without_metadata(article: Article, *keep: str) -> Article:
    """The article with nothing but id and text, except the fields named."""
    gone: dict[str, Any] = {name: None for name in META_FIELDS if name not in keep}
    if "meta" not in keep:
        gone["meta"] = {}
    return replace(article, **gone)
