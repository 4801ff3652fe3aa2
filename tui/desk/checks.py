"""The rules of the guideline, as checks of one layer. Pure.

A rule that does not fit an annotation is waived with a reason (`tui.desk.waivers`); it is then kept quiet there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.desk.marks import left_open
from tui.desk.waivers import waivers
from tui.model.annotation import (
    DECIDED,
    WRITER,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    Status,
    actors_of,
    type_of,
    value_of,
)
from tui.model.article import Article
from tui.model.edit import Layer
from tui.model.scheme import Scheme
from tui.model.span import hull, spans_overlap

RULES: Mapping[str, str] = {
    "no-source": "Every quote names its source: the words that name the speaker, or at least the actor.",
    "cue-inside": 'The cue ("he said") is not part of the quote\'s content.',
    "no-target": "Every stance has a target.",
    "own-target": "Nobody takes a stance toward themselves: holder and target differ.",
    "unclosed": "A quotation that goes on over several paragraphs is marked up to its closing mark.",
    "overlap": "Two contents of one type are apart, or one lies within the other; none stands twice.",
    "unknown-label": "Labels, kinds, polarities and intensities are those of the scheme.",
    "broken-link": "Actors and annotations that are referred to are there.",
}
"""Every rule by its name, in the order in which findings are told."""


class Finding(Struct, frozen=True):
    """One breach of a rule: the annotation's id, what is wrong and what to do; `waived` is the reason, if it is."""

    rule: str
    annotation: str
    message: str
    waived: str | None = None


class _Case(Struct, frozen=True):
    article: Article
    layer: Layer
    scheme: Scheme
    annotations: tuple[AnyAnnotation, ...]


def check_layer(
    article: Article,
    layer: Layer,
    scheme: Scheme,
    *,
    statuses: Iterable[Status] = DECIDED,
    waived: bool = False,
) -> tuple[Finding, ...]:
    """Every breach among the annotations of these statuses, in text order; with `waived`, the waived ones too."""
    wanted = set(statuses)
    kept = sorted((a for a in layer.annotations.values() if a.status in wanted), key=lambda a: (a.start, a.end, a.id))
    case = _Case(article, layer, scheme, tuple(kept))
    found = [finding for annotation in kept for check in _CHECKS for finding in check(case, annotation)]
    found += _overlaps(case)
    place = {annotation.id: index for index, annotation in enumerate(kept)}
    order = {rule: index for index, rule in enumerate(RULES)}
    found.sort(key=lambda finding: (place[finding.annotation], order[finding.rule]))
    judged = (replace(f, waived=waivers(layer.annotations[f.annotation].note).get(f.rule)) for f in found)
    return tuple(finding for finding in judged if waived or finding.waived is None)


def _quote_rules(case: _Case, annotation: AnyAnnotation) -> Iterator[Finding]:
    if not isinstance(annotation, Quote):
        return
    if annotation.source is None and annotation.actor is None:
        yield Finding("no-source", annotation.id, "this quote has no source: say who says it")
    if annotation.cue is not None and spans_overlap(annotation.spans, (annotation.cue,)):
        cue = annotation.cue.of(case.article.text)
        yield Finding("cue-inside", annotation.id, f"the cue “{cue}” is inside the content: take it out of one of them")
    fault = left_open(case.article.text, annotation.spans)
    if fault:
        yield Finding("unclosed", annotation.id, fault)


def _stance_rules(_: _Case, annotation: AnyAnnotation) -> Iterator[Finding]:
    if not isinstance(annotation, Stance):
        return
    if annotation.target is None:
        yield Finding("no-target", annotation.id, "this stance has no target: say what it is about")
    elif annotation.holder is not None and annotation.holder == annotation.target.actor:
        yield Finding("own-target", annotation.id, "holder and target are the same: correct one of them")


def _label_rules(case: _Case, annotation: AnyAnnotation) -> Iterator[Finding]:
    facet, value = type_of(annotation), value_of(annotation)
    if value not in case.scheme.names(facet):
        yield Finding("unknown-label", annotation.id, f"the scheme has no {facet} “{value}”: relabel it")
    intensity = annotation.intensity if isinstance(annotation, Stance) else None
    if intensity is not None and intensity not in case.scheme.names("intensity"):
        yield Finding("unknown-label", annotation.id, f"the scheme has no intensity “{intensity}”: choose another")


def _link_rules(case: _Case, annotation: AnyAnnotation) -> Iterator[Finding]:
    for actor in actors_of(annotation):
        if actor != WRITER and actor not in case.layer.actors:
            yield Finding("broken-link", annotation.id, f"the actor {actor} is not there: say again who it is")
    target = annotation.target.annotation if isinstance(annotation, Stance) and annotation.target else None
    if target is None:
        return
    found, orphan = case.layer.annotations.get(target), case.layer.orphans.get(target)
    if orphan is not None:
        fault = f"the target “{_short(orphan.words)}” is an orphan: settle it in the reader, or choose another"
        yield Finding("broken-link", annotation.id, fault)
    elif found is None or found.status == "rejected":
        state = "not there" if found is None else "rejected"
        yield Finding("broken-link", annotation.id, f"the target {target} is {state}: choose another")


_CHECKS: tuple[Callable[[_Case, AnyAnnotation], Iterator[Finding]], ...] = (
    _quote_rules,
    _stance_rules,
    _label_rules,
    _link_rules,
)


def _overlaps(case: _Case) -> Iterator[Finding]:
    for kind in (Entity, Quote, Claim, Stance):
        reaching: list[AnyAnnotation] = []
        for annotation in case.annotations:
            if not isinstance(annotation, kind):
                continue
            reaching = [other for other in reaching if other.end > annotation.start]
            for other in reaching:
                fault = _fault_of_two(other, annotation)
                if fault and "overlap" not in waivers(other.note):
                    words = hull(other.spans).of(case.article.text)
                    yield Finding("overlap", annotation.id, f"{fault} “{_short(words)}”: move or delete one of them")
            reaching.append(annotation)


def _fault_of_two(first: AnyAnnotation, second: AnyAnnotation) -> str | None:
    """What is wrong with two contents of one type, as the beginning of a sentence."""
    if isinstance(first, Stance) and isinstance(second, Stance):  # evidence may be shared by several stances
        same = (first.spans, first.holder, first.target) == (second.spans, second.holder, second.target)
        return "the same stance stands twice, on" if same else None
    if first.spans == second.spans:
        return f"another {type_of(first)} has the same words,"
    if not spans_overlap(first.spans, second.spans):
        return None
    nested = hull(first.spans).covers(hull(second.spans)) or hull(second.spans).covers(hull(first.spans))
    return None if nested else f"it overlaps the {type_of(first)}"


def _short(words: str, limit: int = 40) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"
