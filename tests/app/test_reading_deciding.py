import pytest

from tests.app.fakes import Bench
from tui.desk.settings import Settings
from tui.model.annotation import Claim, Entity, Quote, Stance


@pytest.fixture
def bench():
    return Bench()


def statuses(bench):
    return {it.id: it.status for it in bench.reading.layer.annotations.values()}


def test_accepting_goes_on_to_the_next_undecided(bench):
    """One key a decision: the cursor stands on the next suggestion at once."""
    assert bench.reading.focus.id == "e1"
    bench.press("a")
    assert (bench.selected, statuses(bench)["e1"]) == ("Russian", "accepted")
    bench.press("x")
    assert (bench.selected, statuses(bench)["e2"]) == ("Kim Hong-kyun", "rejected")
    bench.press("space")
    assert (bench.selected, statuses(bench)["e3"]) == ("denounced", "suggested")


def test_enter_accepts_too(bench):
    """`a` and Enter are the same."""
    assert statuses(bench.press("enter"))["e1"] == "accepted"


def test_one_can_stay_where_one_decided():
    """Going on is a setting."""
    bench = Bench(settings=Settings(advance=False))
    assert bench.press("a").selected == "South"


def test_accepting_all_in_view_is_one_undo_step(bench):
    """`A` decides on everything shown, and one `u` takes all of it back."""
    bench.press("A")
    assert set(statuses(bench).values()) == {"accepted"}
    assert bench.reading.tally.undecided() == 0
    bench.press("u")
    assert set(statuses(bench).values()) == {"suggested"}
    assert bench.reading.tally.undecided() == 8


def test_a_relabelled_suggestion_is_edited(bench):
    """`r` and a label key correct; the chord shows which label it has now."""
    bench.press("r")
    assert [choice.name for choice in bench.chord.choices if choice.on] == ["GPE"]
    bench.press("n")
    assert bench.reading.layer.annotations["e1"].label == "NORP"
    assert statuses(bench)["e1"] == "edited"


def test_relabelling_asks_for_what_the_type_has(bench):
    """A stance gets a polarity, a claim a kind."""
    bench.select("denounced").press("r +")
    assert bench.reading.layer.annotations["s1"].polarity == "support"
    bench.select("troops had arrived").press("r p")
    assert bench.reading.layer.annotations["c1"].kind == "prediction"


def test_deleting_and_bringing_back(bench):
    """`d` takes away, `u` brings back, and the cursor goes there."""
    bench.select("Moscow").press("d")
    assert "e5" not in statuses(bench)
    bench.press("g u")
    assert (bench.selected, statuses(bench)["e5"]) == ("Moscow", "suggested")


def test_an_actor_of_ones_own_goes_with_its_last_mention(bench):
    """Deleting a wrong tag leaves no ghost in the list of actors."""
    before = set(bench.reading.layer.actors)
    bench.select("troops").press("e o d")
    assert set(bench.reading.layer.actors) == before


def test_a_note_is_kept(bench):
    """`m` asks for a note on the annotation under the cursor."""
    bench.host.answer = "check this"
    bench.press("m")
    assert bench.reading.layer.annotations["e1"].note == "check this"
    assert statuses(bench)["e1"] == "suggested"


def test_done_is_a_mark_of_the_article(bench):
    """`D` sets it and takes it away, and undo knows it."""
    bench.press("D")
    assert bench.desk.state("one").done
    bench.press("D")
    assert not bench.desk.state("one").done


def test_nothing_under_the_cursor_is_said(bench):
    """A verb without an annotation tells what to do, and changes nothing."""
    bench.select("summoned").press("x")
    assert "Tab" in bench.host.said[-1]
    assert set(statuses(bench).values()) == {"suggested"}


def test_time_between_decisions_is_kept():
    """Milliseconds since the last decision are the annotation's; a long pause counts five minutes."""
    now = [0.0]
    bench = Bench(clock=lambda: now[0])
    now[0] = 1.5
    bench.press("a")
    now[0] = 5000
    bench.press("a")
    annotations = bench.reading.layer.annotations
    assert (annotations["e1"].ms, annotations["e2"].ms) == (1500, 300_000)
    assert bench.reading.figures.decisions == 2


def test_undo_goes_to_another_article_and_says_so(bench):
    """What was done in one article can be undone from another: it is opened, and named."""
    bench.press("a ] u")
    assert bench.reading.id == "one"
    assert statuses(bench)["e1"] == "suggested"
    assert "undone: accept" in bench.host.said[-1]
    assert "One" in bench.host.said[-1]


def test_read_only_says_why(bench):
    """On a desk that somebody else has open, a decision is refused with the reason and shows nothing."""
    bench.desk.repository._read_only = "open in another inquit"
    bench.press("a")
    assert "open in another inquit" in "".join(bench.host.said)
    assert statuses(bench)["e1"] == "suggested"


@pytest.mark.parametrize(("keys", "cls"), [("n " * 4, Quote), ("n " * 3, Stance), ("N", Claim), ("n", Entity)])
def test_stepping_visits_every_type(bench, keys, cls):
    """`n` and `N` go through all types in reading order."""
    bench.press(keys)
    assert isinstance(bench.reading.focus, cls)
