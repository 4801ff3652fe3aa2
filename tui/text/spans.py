"""An index of spans in blocks of fixed size: adding, removing and asking touch few blocks, however long the text."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from tui.model.span import Span

BLOCK = 512
"""Code points in a block: a screen of text is some ten blocks."""

Entry = tuple[int, int, str]


class SpanIndex:
    """Which ids have a span where. An id may have several spans (discontinuous content)."""

    def __init__(self, spans: Iterable[tuple[Span, str]] = ()) -> None:
        self._blocks: dict[int, list[Entry]] = {}
        self._order: list[tuple[int, int, str]] = []
        for span, id in spans:
            self._put_in_blocks(span, id)
            self._order.append((span.start, -span.end, id))
        self._order.sort()

    def __len__(self) -> int:
        return len(self._order)

    def add(self, span: Span, id: str) -> None:
        """Put a span of `id` in; adding one twice is the caller's mistake."""
        self._put_in_blocks(span, id)
        insort(self._order, (span.start, -span.end, id))

    def _put_in_blocks(self, span: Span, id: str) -> None:
        entry = (span.start, span.end, id)
        for block in _blocks_of(span.start, span.end):
            self._blocks.setdefault(block, []).append(entry)

    def remove(self, span: Span, id: str) -> None:
        """Take a span of `id` out; raises `ValueError` if it is not there."""
        for block in _blocks_of(span.start, span.end):
            self._blocks[block].remove((span.start, span.end, id))
        self._order.pop(bisect_left(self._order, (span.start, -span.end, id)))

    def in_range(self, start: int, end: int) -> list[Entry]:
        """All `(start, end, id)` that share a code point with `[start, end)`, in text order, long ones first."""
        found = {
            entry
            for block in _blocks_of(start, end)
            for entry in self._blocks.get(block, ())
            if entry[0] < end and start < entry[1]
        }
        return sorted(found, key=_reading_order)

    def at(self, offset: int) -> list[Entry]:
        """All `(start, end, id)` that cover `offset`, in text order, long ones first."""
        return self.in_range(offset, offset + 1)

    def after(self, span: Span, id: str) -> Iterator[Entry]:
        """What stands behind the span of `id` in reading order: by start, long ones first, then by id."""
        for at in range(bisect_right(self._order, (span.start, -span.end, id)), len(self._order)):
            first, minus_last, other = self._order[at]
            yield first, -minus_last, other

    def before(self, span: Span, id: str) -> Iterator[Entry]:
        """What stands in front of the span of `id` in reading order, the nearest first."""
        for at in range(bisect_left(self._order, (span.start, -span.end, id)) - 1, -1, -1):
            first, minus_last, other = self._order[at]
            yield first, -minus_last, other


def _blocks_of(start: int, end: int) -> range:
    return range(start // BLOCK, (end - 1) // BLOCK + 1)


def _reading_order(entry: Entry) -> tuple[int, int, str]:
    return entry[0], -entry[1], entry[2]
