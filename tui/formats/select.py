"""Which annotations leave the building: filters and anonymous names, as pure functions over articles.

A stance may be about an annotation that a filter leaves out. It then keeps its words: its target becomes the span
of that annotation (its hull, if it is discontinuous), and `Selection.loosened` tells which stances were so changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from tui.formats.links import target_id
from tui.formats.losses import Loss
from tui.model.annotation import DECIDED, AnyAnnotation, Stance, Target, actors_of, type_of, value_of
from tui.model.span import hull
from tui.model.suggestion import AnnotatedArticle


class Filter(Struct, frozen=True, kw_only=True):
    """What to take; an empty filter of a sort lets everything through.

    `statuses` are those of `tui.model.annotation`. `annotators` are names. `since` is a time with its zone
    (`parse_time`): taken is what was changed then or later; what has no time is not. `labels` are labels, kinds and
    polarities, alone ("PERSON") or with their type ("claim:fact"); `types` are annotation types; `articles` ids.
    """

    statuses: Sequence[str] = DECIDED
    annotators: Sequence[str] = ()
    since: datetime | None = None
    labels: Sequence[str] = ()
    types: Sequence[str] = ()
    articles: Sequence[str] = ()

    def takes(self, annotation: AnyAnnotation) -> bool:
        """Whether an annotation is let through."""
        kind, value = type_of(annotation), value_of(annotation)
        return (
            (not self.statuses or annotation.status in self.statuses)
            and (not self.annotators or annotation.annotator in self.annotators)
            and (not self.labels or value in self.labels or f"{kind}:{value}" in self.labels)
            and (not self.types or kind in self.types)
            and (self.since is None or _changed_since(annotation, self.since))
        )

    def is_open(self) -> bool:
        """Whether everything is let through."""
        return not (self.statuses or self.annotators or self.labels or self.types or self.articles or self.since)


def parse_time(words: str) -> datetime | None:
    """The time that an ISO 8601 date or time begins with ("2024", "2024-10", "2024-10-22T09:30+02:00"); else None.

    Without a zone it is in UTC.
    """
    text = words.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", text):
        text = f"{text}-01-01"[:10]
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _changed_since(annotation: AnyAnnotation, since: datetime) -> bool:
    changed = parse_time(annotation.updated or annotation.created or "")
    return changed is not None and changed >= since


class Selection(Struct):
    """A filter at work: `of` gives what it takes, `loosened` gathers the stances whose target was left out."""

    filter: Filter
    loosened: list[str] = field(default_factory=list)

    def of(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles with the annotations that are taken, and the actors that these or a human name."""
        for annotated in articles:
            if not self.filter.articles or annotated.article.id in self.filter.articles:
                yield self._select(annotated)

    def losses(self) -> tuple[Loss, ...]:
        """The stances that point to words now and not to the annotation that was left out."""
        if not self.loosened:
            return ()
        ids = tuple(dict.fromkeys(self.loosened))
        return (Loss("targets that are left out (their words stay the target)", len(ids), ids),)

    def _select(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        if self.filter.is_open():
            return annotated
        all_of_them = {annotation.id: annotation for annotation in annotated.annotations}
        taken = {id: annotation for id, annotation in all_of_them.items() if self.filter.takes(annotation)}
        for id, annotation in taken.items():
            target = target_id(annotation)
            if isinstance(annotation, Stance) and target is not None and target not in taken:
                self.loosened.append(f"{annotated.article.id}#{id}")
                taken[id] = replace(annotation, target=Target(span=hull(all_of_them[target].spans)))
        named = {actor for annotation in taken.values() for actor in actors_of(annotation)}
        actors = tuple(actor for actor in annotated.actors if actor.id in named or actor.origin == "human")
        return replace(annotated, actors=actors, annotations=tuple(taken.values()))


def anonymise(articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
    """The articles with "annotator-1", "annotator-2", … for names, numbered in the order they appear.

    Notes stay: they may name people, so read them before you publish.
    """
    names: dict[str, str] = {}
    for annotated in articles:
        for annotation in annotated.annotations:
            if annotation.annotator is not None:
                names.setdefault(annotation.annotator, f"annotator-{len(names) + 1}")
        yield replace(annotated, annotations=tuple(_renamed(a, names) for a in annotated.annotations))


def _renamed(annotation: AnyAnnotation, names: dict[str, str]) -> AnyAnnotation:
    return replace(annotation, annotator=names[annotation.annotator]) if annotation.annotator else annotation
