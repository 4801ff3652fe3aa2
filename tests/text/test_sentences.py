"""Sentences and paragraphs from punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text import sentences
from tui.text.sentences import next_paragraph, next_sentence, paragraph_at, previous_sentence, sentence_at


def all_sentences(text: str) -> list[str]:
    found, span = [], next_sentence(text, -1)
    while span is not None:
        found.append(span.of(text))
        span = next_sentence(text, span.start)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Kim of the U.S. left. He ran.", ["Mr. Kim of the U.S. left.", "He ran."]),
        ("“Go.” He went.", ["“Go.”", "He went."]),
        ("“Why?” he asked. No.", ["“Why?” he asked.", "No."]),
        ("東京です。高い。", ["東京です。", "高い。"]),
        ("A line\nAnother. Here", ["A line", "Another.", "Here"]),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert all_sentences(text) == found


@given(st.text(st.sampled_from("Ab. !\n”"), min_size=1, max_size=80), st.integers(0, 79))
def test_a_sentence_is_the_same_from_everywhere_in_it(text: str, offset: int) -> None:
    here = sentence_at(text, min(offset, len(text) - 1))
    assert all(sentence_at(text, at) == here for at in range(here.start, here.end) if not text[at].isspace())


def test_back_and_forth_meet_the_same_sentences() -> None:
    text = "One. Two! “Three?” he said.\n\nFour. Five."
    back, span = [], previous_sentence(text, len(text))
    while span is not None:
        back.append(span.of(text))
        span = previous_sentence(text, span.start)
    assert back[::-1] == all_sentences(text)


def test_a_paragraph_of_a_hundred_thousand_words_is_read_in_windows(monkeypatch) -> None:
    """Finding a sentence looks at some thousand characters, not at the whole paragraph."""
    text = "He said that it was so. " * 20_000
    looked = []
    find = sentences.ends_in
    monkeypatch.setattr(sentences, "ends_in", lambda t, a, b: looked.append(b - a) or find(t, a, b))
    assert sentence_at(text, 240_002).of(text) == "He said that it was so."
    assert sum(looked) < 10_000


def test_paragraphs_are_lines_with_ink() -> None:
    text = "One\n\n  Two words \n\n\n"
    assert paragraph_at(text, 4).of(text) == "Two words"
    assert paragraph_at(text, len(text)).of(text) == "Two words"
    assert next_paragraph(text, 7) is None
