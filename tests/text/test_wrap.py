"""Wrapping: every offset has one line, no line is too wide, nothing but blanks is left out."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.graphemes import graphemes
from tui.text.wrap import Wrap

TEXTS = st.text(st.sampled_from("abc  \n“”é東京🙂\u0301\u200d🇫🇷"), max_size=120)


@given(TEXTS, st.integers(2, 30))
def test_only_blanks_and_line_ends_stand_between_lines(text: str, width: int) -> None:
    wrap = Wrap(text, width)
    covered = {at for line in range(len(wrap)) for at in range(*wrap.span_of(line))}
    assert not [at for at in range(len(text)) if at not in covered and text[at] not in " \n"]
    assert wrap.starts == sorted(wrap.starts)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_the_window(text: str, width: int) -> None:
    wrap = Wrap(text, width)
    for line in range(len(wrap)):
        start, end = wrap.span_of(line)
        wide = [cell for _, _, cell in graphemes(text, start, end)]
        assert cell_len(text[start:end]) <= width or len(wide) == 1


@given(TEXTS, st.integers(2, 30))
def test_an_offset_is_in_the_line_that_starts_before_it(text: str, width: int) -> None:
    wrap = Wrap(text, width)
    for at in range(len(text)):
        line = wrap.line_of(at)
        assert wrap.starts[line] <= at or line == 0
        assert line + 1 == len(wrap) or at < wrap.starts[line + 1]


@given(st.text(st.sampled_from("abc  “”é"), max_size=120), st.integers(2, 30))
def test_both_speeds_break_alike(text: str, width: int) -> None:
    """The quick way for one-cell characters breaks where the careful way does."""
    quick, careful = Wrap(text, width), Wrap("", width)
    careful.text, careful.starts, careful.ends = text, [], []
    lead = len(text) - len(text.lstrip(" "))
    careful._by_grapheme(lead, len(text))
    assert [text[slice(*quick.span_of(n))] for n in range(len(quick))] == [
        text[start:end] for start, end in zip(careful.starts, careful.ends, strict=True)
    ]


def test_words_stay_whole_and_long_ones_are_cut() -> None:
    text = "one two verylongword x"
    wrap = Wrap(text, 7)
    assert [text[slice(*wrap.span_of(n))] for n in range(len(wrap))] == ["one two", "verylon", "gword x"]


def test_wide_text_breaks_between_ideographs_but_not_before_a_full_stop() -> None:
    text = "東京は高い。"
    wrap = Wrap(text, 10)
    assert [text[slice(*wrap.span_of(n))] for n in range(len(wrap))] == ["東京は高", "い。"]


def test_a_hundred_thousand_words_are_wrapped_without_looking_at_graphemes(monkeypatch) -> None:
    """The careful way is 50 times slower, so plain prose must never take it."""

    def fail(*_: object) -> None:
        raise AssertionError("plain prose went the slow way")

    monkeypatch.setattr(Wrap, "_by_grapheme", fail)
    assert len(Wrap("“It’s – fine,” he said. " * 25_000, 80)) > 7_000


def test_a_break_that_frees_no_cell_is_followed_by_another() -> None:
    """Behind a blank that stands alone (after a combining mark), the rest must fit the next line too."""
    text = "\u0301 aa京"
    wrap = Wrap(text, 3)
    assert [text[start:end] for start, end in zip(wrap.starts, wrap.ends, strict=True)] == ["\u0301", "aa", "京"]
