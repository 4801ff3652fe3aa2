"""What must hold between the documents of one article; each fault is a sentence naming article and record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from tui.model.annotation import WRITER, Annotation, AnyAnnotation, Stance, actors_of
from tui.model.codec import Json, article_from_json, check_against
from tui.model.edit import Orphan, Record
from tui.model.errors import DataError
from tui.store.file import HOT
from tui.store.history import edit_from_document
from tui.store.index import ARTICLES
from tui.store.layout import Tables, decode
from tui.store.records import HOME_OF_TYPE, from_document, is_live, slot_of_document
from tui.store.structure import last_end, unpack


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
    annotations = {record.id for _, record in records if isinstance(record, Annotation | Orphan)}
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


def check_desk(tables: Tables) -> Iterator[str]:
    """Every fault of a desk's tables: unreadable lines, hashes, offsets, words, links, ids used twice, history."""
    documents = {name: dict(_readable(table)) for name, table in tables.items()}
    for name, table in tables.items():
        yield from (f"table {name}, document {id}: is no JSON" for id in table if id not in documents[name])
    texts: dict[tuple[str, str], str] = {}
    for id, document in documents.get(ARTICLES, {}).items():
        try:
            article = article_from_json(document)
            texts[article.id, article.text_sha256] = article.text
        except DataError as error:
            yield f"article {document.get('id', id)!r}: {error}"
    hot = documents.get(HOT, {})
    by_article: dict[str, list[Json]] = defaultdict(list)
    for id, document in hot.items():
        kind, owner = document.get("type"), document.get("article")
        if (kind in HOME_OF_TYPE or kind == "structure") and isinstance(owner, str):
            by_article[owner].append(document)
        elif kind not in ("edit", "history"):
            yield f"table {HOT}, document {id}: is of no known type ({kind!r:.40})"
    for owner, rows in by_article.items():
        yield from _check_article(owner, rows, texts)
    yield from check_history(hot)


def _readable(table: dict[int, bytes]) -> Iterator[tuple[int, Json]]:
    for id, line in table.items():
        with suppress(ValueError):
            yield id, decode(line)


def _check_article(id: str, documents: list[Json], texts: dict[tuple[str, str], str]) -> Iterator[str]:
    """Faults of one article's documents, those of the text it has now and those of structures of any."""
    for slot, n in Counter(slot_of_document(document) for document in documents).items():
        if slot is not None and n > 1:
            yield f"article {id!r}: {slot[1]} {slot[2]!r} is there {n} times"
    state = next((document for document in documents if document["type"] == "state"), None)
    if state is None:
        yield f"article {id!r}: has annotations but was never imported"
    text = None if state is None else texts.get((id, state.get("text_sha256", "")))
    yield from check_documents(id, text, [document for document in documents if document["type"] != "structure"])
    for document in documents:
        if document["type"] == "structure":
            try:
                shape = unpack(document["spans"])
            except (DataError, KeyError, AttributeError) as error:
                yield f"article {id!r}: structure: {error}"
                continue
            known = texts.get((id, document["text_sha256"]))
            if known is not None and last_end(shape) > len(known):
                yield f"article {id!r}: structure: has a span beyond the text"


def check_history(hot: dict[int, Json]) -> Iterator[str]:
    """Faults of the history: every edit after one that is there, every document it names there, one pointer to one."""
    edits = {id: document for id, document in hot.items() if document.get("type") == "edit"}
    for id, document in edits.items():
        try:
            stored = edit_from_document(document)
        except (KeyError, TypeError, ValueError):
            yield f"edit {id}: cannot be read"
            continue
        if stored.number != id:
            yield f"edit {id}: says that its number is {stored.number}"
        if stored.parent != 0 and (stored.parent not in edits or stored.parent >= id):
            yield f"edit {id} ({stored.edit.action}): comes after edit {stored.parent}, which is not there"
        missing = [number for number in stored.deltas if number not in hot]
        if missing:
            yield f"edit {id} ({stored.edit.action}): changed document {missing[0]}, which is not there"
    pointers = [document.get("at") for document in hot.values() if document.get("type") == "history"]
    if len(pointers) > 1:
        yield f"history: has {len(pointers)} pointers instead of one"
    for at in pointers:
        if at != 0 and at not in edits:
            yield f"history: stands at edit {at}, which is not there"
    if edits and not pointers:
        yield "history: has edits but no pointer"
