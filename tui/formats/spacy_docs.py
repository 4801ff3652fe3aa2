"""spaCy's `.spacy` files (DocBin): one `Doc` an article, tokenised as spaCy's blank pipeline of its language does.

`doc.ents` has the entities that do not overlap (for `ner`), `doc.spans["entities"]` the other ones. Further span
groups: `quotes`, `cues`, `sources`, `claims`, `stances`, `targets`; `sc` has all of them (for `spancat`). A span's
`id_` is its annotation's id. `doc._.rel` has the links between spans as the relation component of spaCy's tutorials
wants them: `{(first token of head, first token of child): {"source": 1.0}}`. `doc._.inquit` has everything else.

Annotations of which a span does not begin and end with a token are left out and reported.
"""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tui.formats.flat import flat_entities
from tui.formats.known import slug
from tui.formats.links import without_dangling
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import (
    CONTENT,
    KEY,
    Builder,
    Piece,
    Record,
    article_record,
    pieces_of,
    relations_of,
    to_record,
)
from tui.formats.shape import shaped
from tui.model.annotation import AnyAnnotation, Quote, Stance, Target, type_of, value_of
from tui.model.errors import DataError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GROUPS = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}
ROLE_GROUPS = {"cue": "cues", "source": "sources", "target": "targets"}
_OUR_GROUPS = {group: role for role, group in ROLE_GROUPS.items()} | dict.fromkeys(GROUPS.values(), CONTENT)
REASON = "off token borders"
"""Why an annotation may be left out."""

ALL = "sc"
"""The group that spancat trains on unless told otherwise."""


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Annotations whose spans begin and end with tokens; cues, sources and targets that do not are left out alone."""
    borders = _Borders(_tokenise(annotated))
    kept = [_aligned(a, borders) for a in annotated.annotations if all(map(borders.fit, a.spans))]
    if tuple(kept) == annotated.annotations:
        return annotated
    return replace(annotated, annotations=without_dangling(kept))


class _Borders:
    """Where tokens begin and end."""

    def __init__(self, doc: "Doc") -> None:
        self._starts = {token.idx for token in doc}
        self._ends = {token.idx + len(token) for token in doc}

    def fit(self, span: Any) -> bool:
        return span is None or (span.start in self._starts and span.end in self._ends)


def _aligned(annotation: AnyAnnotation, borders: _Borders) -> AnyAnnotation:
    match annotation:
        case Quote(cue=cue, source=source) if not (borders.fit(cue) and borders.fit(source)):
            cues = cue if borders.fit(cue) else None
            return replace(annotation, cue=cues, source=source if borders.fit(source) else None)
        case Stance(target=Target(span=span)) if not borders.fit(span):
            return replace(annotation, target=None)
        case _:
            return annotation


@cache
def _blank(language: str) -> "Language":
    """spaCy's blank pipeline of a language, the one for any language where it has none or cannot use it."""
    import spacy

    try:
        return spacy.blank(language)
    except Exception:  # an unknown language, or one whose tokeniser needs a package that is not there: any error at all
        return spacy.blank("xx")


def _tokenise(annotated: AnnotatedArticle) -> "Doc":
    language = (annotated.article.language or "en").split("-")[0].lower()
    return _blank(language).make_doc(annotated.article.text)


def extend() -> None:
    """Register `doc._.rel` and `doc._.inquit`, if nobody has."""
    from spacy.tokens import Doc

    for name in ("rel", KEY):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default={})


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:  # noqa: ARG001
    """Write one DocBin; spaCy reads these files whole, so they are made whole in memory."""
    from spacy.tokens import DocBin

    docs = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID"], store_user_data=True)
    for annotated in articles:
        docs.add(to_doc(annotated))
    docs.to_disk(out)


def to_doc(annotated: AnnotatedArticle) -> "Doc":
    """One article, which has been through `carry`, as a `Doc`."""
    extend()
    doc = _tokenise(annotated)
    flat = {e.id for e in flat_entities(annotated.annotations) if e.spans[0].of(annotated.article.text).strip()}
    edged = {a.id for a in annotated.annotations if _is_edged(a, annotated.article.text)}
    groups: dict[str, list[Any]] = {name: [] for name in (*GROUPS.values(), *ROLE_GROUPS.values(), ALL)}
    ents = []
    for piece in (piece for annotation in annotated.annotations for piece in pieces_of(annotation)):
        if piece.role == CONTENT and piece.annotation.id in flat - edged:
            ents.append(_span(doc, piece, value_of(piece.annotation)))
        elif piece.role == CONTENT:
            groups[GROUPS[type_of(piece.annotation)]].append(_span(doc, piece, value_of(piece.annotation)))
        else:
            groups[ROLE_GROUPS[piece.role]].append(_span(doc, piece, piece.role))
        groups[ALL].append(_span(doc, piece, piece.label))
    doc.ents = ents
    for name, spans in groups.items():
        doc.spans[name] = spans
    doc._.rel = _relations(doc, annotated)
    doc._.inquit = {**article_record(annotated), "annotations": [to_record(a) for a in annotated.annotations]}
    return doc


def _is_edged(annotation: AnyAnnotation, text: str) -> bool:
    """Whether it begins or ends with white space, which spaCy's `ner` refuses in entities."""
    words = annotation.spans[0].of(text)
    return words != words.strip()


def _span(doc: "Doc", piece: Piece, label: str) -> Any:
    return doc.char_span(piece.span.start, piece.span.end, label=label, span_id=piece.annotation.id)


def _relations(doc: "Doc", annotated: AnnotatedArticle) -> dict[tuple[int, int], dict[str, float]]:
    found: dict[tuple[int, int], dict[str, float]] = {}
    for relation in relations_of(annotated):
        head, child = (_first(doc, span) for span in (relation.head.spans[0], relation.span))
        found.setdefault((head, child), {})[relation.role] = 1.0
    return found


def _first(doc: "Doc", span: Span) -> int:
    """The number of the first token of a span."""
    return int(doc.char_span(span.start, span.end, alignment_mode="expand").start)  # type: ignore[union-attr]


def _docs(path: Path) -> Iterator["Doc"]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    extend()
    try:
        docs = DocBin().from_disk(path)
    except Exception as error:  # zlib, msgpack and spaCy each have their own
        raise DataError(f"is not a .spacy file that spaCy can read: {error}") from None
    yield from docs.get_docs(Vocab())


def marks(out: Path) -> Iterator[Marks]:
    """What entities and span groups mark."""
    for doc in _docs(out):
        types = {record["id"]: record["type"] for record in doc._.inquit["annotations"]}
        found = [(types[span.id_] if role == CONTENT else role, span.text) for span, role in _spans(doc)]
        yield doc._.inquit["id"], found


def _spans(doc: "Doc") -> Iterator[tuple[Any, str]]:
    """Every span with its role, once: those in `sc` only if there are no groups of ours."""
    for ent in doc.ents:
        yield ent, CONTENT
    for name, group in doc.spans.items():
        if name in _OUR_GROUPS:
            yield from ((span, _OUR_GROUPS[name]) for span in group)
        elif not doc._.inquit:
            yield from ((span, CONTENT) for span in group)


def recognises(path: Path) -> bool:
    """By its ending."""
    return path.suffix == ".spacy"


def read(path: Path) -> Iterator[Found]:
    """One article a `Doc`; in somebody else's, entities and span groups become annotations by their labels."""
    for number, doc in enumerate(_docs(path), 1):
        try:
            yield shaped("spaCy", partial(from_doc, doc, slug(f"{path.stem}-{number}")))
        except DataError as error:
            yield error.at(field=f"doc {number}")


def from_doc(doc: "Doc", id: str) -> AnnotatedArticle:
    """The article of one `Doc`."""
    record: Record = dict(doc._.inquit or {})
    builder = Builder(doc.text, record)
    builder.take_records()
    seen: set[tuple[str, int, int]] = set()
    for span, role in _spans(doc):
        if span.id_ in builder.records and record:
            builder.span(span.id_, role, span.start_char, span.end_char)
        elif (key := (span.label_, span.start_char, span.end_char)) not in seen and span.label_:
            seen.add(key)
            builder.foreign(span.label_, span.start_char, span.end_char)
    return builder.build(id, {})
