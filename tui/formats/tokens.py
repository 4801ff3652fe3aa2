"""Tokens for formats that need them, cut so that every span begins and ends with one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.model.span import Span

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


class Token(Struct, frozen=True):
    """One word, number or mark; `space` tells whether white space follows."""

    number: int
    start: int
    end: int
    text: str
    space: bool


def tokenise(text: str, spans: Iterable[Span] = ()) -> list[Token]:
    """The tokens of a text: words and single marks, cut further where a span begins or ends.

    White space is a token only where a span begins or ends with it, so that `covered` finds every span exactly.
    """
    borders = list(spans)
    starts, ends = {span.start for span in borders}, {span.end for span in borders}
    cuts = sorted(starts | ends)
    stretches: list[tuple[int, int]] = []
    position = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        while position < len(cuts) and cuts[position] <= start:
            position += 1
        while start < end:
            stop = min(end, cuts[position]) if position < len(cuts) else end
            if not text[start].isspace() or start in starts or stop in ends:
                stretches.append((start, stop))
            if stop < end:
                position += 1
            start = stop
    return [
        Token(number, start, end, text[start:end], end < len(text) and text[end].isspace())
        for number, (start, end) in enumerate(stretches)
    ]


def covered(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """The numbers of the first and the last token (inclusive) of a span that the tokens were cut for."""
    first = bisect_left(tokens, span.start, key=lambda token: token.start)
    last = bisect_left(tokens, span.end, key=lambda token: token.end)
    return first, last
