import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.fuzzy import find, fold, search

LINES = ["Kim Hong-kyun", "Vladimir Putin", "Kremlin spokesperson Dmitry Peskov", "the ambassador", "François Élan"]
FOLDED = [fold(line) for line in LINES]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("kim", "Kim Hong-kyun"),
        ("kh", "Kim Hong-kyun"),
        ("put", "Vladimir Putin"),
        ("peskov kreml", "Kremlin spokesperson Dmitry Peskov"),
        ("amb", "the ambassador"),
        ("francois e", "François Élan"),
    ],
)
def test_a_few_letters_find_a_line(query, best):
    """Beginnings, words in any order, initials, and letters without their accents are enough."""
    assert LINES[search(query, FOLDED)[0]] == best


def test_better_places_come_first():
    """The start of the line beats the start of a word, that the inside; letters apart count where none has it so."""
    assert search("ram", [fold(line) for line in ["r-a-m", "tram", "a ram", "ramp"]]) == [3, 2, 1]
    assert search("ram", [fold(line) for line in ["arm", "r-a-m"]]) == [1]


def test_what_does_not_fit_is_left_out():
    """A word with a letter missing, or its letters far apart, is not found; nothing typed finds all in order."""
    assert search("kimz", FOLDED) == []
    assert search("vn", [fold("Vladimir Vladimirovich Putin")]) == []
    assert search("  ", FOLDED) == [0, 1, 2, 3, 4]


@given(st.text(), st.text(max_size=4))
def test_positions_are_those_of_the_letters(line, query):
    """Folding keeps every offset, and each letter of the query stands at one of the positions found."""
    folded = fold(line)
    assert len(folded) == len(line)
    found = find(query, folded)
    if found is not None:
        assert {folded[at] for at in found[1]} == set("".join(fold(query).split()))
