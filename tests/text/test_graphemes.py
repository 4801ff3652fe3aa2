"""Grapheme clusters: what the cursor steps over and where a line may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.graphemes import (
    cells,
    grapheme_at,
    graphemes,
    is_narrow,
    next_grapheme,
    offset_at_cell,
    previous_grapheme,
)

WHOLE = ["e\u0301", "👩‍👩‍👧", "👍🏽", "🇫🇷", "각", "東", "ก็"]
TEXTS = st.text(st.sampled_from("ab “é东🙂\u0301\u200d\ufe0f🇫🇷👩\t"), max_size=40)


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍👩‍👧", "🇫🇷", "東", "☂\ufe0f"])
def test_a_step_never_stops_inside_a_cluster(cluster: str) -> None:
    text = f"a{cluster}b"
    assert next_grapheme(text, 1) == 1 + len(cluster)
    assert previous_grapheme(text, 1 + len(cluster)) == 1
    assert {grapheme_at(text, at) for at in range(1, 1 + len(cluster))} == {(1, 1 + len(cluster))}


def test_flags_are_pairs() -> None:
    """Four regional indicators are two flags, not one."""
    assert [text[1] - text[0] for text in graphemes("🇫🇷🇩🇪", 0, 4)] == [2, 2]


@given(TEXTS)
def test_clusters_tile_the_text(text: str) -> None:
    found = graphemes(text, 0, len(text))
    assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found)][: len(found)]
    assert sum(end - start for start, end, _ in found) == len(text)


@given(TEXTS)
def test_widths_are_the_compositors(text: str) -> None:
    assert cells(text, 0, len(text)) == cell_len(text)
    if is_narrow(text, 0, len(text)):
        assert cell_len(text) == len(text)


@given(TEXTS.filter(bool), st.integers(0, 60))
def test_a_cell_leads_to_the_cluster_drawn_there(text: str, cell: int) -> None:
    offset = offset_at_cell(text, 0, len(text), cell)
    start, end = next((s, e) for s, e, _ in graphemes(text, 0, len(text)) if s <= offset < e)
    assert offset == start
    if cell < cells(text, 0, len(text)):
        assert cells(text, 0, start) <= cell < max(cells(text, 0, end), cell + 1)


def test_a_line_end_is_a_cluster_of_its_own() -> None:
    """Whatever stands before it: a cursor can stand on either."""
    assert grapheme_at("a\n", 0) == (0, 1)
    assert grapheme_at("e\u0301\n", 2) == (2, 3)
    assert graphemes(" \nb", 0, 3) == [(0, 1, 1), (1, 2, 0), (2, 3, 1)]


LONG = st.lists(
    st.sampled_from(
        [
            *WHOLE,
            "a",
            " ",
            "\n",
            "\u0301" * 40,
            "🇫🇷" * 20,
            "👨‍👩‍👧‍👦" * 9,
            "क्षत्रिय",
            "\u1112\u1161\u11ab",
            "\u200d",
            "ｶﾞ",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(LONG, st.data())
def test_a_cluster_is_the_same_wherever_one_asks(text: str, data: st.DataObject) -> None:
    """However long the run of flags or marks, each offset is in the cluster that counting from the start gives."""
    offset = data.draw(st.integers(0, len(text) - 1))
    assert grapheme_at(text, offset) == next((s, e) for s, e, _ in graphemes(text, 0, len(text)) if s <= offset < e)
