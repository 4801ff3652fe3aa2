"""Quotation marks: which stretches of a text stand between them.

Curly, straight, doubled single (`` '' ), low („ “) and angle (« ») marks of the outer level are paired within each
paragraph. A quotation whose paragraph ends without a closing mark goes on if the next paragraph opens with one. Single
marks count only outside double ones, and only where they cannot be apostrophes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tui.model.span import Span

_DOUBLE = re.compile(r"[“”„‟\"«»]|``|(?<!')''(?!')")
_SINGLE = re.compile(
    r"(?<![\w.,!?…’'])[‘'](?!\d\ds|em\b|til\b|tis\b|twas\b)(?=[\w\[(…$])(?P<open>)|(?<=[\w.,!?…)\]])[’'](?!\w)"
)
_OPENING = frozenset("“„‟«")
_BEFORE_CLOSING = frozenset(".,!?…")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u2009([{—–-―:/‘'")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks, marks included, inside one paragraph.

    `inner` leaves the marks out; `goes_on` tells that the next stretch in the list belongs to the same quotation, in
    the next paragraph; `single` that the marks are single ones.
    """

    span: Span
    inner: Span
    goes_on: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


def find_quoted(text: str, paragraphs: Iterable[Span]) -> list[Quoted]:
    """All quoted stretches in text order, not overlapping. Marks that find no partner are left alone."""
    found: list[Quoted] = []
    paragraphs = list(paragraphs)
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        doubles = list(_pair(text, paragraph, _opens_with_mark(text, following)))
        found += sorted([*doubles, *_singles(text, paragraph, doubles)], key=lambda quoted: quoted.span)
    return found


def _pair(text: str, paragraph: Span, goes_on: bool) -> Iterator[Quoted]:
    """Pair the double marks of a paragraph; an open one at its end counts only if the quotation `goes_on`."""
    opened: _Mark | None = None
    depth = 0
    marks = list(_double_marks(text, paragraph))
    for i, mark in enumerate(marks):
        if opened is None:
            opened, depth = (mark, 0) if mark.opens else (None, 0)
        elif mark.closes or (text[opened.start] == "„" and text[mark.start] == "“"):
            if depth == 0:
                yield from _between(opened, mark.start, mark.end)
                opened = None
            else:
                depth -= 1
        elif _closings(marks[i + 1 :]) > depth + 1:
            depth += 1
        else:
            opened, depth = mark, 0
    if opened is not None and (goes_on or opened.start == paragraph.start):
        for quoted in _between(opened, paragraph.end, paragraph.end):
            yield replace(quoted, goes_on=goes_on)


def _closings(marks: Iterable[_Mark]) -> int:
    """How many closing marks come before the marks start to open again."""
    count = 0
    for mark in marks:
        if not mark.closes:
            break
        count += 1
    return count


def _between(opened: _Mark, inner_end: int, end: int) -> Iterator[Quoted]:
    if opened.end < inner_end:
        yield Quoted(Span(opened.start, end), Span(opened.end, inner_end))


def _double_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        looks_opening = before in _BEFORE_OPENING and not after.isspace()
        looks_closing = before in _BEFORE_CLOSING and after.isspace()
        opens = match.group() == "``" or (match.group() in _OPENING and not looks_closing)
        opens = looks_opening if match.group() in ('"', "''") else opens
        yield _Mark(start, end, opens, not opens)


def _singles(text: str, paragraph: Span, doubles: Iterable[Quoted]) -> Iterator[Quoted]:
    taken = [quoted.span for quoted in doubles]
    opened: tuple[int, int] | None = None
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        if any(match.start() in span for span in taken):
            opened = None
        elif match.group("open") is not None:
            opened = match.span()
        elif opened is not None and not _possessive(text, match.start(), paragraph.end):
            start, inner = opened
            span = Span(start, match.end())
            if not any(span.overlaps(other) for other in taken):
                yield Quoted(span, Span(inner, match.start()), single=True)
            opened = None


def _possessive(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at` may be the genitive of a plural ("the students' plan") rather than the end."""
    more = re.compile(r"[’'](?!\w)").search(text, at + 1, end)
    return text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower() and more is not None


def _opens_with_mark(text: str, paragraph: Span | None) -> bool:
    return paragraph is not None and (
        text[paragraph.start] in '“"„«‟' or text[paragraph.start :].startswith(("``", "''"))
    )
