"""Stretches between quotation marks, found around an offset within its paragraph."""

import re

from tui.model.span import Span
from tui.text import sentences

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "「": "」", "『": "』", "‹": "›"}
_MARK = re.compile('[“”„«»‘’"「」『』‹›]')
REACH = 4000
"""How far quotation marks are looked for on either side, in code points."""


def quoted_at(text: str, selection: Span) -> list[Span]:
    """Every stretch between marks around the selection: first without its marks, then with them."""
    found: list[Span] = []
    if len(selection) > REACH:
        return found
    for outer in quotations(text, selection.start, selection.end):
        inner = Span(outer.start + 1, max(outer.start + 2, outer.end - 1))
        if inner.covers(selection):
            found.append(inner)
        if outer.covers(selection):
            found.append(outer)
    return found


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The stretches in quotation marks, marks included, that touch `[start, end)`; one left open ends its paragraph."""
    paragraph = sentences.paragraph_at(text, start)
    low = max(paragraph.start, start - REACH)
    high = min(max(paragraph.end, end), end + REACH)
    found: list[Span] = []
    open_at: list[int] = []
    for match in _MARK.finditer(text, low, high):
        at, mark = match.start(), match[0]
        if open_at and _closes(text, open_at[-1], at):
            found.append(Span(open_at.pop(), at + 1))
        elif mark == '"' or (mark in _PAIRS and not _is_apostrophe(text, at)):
            open_at.append(at)
    found += [Span(at, paragraph.end) for at in open_at if text[at] != "‘" and at + 1 < paragraph.end]
    return sorted(span for span in found if span.start < end and start < span.end)


def _closes(text: str, opened: int, at: int) -> bool:
    mark = text[at]
    if mark == '"':
        return text[opened] == '"'
    return mark in _PAIRS.get(text[opened], "") and not (mark == "’" and _is_apostrophe(text, at))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the mark stands between two letters, as in "don’t"."""
    return text[at] in "’‘'" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
