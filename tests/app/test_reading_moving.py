import pytest

from tests.app.fakes import Bench
from tui.app.keymap import load_keymap
from tui.app.reading.commands import HANDLERS
from tui.app.screens.errands import ERRANDS


@pytest.fixture
def bench():
    return Bench()


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("l", "Korea"),
        ("5 l", "Russian"),
        ("1 2 l 3 h", "denounced"),
        (")", "Kim"),
        ("} )", "Moscow"),
        ("G", "arrived"),
        ("G g", "South"),
        ("v 3 l", "South Korea has summoned"),
        ("v 3 l v h", "South"),
        ("shift+right shift+right shift+left", "South Korea"),
        ("l > >", "Korea has summoned"),
        ("l > % <", "South Korea has"),
        ("l L", "o"),
        ("G 2 N", "Kim"),
    ],
)
def test_moves_and_counts(bench, keys, selected):
    """Every move selects a word at least, with counts; extending keeps the start."""
    assert bench.press(keys).selected == selected


def test_growing_by_meaning_and_back(bench):
    """Word, noun phrase, sentence; shrinking goes the same way back."""
    bench.select("Russian").press(".")
    assert bench.selected == "the Russian ambassador"
    bench.press(".")
    assert bench.selected.startswith("South Korea has")
    bench.press(", ,")
    assert bench.selected == "Russian"


def test_tab_cycles_on_the_spot_and_then_goes_on(bench):
    """Where annotations lie on each other, Tab takes the next one there first."""
    bench.select("gravely").press("e v")
    bench.select("gravely")
    assert bench.reading.focus.id == "q1", "undecided ones come first"
    bench.press("tab")
    assert (bench.reading.focus.label, bench.selected) == ("EVENT", "gravely")
    assert bench.press("tab").selected == "Kim"


def test_tab_walks_in_reading_order_and_round(bench):
    """Each annotation is visited once, then the walk starts again and says so."""
    seen = []
    for _ in range(8):
        seen.append(bench.reading.focus.id)
        bench.press("tab")
    assert seen == ["e1", "e2", "e3", "s1", "q1", "e4", "e5", "c1"]
    assert bench.reading.focus.id == "e1"
    assert "from the start" in bench.host.said[-1]


def test_two_annotations_on_the_same_words_are_both_visited(bench):
    """A claim on a quote's very words is not skipped."""
    bench.select("“This gravely threatens us,”").press("c o g")
    seen = set()
    for _ in range(9):
        bench.press("tab")
        seen.add(bench.reading.focus.id)
    assert len(seen) == 9


def test_hints_reach_anything_in_two_keys(bench):
    """`f` and at most two letters select any candidate in view; a second `*` takes in every word."""
    bench.press("f")
    assert max(map(len, bench.chord.hints)) <= 2
    bench.press(bench.hint_of("the move"))
    assert bench.selected == "the move"
    bench.press("f *")
    assert max(map(len, bench.chord.hints)) <= 2
    bench.press(bench.hint_of("summoned"))
    assert bench.selected == "summoned"


def test_a_hint_on_an_annotation_gives_it_the_focus(bench):
    """What a hint picked is what verbs are about."""
    bench.press("f")
    bench.press(bench.hint_of("troops had arrived"))
    assert bench.reading.focus.id == "c1"


def test_jumping_back(bench):
    """A jump remembers where it began, across articles."""
    bench.press("l f")
    bench.press(bench.hint_of("Moscow"))
    bench.press("] backspace")
    assert (bench.reading.id, bench.selected) == ("one", "Moscow")
    assert bench.press("backspace").selected == "Korea"


def test_the_linked_end_and_back(bench):
    """`;` goes from a quote to its source and cue, and round to the quote again."""
    bench.select("“This gravely threatens us,”")
    seen = [bench.press(";").selected for _ in range(3)]
    assert sorted(seen) == ["Kim", "said", "“This gravely threatens us,”"]
    assert bench.reading.focus.id == "q1"


def test_next_occurrence(bench):
    """`*` goes to the next place with the selected words and says which one it is."""
    bench.select("Kim").press("*")
    assert bench.page.selection.start > bench.reading.text.index("said") - 5
    assert "of 2" in bench.host.said[-1]


def test_hiding_a_layer_skips_it(bench):
    """What is not shown is not visited."""
    bench.press("t e g n")
    assert bench.reading.focus.id == "s1"
    assert bench.press("t e g n").reading.focus.id == "e2"


def test_escape_leaves_one_thing_at_a_time(bench):
    """First the pending keys, then the task, then the extend mode."""
    bench.press("v 3 escape")
    assert bench.reading.extending
    bench.press("escape")
    assert not bench.reading.extending
    bench.press("R escape")
    assert bench.reading.task is None


def test_every_action_can_be_done():
    """The table has no action without somebody who does it."""
    inside = {"stance.writer", "stance.holder", "stance.find"}
    missing = set(load_keymap().keys) - set(HANDLERS) - set(ERRANDS) - inside
    assert not missing


def test_each_article_is_found_where_it_was_left(bench):
    """Going to another article and back leads to the same words."""
    bench.select("gravely").press("] [")
    assert bench.selected == "gravely"


def test_going_round_the_end_is_a_jump(bench):
    """Backspace leads back to where `N` began that went on from the end."""
    bench.press("N")
    assert "from the end again" in bench.host.said[-1]
    assert bench.press("backspace").selected == "South"
