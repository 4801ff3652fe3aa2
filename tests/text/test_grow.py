"""Growing by meaning, with and without a parse; quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text.grow import grow
from tui.text.quoted import quotations

TEXT = "He left, but Kim Hong-kyun warned that Seoul will “respond with all measures available”. Mr Zinoviev said so."

NOTHING = Structure()


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def ladder(text: str, at: Span, structure: Structure = NOTHING, spans: tuple[Span, ...] = ()) -> list[str]:
    steps, here = [], at
    while (larger := grow(text, structure, spans, here)) != here:
        steps.append(larger.of(text))
        here = larger
    return steps


def test_without_a_parse_marks_and_commas_lead() -> None:
    sentence = TEXT[: TEXT.index(" Mr")]
    assert ladder(TEXT, span("measures")) == [
        "respond with all measures available",
        "“respond with all measures available”",
        "Seoul will “respond with all measures available”",
        "but Kim Hong-kyun warned that Seoul will “respond with all measures available”",
        sentence,
        TEXT,
    ]


def test_with_a_parse_noun_phrases_and_clauses_lead() -> None:
    clause = "Seoul will “respond with all measures available”"
    structure = Structure(clauses=(span(clause),), noun_phrases=(span("all measures"),), sentences=(span(TEXT[:88]),))
    steps = ladder(TEXT, span("measures"), structure)
    assert steps[0] == "all measures"
    assert clause in steps


@pytest.mark.parametrize(
    ("text", "word", "content"),
    [
        ("He called the closure “a death sentence” for shops.", "shops", "the closure “a death sentence” for shops"),
        ("She added it “should worry nobody”.", "it", "it “should worry nobody”"),
        ("Troops, all of them new, came, according to the agency.", "Troops", "Troops, all of them new, came"),
        ("Q: Is it lonely? Is it far?", "lonely", "Is it lonely? Is it far?"),
    ],
)
def test_what_is_said_is_a_step(text: str, word: str, content: str) -> None:
    """Growing stops at the content without "called", "according to" or the speaker's name, within three keys."""
    sentences = Structure(sentences=(Span(0, len(text)),), clauses=(Span(0, len(text)),))
    assert content in ladder(text, span(word, text), sentences if "Q:" not in text else NOTHING)[:3]


def test_an_annotation_is_a_step() -> None:
    assert grow(TEXT, Structure(), [span("Kim Hong-kyun")], span("Kim")).of(TEXT) == "Kim Hong-kyun"


def test_growing_from_part_of_a_word_takes_the_word() -> None:
    assert grow(TEXT, Structure(), (), span("asure")).of(TEXT) == "measures"


def test_a_full_stop_does_not_pull_in_the_next_word() -> None:
    text = "One two. Three four."
    assert grow(text, Structure(), (), Span(0, 8)) == Span(0, len(text))


@given(st.text(st.sampled_from('ab ,.“”‘’"\n'), min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 5))
def test_growing_always_covers_and_ends(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    here = Span(start, min(len(text), start + length))
    for _ in range(len(text) + 2):
        larger = grow(text, Structure(), (), here)
        assert larger.covers(here)
        if larger == here:
            return
        here = larger
    raise AssertionError("growing did not end")


def test_quotations_nest_and_apostrophes_do_not_open() -> None:
    text = 'She said: “It’s what ‘Bob’ calls "odd",” and left. ‘No’'
    assert [it.of(text) for it in quotations(text, 0, len(text))] == [
        '“It’s what ‘Bob’ calls "odd",”',
        "‘Bob’",
        '"odd"',
        "‘No’",
    ]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“One paragraph.\n\n“And the next.”"
    assert [it.of(text) for it in quotations(text, 2, 3)] == ["“One paragraph."]


def test_what_follows_that_is_a_step() -> None:
    """The content of indirect speech, without its "that" and the full stop."""
    text = "The council said on Monday that repairs would cost about £4m."
    structure = Structure(clauses=(span("that repairs would cost about £4m.", text),))
    assert ladder(text, span("cost", text), structure)[0] == "repairs would cost about £4m"
