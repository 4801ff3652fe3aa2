"""Finding the same words again in a changed text: the identical words at the same place, or nothing.

Two texts are compared as they *read*: any run of white space is one blank, curly quotation marks are straight. A span
is found again only where its surroundings prove that it is the same place. When in doubt it is not found: an annotation
on a list of orphans costs a minute, one that moved silently spoils the data.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from tui.model.edit import Quotation
from tui.model.span import Span, Spans

CONTEXT = 32
"""Code points on either side that a `Quotation` keeps."""

WINDOWS = (8, 16, 32, 64, 128)
"""Code points of context that are tried, in texts as they read: the smallest that is found only once decides."""

PIECE = 16
"""Code points of a piece of unchanged text that fences in the stretch where words are looked for."""

REACH = 160
"""How far from the words such a piece may be, in code points."""

LONG = 24
"""Code points from which words that occur only once in both texts need no context."""

_MARKS = str.maketrans("“”„‟＂‘’‚‛", '"""""' + "''''")
_EDGE = "\x02"
"""Stands before and behind a text, so that its ends are surroundings like any other."""


class Reading(Struct, frozen=True):
    """A text as it reads, between two edges; `starts` has the offset in the text of each of its code points."""

    words: str
    starts: tuple[int, ...]

    def raw(self, start: int, end: int) -> Span:
        """The span of the text that reads as `words[start:end]`; white space at its end counts whole."""
        return Span(self.starts[start], self.starts[end])


@lru_cache(maxsize=4)
def read_text(text: str) -> Reading:
    """A text as it reads."""
    words, starts = [_EDGE], [0]
    blank = False
    for offset, char in enumerate(text.translate(_MARKS)):
        if not char.isspace():
            words.append(char)
            starts.append(offset)
        elif not blank:
            words.append(" ")
            starts.append(offset)
        blank = char.isspace()
    return Reading("".join(words) + _EDGE, (*starts, len(text), len(text)))


def quotation_of(text: str, span: Span) -> Quotation:
    """The words of a span with up to 32 code points on either side (a W3C TextQuoteSelector)."""
    return Quotation(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def reanchor(old_text: str, new_text: str, spans: Spans) -> Spans | None:
    """The same words at the same place of the new text, or None if a piece is not found there for certain.

    The pieces keep their number and order. Offsets are code points of the two texts. The time is that of a few searches
    of the new text for each piece.
    """
    if old_text == new_text:
        return spans
    old, new = read_text(old_text), read_text(new_text)
    found: list[Span] = []
    for span in spans:
        place = _place(old, new, *_reading_span(old, span))
        if place is None:
            return None
        found.append(new.raw(*place))
    if any(after.start < before.end for before, after in pairwise(found)):
        return None
    return tuple(found)


def _reading_span(reading: Reading, span: Span) -> tuple[int, int]:
    return bisect_right(reading.starts, span.start) - 1, bisect_left(reading.starts, span.end)


def _place(old: Reading, new: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Where `old.words[start:end]` is in the new words."""
    before, after = _shared(old.words, new.words)
    if end + CONTEXT <= before:
        return start, end
    if start - CONTEXT >= len(old.words) - after:
        moved = len(new.words) - len(old.words)
        return start + moved, end + moved
    found = _alone(old.words, new.words, start, end)
    for window in WINDOWS:
        if found is None:
            found = _surrounded(old.words, new.words, start, end, window)
    if found is None:
        found = _between(old.words, new.words, start, end)
    if found is None or _cuts(new.words, found, found + end - start) != _cuts(old.words, start, end):
        return None
    return found, found + end - start


def _alone(old: str, new: str, start: int, end: int) -> int | None:
    """The place of words that occur once in either text, if they are long or still next to what they were next to."""
    exact = old[start:end]
    if _only(old, exact) is None or (found := _only(new, exact)) is None:
        return None
    left, right = old[max(0, start - WINDOWS[0]) : start], old[end : end + WINDOWS[0]]
    near = new.startswith(exact + right, found) or new.endswith(left, 0, found)
    return found if near or end - start >= LONG else None


def _surrounded(old: str, new: str, start: int, end: int, window: int) -> int | None:
    """The place that the surroundings prove: both hold on to the words, or one does and the other is still there."""
    exact, left, right = old[start:end], old[max(0, start - window) : start], old[end : end + window]
    both = _moved(old, new, left + exact + right)
    if both is not None:
        return both + len(left)
    by_left, by_right = _moved(old, new, left + exact), _moved(old, new, exact + right)
    by_left = None if by_left is None else by_left + len(left)
    inner_left, inner_right = left.lstrip(_EDGE), right.rstrip(_EDGE)
    lefts = _moved(old, new, inner_left) if inner_left else 0
    rights = _moved(old, new, inner_right) if inner_right else len(new)
    places = set()
    if by_left is not None and rights is not None and rights >= by_left + len(exact):
        places |= {by_left, _if_there(new, exact, rights - len(exact))}
    if by_right is not None and lefts is not None and lefts + len(inner_left) <= by_right:
        places |= {by_right, _if_there(new, exact, lefts + len(inner_left))}
    places.discard(None)
    return places.pop() if len(places) == 1 else None


def _between(old: str, new: str, start: int, end: int) -> int | None:
    """The place of words that are next to what they were next to, and stand once only between unchanged texts.

    This finds words of which one side was rewritten: nothing else between the two fences reads like them.
    """
    exact, before, after = old[start:end], _fence(old, new, start, -1), _fence(old, new, end, 1)
    if before is None or after is None or before[1] > after[1]:
        return None
    if _only(old[before[0] : after[0]], exact) is None or (found := _only(new[before[1] : after[1]], exact)) is None:
        return None
    found += before[1]
    left, right = old[max(0, start - PIECE) : start], old[end : end + PIECE]
    near = new.startswith(exact + right, found) or new.endswith(left + exact, 0, found + end - start)
    return found if near else None


def _fence(old: str, new: str, at: int, step: int) -> tuple[int, int] | None:
    """Where the nearest unchanged text before (`step` -1) or after `at` ends or begins, in the old and the new text.

    Unchanged is a piece that is in either text only once, or the end of the texts itself.
    """
    for gap in range(0, REACH, PIECE // 2):
        near = at + step * gap
        start = near - PIECE if step < 0 else near
        if start <= 0 or start + PIECE >= len(old):
            return (0, 0) if step < 0 else (len(old), len(new))
        found = _moved(old, new, old[start : start + PIECE])
        if found is not None:
            return near, found + near - start
    return None


def _if_there(text: str, words: str, at: int) -> int | None:
    return at if text.startswith(words, at) else None


def _moved(old: str, new: str, words: str) -> int | None:
    """Where words are in the new text that are in either text only once."""
    return _only(new, words) if _only(old, words) is not None else None


def _only(text: str, words: str) -> int | None:
    """Where the words are, if they are there exactly once."""
    first = text.find(words)
    return first if first >= 0 and text.find(words, first + 1) < 0 else None


def _cuts(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the ends are inside a word: they must not be if they were not ("Kim" is not in "Kimberly")."""
    return (
        text[start - 1].isalnum() and text[start].isalnum(),
        text[end - 1].isalnum() and text[end].isalnum(),
    )


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


@lru_cache(maxsize=4)
def _shared(old: str, new: str) -> tuple[int, int]:
    """How many code points the two have in common at their start, and at their end."""
    return _agree(old, new), _agree(old[::-1], new[::-1])


def _agree(first: str, second: str) -> int:
    """The length of the common start, by halving: a comparison of slices is far quicker than one of characters."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
