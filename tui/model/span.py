"""Spans: where in a text something is.

Everything here counts **Unicode code points** of `Article.text`: never bytes, UTF-16 units or terminal cells.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.model.errors import SpanError

JOINT = " … "
"""Stands between the pieces when discontinuous content is shown as one string."""


class Span(Struct, frozen=True, order=True, array_like=True):
    """A half-open, non-empty stretch `[start, end)` of code points. Raises `SpanError` if it is not one."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must have 0 <= start < end, not [{self.start}, {self.end}]")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: "Span") -> bool:
        """Whether every code point of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words of `text` that this span marks."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]
"""The pieces of one annotation: at least one, in text order, not overlapping."""


def make_spans(pairs: Iterable[Sequence[int]]) -> Spans:
    """Make `Spans` from `[start, end]` pairs in any order; raises `SpanError` for overlaps or none at all."""
    spans = tuple(sorted(Span(start, end) for start, end in pairs))
    check_spans(spans)
    return spans


def check_spans(spans: Spans, length: int | None = None) -> None:
    """Raise `SpanError` unless there is a span, all are in order, apart, and within `length` code points."""
    if not spans:
        raise SpanError("an annotation needs at least one span")
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise SpanError(
                f"the pieces [{before.start}, {before.end}] and [{after.start}, {after.end}] must be in order "
                "and must not overlap"
            )
    if length is not None and spans[-1].end > length:
        raise SpanError(
            f"the span [{spans[-1].start}, {spans[-1].end}] ends beyond the text, which has {length} characters"
        )


def spans_text(text: str, spans: Spans) -> str:
    """The words of all pieces, joined by " … "."""
    if len(spans) == 1:
        return text[spans[0].start : spans[0].end]
    return JOINT.join([span.of(text) for span in spans])


def hull(spans: Spans) -> Span:
    """The one span from the first piece's start to the last one's end."""
    return Span(spans[0].start, spans[-1].end)


def spans_overlap(first: Spans, second: Spans) -> bool:
    """Whether any piece of one shares a code point with any piece of the other."""
    return any(a.overlaps(b) for a in first for b in second)
