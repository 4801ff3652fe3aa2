"""Which annotations leave the building: filters and anonymous names, as pure functions over articles.

A stance may be about an annotation that a filter leaves out. It then keeps its words: its target becomes the span
of that annotation (its hull, if it is discontinuous), and `Selection.loosened` tells which stances were so changed.
A link to what is not in the article at all is left out, and `Selection.broken` tells where.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from tui.formats.links import target_id
from tui.formats.losses import Loss
from tui.model.annotation import DECIDED, WRITER, AnyAnnotation, Target, actors_of, type_of, value_of
from tui.model.linking import without_broken_links
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
    """A filter at work: `of` gives what it takes.

    `loosened` gathers the stances whose target was left out, `broken` what links an actor or annotation that is not
    in the article (a target may have become an orphan); such a link is left out.
    """

    filter: Filter
    loosened: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def of(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles with the annotations that are taken, and the actors that these or a human name."""
        for annotated in articles:
            if not self.filter.articles or annotated.article.id in self.filter.articles:
                yield self._select(annotated)

    def losses(self) -> tuple[Loss, ...]:
        """The stances that point to words now and not to the annotation that was left out, and links to nothing."""
        said = {
            "targets that are left out (their words stay the target)": self.loosened,
            "links to an actor or target that is not there (inquit check names them)": self.broken,
        }
        unique = {what: tuple(dict.fromkeys(ids)) for what, ids in said.items() if ids}
        return tuple(Loss(what, len(ids), ids) for what, ids in unique.items())

    def _select(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        there = {annotation.id: annotation for annotation in annotated.annotations}
        taken = {id: annotation for id, annotation in there.items() if self.filter.takes(annotation)}
        named = {actor for annotation in taken.values() for actor in actors_of(annotation)}
        known = {WRITER, *(actor.id for actor in annotated.actors)}
        is_broken = not named <= known
        for id, annotation in taken.items():
            target = target_id(annotation)
            if target is None or target in taken:
                continue
            if target in there:
                self.loosened.append(f"{annotated.article.id}#{id}")
                taken[id] = replace(annotation, target=Target(span=hull(there[target].spans)))
            else:
                is_broken = True
        if is_broken:
            self._mend(annotated.article.id, taken, known)
        if self.filter.is_open():
            return replace(annotated, annotations=tuple(taken.values())) if is_broken else annotated
        actors = tuple(actor for actor in annotated.actors if actor.id in named or actor.origin == "human")
        return replace(annotated, actors=actors, annotations=tuple(taken.values()))

    def _mend(self, article: str, taken: dict[str, AnyAnnotation], actors: set[str]) -> None:
        """Take links to what is not there out of the annotations, in place."""
        for id, annotation in taken.items():
            mended = without_broken_links(annotation, actors, taken)
            if mended is not annotation:
                taken[id] = mended
                self.broken.append(f"{article}#{id}")


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
