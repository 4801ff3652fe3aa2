"""UIMA CAS XMI with its type system, for INCEpTION: a folder with `TypeSystem.xml` and `ID.xmi` for each article.

Entities are DKPro `NamedEntity`, and with quotes, claims, stances, cues, sources and targets also spans of custom
layers `webanno.custom.Inquit…`, whose `identifier` is the annotation's id; links between them are `InquitLink`, from
Governor to Dependent. Tokens and sentences are DKPro's. Everything else stands in one `InquitDocument`.

A CAS counts UTF-16 units; dkpro-cassis converts.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from tui.formats.extras import need
from tui.formats.known import slug
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import (
    CONTENT,
    Builder,
    Record,
    article_record,
    file_name,
    pieces_of,
    relations_of,
    to_record,
)
from tui.formats.shape import shaped
from tui.formats.tokens import tokenise
from tui.model.annotation import Entity, type_of, value_of
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

UNORDERED = True
TYPE_SYSTEM = "TypeSystem.xml"

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
NAMED_ENTITY = f"{_DKPRO}.ner.type.NamedEntity"
LAYER = "webanno.custom.Inquit"
DOCUMENT, LINK = f"{LAYER}Document", f"{LAYER}Link"
_LAYERS = ("Entity", "Quote", "Claim", "Stance", "Cue", "Source", "Target")
_STRING = "uima.cas.String"


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Everything."""
    return annotated


def type_system() -> Any:
    """The `cassis.TypeSystem` of our layers and of those of DKPro that we use."""
    cassis = need("cassis", extra="cas", what="UIMA CAS XMI")
    types = cassis.TypeSystem()
    for name in (TOKEN, SENTENCE):
        types.create_type(name)
    entity = types.create_type(NAMED_ENTITY)
    for feature in ("value", "identifier"):
        types.create_feature(entity, feature, _STRING)
    for layer in _LAYERS:
        made = types.create_type(LAYER + layer)
        for feature in ("identifier", "value"):
            types.create_feature(made, feature, _STRING)
    document = types.create_type(DOCUMENT)
    types.create_feature(document, "record", _STRING)
    link = types.create_type(LINK)
    types.create_feature(link, "role", _STRING)
    for feature in ("Governor", "Dependent"):
        types.create_feature(link, feature, "uima.tcas.Annotation")
    return types


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """Write the type system and one file an article."""
    types = type_system()
    types.to_xml(out / TYPE_SYSTEM)
    for annotated in articles:
        try:
            to_cas(annotated, types).to_xmi(out / f"{file_name(annotated.article.id)}.xmi")
        except ValueError as error:
            what = f"article {annotated.article.id}: has characters that XML cannot hold ({error})"
            raise DataError(what) from None


def to_cas(annotated: AnnotatedArticle, types: Any) -> Any:
    """An article as a `cassis.Cas`."""
    cassis = need("cassis", extra="cas", what="UIMA CAS XMI")
    text = annotated.article.text
    cas = cassis.Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain", document_language=_language(annotated))
    record = {**article_record(annotated), "annotations": [to_record(a) for a in annotated.annotations]}
    cas.add(types.get_type(DOCUMENT)(begin=0, end=len(text), record=json.dumps(record, ensure_ascii=False)))
    pieces = [piece for annotation in annotated.annotations for piece in pieces_of(annotation)]
    _segment(cas, types, text, [piece.span for piece in pieces])
    made: dict[tuple[str, str, int], Any] = {}
    for piece in pieces:
        layer = (type_of(piece.annotation) if piece.role == CONTENT else piece.role).capitalize()
        value = value_of(piece.annotation) if piece.role == CONTENT else None
        place = {"begin": piece.span.start, "end": piece.span.end}
        spot = types.get_type(LAYER + layer)(identifier=piece.annotation.id, value=value, **place)
        cas.add(spot)
        made[piece.annotation.id, piece.role, piece.span.start] = spot
        if isinstance(piece.annotation, Entity):
            cas.add(types.get_type(NAMED_ENTITY)(value=value, identifier=piece.annotation.actor, **place))
    for relation in relations_of(annotated):
        head = made[relation.head.id, CONTENT, relation.head.start]
        tail = (relation.tail.id, CONTENT) if relation.tail else (relation.head.id, relation.role)
        ends = {"Governor": head, "Dependent": made[*tail, relation.span.start]}
        place = {"begin": ends["Dependent"].begin, "end": ends["Dependent"].end}
        cas.add(types.get_type(LINK)(role=relation.role, **ends, **place))
    return cas


def _language(annotated: AnnotatedArticle) -> str:
    return annotated.article.language or "x-unspecified"


def _segment(cas: Any, types: Any, text: str, spans: list[Any]) -> None:
    """Tokens, and a sentence for each line: INCEpTION shows a line each, and finer ones are its own tools' work."""
    for token in tokenise(text, spans):
        cas.add(types.get_type(TOKEN)(begin=token.start, end=token.end))
    start = 0
    for line in text.split("\n"):
        if line.strip():
            cas.add(types.get_type(SENTENCE)(begin=start, end=start + len(line)))
        start += len(line) + 1


def marks(out: Path) -> Iterator[Marks]:
    """What the offsets in the XML mark, counted in UTF-16 units and without cassis."""
    for path in out.glob("*.xmi"):
        root = ElementTree.parse(path).getroot()
        sofa = next(element for element in root if element.tag.endswith("}Sofa"))
        units = sofa.attrib["sofaString"].encode("utf-16-le")
        found, id = list[tuple[str, str]](), ""
        for element in root:
            layer = element.tag.rpartition("}Inquit")[2]
            if layer == "Document":
                id = json.loads(element.attrib["record"])["id"]
            elif layer in _LAYERS:
                begin, end = int(element.attrib["begin"]), int(element.attrib["end"])
                found.append((layer.lower(), units[2 * begin : 2 * end].decode("utf-16-le", "replace")))
        yield id, found


def recognises(path: Path) -> bool:
    """Whether it is a folder with XMI files, or one such file."""
    return any(path.glob("*.xmi")) if path.is_dir() else path.suffix == ".xmi"


def read(path: Path) -> Iterator[Found]:
    """One article a file; the type system is `TypeSystem.xml` beside it, or else ours."""
    folder = path if path.is_dir() else path.parent
    cassis = need("cassis", extra="cas", what="UIMA CAS XMI")
    types = _load(cassis.load_typesystem, folder / TYPE_SYSTEM) if (folder / TYPE_SYSTEM).exists() else type_system()
    for file in sorted(path.glob("*.xmi")) if path.is_dir() else [path]:
        try:
            cas = _load(lambda source: cassis.load_cas_from_xmi(source, typesystem=types, lenient=True), file)
            yield shaped("UIMA", partial(from_cas, cas, slug(unquote(file.stem))))
        except DataError as error:
            yield error.at(path=str(file))


def _load(load: Any, path: Path) -> Any:
    """Load with cassis, whose errors and those of its parser have no common root."""
    try:
        with path.open("rb") as file:
            return load(file)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except Exception as error:
        line = getattr(error, "lineno", None)
        what = f"is not UIMA XML that can be read: {type(error).__name__}: {error}"
        raise DataError(what, path=str(path), line=line) from None


def from_cas(cas: Any, id: str) -> AnnotatedArticle:
    """The article of one CAS; somebody else's named entities become entities, and custom layers of ours too."""
    if not isinstance(cas.sofa_string, str):
        raise DataError("has no text (no sofaString)", field="sofaString")
    builder = Builder(cas.sofa_string, _record(cas))
    builder.take_records()
    own = bool(builder.record)
    seen: dict[int, tuple[str, Any]] = {}
    for spot in _select(cas, *(LAYER + layer for layer in _LAYERS)):
        layer = spot.type.name.removeprefix(LAYER).lower()
        role = layer if layer in ("cue", "source", "target") else CONTENT
        if own and spot.identifier in builder.records:
            builder.span(spot.identifier, role, spot.begin, spot.end)
        else:
            label = (
                spot.value
                if layer == "entity" and spot.value
                else f"{layer}:{spot.value or ''}"
                if role == CONTENT
                else role
            )
            seen[spot.xmiID] = (builder.foreign(label, spot.begin, spot.end), spot)
    for entity in () if own else _select(cas, NAMED_ENTITY):
        seen[entity.xmiID] = (builder.foreign(entity.value or "MISC", entity.begin, entity.end), entity)
    for link in () if own else _select(cas, LINK):
        if link.Governor.xmiID in seen and link.Dependent.xmiID in seen:
            tail, spot = seen[link.Dependent.xmiID]
            builder.link(seen[link.Governor.xmiID][0], str(link.role or "").lower(), (spot.begin, spot.end), tail)
    return builder.build(id, {})


def _select(cas: Any, *names: str) -> Iterator[Any]:
    for name in names:
        if cas.typesystem.contains_type(name):
            yield from cas.select(name)


def _record(cas: Any) -> Record:
    for document in _select(cas, DOCUMENT):
        try:
            record = json.loads(document.record or "{}")
        except json.JSONDecodeError:
            raise DataError("is not JSON", field="InquitDocument.record") from None
        return dict(record) if isinstance(record, dict) else {}
    return {}
