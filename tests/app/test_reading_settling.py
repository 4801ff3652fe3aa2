import pytest

from tests.app.fakes import Bench
from tui.app.reading.settling import change_actors, settle_orphan, visit
from tui.app.screens import actors, orphans
from tui.app.screens.actors import ActorsScreen
from tui.app.screens.checks import ChecksScreen, Waive
from tui.app.screens.filter import FilterScreen
from tui.desk.filter import Filter
from tui.desk.waivers import waivers
from tui.model.annotation import Claim
from tui.model.edit import Change, Orphan, Quotation
from tui.model.span import Span


@pytest.fixture
def bench():
    return Bench()


def names(bench):
    return {actor.name for actor in bench.reading.layer.actors.values()}


def test_actors_are_made_renamed_and_merged(bench):
    """Each command is one undo step, and the cast is shown again after it."""
    change_actors(bench.reading, actors.Make("Tass"))
    change_actors(bench.reading, actors.Rename("sk", "Republic of Korea"))
    assert {"Tass", "Republic of Korea"} <= names(bench)
    change_actors(bench.reading, actors.Merge("kim", "sk"))
    assert "Kim Hong-kyun" not in names(bench)
    assert bench.reading.layer.annotations["q1"].actor == "sk"
    bench.press("u u u")
    assert names(bench) == {"South Korea", "Russia", "Kim Hong-kyun"}
    assert isinstance(bench.host.asked[-1], ActorsScreen)


def test_a_mention_is_split_off(bench):
    """What was taken for one actor becomes two; the new one has the mention's label."""
    change_actors(bench.reading, actors.Split(("e4",), "Kim Jong Un"))
    new = bench.reading.layer.annotations["e4"].actor
    assert bench.reading.layer.actors[new].name == "Kim Jong Un"
    assert bench.reading.layer.actors[new].label == "PERSON"
    assert bench.reading.layer.annotations["e3"].actor == "kim"


def test_going_to_a_part_of_an_actor(bench):
    """A line of the cast leads to the text."""
    change_actors(bench.reading, actors.GoTo("q1"))
    assert bench.reading.focus.id == "q1"


def test_the_filter_decides_what_is_visited(bench):
    """Only undecided stances, and nothing else, also in the next article."""
    bench.host.answer = Filter(types=frozenset({"stance"}), statuses=frozenset({"suggested"}))
    bench.press("F n")
    assert isinstance(bench.host.asked[-1], FilterScreen)
    assert bench.reading.focus.id == "s1"
    bench.press("a")
    assert "hidden" in bench.host.said[-1]


def test_splitting_to_a_name_that_is_there_makes_no_second_one(bench):
    """Mentions that are given a known name go to that actor, whatever the case of the letters."""
    before = set(bench.reading.layer.actors)
    change_actors(bench.reading, actors.Split(("e5",), "south korea"))
    assert set(bench.reading.layer.actors) == before
    assert bench.reading.layer.annotations["e5"].actor == "sk"


def test_a_filter_by_words(bench):
    """Words are those of the annotation."""
    bench.host.answer = Filter(text="moscow")
    bench.press("F tab")
    assert bench.reading.focus.id == "e5"
    bench.press("] [")
    assert bench.reading.focus.id == "e5"
    bench.press("g")
    assert bench.reading.spot() == []


def test_what_is_hidden_is_shown_to_be_visited(bench):
    """Going to an annotation beats the filter, and says so."""
    bench.host.answer = Filter(types=frozenset({"quote"}))
    bench.press("F")
    visit(bench.reading, "e1")
    assert bench.reading.focus.id == "e1"
    assert "shown again" in bench.host.said[-1]


def test_an_orphan_is_put_on_the_selection(bench):
    """Words that were not found again get a new place by hand; giving up is undone by `u`."""
    claim = Claim(id="o1", spans=(Span(0, 4),), kind="fact")
    gone = Quotation(exact="gone", prefix="", suffix="")
    orphan = Orphan(id="o1", annotation=claim, text_sha256="x", quotations=(gone,))
    change = Change(article="one", before=None, after=orphan)
    bench.desk.do("import", (change,))
    bench.desk.saver.flush(5)
    bench.reading.reload()
    bench.select("troops had arrived")
    settle_orphan(bench.reading, orphans.Place("o1"))
    assert bench.reading.layer.annotations["o1"].spans[0].of(bench.reading.text) == "troops had arrived"
    assert not bench.reading.layer.orphans
    bench.press("u")
    assert "o1" in bench.reading.layer.orphans


def test_looking_for_an_orphans_words(bench):
    """As many of its first words as are still there are found and selected."""
    claim = Claim(id="o1", spans=(Span(0, 4),), kind="fact")
    words = Quotation(exact="Kim said on Tuesday", prefix="", suffix="")
    orphan = Orphan(id="o1", annotation=claim, text_sha256="x", quotations=(words,))
    bench.desk.do("import", (Change(article="one", before=None, after=orphan),))
    bench.desk.saver.flush(5)
    bench.reading.reload()
    settle_orphan(bench.reading, orphans.Look("o1", words.exact))
    assert bench.selected == "Kim said on"
    assert "claim fact “Kim said on Tuesday”" in bench.host.said[-1]
    bench.press("O")
    assert bench.host.asked[-1].current == "o1", "the list opens at the orphan that was looked for"


def test_a_rule_is_waived_with_a_reason(bench):
    """The reason stands in the note, and the finding is still listed as waived."""
    bench.select("denied").press("s - enter")
    stance = bench.reading.focus
    answers = iter([Waive(stance.id, "no-target", "implied"), None])
    bench.host.answer = lambda _: next(answers)
    bench.press("C")
    assert waivers(bench.reading.layer.annotations[stance.id].note) == {"no-target": "implied"}
    assert isinstance(bench.host.asked[-1], ChecksScreen)


def test_figures_are_told(bench):
    """Decisions and keys, here and in the sitting."""
    for _ in range(4):
        bench.reading.pressed()
    bench.press("a a =")
    assert "2 decisions" in bench.host.said[-1]
    assert "2.0 keys each" in bench.host.said[-1]
