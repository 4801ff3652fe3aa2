"""Sentences and paragraphs from punctuation, found in a window around an offset: no table of a long text is made."""

import re

from tui.model.span import Span

_END = re.compile(r"([.!?…]+|[。！？]+)([\"'”’»)\]】」』]*)(?=\s|\Z|(?<=[。！？」』]))")
_SHORT = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms dr prof gen col lt sgt capt sen rep gov rev hon st jr sr vs etc inc ltd co corp no nos vol pp fig "
        "jan feb mar apr jun jul aug sep sept oct nov dec mt al approx dept est messrs adm cmdr maj supt",
    )
)
_INK = re.compile(r"\S")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_])*)\Z")
_WINDOW = 2000


def paragraph_at(text: str, offset: int) -> Span:
    """The line of the article that `offset` is in, or else the next one, or the one before, that is not blank."""
    if _INK.search(text) is None:
        return Span(0, max(1, len(text)))
    offset = max(0, offset)
    while True:
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        trimmed = _trim(text, start, end)
        if trimmed is not None:
            return trimmed
        after = _INK.search(text, end)
        offset = after.start() if after else len(text.rstrip()) - 1


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that `offset` is in; the blanks between two belong to the one before."""
    paragraph = paragraph_at(text, offset)
    inside = min(max(offset, paragraph.start), paragraph.end - 1)
    offset = max(paragraph.start, _last_ink(text, inside + 1) - 1)
    return Span(_start(text, paragraph, offset), _stop(text, paragraph, offset))


def next_sentence(text: str, offset: int) -> Span | None:
    """The first sentence that starts behind `offset`."""
    here = sentence_at(text, offset)
    if here.start > offset:
        return here
    following = _INK.search(text, here.end)
    return sentence_at(text, following.start()) if following else None


def previous_sentence(text: str, offset: int) -> Span | None:
    """The last sentence that starts in front of `offset`."""
    here = sentence_at(text, offset)
    if here.start < offset:
        return here
    before = len(text[: here.start].rstrip()) if here.start < _WINDOW else _last_ink(text, here.start)
    return sentence_at(text, before - 1) if before > 0 else None


def next_paragraph(text: str, offset: int) -> Span | None:
    """The first paragraph that starts behind `offset`."""
    here = paragraph_at(text, offset)
    if here.start > offset:
        return here
    following = _INK.search(text, here.end)
    return paragraph_at(text, following.start()) if following else None


def previous_paragraph(text: str, offset: int) -> Span | None:
    """The last paragraph that starts in front of `offset`."""
    here = paragraph_at(text, offset)
    if here.start < offset:
        return here
    before = _last_ink(text, here.start)
    return paragraph_at(text, before - 1) if before > 0 else None


def ends_in(text: str, start: int, end: int) -> list[int]:
    """The offsets in `(start, end]` behind which a sentence is over: its full stop and closing marks included."""
    found = []
    for match in _END.finditer(text, start):  # without an end: its lookahead would take `end` for the text's
        if match.end() > end:
            break
        if _is_end(text, match):
            found.append(match.end())
    return found


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 8].lstrip()[:1]
    if following.islower() and match[1] != "…":
        return False
    if match[1] != ".":
        return not following.islower()
    word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if word is None or match[2]:
        return True
    return not (word[1].lower() in _SHORT or (len(word[1]) == 1 and word[1].isupper()) or "." in word[1])


def _start(text: str, paragraph: Span, offset: int) -> int:
    reach = _WINDOW
    while True:
        low = max(paragraph.start, offset - reach)
        ends = [end for end in ends_in(text, low, offset) if _next_ink(text, end, paragraph.end) <= offset]
        if ends:
            return _next_ink(text, ends[-1], paragraph.end)
        if low == paragraph.start:
            return low
        reach *= 4


def _stop(text: str, paragraph: Span, offset: int) -> int:
    reach = _WINDOW
    while True:
        high = min(paragraph.end, offset + reach)
        back = max(paragraph.start, offset - 8)
        ends = [end for end in ends_in(text, back, high) if end > offset]
        if ends:
            return ends[0]
        if high == paragraph.end:
            return high
        reach *= 4


def _next_ink(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _last_ink(text: str, offset: int) -> int:
    offset = min(offset, len(text))
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset


def _trim(text: str, start: int, end: int) -> Span | None:
    first = _next_ink(text, start, end)
    last = _last_ink(text, end)
    return Span(first, last) if first < last else None
