"""Finding: forgiving in letters, exact in offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.text.search import find_all, next_match


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Seoul seoul SEOUL", "seoul", ["Seoul", "seoul", "SEOUL"]),
        ("café cafe\u0301 cafe", "cafe", ["café", "cafe\u0301", "cafe"]),
        ("Seoul’s plan", "seoul's", ["Seoul’s"]),
        ("North\n  Korea", "north korea", ["North\n  Korea"]),
        ("Straße", "strasse", ["Straße"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("aaa", "aa", ["aa"]),
        ("abc", "  ", []),
    ],
)
def test_find(text: str, query: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_all(text, query)] == found


@given(st.text(max_size=40), st.integers(0, 39), st.integers(1, 8))
def test_what_stands_there_is_found_there(text: str, start: int, length: int) -> None:
    """Any word copied from the text is found, and the first match is not behind it."""
    words = text[start : start + length].split()
    if words and words[0].isalnum():
        first = find_all(text, words[0])[0]
        assert first.start <= text.index(words[0])
        assert 0 <= first.start < first.end <= len(text)


def test_next_and_previous_go_round() -> None:
    matches = [Span(0, 1), Span(5, 6), Span(9, 10)]
    assert next_match(matches, 0) == Span(5, 6)
    assert next_match(matches, 9) == Span(0, 1)
    assert next_match(matches, 5, -1) == Span(0, 1)
    assert next_match(matches, 0, -1) == Span(9, 10)
    assert next_match([], 3) is None
