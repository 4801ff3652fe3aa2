"""Grapheme clusters and their width in terminal cells. Offsets are code points, widths are cells.

Widths are those of `rich.cells`, which the compositor uses too; terminals disagree about some emoji, so no offset
may ever be worked out from a width.
"""

import re
from bisect import bisect_right
from unicodedata import category

from rich.cells import cell_len, split_graphemes

NARROW = "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
"""The inside of a character class: characters that are one grapheme of one cell each, whatever stands beside them."""

_NOT_NARROW = re.compile(f"[^{NARROW}]")
_JOINING = ("Mn", "Mc", "Me", "Cf")
"""Categories of characters that join others to a cluster: marks, and invisible ones such as the zero-width joiner."""


def is_narrow(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has only one-cell characters, so that cells can be counted as code points."""
    return _NOT_NARROW.search(text, start, end) is None


def graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The clusters of `text[start:end]` as `(start, end, cells)`; flags are pairs of regional indicators."""
    found: list[tuple[int, int, int]] = []
    for first, last, single in split_graphemes(text[start:end])[0]:
        begin, stop = start + first, start + last
        width = cell_len(text[begin:stop]) if stop - begin > 1 else single  # the two disagree behind a lone joiner
        if found and _is_flag_half(text, begin) and _is_open_flag(text, found[-1]):
            half, _, before = found[-1]
            found[-1] = (half, stop, before + width)
        elif stop - begin > 1 and text[stop - 1] == "\n":  # rich takes a line end for a part of what is before it
            found += [(begin, stop - 1, width), (stop - 1, stop, 0)]
        else:
            found.append((begin, stop, width))
    return found


def _is_flag_half(text: str, offset: int) -> bool:
    return "\U0001f1e6" <= text[offset] <= "\U0001f1ff"


def _is_open_flag(text: str, cluster: tuple[int, int, int]) -> bool:
    return cluster[1] - cluster[0] == 1 and _is_flag_half(text, cluster[0])


def _begins(text: str, offset: int) -> bool:
    """Whether a cluster certainly begins here: what joins others, or may, and what stands behind it, does not count."""
    if offset == 0:
        return True
    before, char = text[offset - 1], text[offset]
    if _NOT_NARROW.match(char) is None:
        return before != "\u200d"
    return not (
        category(char) in _JOINING
        or category(before) in _JOINING
        or _is_flag_half(text, offset)
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # colours of skin
        or "\u1160" <= char <= "\u11ff"  # vowels and finals of Korean syllables
        or char in "\uff9e\uff9f\n"  # voiced marks; rich takes a line end for a part of what is before it
    )


def _around(text: str, offset: int) -> tuple[int, int]:
    """The nearest `[low, high)` around `offset` from which its cluster can be told."""
    low, high = offset, offset + 1
    while not _begins(text, low):
        low -= 1
    while high < len(text) and not _begins(text, high):
        high += 1
    return low, high


def grapheme_at(text: str, offset: int) -> tuple[int, int]:
    """The `[start, end)` of the cluster that `offset` is in; `(len, len)` at the end of the text."""
    if offset >= len(text):
        return len(text), len(text)
    if is_narrow(text, max(0, offset - 1), offset + 2):
        return offset, offset + 1
    for start, end, _ in graphemes(text, *_around(text, offset)):
        if end > offset:
            return start, end
    return offset, offset + 1


def next_grapheme(text: str, offset: int) -> int:
    """Where the cluster after the one at `offset` starts (the text's length at its end)."""
    return grapheme_at(text, offset)[1]


def previous_grapheme(text: str, offset: int) -> int:
    """Where the cluster before `offset` starts (0 at the start of the text)."""
    return grapheme_at(text, offset - 1)[0] if offset > 0 else 0


def cells(text: str, start: int, end: int) -> int:
    """How many cells `text[start:end]` takes."""
    if is_narrow(text, start, end):
        return end - start
    return cell_len(text[start:end])


def offset_at_cell(text: str, start: int, end: int, cell: int) -> int:
    """The offset of the cluster that covers `cell` cells right of `start`; the last one where the line is shorter."""
    if start >= end:
        return start
    if is_narrow(text, start, end):
        return min(start + max(0, cell), end - 1)
    found = graphemes(text, start, end)
    edges, total = [], 0
    for _, _, width in found:
        edges.append(total)
        total += width
    return found[max(0, bisect_right(edges, cell) - 1)][0]
