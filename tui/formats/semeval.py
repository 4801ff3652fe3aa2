"""Structured sentiment as in SemEval-2022 task 10: a JSON list of texts with opinions.

An opinion has `Source` (holder), `Target`, `Polar_expression`, each as [[words, …], ["start:end", …]] in code points,
`Polarity` and `Intensity`. A holder or target that is an actor stands there by its mention nearest before the
expression; one without any mention, and a target in words only, cannot be told and is a loss. What else is known of a
stance stands in the opinion's `inquit`.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui.formats.json_array import read_array, write_array, written_items
from tui.formats.known import slug
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import CONTENT, KEY, Builder, Record, article_record, get_record, mention_of, to_record
from tui.formats.shape import shaped
from tui.model.annotation import WRITER, Stance, Target, actors_of
from tui.model.errors import DataError
from tui.model.span import Spans, hull
from tui.model.suggestion import AnnotatedArticle

POLARITIES = {"support": "Positive", "oppose": "Negative", "neutral": "Neutral"}
INTENSITIES = {"weak": "Slight", "average": "Standard", "strong": "Strong"}
_OUR_POLARITY = {theirs.lower(): ours for ours, theirs in POLARITIES.items()}
_OUR_INTENSITY = {theirs.lower(): ours for ours, theirs in INTENSITIES.items()} | {"average": "average", "weak": "weak"}

WANTS_ALL = True
"""The writer gets articles before `carry`: it looks holders and targets up among the entities."""


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Stances, their holders and targets as far as there are words for them."""
    stances = [a for a in annotated.annotations if isinstance(a, Stance)]
    kept = tuple(_carried(annotated, stance) for stance in stances)
    named = {actor for stance in kept for actor in actors_of(stance)}
    return replace(annotated, actors=tuple(a for a in annotated.actors if a.id in named), annotations=kept)


def _carried(annotated: AnnotatedArticle, stance: Stance) -> Stance:
    holder, target = stance.holder, stance.target
    if holder not in (None, WRITER) and not _mention(annotated, stance, holder):
        holder = None
    if target is not None and target.annotation is not None:
        spans = next(a.spans for a in annotated.annotations if a.id == target.annotation)
        target = Target(span=hull(spans))
    elif target is not None and target.span is None and not _mention(annotated, stance, target.actor):
        target = None
    return (
        stance if (holder, target) == (stance.holder, stance.target) else replace(stance, holder=holder, target=target)
    )


def _mention(annotated: AnnotatedArticle, stance: Stance, actor: str | None) -> Spans:
    mention = mention_of(actor, stance, annotated.annotations) if actor is not None else None
    return mention.spans if mention else ()


def _places(annotated: AnnotatedArticle, stance: Stance) -> dict[str, Spans]:
    """Where a carried stance's holder, target and expression are."""
    target = stance.target
    span = (target.span,) if target and target.span else _mention(annotated, stance, target.actor if target else None)
    return {"Source": _mention(annotated, stance, stance.holder), "Target": span, "Polar_expression": stance.spans}


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """Write the list, an article a line."""
    write_array(out, map(to_item, articles))


def to_item(annotated: AnnotatedArticle) -> Record:
    """An article as one text with its opinions."""
    text, carried = annotated.article.text, carry(annotated)
    opinions = []
    for stance in carried.annotations:
        if isinstance(stance, Stance):
            opinion: Record = {}
            for name, spans in _places(annotated, stance).items():
                opinion[name] = [[s.of(text) for s in spans], [f"{s.start}:{s.end}" for s in spans]]
            opinion["Polarity"] = POLARITIES.get(stance.polarity, stance.polarity)
            opinion["Intensity"] = INTENSITIES.get(stance.intensity or "", stance.intensity)
            opinions.append({**opinion, KEY: to_record(stance)})
    return {"sent_id": annotated.article.id, "text": text, "opinions": opinions, KEY: article_record(carried)}


def expected_marks(annotated: AnnotatedArticle) -> Marks:
    """The words of every part of every opinion."""
    text, found = annotated.article.text, list[tuple[str, str]]()
    for stance in carry(annotated).annotations:
        if isinstance(stance, Stance):
            found += [(name, s.of(text)) for name, spans in _places(annotated, stance).items() for s in spans]
    return annotated.article.id, found


def marks(out: Path) -> Iterator[Marks]:
    """What the offsets mark, which must be the words beside them."""
    for item in written_items(out):
        found = []
        for opinion in item["opinions"]:
            for name in ("Source", "Target", "Polar_expression"):
                for told, (start, end) in zip(opinion[name][0], _offsets(opinion[name]), strict=True):
                    words = item["text"][start:end]
                    found.append((name, words if words == told else f"not {words}"))
        yield item["sent_id"], found


def recognises(path: Path) -> bool:
    """Whether the first item has opinions."""
    first = next(read_array(path), None)
    return isinstance(first, dict) and isinstance(first.get("opinions"), list)


def read(path: Path) -> Iterator[Found]:
    """One article a text."""
    for number, item in enumerate(read_array(path)):
        try:
            yield shaped("SemEval", partial(from_item, item, slug(f"{path.stem}-{number + 1}")))
        except DataError as error:
            yield error.at(field=str(number))


def from_item(item: Any, id: str) -> AnnotatedArticle:
    """The article of one text; raises `DataError` with the field for anything that is wrong with it."""
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise DataError("must be an object with text", field="text")
    builder = Builder(item["text"], get_record(item))
    for number, opinion in enumerate(item.get("opinions") or ()):
        try:
            _read_opinion(builder, opinion)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            what = "must have Source, Target and Polar_expression as [[words], [start:end]], and a Polarity"
            raise DataError(what, field=f"opinions.{number}") from None
    rest = {key: value for key, value in item.items() if key not in ("text", "opinions", "sent_id", KEY)}
    return builder.build(str(item.get("sent_id") or id), rest)


def _read_opinion(builder: Builder, opinion: Record) -> None:
    expression, target = _offsets(opinion["Polar_expression"]), _offsets(opinion["Target"])
    record = get_record(opinion)
    if not record:
        expression = expression or target or _offsets(opinion["Source"])
        record = {"id": builder.new_id(), "type": "stance", **_values(builder, opinion)}
    builder.records[record["id"]] = record
    for start, end in expression:
        builder.span(record["id"], CONTENT, start, end)
    if target and "target" not in record:
        builder.span(record["id"], "target", min(s for s, _ in target), max(e for _, e in target))


def _values(builder: Builder, opinion: Record) -> Record:
    """Polarity, intensity and holder of somebody else's opinion; an unknown polarity is "unclear"."""
    polarity, intensity = str(opinion["Polarity"]).lower(), str(opinion.get("Intensity") or "").lower()
    holder = " ".join(builder.text[start:end] for start, end in _offsets(opinion["Source"]))
    return {
        "polarity": _OUR_POLARITY.get(polarity, "unclear"),
        "intensity": _OUR_INTENSITY.get(intensity),
        "holder": builder.actor_named(holder) if holder else None,
    }


def _offsets(part: list[list[str]]) -> list[tuple[int, int]]:
    pairs = (offset.split(":") for offset in part[1])
    return [(int(start), int(end)) for start, end in pairs]
