"""The given result of the key script: the seed article as a careful person labels it, and when a layer is that.

The labels are in `keys_labels.txt`, in the notation of tests/gold. What they leave open (`-`) may be anything, and so
may intensities and what is worth checking. A source or a target is right if it is the same actor's, or if its words
hold the wanted ones or lie in them ("Kim" in "the minister Kim").
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.gold.build import label_article
from tui.model.annotation import AnyAnnotation, Claim, Entity, Quote, Stance, Target, type_of, value_of
from tui.model.article import Article
from tui.model.edit import Layer
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

LABELS = Path(__file__).with_name("keys_labels.txt")


def wanted_for(article: Article) -> AnnotatedArticle:
    """The seed article with its labels, in reading order."""
    return label_article(article, LABELS.read_text(encoding="utf-8"), LABELS.name)


def differences(
    found: AnyAnnotation,
    wanted: AnyAnnotation,
    who: Mapping[str, str],
    layer: Layer,
    given: Mapping[str, AnyAnnotation],
) -> list[str]:
    """The fields in which `found` is not what is wanted, in the order in which a person puts them right.

    `who` has the actor's id on the desk for an id in the labels; `given` has the wanted annotations by id.
    """
    wrong = [] if found.spans == wanted.spans else ["spans"]
    actor = actor_of(wanted)
    if actor is not None and (actor not in who or actor_of(found) != who[actor]):
        wrong.append("actor")
    match found, wanted:
        case Quote(), Quote():
            if not _same_place(found.source, wanted.source):
                wrong.append("source")
            if wanted.cue is not None and found.cue != wanted.cue:
                wrong.append("cue")
        case Stance(), Stance() if not same_target(found.target, wanted.target, who, layer, given):
            wrong.append("target")
    if value_of(found) != value_of(wanted):
        wrong.append("value")
    return wrong


def actor_of(annotation: AnyAnnotation) -> str | None:
    """Whom it names, who says, claims or holds it."""
    match annotation:
        case Entity(actor=actor) | Quote(actor=actor) | Claim(claimant=actor) | Stance(holder=actor):
            return actor


def same_target(
    found: Target | None,
    wanted: Target | None,
    who: Mapping[str, str],
    layer: Layer,
    given: Mapping[str, AnyAnnotation],
) -> bool:
    """Whether a stance is about what it should be about."""
    if wanted is None:
        return True
    if found is None:
        return False
    if wanted.actor is not None:
        return found.actor is not None and found.actor == who.get(wanted.actor)
    return _same_place(_place(found, layer.annotations), _place(wanted, given))


def _place(target: Target, annotations: Mapping[str, AnyAnnotation]) -> Span | None:
    if target.annotation is not None:
        other = annotations.get(target.annotation)
        return other.spans[0] if other is not None else None
    return target.span


def _same_place(found: Span | None, wanted: Span | None) -> bool:
    return wanted is None or (found is not None and (found.covers(wanted) or wanted.covers(found)))


def overlap(one: AnyAnnotation, other: AnyAnnotation) -> float:
    """The share of the code points of both that both have (Jaccard)."""
    mine, theirs = ({at for span in it.spans for at in range(span.start, span.end)} for it in (one, other))
    return len(mine & theirs) / len(mine | theirs)


def pairs(found: Iterable[AnyAnnotation], wanted: Iterable[AnyAnnotation], least: float = 0.3) -> dict[str, str]:
    """Which wanted annotation each found one is meant to be, both by id: the most alike of one type first."""
    known = list(wanted)
    ranked = sorted(
        (
            (overlap(it, goal), value_of(it) == value_of(goal), it.id, goal.id)
            for it in found
            for goal in known
            if type_of(it) == type_of(goal) and it.start < goal.end and goal.start < it.end
        ),
        reverse=True,
    )
    made: dict[str, str] = {}
    for share, _, id, goal in ranked:
        if share >= least and id not in made and goal not in made.values():
            made[id] = goal
    return made
