"""What an annotation is tied to in the text: a quote to its cue and source, a stance to its holder and target."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from tui.model.annotation import AnyAnnotation, Claim, Quote, Stance
from tui.model.span import Span
from tui.text.sheet import Sheet

Role = Literal["content", "cue", "source", "claimant", "holder", "target"]


class Link(NamedTuple):
    """A stretch of the text, and what it is to the annotation."""

    span: Span
    role: Role


def links_of(annotation: AnyAnnotation, sheet: Sheet) -> tuple[Link, ...]:
    """Every end of the annotation that has a place in the text, in text order.

    An actor stands where its mention nearest to the annotation is; a target that is only a topic stands nowhere.
    """
    near = annotation.start
    found: list[tuple[Span | None, Role]] = [(span, "content") for span in annotation.spans]
    match annotation:
        case Quote():
            found += [(annotation.cue, "cue"), (annotation.source or sheet.mention(annotation.actor, near), "source")]
        case Claim():
            found += [(sheet.mention(annotation.claimant, near), "claimant")]
        case Stance():
            found += [(sheet.mention(annotation.holder, near), "holder")]
            found += [(span, "target") for span in _targets(annotation, sheet)]
    return tuple(sorted(Link(span, role) for span, role in found if span and span.end <= len(sheet.text)))


def _targets(stance: Stance, sheet: Sheet) -> Iterable[Span | None]:
    target = stance.target
    if target is None:
        return ()
    if target.annotation is not None:
        other = sheet.annotation(target.annotation)
        return other.spans if other else ()
    return (target.span or sheet.mention(target.actor, stance.start),)
