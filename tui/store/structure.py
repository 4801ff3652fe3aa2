"""The shape of a text as one short string: `gap+length` for each span, `|` between the three lists.

The gap is counted from the start of the span before, so numbers stay small and spans may nest.
"""

from collections.abc import Iterable

from msgspec.structs import fields

from tui.model.codec import Json
from tui.model.errors import DataError
from tui.model.span import Span
from tui.model.suggestion import Structure


def structure_to_document(article: str, text_sha256: str, structure: Structure) -> Json:
    """The structure of one version of an article's text as a document."""
    return {"article": article, "type": "structure", "text_sha256": text_sha256, "spans": pack(structure)}


def pack(structure: Structure) -> str:
    """All spans of a structure as one string."""
    return "|".join(_pack(getattr(structure, field.name)) for field in fields(Structure))


def unpack(packed: str) -> Structure:
    """Read what `pack` wrote; raises `DataError` for anything else."""
    try:
        sentences, clauses, noun_phrases = (tuple(_unpack(part)) for part in packed.split("|"))
    except ValueError:
        raise DataError(f"is not the structure of a text: {packed[:40]!r}", field="spans") from None
    return Structure(sentences, clauses, noun_phrases)


def last_end(structure: Structure) -> int:
    """Where the last of all spans ends; 0 if there is none."""
    spans = (*structure.sentences, *structure.clauses, *structure.noun_phrases)
    return max((span.end for span in spans), default=0)


def _pack(spans: Iterable[Span]) -> str:
    at, parts = 0, []
    for span in spans:
        parts.append(f"{span.start - at}+{len(span)}")
        at = span.start
    return " ".join(parts)


def _unpack(packed: str) -> Iterable[Span]:
    at = 0
    for part in packed.split():
        gap, length = part.split("+")
        at += int(gap)
        yield Span(at, at + int(length))
