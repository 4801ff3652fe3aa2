"""The lens: lanes, brackets, and one line of names."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.app.sample import seed_article, seed_layer
from tui.app.themes import DEFAULTS
from tui.app.widgets.lens import Bracket, crumb_row, draw_bracket, lane_rows, pack, view
from tui.app.widgets.style import Palette
from tui.model.annotation import TYPES, Entity, value_of
from tui.model.scheme import DEFAULT
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text.sheet import Sheet

PALETTE = Palette(DEFAULTS, DEFAULT, "plain")


def bracket(start: int, end: int, label: str = "GPE", status: str = "accepted", **known: bool) -> Bracket:
    entity = Entity(id=f"{start}", spans=(Span(start, end),), label=label, status=status)
    return Bracket(start, end, entity, known.get("before", False), known.get("behind", False))


def test_brackets() -> None:
    assert draw_bracket(bracket(0, 7)) == "╰─GPE─╯"
    assert draw_bracket(bracket(0, 7, status="suggested")) == "╰┄GPE┄╯"
    assert draw_bracket(bracket(0, 7, status="rejected")) == "╰xGPEx╯"
    assert draw_bracket(bracket(0, 9, "PERSON", before=True, behind=True)) == "…─PERSON…"
    assert draw_bracket(bracket(0, 2, "LAW")) == "╰╯LAW"
    assert draw_bracket(bracket(0, 1, "LAW")) == "╵LAW"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
def test_lanes_never_overlap_and_draw_as_wide_as_they_say(pairs: list[tuple[int, int]]) -> None:
    brackets = [bracket(start, start + length) for start, length in sorted(pairs)]
    lanes = pack(brackets)
    assert sorted((b.start, b.end) for lane in lanes for b in lane) == sorted((b.start, b.end) for b in brackets)
    for lane in lanes:
        assert all(one.stop <= other.start for one, other in pairwise(lane))
        assert all(len(draw_bracket(b)) == b.stop - b.start for b in lane)


def test_spans_side_by_side_share_a_lane() -> None:
    assert len(pack([bracket(0, 6), bracket(7, 13), bracket(20, 30)])) == 1
    assert len(pack([bracket(0, 6), bracket(5, 13)])) == 2


def test_without_colour_and_attributes_the_lens_names_every_annotation() -> None:
    """Walking down the seed article line by line, as plain text, each annotation's value is met in its lane."""
    article = seed_article()
    layer = seed_layer(article)
    sheet = Sheet(article, layer, Structure(), 75)
    seen: set[str] = set()
    for line in range(len(sheet.wrap)):
        shown = view(sheet, line, Span(0, 1), [], TYPES)
        text = ["".join(segment.text for segment in row) for row in lane_rows(shown, PALETTE, 20)]
        for (type, lane), row in zip(shown.lanes, text[1:], strict=True):
            assert row.strip().startswith({"entity": "e", "quote": "q", "claim": "c", "stance": "s"}[type])
            seen |= {b.annotation.id for b in lane if value_of(b.annotation)[:3] in row}
    assert seen == set(layer.annotations)


def test_too_many_lanes_are_counted_and_named() -> None:
    article = seed_article()
    sheet = Sheet(article, seed_layer(article), Structure(), 75)
    line = sheet.wrap.line_of(article.text.index("cooperation between Moscow"))
    shown = view(sheet, line, Span(0, 1), [], TYPES)
    rows = ["".join(segment.text for segment in row) for row in lane_rows(shown, PALETTE, 3)]
    assert len(rows) == 3
    assert "support" in rows[-1]


def test_one_line_names_what_is_under_the_cursor() -> None:
    article = seed_article()
    sheet = Sheet(article, seed_layer(article), Structure(), 75)
    at = article.text.index("Moscow")
    shown = view(sheet, sheet.wrap.line_of(at), Span(at, at + 6), sheet.at(at, TYPES), TYPES)
    words = "".join(segment.text for segment in crumb_row(shown, PALETTE))
    assert "claim opinion Seoul › stance support Kim Hong-kyun → Moscow › GPE" in words
