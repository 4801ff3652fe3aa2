"""How an imported layer joins what is on the desk. Pure: layer and article in, layer out.

What stands on the desk stays, whoever made it; only a suggestion that nobody touched gives way, to a human's decision
on the same words. Ids that are taken get another one, and links follow.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from tui.desk.verbs import Changes
from tui.model.annotation import WRITER, Actor, Annotation, AnyAnnotation, Stance, type_of, value_of
from tui.model.edit import Change, Layer, Record
from tui.model.linking import FreeIds, labels_agree, relink
from tui.model.suggestion import AnnotatedArticle
from tui.store.suggesting import is_untouched


class Merged(NamedTuple):
    """The layer afterwards; how many annotations are new, decide a suggestion, or stand there already."""

    layer: Layer
    added: int
    decided: int
    known: int


def merge(layer: Layer, item: AnnotatedArticle) -> Merged:
    """Join an imported article's actors and annotations with the layer of the same text."""
    actors = match_actors(layer, item.actors)
    known = {WRITER, *layer.actors}
    made = [replace(actor, id=actors[actor.id]) for actor in item.actors]
    taken, places = {*layer.annotations, *layer.orphans}, _Places(layer.annotations.values())
    free = FreeIds((*taken, *(annotation.id for annotation in item.annotations)))
    ids: dict[str, str] = {}
    fates: dict[str, str] = {}
    for annotation in _targets_first(item.annotations):
        new = relink(annotation, actors, ids)
        there = places.find(new)
        if there is None:
            fates[annotation.id] = "added"
            ids[annotation.id] = free.take(annotation.id) if annotation.id in taken else annotation.id
        else:
            gives_way = is_untouched(there) and not is_untouched(new)
            fates[annotation.id], ids[annotation.id] = "decided" if gives_way else "known", there.id
        if fates[annotation.id] != "known":
            places.put(replace(new, id=ids[annotation.id]))
    come = [relink(annotation, actors, ids) for annotation in item.annotations if fates[annotation.id] != "known"]
    after = Layer(
        {**layer.actors, **{actor.id: actor for actor in made if actor.id not in known}},
        {**layer.annotations, **{annotation.id: annotation for annotation in come}},
        layer.orphans,
    )
    return Merged(after, *(list(fates.values()).count(fate) for fate in ("added", "decided", "known")))


def match_actors(layer: Layer, actors: Iterable[Actor]) -> dict[str, str]:
    """For each imported actor, the id on the desk: that of the actor of the same name and label, or a free one.

    Two actors of a file never become one: somebody known is taken once, the same id before others.
    """
    actors = tuple(actors)
    found = {actor.id: WRITER for actor in actors if actor.id == WRITER}
    found |= {actor.id: actor.id for actor in actors if _is_same(layer.actors.get(actor.id), actor)}
    left: dict[str, list[Actor]] = defaultdict(list)
    for there in layer.actors.values():
        if there.id not in found:
            left[there.name.casefold()].append(there)
    free = FreeIds((*layer.actors, *(actor.id for actor in actors)))
    for actor in actors:
        if actor.id not in found:
            twins = [twin for twin in left[actor.name.casefold()] if labels_agree(twin, actor)]
            twin = min(twins, key=lambda twin: twin.label != actor.label, default=None)
            if twin is not None:
                left[actor.name.casefold()].remove(twin)
                found[actor.id] = twin.id
            else:
                found[actor.id] = free.take(actor.id) if actor.id in layer.actors else actor.id
    return found


def _is_same(there: Actor | None, actor: Actor) -> bool:
    return there is not None and there.name.casefold() == actor.name.casefold() and labels_agree(there, actor)


def _targets_first(annotations: Iterable[AnyAnnotation]) -> Iterator[AnyAnnotation]:
    """The annotations, those that stances are about before the stances."""
    waiting = tuple(annotations)
    while waiting:
        ids = {annotation.id for annotation in waiting}
        ready = tuple(annotation for annotation in waiting if _target(annotation) not in ids) or waiting
        yield from ready
        done = {annotation.id for annotation in ready}
        waiting = tuple(annotation for annotation in waiting if annotation.id not in done)


def _target(annotation: AnyAnnotation) -> str | None:
    return annotation.target.annotation if isinstance(annotation, Stance) and annotation.target else None


class _Places:
    """The annotations of a layer by what they are about, as others come in."""

    def __init__(self, annotations: Iterable[AnyAnnotation]) -> None:
        self._by_id: dict[str, AnyAnnotation] = {}
        self._there: defaultdict[Any, dict[str, None]] = defaultdict(dict)
        for annotation in annotations:
            self.put(annotation)

    def put(self, annotation: AnyAnnotation) -> None:
        """Take in an annotation, in the place of the one with its id."""
        old = self._by_id.get(annotation.id)
        if old is not None:
            del self._there[_place(old)][old.id]
        self._by_id[annotation.id] = annotation
        self._there[_place(annotation)][annotation.id] = None

    def find(self, new: AnyAnnotation) -> AnyAnnotation | None:
        """The annotation in whose place `new` belongs, or whose decision stands; None if `new` says something else.

        What says the same comes first; else an untouched suggestion gives way, be it there or `new`.
        """
        there = [self._by_id[id] for id in self._there.get(_place(new), ())]
        same = [old for old in there if value_of(old) == value_of(new)]
        decided = [old for old in same if not is_untouched(old)]
        if is_untouched(new):
            return _first(decided, (old for old in there if not is_untouched(old)), same)
        named = self._by_id.get(new.id)
        if named is not None and (type_of(named), named.spans) == (type_of(new), new.spans):
            there.insert(0, named)
        return _first(decided, same, (old for old in there if is_untouched(old)))


def _first(*choices: Iterable[AnyAnnotation]) -> AnyAnnotation | None:
    return next(chain.from_iterable(choices), None)


def _place(annotation: AnyAnnotation) -> tuple[object, ...]:
    """What an annotation is about: two of one place are two opinions on one thing."""
    links = (annotation.holder, annotation.target) if isinstance(annotation, Stance) else ()
    return type_of(annotation), annotation.spans, links


def changes_between(article: str, before: Layer, after: Layer) -> Changes:
    """The changes that lead from one layer of an article to another; an annotation may become an orphan, or back."""
    actors = _changes(article, before.actors, after.actors)
    annotations = _changes(article, {**before.orphans, **before.annotations}, {**after.orphans, **after.annotations})
    return (*actors, *annotations)


def _changes(article: str, before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Change]:
    for id in dict.fromkeys((*before, *after)):
        old, new = before.get(id), after.get(id)
        if old is new or old == new:
            continue
        if isinstance(old, Annotation) and isinstance(new, Annotation) and type(old) is not type(new):
            yield Change(article=article, before=old, after=None)
            old = None
        yield Change(article=article, before=old, after=new)
