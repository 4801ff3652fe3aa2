"""What hints may pick, and the keys that pick it."""

from collections.abc import Iterable

from tui.model.span import Span
from tui.text.words import words_in

HOME_FIRST = "asdfghjklqwertyuiopzxcvbnm"
"""The letters of hints, the easiest to reach first."""

MOST = len(HOME_FIRST) ** 2
"""No more can be picked with two keys."""


def candidates(
    text: str, start: int, end: int, annotated: Iterable[Span], phrases: Iterable[Span], *, every_word: bool = False
) -> list[Span]:
    """The stretches that start in `[start, end)` and may be picked, in text order, each once; at most `MOST`.

    `annotated` are spans of annotations (mentions, quotes, claims), `phrases` the noun phrases; without any of
    them, or if asked, words take their place where nothing else starts.
    """
    found = {span for group in (annotated, phrases) for span in group if start <= span.start < end}
    if every_word or not found:
        taken = {span.start for span in found}
        found |= {word for word in words_in(text, start, end) if word.start not in taken}
    return sorted(found, key=lambda span: (span.start, -span.end))[:MOST]


def hint_labels(count: int, letters: str = HOME_FIRST) -> list[str]:
    """`count` different labels of one or two of `letters`, none the beginning of another; short and easy ones first.

    Raises `ValueError` for more than two keys can tell apart.
    """
    if count > len(letters) ** 2:
        raise ValueError(f"two keys tell {len(letters) ** 2} candidates apart, not {count}")
    prefixes = max(0, -(-(count - len(letters)) // (len(letters) - 1)))
    singles = letters[: len(letters) - prefixes]
    doubles = [first + second for first in reversed(letters[len(letters) - prefixes :]) for second in letters]
    return [*singles, *doubles][:count]
