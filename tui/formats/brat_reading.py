"""Read one brat document: the lines of its `.ann` file, ours or anybody's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from tui.formats.records import CONTENT, Builder, Record, from_label
from tui.model.annotation import Actor
from tui.model.errors import DataError
from tui.model.span import Spans, make_spans
from tui.model.suggestion import AnnotatedArticle

ROLE_OF = {"Cue": "cue", "Source": "source", "Target": "target"}
_ATTRIBUTES = {"Kind": "kind", "Polarity": "polarity", "Intensity": "intensity", "Status": "status"}

Join = Callable[[Spans, str], Spans]


def read_document(path: Path, join: Join) -> AnnotatedArticle:
    """The article of `path` (its `.txt`) and the `.ann` beside it; `join` puts fragments together.

    Events, equivalences and relations that we do not know are left out. Raises `DataError` with path and line.
    """
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8 (byte {error.start + 1})", path=str(path)) from None
    annotations = path.with_suffix(".ann")
    document = _Document(text, join)
    try:
        lines = annotations.read_bytes().decode().split("\n") if annotations.exists() else []
        for letters in ("T", "AM", "N#", "R"):
            for number, line in enumerate(lines, 1):
                if line[:1] and line[0] in letters:
                    _read_line(document, line.rstrip("\r"), number)
        return document.build(unquote(path.stem))
    except DataError as error:
        raise error.at(path=str(annotations)) from None


def _read_line(document: "_Document", line: str, number: int) -> None:
    try:
        id, _, rest = line.partition("\t")
        document.readers[line[0]](id, *rest.split("\t", 1))
    except DataError as error:
        raise error.at(line=number) from None
    except (KeyError, ValueError, TypeError, IndexError):
        raise DataError(
            f"is not a line of brat's, or names something that is not there: {line[:60]!r}", line=number
        ) from None


class _Document:
    """One text and what the lines so far said about it."""

    def __init__(self, text: str, join: Join) -> None:
        self.builder = Builder(text)
        self.types: dict[str, str] = {}
        self.spans: dict[str, Spans] = {}
        self.join = join
        self.readers: dict[str, Callable[..., None]] = {
            "T": self.text_bound,
            "A": self.attribute,
            "M": self.attribute,
            "N": self.reference,
            "#": self.note,
            "R": self.relation,
        }

    def text_bound(self, id: str, head: str, words: str = "") -> None:
        """`T1  PERSON 0 3;5 9  words`; the words are checked."""
        type, spans = read_spans(head)
        if spans[-1].end > len(self.builder.text):
            raise DataError(f"ends at {spans[-1].end}, beyond the text of {len(self.builder.text)} characters")
        found = " ".join(span.of(self.builder.text) for span in spans)
        if words and words.split() != found.split():
            raise DataError(f"says {words[:60]!r} but its offsets mark {found[:60]!r}; are they bytes or UTF-16 units?")
        self.types[id], self.spans[id] = type, spans
        self.builder.records[id] = {"id": id, **from_label(type)}
        for span in self.join(spans, self.builder.text):
            self.builder.span(id, CONTENT, span.start, span.end)

    def attribute(self, id: str, head: str) -> None:  # noqa: ARG002
        """`A1  Kind T1 mixed`; an attribute that is not ours goes into the note."""
        name, of, *value = head.split(" ", 2)
        record = self.builder.records.get(of)
        if record is None:
            return  # of an event
        if name == "Checkworthy":
            record["checkworthy"] = value == ["yes"]
        elif name in _ATTRIBUTES and value:
            record[_ATTRIBUTES[name]] = value[0]
        else:
            _add_note(record, "=".join([name, *value]))

    def reference(self, id: str, head: str, name: str = "") -> None:  # noqa: ARG002
        """`N1  Reference T1 actor:a1  Kim`; references to other resources go into the note."""
        _, of, full = head.split(" ", 2)
        resource, _, key = full.partition(":")
        record, key = self.builder.records[of], unquote(key)
        if resource not in ("actor", "target", "topic"):
            _add_note(record, f"{full} {name}".strip())
        elif resource == "topic":
            record["target"] = {"topic": key}
        else:
            self.builder.actors.setdefault(key, Actor(id=key, name=name or key))
            if resource == "target":
                record["target"] = {"actor": key}
            else:
                record[{"claim": "claimant", "stance": "holder"}.get(record["type"], "actor")] = key

    def note(self, id: str, head: str, words: str = "") -> None:  # noqa: ARG002
        """`#1  AnnotatorNotes T1  words`"""
        record = self.builder.records.get(head.rpartition(" ")[2])
        if record is not None and words:
            _add_note(record, words)

    def relation(self, id: str, head: str, _: str = "") -> None:  # noqa: ARG002
        """`R1  Source Arg1:T1 Arg2:T2`"""
        type, first, second = head.split()
        start, end = first.partition(":")[2], second.partition(":")[2]
        record, spans = self.builder.records[start], self.spans[end]
        place = (spans[0].start, spans[-1].end)
        role = type.lower()
        if self.types[end] in ROLE_OF:
            self.builder.helpers.add(end)
            if role in ROLE_OF.values():
                self.builder.span(start, role, *place)
        elif role == "target":
            record.setdefault("target", {"annotation": end})
        elif not record.get(role):
            self.builder.link(start, role, place, end)

    def build(self, id: str) -> AnnotatedArticle:
        """The article with everything that the lines said."""
        return self.builder.build(id, {})


def _add_note(record: Record, words: str) -> None:
    record["note"] = f"{record['note']}; {words}" if record.get("note") else words


def read_spans(head: str) -> tuple[str, Spans]:
    """Type and spans of the middle of a T line: `Quote 0 5;7 9`."""
    type, _, places = head.partition(" ")
    pairs = [place.split() for place in places.split(";")]
    return type, make_spans((int(start), int(end)) for start, end in pairs)


def documents(folder: Path) -> Iterator[Path]:
    """The texts of a folder that have annotations beside them, or none yet, sorted."""
    yield from sorted(path for path in folder.glob("*.txt") if not path.name.startswith("."))
