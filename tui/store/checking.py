"""What must hold between the documents of one article; each fault is a sentence naming article and record."""

from collections.abc import Iterable, Iterator

from tui.model.annotation import WRITER, Annotation, AnyAnnotation, Stance, actors_of
from tui.model.codec import Json, check_against
from tui.model.edit import Orphan, Record
from tui.model.errors import DataError
from tui.store.records import from_document, is_live


def check_documents(article: str, text: str | None, documents: Iterable[Json]) -> Iterator[str]:
    """Every fault in an article's documents: their shape, offsets, words and links; `text` is the current one."""
    records: list[tuple[Json, Record]] = []
    for document in documents:
        if is_live(document):
            try:
                records.append((document, from_document(document)))
            except DataError as error:
                yield f"article {article!r}: {_name(document)}: {error}"
    if text is None:
        yield f"article {article!r}: its text is not in the desk; import the article again"
    annotations = {record.id for _, record in records if isinstance(record, Annotation)}
    actors = {record.id for document, record in records if document["type"] == "actor"} | {WRITER}
    for document, record in records:
        if isinstance(record, Annotation):
            for fault in _faults(record, document, text, actors, annotations):
                yield f"article {article!r}: {_name(document)}: {fault}"
        elif isinstance(record, Orphan) and len(record.quotations) != len(record.annotation.spans):
            yield f"article {article!r}: {_name(document)}: must have one quotation for each span"


def _name(document: Json) -> str:
    return f"{document.get('type')} {document.get('id', '')!r}"


def _faults(
    annotation: AnyAnnotation, document: Json, text: str | None, actors: set[str], annotations: set[str]
) -> Iterator[str]:
    if text is not None:
        try:
            check_against(annotation, text, document.get("text"))
        except DataError as error:
            yield str(error)
    for actor in actors_of(annotation):
        if actor not in actors:
            yield f"links actor {actor!r}, who is not there"
    match annotation:
        case Stance(target=target) if target and target.annotation and target.annotation not in annotations:
            yield f"has annotation {target.annotation!r} as its target, which is not there"
