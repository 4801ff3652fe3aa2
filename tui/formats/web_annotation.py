"""W3C Web Annotations: one JSON-LD file, a graph with one annotation collection an article, each on its own line.

https://www.w3.org/TR/annotation-model/. Every span is found by a TextPositionSelector (in code points, as the
recommendation asks) and by a TextQuoteSelector with up to 32 code points on either side. Links between annotations are
bodies that identify the other annotation or the actor. The texts themselves are not in the file: `source` names them.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tui.formats.flat import without_metadata
from tui.formats.lines import dump
from tui.formats.module import Marks, WriteOptions
from tui.formats.records import CONTENT, KEY, pieces_of
from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, actors_of, type_of, value_of
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """All annotations; of articles the id, url, title and language; of actors that are referred to, the name."""
    named = {actor for annotation in annotated.annotations for actor in actors_of(annotation)}
    actors = tuple(Actor(id=actor.id, name=actor.name) for actor in annotated.actors if actor.id in named)
    article = without_metadata(annotated.article, "url", "title", "language")
    return AnnotatedArticle(article=article, actors=actors, annotations=annotated.annotations)


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
    """Write the graph, a collection a line."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context":{dump(CONTEXT)},"id":"urn:{KEY}","label":{dump(options.name)},"@graph":[')
        separator = "\n"
        for annotated in articles:
            file.write(separator + dump(to_collection(annotated)))
            separator = ",\n"
        file.write("\n]}\n")


def to_collection(annotated: AnnotatedArticle) -> dict[str, Any]:
    """All annotations of an article."""
    id = _urn(annotated.article.id)
    items = [to_annotation(annotated, annotation) for annotation in annotated.annotations]
    page = {"id": f"{id}:page", "type": "AnnotationPage", "partOf": id, "items": items}
    title = {"label": annotated.article.title} if annotated.article.title else {}
    return {"id": id, "type": "AnnotationCollection", **title, "total": len(items), "first": page}


def expected_marks(carried: AnnotatedArticle) -> Marks:
    """Every span with its offsets and words; the text is not in the file, so both must come back."""
    text = carried.article.text
    pieces = [piece for annotation in carried.annotations for piece in pieces_of(annotation)]
    return _urn(carried.article.id), [(f"{p.span.start}-{p.span.end}", p.span.of(text)) for p in pieces]


def marks(out: Path) -> Iterator[Marks]:
    """The offsets and the words of every selector in the file."""
    with out.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.startswith('{"id":'):
                row = json.loads(line.rstrip(",\n"))
                yield row["id"], [mark for item in row["first"]["items"] for mark in _selected(item)]


def _selected(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    for place in (*targets, *item["body"]):
        if "selector" in place:
            position, words = place["selector"]
            yield f"{position['start']}-{position['end']}", words["exact"]


def to_annotation(annotated: AnnotatedArticle, annotation: AnyAnnotation) -> dict[str, Any]:
    """One annotation as an object of the Web Annotation model."""
    article = annotated.article
    source = {
        "id": article.url or _urn(article.id),
        "type": "Text",
        "title": article.title,
        "language": article.language,
    }
    targets = [
        {
            "type": "SpecificResource",
            "source": {key: value for key, value in source.items() if value is not None},
            "selector": selectors(article.text, piece.span),
        }
        for piece in pieces_of(annotation)
        if piece.role == CONTENT
    ]
    row: dict[str, Any] = {
        "id": _urn(article.id, annotation.id),
        "type": "Annotation",
        "motivation": "classifying",
        "created": annotation.created,
        "modified": annotation.updated,
        "creator": {"type": "Person", "name": annotation.annotator} if annotation.annotator else None,
        "generator": {"type": "Software", "name": annotation.model} if annotation.model else None,
        "body": list(_bodies(annotated, annotation)),
        "target": targets if len(targets) > 1 else targets[0],
    }
    return {key: value for key, value in row.items() if value is not None}


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two ways to find a span again."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]


def _bodies(annotated: AnnotatedArticle, annotation: AnyAnnotation) -> Iterator[dict[str, Any]]:
    text = annotated.article.text
    yield _body("tagging", type_of(annotation))
    yield _body("classifying", value_of(annotation))
    for name, value in _details(annotation):
        yield {**_body("describing", value), "name": name}
    for name, actor in _actors(annotation):
        known = next((a for a in annotated.actors if a.id == actor), None)
        body = {"id": _urn(annotated.article.id, actor), "purpose": "identifying", "name": name}
        yield body | ({"label": known.name} if known else {})
    for piece in pieces_of(annotation):
        if piece.role != CONTENT:
            place = {"type": "SpecificResource", "source": _urn(annotated.article.id), "purpose": "linking"}
            yield {**place, "name": piece.role, "selector": selectors(text, piece.span)}
    if isinstance(annotation, Stance) and annotation.target and annotation.target.annotation:
        linked = _urn(annotated.article.id, annotation.target.annotation)
        yield {"id": linked, "purpose": "linking", "name": "target"}
    if annotation.note:
        yield _body("commenting", annotation.note)


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _details(annotation: AnyAnnotation) -> Iterator[tuple[str, str]]:
    for field in ("status", "origin", "score", "ms", "why"):
        if (value := getattr(annotation, field)) is not None:
            yield field, str(value)
    match annotation:
        case Claim(checkworthy=bool() as worth):
            yield "checkworthy", str(worth).lower()
        case Stance(intensity=intensity, target=target):
            if intensity:
                yield "intensity", intensity
            if target and target.topic:
                yield "target", target.topic
        case _:
            pass


def _actors(annotation: AnyAnnotation) -> Iterator[tuple[str, str]]:
    match annotation:
        case Entity(actor=str() as actor) | Quote(actor=str() as actor):
            yield "actor", actor
        case Claim(claimant=str() as actor):
            yield "claimant", actor
        case Stance(holder=holder, target=target):
            if holder:
                yield "holder", holder
            if target and target.actor:
                yield "target", target.actor
        case _:
            pass


def _urn(*parts: str) -> str:
    return ":".join(("urn", KEY, *(quote(part, safe="") for part in parts)))
