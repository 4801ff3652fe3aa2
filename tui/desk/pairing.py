"""Which annotations of two layers of one article are the same: the ground that evaluation stands on.

*Letters* of an annotation are the offsets (code points) of the letters and digits that its spans mark, so that marks,
commas and blanks at the edges never matter; an annotation without any (an emoji) counts all its code points.
*Jaccard* of two is the number of letters they share over the number that either has. Pairing is one-to-one and greedy:
the best candidate first, each item at most once. Ties go to what stands first in the text, and no rule prefers one
side, so that swapping the sides gives the same pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tui.model.annotation import AnyAnnotation, value_of
from tui.model.span import Span

T = TypeVar("T", bound=AnyAnnotation)

LEAST_OVERLAP = 0.5
"""The Jaccard index from which two annotations overlap enough to be the same one."""

Letters = frozenset[int]


def letters(text: str, spans: Iterable[Span]) -> Letters:
    """The offsets of the letters and digits in the spans, or of everything in them if there are none."""
    offsets = [i for span in spans for i in range(span.start, span.end)]
    return frozenset(i for i in offsets if text[i].isalnum()) or frozenset(offsets)


def jaccard(first: Letters, second: Letters) -> float:
    """What two sets of letters share, in [0, 1]; at least one of them must not be empty."""
    return len(first & second) / len(first | second)


def overlaps(first: Sequence[Letters], second: Sequence[Letters]) -> Mapping[tuple[int, int], float]:
    """The Jaccard index of every pair that reaches `LEAST_OVERLAP`, by the indexes in the two lists."""
    at: dict[int, list[int]] = defaultdict(list)
    for i, marked in enumerate(first):
        for offset in marked:
            at[offset].append(i)
    touching = {(i, j) for j, marked in enumerate(second) for offset in marked for i in at.get(offset, ())}
    scored = {(i, j): jaccard(first[i], second[j]) for i, j in touching}
    return {pair: score for pair, score in scored.items() if score >= LEAST_OVERLAP}


def greedy(candidates: Iterable[tuple[Any, int, int]]) -> list[tuple[int, int]]:
    """Take `(rank, index, index)` candidates, highest rank first, each index once a side; returns the index pairs.

    Ties go to the lower indexes. What remains equal then is (i, j) and (j, i), which never compete: so the result
    does not depend on which side is which.
    """
    by_place = sorted(candidates, key=lambda c: (min(c[1:]), max(c[1:])))
    first: set[int] = set()
    second: set[int] = set()
    taken = []
    for _, i, j in sorted(by_place, key=lambda c: c[0], reverse=True):
        if i not in first and j not in second:
            first.add(i)
            second.add(j)
            taken.append((i, j))
    return taken


def pair_up(text: str, first: Iterable[T], second: Iterable[T]) -> list[tuple[T, T]]:
    """Pair annotations of one type by Jaccard ≥ `LEAST_OVERLAP`, best first; among equals, the same value first."""
    a, b = _in_order(first), _in_order(second)
    marked = ([letters(text, annotation.spans) for annotation in side] for side in (a, b))
    ranked = [((j, value_of(a[x]) == value_of(b[y])), x, y) for (x, y), j in overlaps(*marked).items()]
    return [(a[x], b[y]) for x, y in greedy(ranked)]


def _in_order(annotations: Iterable[T]) -> list[T]:
    return sorted(annotations, key=lambda a: (a.spans, value_of(a), a.id))
