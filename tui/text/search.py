"""Finding words: without regard to case, accents and the shape of quotation marks; offsets stay exact."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from tui.model.span import Span

_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "–": "-"})


def find_all(text: str, query: str) -> list[Span]:
    """Every place where the words of `query` stand, in text order, not overlapping; none for a blank query.

    Blanks in the query match any blanks, line ends included. A match takes in the accents behind its last letter.
    """
    parts = [re.escape(_fold(part)[0]) for part in query.split()]
    if not any(parts):
        return []
    folded, places = _fold(text)
    matches = re.finditer(r"\s+".join(parts), folded)
    if places is None:
        return [Span(m.start(), m.end()) for m in matches]
    return [
        Span(bisect_right(places, m.start()) - 1, bisect_right(places, m.end()) - 1)
        for m in matches
        if m.start() < m.end()
    ]


def next_match(matches: Sequence[Span], offset: int, count: int = 1) -> Span | None:
    """The `count`th match that starts behind `offset` (before it if negative), round the ends of the text."""
    if not matches:
        return None
    if count > 0:
        at = bisect_right(matches, offset, key=lambda span: span.start) + count - 1
    else:
        at = bisect_left(matches, offset, key=lambda span: span.start) + count
    return matches[at % len(matches)]


@lru_cache(4)
def _fold(text: str) -> tuple[str, list[int] | None]:
    """The text in small letters without accents; and where each code point went, unless each went to its own place."""
    if text.isascii():
        return text.lower(), None
    table = {ord(char): _plain(char) for char in set(text)}
    folded = text.translate(table)
    if all(len(plain) == 1 for plain in table.values()):
        return folded, None
    return folded, [0, *accumulate(len(table[ord(char)]) for char in text)]


def _plain(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char.translate(_SHAPES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
