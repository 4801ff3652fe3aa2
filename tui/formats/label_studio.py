"""Label Studio's JSON: a list of tasks, regions with labels, choices for kinds and polarities, relations.

Offsets count code points, as Label Studio's own do since version 1.5; older exports count UTF-16 units, which is
noticed when the words of a region fit only so. Suggestions that nobody has decided are `predictions`, apart from
`annotations`. What Label Studio has no place for stands in `data.inquit`. `interface` is what to set up.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tui.formats.json_array import read_array, write_array, written_items
from tui.formats.known import slug
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import (
    CONTENT,
    KEY,
    ROLES,
    Builder,
    Piece,
    Record,
    article_record,
    get_record,
    pieces_of,
    relations_of,
    to_record,
)
from tui.formats.shape import shaped
from tui.model.annotation import AnyAnnotation, Entity, Stance, type_of, value_of
from tui.model.errors import DataError
from tui.model.scheme import Scheme
from tui.model.suggestion import AnnotatedArticle


def interface(scheme: Scheme) -> str:
    """The labelling interface (XML) that a project in Label Studio needs for our tasks."""
    labels = [*scheme.names("entity"), *("quote", "claim", "stance"), *ROLES[1:]]
    values = [label.name for facet in ("quote", "claim", "stance") for label in scheme.labels(facet)]
    view = ElementTree.Element("View")
    relations = ElementTree.SubElement(view, "Relations")
    for role in ("cue", "source", "claimant", "holder", "target"):
        ElementTree.SubElement(relations, "Relation", value=role)
    _control(view, "Labels", "Label", "label", sorted(labels))
    _control(view, "Choices", "Choice", "value", values)
    _control(view, "Choices", "Choice", "intensity", [label.name for label in scheme.intensity])
    ElementTree.SubElement(view, "Text", name="text", value="$text")
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode")


def _control(view: ElementTree.Element, tag: str, item: str, name: str, values: Iterable[str]) -> None:
    control = ElementTree.SubElement(view, tag, name=name, toName="text")
    if tag == "Choices":
        control.set("perRegion", "true")
    for value in values:
        ElementTree.SubElement(control, item, value=value)


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """Write the list, a task a line."""
    write_array(out, (to_task(number, annotated) for number, annotated in enumerate(articles, 1)))


def to_task(number: int, annotated: AnnotatedArticle) -> Record:
    """An article as a task; regions have the ids of their annotations, with the role and number of the span."""
    decided = [a for a in annotated.annotations if not _is_prediction(a)]
    predicted = [a for a in annotated.annotations if _is_prediction(a)]
    record = {**article_record(annotated), "annotations": [to_record(a) for a in annotated.annotations]}
    text = annotated.article.text
    task: Record = {"id": number, "data": {"text": text, KEY: record}, "annotations": [], "predictions": []}
    if decided:
        task["annotations"].append({"id": number, "result": _results(annotated, decided), "was_cancelled": False})
    if predicted:
        version = next((a.model for a in predicted if a.model), None)
        task["predictions"].append({"model_version": version or KEY, "result": _results(annotated, predicted)})
    return task


def _is_prediction(annotation: AnyAnnotation) -> bool:
    return annotation.status == "suggested"


def _results(annotated: AnnotatedArticle, chosen: list[AnyAnnotation]) -> list[Record]:
    ids = {annotation.id for annotation in chosen}
    results = [item for annotation in chosen for item in _regions(annotated.article.text, annotation)]
    for relation in relations_of(annotated):
        tail = relation.tail.id if relation.tail else relation.head.id
        if relation.head.id in ids and tail in ids:
            results.append(
                {
                    "type": "relation",
                    "from_id": _region_id(relation.head, CONTENT, 0),
                    "to_id": _region_id(relation.tail, CONTENT, 0)
                    if relation.tail
                    else _region_id(relation.head, relation.role, 0),
                    "direction": "right",
                    "labels": [relation.role],
                }
            )
    return results


def _region_id(annotation: AnyAnnotation, role: str, piece: int) -> str:
    return f"{annotation.id}/{role}/{piece}"


def _regions(text: str, annotation: AnyAnnotation) -> Iterator[Record]:
    for number, piece in enumerate(pieces_of(annotation)):
        place = number if piece.role == CONTENT else 0
        value = {"start": piece.span.start, "end": piece.span.end, "text": piece.span.of(text)}
        region: Record = {"id": _region_id(annotation, piece.role, place), "to_name": "text", "origin": "manual"}
        if annotation.score is not None:
            region["score"] = annotation.score
        meta = {"meta": {"text": [annotation.note]}} if annotation.note and number == 0 else {}
        labelled = {"labels": [_region_label(piece)]}
        yield {**region, "from_name": "label", "type": "labels", "value": {**value, **labelled}, **meta}
        if number == 0:
            for name, choice in _choices(annotation):
                yield {**region, "from_name": name, "type": "choices", "value": {**value, "choices": [choice]}}


def _region_label(piece: Piece) -> str:
    """An entity's label, or the name of the type or role; the value is a choice."""
    if piece.role != CONTENT:
        return piece.role
    return value_of(piece.annotation) if isinstance(piece.annotation, Entity) else type_of(piece.annotation)


def _choices(annotation: AnyAnnotation) -> Iterator[tuple[str, str]]:
    if not isinstance(annotation, Entity):
        yield "value", value_of(annotation)
    if isinstance(annotation, Stance) and annotation.intensity:
        yield "intensity", annotation.intensity


def marks(out: Path) -> Iterator[Marks]:
    """What the regions mark, which must be the words that they tell."""
    for task in written_items(out):
        text = task["data"]["text"]
        types = {record["id"]: record["type"] for record in task["data"][KEY]["annotations"]}
        found = []
        for item in _all_results(task):
            if item["type"] == "labels":
                id, role, _ = item["id"].rsplit("/", 2)
                words = text[item["value"]["start"] : item["value"]["end"]]
                told = words if words == item["value"]["text"] else f"not {words}"
                found.append((types[id] if role == CONTENT else role, told))
        yield task["data"][KEY]["id"], found


def _all_results(task: Record) -> Iterator[Record]:
    for name in ("annotations", "predictions"):
        for layer in task.get(name) or ():
            yield from layer.get("result") or ()


def recognises(path: Path) -> bool:
    """Whether the first item has `data` and annotations, or predictions."""
    first = next(read_array(path), None)
    return isinstance(first, dict) and isinstance(first.get("data"), dict)


def read(path: Path) -> Iterator[Found]:
    """One article a task; `predictions` come as suggestions, cancelled annotations not at all."""
    for number, task in enumerate(read_array(path)):
        try:
            yield shaped("Label Studio", partial(from_task, task, slug(f"{path.stem}-{number + 1}")))
        except DataError as error:
            yield error.at(field=str(number))


def from_task(task: Any, id: str) -> AnnotatedArticle:
    """The article of one task; raises `DataError` with the field for anything that is wrong with it."""
    if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
        raise DataError("must be a task, an object with data", field="data")
    data = task["data"]
    text = next((data[key] for key in ("text", "body", "content") if isinstance(data.get(key), str)), None)
    if text is None:
        raise DataError("must have the text under text", field="data")
    builder = Builder(text, get_record(data))
    builder.take_records()
    own = bool(builder.record)
    for name, status, origin in (("annotations", "accepted", "human"), ("predictions", "suggested", "model")):
        for number, layer in enumerate(task.get(name) or ()):
            if not layer.get("was_cancelled"):
                known = {"status": status, "origin": origin, **_by_whom(layer)}
                try:
                    _read_layer(builder, layer.get("result") or [], known, own)
                except (KeyError, TypeError, AttributeError, ValueError) as error:
                    what = f"a region is not as Label Studio writes it ({type(error).__name__}: {error})"
                    raise DataError(what, field=f"{name}.{number}.result") from None
    fields = {key: value for key, value in data.items() if key != KEY and value != text}
    return builder.build(str(task.get("id", id)), fields)


def _by_whom(layer: Record) -> Record:
    who = layer.get("completed_by")
    who = who.get("email") if isinstance(who, dict) else who
    known = {"annotator": None if who is None else str(who), "model": layer.get("model_version")}
    known["created"] = layer.get("created_at")
    return {key: value for key, value in known.items() if value is not None}


def _read_layer(builder: Builder, results: list[Record], known: Record, own: bool) -> None:
    regions: dict[str, tuple[str, int, int]] = {}
    for item in results:
        if item.get("type") in ("labels", "hypertextlabels"):
            start, end = place_of(item["value"], builder.text)
            id, _, role = str(item["id"]).rpartition("/")[0].rpartition("/")
            if own and id in builder.records:
                builder.span(id, role, start, end)
            else:
                regions[item["id"]] = (_foreign(builder, item, results, known, start, end), start, end)
    for item in results:
        if item.get("type") == "relation" and item["from_id"] in regions and item["to_id"] in regions:
            tail, start, end = regions[item["to_id"]]
            for label in item.get("labels") or ():
                builder.link(regions[item["from_id"]][0], str(label).lower(), (start, end), tail)


def _foreign(builder: Builder, item: Record, results: list[Record], known: Record, start: int, end: int) -> str:
    label = item["value"][next(key for key in ("labels", "hypertextlabels") if key in item["value"])][0]
    choice = next(
        (r["value"]["choices"][0] for r in results if r.get("type") == "choices" and r["id"] == item["id"]), ""
    )
    notes = (item.get("meta") or {}).get("text") or []
    return builder.foreign(
        f"{label}:{choice}" if choice and label.lower() in ("quote", "claim", "stance") else label,
        start,
        end,
        **known,
        **({"score": item["score"]} if "score" in item else {}),
        **({"note": notes[0] if isinstance(notes, list) else notes} if notes else {}),
    )


def place_of(value: Record, text: str) -> tuple[int, int]:
    """Start and end of a region in code points; in UTF-16 units if its words are only there."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    if units[2 * start : 2 * end].decode("utf-16-le", "replace") == words:
        before = units[: 2 * start].decode("utf-16-le", "replace")
        return len(before), len(before) + len(words)
    raise DataError(f"says {words[:60]!r} but its offsets mark {text[start:end][:60]!r}", field="value.text")
