"""Long texts in pieces, because a model's memory grows with what it reads at once (about 20 kB a word)."""

import re
from collections.abc import Iterable, Iterator

PIECE = 40_000
"""Code points of a piece at most."""
_BATCH, _BATCH_LENGTH = 16, 60_000
"""How many texts, and how many code points of them, are parsed together at most."""

_ENDS = tuple(map(re.compile, (r"\n\s*", r"[.!?][”\"’')]*\s+", r"\s+")))
"""Where a text is cut, the best first: at a line's end, a sentence's, a word's."""


def cut(text: str) -> Iterator[str]:
    """The text in pieces of at most `PIECE` code points, cut in the second half of each where it hurts least."""
    start = 0
    while len(text) - start > PIECE:
        end = start + PIECE
        for pattern in _ENDS:
            ends = [match.end() for match in pattern.finditer(text, start + PIECE // 2, start + PIECE)]
            if ends:
                end = ends[-1]
                break
        yield text[start:end]
        start = end
    yield text[start:]


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in order, in lists that may be parsed at once; one that is to be cut is alone."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and (len(batch) == _BATCH or length + len(text) > _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    if batch:
        yield batch
