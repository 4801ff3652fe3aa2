"""Ids within an article, and the links between its records that go by them."""

import re
from collections.abc import Container, Iterable, Mapping

from msgspec.structs import replace

from tui.model.annotation import Actor, AnyAnnotation, Stance, Type, type_of

ACTOR_FIELD: dict[Type, str] = {"entity": "actor", "quote": "actor", "claim": "claimant", "stance": "holder"}
"""The field of each type that says whose annotation it is; a stance's target may name an actor too."""

_NUMBERED = re.compile(r"(\D*)(\d{1,18})")
NO_IDS: Mapping[str, str] = {}


def relink(
    annotation: AnyAnnotation, actors: Mapping[str, str], annotations: Mapping[str, str] = NO_IDS
) -> AnyAnnotation:
    """The annotation with its own id and all its links renamed, old id → new; what is not named stays as it is."""
    name = ACTOR_FIELD[type_of(annotation)]
    actor = getattr(annotation, name)
    fields: dict[str, object] = {
        "id": annotations.get(annotation.id, annotation.id),
        name: actors.get(actor, actor),
    }
    target = annotation.target if isinstance(annotation, Stance) else None
    if target is not None and target.actor is not None:
        fields["target"] = replace(target, actor=actors.get(target.actor, target.actor))
    elif target is not None and target.annotation is not None:
        fields["target"] = replace(target, annotation=annotations.get(target.annotation, target.annotation))
    return replace(annotation, **fields)


def without_broken_links(
    annotation: AnyAnnotation, actors: Container[str], annotations: Container[str]
) -> AnyAnnotation:
    """The annotation without its links to what is not among these ids; the same one if there are none."""
    fields: dict[str, None] = {}
    name = ACTOR_FIELD[type_of(annotation)]
    actor = getattr(annotation, name)
    if actor is not None and actor not in actors:
        fields[name] = None
    target = annotation.target if isinstance(annotation, Stance) else None
    if target is not None and (
        (target.actor is not None and target.actor not in actors)
        or (target.annotation is not None and target.annotation not in annotations)
    ):
        fields["target"] = None
    return replace(annotation, **fields) if fields else annotation


def labels_agree(first: Actor, second: Actor) -> bool:
    """Whether two actors of one name can be the same by their labels; None says nothing against it."""
    return first.label == second.label or None in (first.label, second.label)


class FreeIds:
    """Gives ids that nobody has, without looking through all of them for each."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}
        for id in self._taken:
            self._note(id)

    def take(self, wanted: str) -> str:
        """`wanted` if nobody has it, else its letters with the number after the last one ("e12"); taken from now on."""
        id = wanted
        while id in self._taken:
            prefix = re.split(r"\d", wanted, maxsplit=1)[0]
            self._last[prefix] = self._last.get(prefix, 0) + 1
            id = f"{prefix}{self._last[prefix]}"
        self._taken.add(id)
        self._note(id)
        return id

    def _note(self, id: str) -> None:
        match = _NUMBERED.fullmatch(id)
        if match is not None:
            self._last[match[1]] = max(self._last.get(match[1], 0), int(match[2]))
