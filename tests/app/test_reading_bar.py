import pytest

from tests.app.fakes import Bench
from tui.app.reading.bar import columns, make_bar
from tui.app.reading.coach import Coach
from tui.app.reading.orders import Choice


@pytest.fixture
def bench():
    return Bench()


def told(bench):
    bar = make_bar(bench.reading, bench.host.keyboard, bench.keymap)
    return bar.prompt + " " + " ".join(f"{item.shown}={item.name}" for item in bar.items)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "a=accept"),
        ("a shift+tab", "r=relabel"),
        ("3 l", "e=entity"),
        ("5", "5 ×"),
        ("v", "extending"),
        ("R", "Enter=take it"),
        ("p", "Esc=leave it"),
        ("s", "-=oppose"),
        ("f", "*=every word"),
        ("~", "~ does nothing here"),
        ("c z", "z is none of these"),
    ],
)
def test_the_bar_says_what_the_next_key_can_do(bench, keys, said):
    """Whatever is pending, the keys that count now are shown."""
    assert said in told(bench.press(keys))


def test_verbs_of_the_type_under_the_cursor(bench):
    """A quote offers its source and cue, a stance its target."""
    bench.select("“This gravely threatens us,”")
    assert "@=source" in told(bench)
    bench.select("denounced")
    assert "T=target" in told(bench)


def test_a_panel_has_as_many_columns_as_it_needs():
    """Eighteen labels in nine rows are two columns, filled downwards."""
    rows = columns(tuple(Choice(str(n), str(n)) for n in range(18)), 80, 9)
    assert len(rows) == 9
    assert [choice.name for choice in rows[0]] == ["0", "9"]


def test_hints_for_the_first_sitting_go_away(bench):
    """One lesson at a time, each until its key was used; none on a desk with a history."""
    coach = Coach(needed=True)
    assert "n goes" in coach.tip(bench.keymap)
    coach.did("jump.suggestion_next")
    assert "a accepts" in coach.tip(bench.keymap)
    for action in ("decide.accept", "undo.undo", "shape.grow", "tag.claim", "jump.hint", "desk.help"):
        coach.did(action)
    assert coach.tip(bench.keymap) == ""
    assert Coach(needed=False).tip(bench.keymap) == ""
