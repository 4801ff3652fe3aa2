from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.app.cells import fit, fit_right, marked, one_line


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 40))
def test_fitted_text_fills_its_cells(text, width):
    """Whatever the script, a column has exactly its width."""
    line = one_line(text)
    assert cell_len(fit(line, width)) == width
    assert cell_len(fit_right(line, width)) == width
    assert cell_len("".join(piece for piece, _ in marked(line, {0, 2}, width))) == width


def test_one_line_is_harmless():
    """Line ends and tabs become blanks, escape sequences become visible."""
    assert one_line("a\tb\n\n c\x1b[2J") == "a b c␛[2J"


def test_cut_text_says_so():
    """A text that does not fit ends in an ellipsis; one that fits is left alone."""
    assert fit("ambassador", 6) == "ambas…"
    assert fit("Kim", 5) == "Kim  "


def test_found_letters_are_marked():
    """Positions count code points of the text, never the filling."""
    assert marked("Kim", {0, 5}, 6) == [("K", "match"), ("im   ", "")]
