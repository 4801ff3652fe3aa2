"""What a word is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.words import next_word, word_at, word_before, words_in


def words(text: str) -> list[str]:
    return [span.of(text) for span in words_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seoul’s spy agency.", ["Seoul", "spy", "agency"]),
        ("Kim Hong-kyun don’t", ["Kim", "Hong-kyun", "don’t"]),
        ("O’Brien’s U.S. AT&T", ["O’Brien", "U.S.", "AT&T"]),
        ("1,500.5 $5bn 12%", ["1,500.5", "$5bn", "12%"]),
        ("東京タワー", ["東", "京", "タワー"]),
        ("नमस्ते e\u0301te\u0301", ["नमस्ते", "e\u0301te\u0301"]),
        ("👩‍👩‍👧 👍🏽 🇫🇷", ["👩‍👩‍👧", "👍🏽", "🇫🇷"]),
        ("“[This] not", ["This", "not"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("block", [(0x300, 0x36F), (0x591, 0x5BD), (0x64B, 0x65F), (0x900, 0x963), (0xE31, 0xE3A)])
def test_combining_marks_do_not_cut_words(block: tuple[int, int]) -> None:
    for code in range(block[0], block[1] + 1):
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            assert words(f"a{chr(code)}b") == [f"a{chr(code)}b"], hex(code)


@pytest.mark.parametrize(
    ("offset", "word"), [(0, "He"), (1, "He"), (2, "said"), (7, "no"), (9, "no"), (10, "no"), (13, "Then")]
)
def test_a_place_between_words_belongs_to_the_next_on_its_line(offset: int, word: str) -> None:
    text = "He said no.\n\nThen he left"
    assert word_at(text, offset).of(text) == word


@given(st.text(st.sampled_from("ab ’s-,.\n東é\u0301🙂"), max_size=60), st.integers(0, 60))
def test_there_is_always_a_word_and_steps_agree(text: str, offset: int) -> None:
    """Stepping on and back again comes to the word one was at."""
    here = word_at(text, offset)
    assert 0 <= here.start < max(1, len(text))
    after = next_word(text, here.start)
    assert after is None or word_before(text, after.start) == here or not words(text)


def test_a_long_run_without_blanks_is_no_trap() -> None:
    text = "x" * 100_000 + " end"
    assert word_at(text, 100_001).of(text) == "end"
