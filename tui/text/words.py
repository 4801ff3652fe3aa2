"""Words: what the cursor steps over. Found near an offset with one pattern, so no table of a long text is needed.

A possessive ’s is no part of a word ("Seoul" in "Seoul’s" is what gets labelled), a hyphen or apostrophe inside is
("Hong-kyun", "don’t"); an ideograph, a run of kana, and an emoji are words of their own.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tui.model.span import Span

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d"
    "\u0859-\u085b\u08d3-\u08e1\u08e3-\u0963\u0966-\u096f\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc"
    "\u0ec8-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u1059"
    "\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u109a-\u109d\u135d-\u135f\u17b4-\u17d3"
    "\u180b-\u180d\u18a9\u1920-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099-\u309a"
    "\ufe00-\ufe0e\ufe20-\ufe2f\u200c\u200d"
)
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
_JOINT = r"(?:[-\u2010\u2011]|(?<=\d)[.,:](?=\d)|&|['’ʼ](?![sS]\b))"

_ACRONYM = r"(?:[^\W\d_]\.){2,}"
_FLAG = "[\U0001f1e6-\U0001f1ff]{1,2}"
_RARE = re.compile(r"[^\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u200b\u200e-\u20cf\u2100-\u25ff\u27c0-\u2aff]")
"""Combining marks, ideographs, kana, emoji …: without any, a pattern does that is compiled ten times as fast."""


def _spelled(letter: str) -> str:
    """Words of letters, with signs of money and percent beside digits; the s of a possessive is none."""
    return rf"(?!(?<=['’])[sS]\b)(?:[$€£¥₩₹](?=\d))?(?=\w){letter}+(?:{_JOINT}{letter}+)*(?:(?<=\d)%)?"


_PLAIN = re.compile("|".join((_ACRONYM, _spelled(r"\w"))))


@cache
def _full() -> re.Pattern[str]:
    letter = rf"(?:(?![{_HAN}{_KANA}])[\w{_MARKS}])"
    emoji = f"[{_EMOJI}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?"
    return re.compile(
        rf"[{_HAN}][{_MARKS}]*|[{_KANA}]+|{_ACRONYM}|{_spelled(letter)}|{emoji}(?:\u200d{emoji})*|{_FLAG}"
    )


@lru_cache(4)
def _pattern(text: str) -> re.Pattern[str]:
    """What a word of this text is; looked up by the text itself, whose hash Python keeps."""
    return _full() if _RARE.search(text) else _PLAIN


_REACH = 256


def words_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The words that lie wholly or partly in `[start, end)`, cut to it."""
    for match in _pattern(text).finditer(text, start, end):
        yield Span(match.start(), match.end())


def word_at(text: str, offset: int) -> Span:
    """The word at `offset`, or else the nearest one: behind it on the same line, before it, then anywhere.

    In a text without any word, the one code point at `offset` (`[0, 1)` of an empty text).
    """
    after = word_from(text, offset)
    if after is not None and after.start <= offset:
        return after
    if after is not None and "\n" not in text[offset : after.start]:
        return after
    before = word_before(text, offset)
    if before is not None and (after is None or "\n" not in text[before.end : offset]):
        return before
    if after is not None:
        return after
    offset = max(0, min(offset, len(text) - 1))
    return Span(offset, offset + 1)


def word_from(text: str, offset: int) -> Span | None:
    """The first word that ends behind `offset`."""
    for match in _pattern(text).finditer(text, _safe(text, offset)):
        if match.end() > offset:
            return Span(match.start(), match.end())
    return None


def word_before(text: str, offset: int) -> Span | None:
    """The last word that starts in front of `offset`."""
    reach, low = 32, offset
    while low > 0:
        low = _safe(text, max(0, offset - reach))
        found = None
        for match in _pattern(text).finditer(text, low):
            if match.start() >= offset:
                break
            found = match
        if found is not None:
            return Span(found.start(), found.end())
        reach *= 4
    return None


def next_word(text: str, offset: int) -> Span | None:
    """The first word that starts behind `offset`."""
    here = word_from(text, offset)
    if here is None or here.start > offset:
        return here
    match = _pattern(text).search(text, here.end)
    return Span(match.start(), match.end()) if match else None


def _safe(text: str, offset: int) -> int:
    """A place at or in front of `offset` where no word is cut, unless one is longer than some 250 code points."""
    low = max(0, offset - _REACH)
    blank = max(text.rfind(" ", low, offset), text.rfind("\n", low, offset))
    return blank + 1 if blank >= 0 else low
