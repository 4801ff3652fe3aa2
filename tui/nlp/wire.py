"""Requests and replies between a program and the worker process: one JSON object a line, no spaCy.

Request: `{"article": …, "scheme": …}`, the article as in `inquit/1`, the scheme as in `inquit.toml` (or null). Reply:
the suggestions, or `{"error": sentence}`. Before the first request the worker says `{"ready": model}`.
"""

import json
from typing import Any

from tui.model.annotation import Actor
from tui.model.article import Article
from tui.model.codec import (
    Json,
    actor_from_json,
    actor_to_json,
    annotation_from_json,
    annotation_to_json,
    article_from_json,
    article_to_json,
)
from tui.model.errors import DataError
from tui.model.scheme import DEFAULT, FACETS, Scheme, scheme_from
from tui.model.span import Span
from tui.model.suggestion import Structure, Suggestions

_SHAPE = ("sentences", "clauses", "noun_phrases")


def scheme_to_table(scheme: Scheme) -> Json:
    """A scheme as `scheme_from` reads it."""
    return {
        facet: {
            label.name: {
                "key": label.key,
                "definition": label.definition,
                "suggest": label.suggest,
                "sign": label.sign,
            }
            for label in scheme.labels(facet)
        }
        for facet in FACETS
    }


def write_request(article: Article, scheme: Scheme) -> str:
    """One line that asks for suggestions; the default scheme is not spelled out."""
    table = None if scheme == DEFAULT else scheme_to_table(scheme)
    return json.dumps({"article": article_to_json(article), "scheme": table})


def read_request(line: str) -> tuple[Article, Scheme]:
    """Read what `write_request` wrote; raises `DataError`, or `UsageError` for a bad scheme."""
    row = _object(line)
    table = row.get("scheme")
    return article_from_json(row.get("article")), DEFAULT if table is None else scheme_from(table)


def write_suggestions(found: Suggestions) -> str:
    """One line with everything that was found."""
    row: Json = {
        "article": found.article,
        "text_sha256": found.text_sha256,
        "model": found.model,
        "actors": [actor_to_json(actor) for actor in found.actors],
        "annotations": [annotation_to_json(annotation) for annotation in found.annotations],
        "structure": {name: [[s.start, s.end] for s in getattr(found.structure, name)] for name in _SHAPE},
        "notices": list(found.notices),
    }
    return json.dumps(row)


def read_suggestions(line: str) -> Suggestions:
    """Read a reply; raises `DataError` with the worker's own sentence if it is an error."""
    row = _object(line)
    if "error" in row:
        raise DataError(str(row["error"]))
    try:
        actors: tuple[Actor, ...] = tuple(actor_from_json(actor) for actor in row["actors"])
        return Suggestions(
            article=row["article"],
            text_sha256=row["text_sha256"],
            model=row["model"],
            actors=actors,
            annotations=tuple(annotation_from_json(item) for item in row["annotations"]),
            structure=Structure(**{n: tuple(Span(a, b) for a, b in row["structure"][n]) for n in _SHAPE}),
            notices=tuple(row["notices"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"the worker's reply is not understood ({error!r:.80}); is another version running?") from None


def write_ready(model: str) -> str:
    """The line that the worker says first."""
    return json.dumps({"ready": model})


def read_ready(line: str) -> str:
    """The model's name and version; raises `DataError` with the worker's own sentence if it could not be loaded."""
    row = _object(line)
    if "ready" not in row:
        raise DataError(str(row.get("error", "the worker does not answer as it should")))
    return str(row["ready"])


def write_error(sentence: str) -> str:
    """One line that says what went wrong."""
    return json.dumps({"error": sentence})


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise DataError(f"is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise DataError("must be a JSON object")
    return row
