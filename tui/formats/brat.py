"""brat standoff: a folder with `ID.txt` and `ID.ann` for each article, and `annotation.conf`.

Offsets count code points. Entities are text-bound annotations of their label; quotes, claims and stances of the types
`Quote`, `Claim`, `Stance`, with the attributes Kind, Checkworthy, Polarity, Intensity and Status; cues, sources and
target spans of the types `Cue`, `Source`, `Target`, joined to theirs by relations. An actor is a normalisation
(`Reference T1 actor:a1`), as are a stance's target actor (`target:a2`) and topic (`topic:…`). Notes are notes.

brat allows no line end inside a fragment, so spans are cut there, and put together again when read. Ids become T1, T2,
and so on.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct, field
from msgspec.structs import replace

from tui.formats.brat_conf import annotation_conf
from tui.formats.brat_reading import documents, read_document, read_spans
from tui.formats.flat import without_metadata, without_provenance
from tui.formats.links import target_id, without_dangling
from tui.formats.module import Found, Marks, WriteOptions
from tui.formats.records import CONTENT, file_name, id_in_name, mention_of, pieces_of
from tui.model.annotation import (
    WRITER,
    Actor,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    Target,
    actors_of,
    type_of,
    value_of,
)
from tui.model.errors import DataError
from tui.model.span import Span, Spans
from tui.model.suggestion import AnnotatedArticle

TYPES = {"quote": "Quote", "claim": "Claim", "stance": "Stance"}
ROLES = {"cue": "Cue", "source": "Source", "target": "Target"}
REASON = "of nothing but white space"
"""Why an annotation may be left out."""

UNORDERED = True
"""Files come in any order."""

_FRAGMENT = re.compile(r"[^\n]+")


# --- what it carries


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """All annotations with status and note; actors who are referred to, by name; articles by id and text alone.

    The id is the files' name, so what is too long for one is cut.
    """
    text = annotated.article.text
    kept = [carried for annotation in annotated.annotations if (carried := _carried(annotation, text))]
    annotations = without_dangling(kept)
    named = {actor for annotation in annotations for actor in actors_of(annotation)}
    names = {actor.id: _one_line(actor.name) for actor in annotated.actors if actor.id in named}
    actors = tuple(Actor(id=id, name=name or id) for id, name in names.items())
    article = replace(without_metadata(annotated.article), id=id_in_name(annotated.article.id))
    return AnnotatedArticle(article=article, actors=actors, annotations=annotations)


def _carried(annotation: AnyAnnotation, text: str) -> AnyAnnotation | None:
    spans = joined(fragments(text, annotation.spans), text)
    if not spans:
        return None
    note = _one_line(annotation.note) or None if annotation.note else None
    bare = replace(without_provenance(annotation, "status"), spans=spans, note=note)
    match bare:
        case Entity(label=label):
            return replace(bare, label=_type_name(label))
        case Quote(cue=cue, source=source):
            return replace(bare, cue=_single(cue, text), source=_single(source, text))
        case Stance(target=Target(span=Span() as span)):
            kept = _single(span, text)
            return replace(bare, target=Target(span=kept) if kept else None)
        case _:
            return bare


def _single(span: Span | None, text: str) -> Span | None:
    """A cue, source or target without line ends at its ends; the text between its fragments is taken back in."""
    pieces = fragments(text, (span,)) if span else ()
    return Span(pieces[0].start, pieces[-1].end) if pieces else None


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _type_name(label: str) -> str:
    """A name that brat takes for a type."""
    return re.sub(r"[^\w-]", "_", label)


def fragments(text: str, spans: Spans) -> Spans:
    """The spans cut at line ends, which are left out, and so are pieces of nothing but white space."""
    return tuple(
        Span(span.start + found.start(), span.start + found.end())
        for span in spans
        for found in _FRAGMENT.finditer(span.of(text))
        if found[0].strip()
    )


def joined(pieces: Spans, text: str) -> Spans:
    """Fragments with nothing but a line end and white space between them put together again."""
    result: list[Span] = []
    for piece in pieces:
        gap = text[result[-1].end : piece.start] if result else ""
        if gap.isspace() and "\n" in gap:
            result[-1] = Span(result[-1].start, piece.end)
        else:
            result.append(piece)
    return tuple(result)


# --- writing


def write(articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
    """Write two files an article, and the configuration with every label there was."""
    labels: set[str] = set(map(_type_name, options.scheme.names("entity")))
    for annotated in articles:
        name = file_name(annotated.article.id)
        (out / f"{name}.txt").write_text(annotated.article.text, encoding="utf-8", newline="")
        lines, _ = to_lines(annotated)
        (out / f"{name}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")
        labels.update(a.label for a in annotated.annotations if isinstance(a, Entity))
    (out / "annotation.conf").write_text(annotation_conf(options.scheme, sorted(labels)), encoding="utf-8")


class _Sheet(Struct):
    """The lines of one `.ann` file, numbered by their letters."""

    text: str
    lines: list[str] = field(default_factory=list)
    count: dict[str, int] = field(default_factory=dict)

    def add(self, letter: str, rest: str) -> str:
        self.count[letter] = self.count.get(letter, 0) + 1
        id = f"{letter}{self.count[letter]}"
        self.lines.append(f"{id}\t{rest}")
        return id

    def span(self, type: str, spans: Spans) -> str:
        pieces = fragments(self.text, spans)
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.of(self.text) for piece in pieces)
        return self.add("T", f"{type} {places}\t{words}")

    def reference(self, id: str, resource: str, key: str, name: str) -> None:
        self.add("N", f"Reference {id} {resource}:{quote(key, safe='')}\t{_one_line(name)}")


def to_lines(annotated: AnnotatedArticle) -> tuple[list[str], dict[str, str]]:
    """The lines of an article's `.ann` file, and the T id of each annotation."""
    sheet = _Sheet(annotated.article.text)
    ids = {a.id: sheet.span(_brat_type(a), a.spans) for a in annotated.annotations}
    names = {actor.id: actor.name for actor in annotated.actors}
    for annotation in annotated.annotations:
        id = ids[annotation.id]
        for name, value in _attributes(annotation):
            sheet.add("A", f"{name} {id} {value}".rstrip())
        for piece in pieces_of(annotation):
            if piece.role != CONTENT:
                end = sheet.span(ROLES[piece.role], (piece.span,))
                sheet.add("R", f"{ROLES[piece.role]} Arg1:{id} Arg2:{end}")
        _write_links(sheet, annotation, annotated.annotations, ids, names)
        if annotation.note:
            sheet.add("#", f"AnnotatorNotes {id}\t{_one_line(annotation.note)}")
    return sheet.lines, ids


def _brat_type(annotation: AnyAnnotation) -> str:
    return annotation.label if isinstance(annotation, Entity) else TYPES[type_of(annotation)]


def _attributes(annotation: AnyAnnotation) -> Iterator[tuple[str, str]]:
    if not isinstance(annotation, Entity):
        yield "Polarity" if isinstance(annotation, Stance) else "Kind", value_of(annotation)
    if isinstance(annotation, Stance) and annotation.intensity:
        yield "Intensity", annotation.intensity
    if isinstance(annotation, Claim) and annotation.checkworthy is not None:
        yield "Checkworthy", "yes" if annotation.checkworthy else "no"
    if annotation.status != "accepted":
        yield "Status", annotation.status


def _write_links(
    sheet: _Sheet,
    annotation: AnyAnnotation,
    annotations: tuple[AnyAnnotation, ...],
    ids: dict[str, str],
    names: dict[str, str],
) -> None:
    """The actors as references, with relations to their mentions so that brat draws an arrow."""
    id = ids[annotation.id]
    match annotation:
        case Entity(actor=actor) | Quote(actor=actor) | Claim(claimant=actor) | Stance(holder=actor):
            if actor is not None:
                sheet.reference(id, "actor", actor, names.get(actor, actor))
    arrow = {"claim": "Claimant", "stance": "Holder"}.get(type_of(annotation))
    mention = mention_of(actor, annotation, annotations) if arrow and actor else None
    if mention:
        sheet.add("R", f"{arrow} Arg1:{id} Arg2:{ids[mention.id]}")
    target = annotation.target if isinstance(annotation, Stance) else None
    if target and target.actor is not None:
        sheet.reference(id, "target", target.actor, names.get(target.actor, target.actor))
    if target and target.topic is not None:
        sheet.reference(id, "topic", target.topic, target.topic)
    if linked := target_id(annotation):
        sheet.add("R", f"Target Arg1:{id} Arg2:{ids[linked]}")


def expected_marks(carried: AnnotatedArticle) -> Marks:
    """The words of every fragment of every span."""
    text = carried.article.text
    pieces = [piece for annotation in carried.annotations for piece in pieces_of(annotation)]
    found = [_one_word(_brat_type(p.annotation) if p.role == CONTENT else ROLES[p.role], text, p.span) for p in pieces]
    return carried.article.id, [mark for marks in found for mark in marks]


def _one_word(type: str, text: str, span: Span) -> list[tuple[str, str]]:
    return [(type, fragment.of(text)) for fragment in fragments(text, (span,))]


def marks(out: Path) -> Iterator[Marks]:
    """What the fragments mark, which together must be the words at the end of the line."""
    for path in out.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        found: list[tuple[str, str]] = []
        for line in path.read_bytes().decode().split("\n"):
            if line.startswith("T"):
                _, head, told = line.split("\t", 2)
                type, spans = read_spans(head)
                words = [span.of(text) for span in spans]
                found.extend((type, word if " ".join(words) == told else f"not {word}") for word in words)
        yield unquote(path.stem), found


# --- reading


def as_read(carried: AnnotatedArticle) -> AnnotatedArticle:
    """What reading gives for a carried article: ids T1, T2, …, actors in the order in which lines name them."""
    ids = {annotation.id: f"T{number}" for number, annotation in enumerate(carried.annotations, 1)}
    annotations = tuple(_renamed(annotation, ids) for annotation in carried.annotations)
    order = dict.fromkeys(actor for annotation in annotations for actor in actors_of(annotation))
    by_id = {actor.id: actor for actor in carried.actors} | {WRITER: Actor(id=WRITER, name=WRITER)}
    return replace(carried, annotations=annotations, actors=tuple(by_id[id] for id in order))


def _renamed(annotation: AnyAnnotation, ids: dict[str, str]) -> AnyAnnotation:
    linked = target_id(annotation)
    if isinstance(annotation, Stance) and linked is not None:
        annotation = replace(annotation, target=Target(annotation=ids[linked]))
    return replace(annotation, id=ids[annotation.id])


def recognises(path: Path) -> bool:
    """Whether there are `.ann` files in the folder, or there is one beside the file."""
    return any(path.glob("*.ann")) if path.is_dir() else path.with_suffix(".ann").exists()


def read(path: Path) -> Iterator[Found]:
    """One article a `.txt` file of the folder (or the one file named)."""
    for document in documents(path) if path.is_dir() else (path.with_suffix(".txt"),):
        try:
            yield read_document(document, joined)
        except DataError as error:
            yield error
        except OSError as error:
            yield DataError(f"cannot be read: {error.strerror}", path=str(document))
