"""Spans, and lists of them."""

import pytest

from tui.model.errors import SpanError
from tui.model.span import Span, check_spans, hull, make_spans, spans_overlap, spans_text


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_no_empty_reversed_or_negative_spans(start, end):
    """A span marks at least one code point."""
    with pytest.raises(SpanError):
        Span(start, end)


def test_spans_count_code_points():
    """One emoji and one combining mark are one each, whatever UTF-16 or the terminal say."""
    text = "a👩‍👩‍👧e\u0301z"
    assert Span(1, 6).of(text) == "👩‍👩‍👧"
    assert Span(6, 8).of(text) == "e\u0301"


def test_pieces_are_put_in_order():
    """Pieces may be given in any order, and are joined by an ellipsis."""
    spans = make_spans([[6, 9], [0, 3]])
    assert spans == (Span(0, 3), Span(6, 9))
    assert spans_text("one, two.", (Span(0, 3), Span(5, 8))) == "one … two"
    assert hull(spans) == Span(0, 9)


@pytest.mark.parametrize("pairs", [[], [[0, 3], [2, 5]]])
def test_no_pieces_or_overlapping_ones_are_refused(pairs):
    """An annotation marks something, and nothing twice."""
    with pytest.raises(SpanError):
        make_spans(pairs)


def test_spans_end_within_the_text():
    """A span beyond the text is refused with the text's length."""
    with pytest.raises(SpanError, match="10 characters"):
        check_spans((Span(2, 11),), 10)


def test_overlap_is_sharing_a_code_point():
    """Touching is not overlapping; any pieces may do it."""
    assert not Span(0, 3).overlaps(Span(3, 4))
    assert spans_overlap((Span(0, 1), Span(8, 9)), (Span(5, 9),))
    assert Span(0, 9).covers(Span(0, 9))
    assert 9 not in Span(0, 9)
