"""How a run of the pipeline joins what is on the desk: pure, so that every repository does the same.

An annotation is *untouched* while it is as a pipeline left it: status `suggested`, origin `model`, no annotator, no
note, no time spent. Everything else is a human's and stays. An actor is a human's as soon as its origin is `human`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from tui.model.annotation import WRITER, Actor, AnyAnnotation, Stance, actors_of, type_of
from tui.model.edit import Layer
from tui.model.linking import FreeIds, labels_agree, relink
from tui.model.span import Spans
from tui.model.suggestion import Suggestions


class Merge(NamedTuple):
    """What a run of the pipeline changes: records that are new or renewed, ids of those that go."""

    actors: tuple[Actor, ...]
    annotations: tuple[AnyAnnotation, ...]
    gone_actors: tuple[str, ...]
    gone_annotations: tuple[str, ...]


def is_untouched(annotation: AnyAnnotation) -> bool:
    """Whether no human has done anything to a suggestion."""
    return (
        annotation.status == "suggested"
        and annotation.origin == "model"
        and annotation.annotator is None
        and annotation.note is None
        and annotation.ms is None
    )


def merge(layer: Layer, taken_actors: Iterable[str], taken: Iterable[str], new: Suggestions) -> Merge:
    """Join a run with the layer; `taken_actors` and `taken` are all ids ever used, so that no tombstone is reused."""
    kept = _kept(layer)
    actor_ids = _match_actors(layer, FreeIds((*taken_actors, WRITER)), new.actors)
    homes = _match_annotations(layer, kept, FreeIds(taken), new.annotations)
    renewed = [
        relink(annotation, actor_ids, homes) for annotation in new.annotations if homes[annotation.id] not in kept
    ]
    fresh = {annotation.id for annotation in renewed}
    stay = [annotation for id, annotation in layer.annotations.items() if id in kept]
    gone = tuple(id for id in layer.annotations if id not in kept and id not in fresh)
    actors = tuple(
        replace(actor, id=actor_ids[actor.id]) for actor in new.actors if actor_ids[actor.id] not in layer.actors
    )
    needed = {id for annotation in (*stay, *renewed) for id in actors_of(annotation)} | set(actor_ids.values())
    gone_actors = tuple(id for id, actor in layer.actors.items() if actor.origin == "model" and id not in needed)
    return Merge(actors, tuple(renewed), gone_actors, gone)


def is_renewed(old: AnyAnnotation | None, new: AnyAnnotation) -> bool:
    """Whether the run says anything new about an annotation: times alone are nothing new."""
    return old is None or replace(new, created=old.created, updated=old.updated) != old


def _kept(layer: Layer) -> set[str]:
    """The ids of all annotations that are a human's, or that one of these has as its target."""
    kept: set[str] = set()
    waiting = [id for id, annotation in layer.annotations.items() if not is_untouched(annotation)]
    while waiting:
        id = waiting.pop()
        kept.add(id)
        match layer.annotations.get(id):
            case Stance(target=target) if target and target.annotation and target.annotation not in kept:
                waiting.append(target.annotation)
    return kept & set(layer.annotations)


def _match_actors(layer: Layer, free: FreeIds, actors: Iterable[Actor]) -> dict[str, str]:
    """For each actor of the run, the id on the desk: same id and name, same name, same id renamed, or a free id."""
    by_name: dict[str, list[Actor]] = defaultdict(list)
    for actor in layer.actors.values():
        by_name[actor.name.casefold()].append(actor)
    found: dict[str, str] = {}
    for actor in actors:
        there = layer.actors.get(actor.id)
        twins = [twin for twin in by_name[actor.name.casefold()] if labels_agree(actor, twin)]
        if there is not None and (there in twins or (not twins and _is_renamed(there, actor))):
            found[actor.id] = there.id
        elif twins:
            found[actor.id] = twins[0].id
        else:
            found[actor.id] = free.take(actor.id)
    return found


def _is_renamed(there: Actor, actor: Actor) -> bool:
    """Whether a human may have lengthened or shortened the pipeline's name: the words of one are in the other."""
    old, new = set(there.name.casefold().split()), set(actor.name.casefold().split())
    return labels_agree(there, actor) and (old <= new or new <= old)


def _match_annotations(
    layer: Layer, kept: set[str], free: FreeIds, annotations: Iterable[AnyAnnotation]
) -> dict[str, str]:
    """For each annotation of the run, the id on the desk: an equal one's if there is one, else a free one.

    Several of a run may equal one human's annotation (all give way to it); an untouched one is used only once.
    """
    humans: dict[tuple[str, Spans], str] = {}
    untouched: dict[tuple[str, Spans], list[str]] = defaultdict(list)
    for id, old in layer.annotations.items():
        if id in kept:
            humans.setdefault((type_of(old), old.spans), id)
        else:
            untouched[type_of(old), old.spans].append(id)
    found: dict[str, str] = {}
    for new in annotations:
        key = (type_of(new), new.spans)
        if key in humans:
            found[new.id] = humans[key]
        elif untouched[key]:
            found[new.id] = untouched[key].pop(0)
        else:
            found[new.id] = free.take(new.id)
    return found
