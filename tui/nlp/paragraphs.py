"""Paragraphs: where a text starts anew, so that no sentence, clause or quotation runs across by accident."""

import re
from collections.abc import Iterator

from tui.model.span import Span

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CITY = r"[^\W\d_](?:[^\W\d_]|[.'’/-](?=[^\W\d_ ])|\.? (?=[^\W\d_])){3,35}?"
_DATELINE = re.compile(
    rf"(?:date \d{{4}}-\d\d-\d\d )?(?P<city>{_CITY})(?:, [^\n,;:–—]{{2,30}}?){{0,2}}(?: ?\([^)\n]{{2,20}}\))?"
    r"(?:,? --? | ?[–—] ?)(?=[\"“‘']?[A-Z\d])"
)
_WRAP_FROM, _WRAP_TO = 45, 100
"""Lines of these lengths, in code points, look as if a program had wrapped them."""


def find_paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without the blanks around them.

    A dateline is a paragraph of its own.

    A blank line always ends one, and so does a single line end, unless the lines look hard-wrapped: all but the last
    of at least two are 45 to 100 characters long, or the next one goes on in lower case.
    """
    return [
        part
        for block in _BLOCK.finditer(text)
        for paragraph in _split(text, *block.span())
        for part in _without_dateline(text, paragraph)
    ]


def _without_dateline(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph, with what stands before "WASHINGTON (AP) - " as one of its own."""
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    if match is None or not match["city"].isupper():
        yield paragraph
    else:
        yield _trim(text, paragraph.start, match.end())
        yield Span(match.end(), paragraph.end)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    lines = [_trim(text, start + m.start(), start + m.end()) for m in _LINE.finditer(text[start:end])]
    wrapped = len(lines) > 1 and all(_WRAP_FROM <= len(line) <= _WRAP_TO for line in lines[:-1])
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not (wrapped or _goes_on(text, lines[i - 1], lines[i])):
            yield Span(lines[first].start, lines[i - 1].end)
            first = i


def _goes_on(text: str, line: Span, following: Span) -> bool:
    return text[line.end - 1] not in ".!?:…\"”'’»" and text[following.start].islower()


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
