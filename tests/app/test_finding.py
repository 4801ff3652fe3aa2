"""Finding words, key by key, over a page that is no widget."""

import pytest

from tests.app.fakes import Bench
from tui.app.screens.finding import Search
from tui.model.article import make_article

TEXT = "A plan. The plan is good; no plan is perfect. Crème brûlée."


@pytest.fixture
def reading():
    bench = Bench((make_article("a", TEXT), None))
    yield bench.reading
    bench.desk.close()


def typed(reading, keys):
    """A search after some keys, and how the last one ended it."""
    search = Search(reading)
    outcome = "open"
    for key in keys:
        outcome = search.press(key)
    return search, outcome


def chosen(reading):
    """The selected words."""
    return reading.page.selection.of(TEXT)


def test_each_letter_goes_on(reading):
    """The first place is selected while one types, and counted."""
    search, outcome = typed(reading, "plan")
    assert (chosen(reading), reading.page.selection.start, outcome) == ("plan", 2, "open")
    assert "1 of 3" in search.bar().prompt


def test_arrows_step_and_enter_stays(reading):
    """Down and up go round the places."""
    typed(reading, [*"plan", "down", "down", "down", "up", "enter"])
    assert reading.page.selection.start == TEXT.rindex("plan")


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
def test_leaving_goes_back(reading, key):
    """Nothing has moved and nothing is marked."""
    before = reading.page.selection
    _, outcome = typed(reading, [*"perfect", key])
    assert (reading.page.selection, reading.page.matches, outcome) == (before, (), "left")


def test_backspace_takes_a_letter_back(reading):
    """What is not found is said; without the wrong letter it is found again."""
    search, _ = typed(reading, "planx")
    assert "not found" in search.bar().prompt
    search.press("backspace")
    assert "1 of 3" in search.bar().prompt


def test_accents_and_case_do_not_matter(reading):
    """Words are found as one types them."""
    typed(reading, [*"CREME", "space", *"brulee", "enter"])
    assert chosen(reading) == "Crème brûlée"


def test_the_last_words_are_offered(reading):
    """A second search starts at the next place of the same words, and the first letter replaces them."""
    typed(reading, [*"plan", "enter"])
    search, _ = typed(reading, [])
    assert (search.words, reading.page.selection.start) == ("plan", 12)
    search.press("g")
    assert search.words == "g"
