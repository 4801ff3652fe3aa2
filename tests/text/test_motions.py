"""Where steps lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.text.graphemes import grapheme_at
from tui.text.motions import STEPS, Caret, move_edge, step
from tui.text.wrap import Wrap

TEXT = "One two. Three four!\n\nFive six seven eight"


def go(kind: str, count: int, offset: int = 0, text: str = TEXT, width: int = 10) -> str:
    there = step(Wrap(text, width), Caret(offset), kind, count, 4)
    return text[there.offset : there.offset + 4].strip()


@pytest.mark.parametrize(
    ("kind", "count", "start", "there"),
    [
        ("word", 1, 0, "two."),
        ("word", 3, 0, "four"),
        ("word", -1, 4, "One"),
        ("word", 99, 0, "eigh"),
        ("sentence", 1, 0, "Thre"),
        ("sentence", -1, 11, "Thre"),
        ("paragraph", 1, 0, "Five"),
        ("paragraph", -1, 30, "Five"),
        ("line", 2, 1, "our!"),
        ("text", 1, 0, "eigh"),
        ("text", -1, 30, "One"),
        ("grapheme", 2, 0, "e tw"),
        ("edge", -1, 13, "Thre"),
    ],
)
def test_steps(kind: str, count: int, start: int, there: str) -> None:
    assert go(kind, count, start) == there


def test_lines_keep_the_column_in_cells() -> None:
    """Through a short line and a wide one, the cursor comes back to its column."""
    text = "abcdef\nx\n東京東京\nabcdef"
    wrap, caret = Wrap(text, 20), Caret(4)
    places = []
    for _ in range(3):
        caret = step(wrap, caret, "line", 1, 4)
        places.append(text[caret.offset])
    assert places == ["x", "東", "e"]
    assert text[step(wrap, Caret(4), "line", 2, 4).offset :].startswith("東京\n")


def test_blank_lines_are_stepped_over() -> None:
    text = "One\n\n\nTwo\n\n"
    assert go("line", 1, 0, text) == "Two"
    assert go("line", 1, 6, text) == "Two"
    assert go("line", -1, 6, text) == "One"


@given(
    st.lists(st.sampled_from(["a", "b", " ", "’s", ".", "\n", "東", "e\u0301", "🇫🇷 ", "👩‍👩‍👧"]), max_size=40).map(
        "".join
    ),
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(-3, 3)), max_size=8),
    st.integers(1, 12),
)
def test_a_walk_stays_in_the_text_on_whole_clusters(text: str, walk: list[tuple[str, int]], width: int) -> None:
    wrap, caret = Wrap(text, width), Caret(0)
    for kind, count in walk:
        caret = step(wrap, caret, kind, count, 5)
        assert 0 <= caret.offset < max(1, len(text))
        if text:
            assert grapheme_at(text, caret.offset)[0] == caret.offset


@pytest.mark.parametrize(
    ("edge", "kind", "count", "words"),
    [
        ("end", "word", 1, "two. Three"),
        ("end", "word", -1, "two"),
        ("start", "word", -1, "One two"),
        ("start", "word", 5, "two"),
        ("end", "grapheme", 1, "two."),
        ("start", "grapheme", 1, "wo"),
    ],
)
def test_edges_move_and_never_meet(edge: str, kind: str, count: int, words: str) -> None:
    assert move_edge(TEXT, Span(4, 7), edge, kind, count).of(TEXT) == words


def test_an_edge_keeps_a_mark_whose_partner_is_in_the_span() -> None:
    """Cut down or extended by words, a quotation keeps both its marks; what is outside of it has none."""
    text = "He added it “should not worry anyone”, according to Tass."
    quoted = text[text.index("“") : text.index("”") + 1]
    long = Span(text.index("“"), len(text) - 1)
    assert move_edge(text, long, "end", "word", -3).of(text) == quoted
    assert move_edge(text, long, "end", "word", -4).of(text) == "“should not worry"
    tail = Span(text.index("worry"), text.index("”") + 1)
    assert move_edge(text, tail, "start", "word", -2).of(text) == quoted
    assert move_edge(text, Span(0, 8), "end", "word", 2).of(text) == "He added it “should"


@given(st.text(st.sampled_from('ab “”"‘’«» ,.'), max_size=30), st.data())
def test_an_edge_always_gets_on(text: str, data: st.DataObject) -> None:
    """Whatever marks there are, each step moves the edge that way, or there is no more word."""
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    edge, towards = data.draw(st.sampled_from(["start", "end"])), data.draw(st.sampled_from([1, -1]))
    moved = move_edge(text, span, edge, "word", towards)
    assert (getattr(moved, edge) - getattr(span, edge)) * towards >= 0
    assert getattr(moved, "end" if edge == "start" else "start") == getattr(span, "end" if edge == "start" else "start")
