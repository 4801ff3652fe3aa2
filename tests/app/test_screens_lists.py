import pytest
from msgspec.structs import replace

from tests.app.host import OPEN, Host, answer, picture, shown
from tui.app.screens.actors import ActorsScreen, GoTo, Make, Merge, Relabel, Rename, Split
from tui.app.screens.ask import Ask
from tui.app.screens.checks import ChecksScreen, Waive
from tui.app.screens.filter import Box, FilterScreen, boxes, is_on, only, toggle
from tui.app.screens.label_picker import LabelPicker
from tui.app.screens.orphans import Drop, Look, OrphansScreen, Place
from tui.desk.cast import Member, Part
from tui.desk.checks import Finding
from tui.desk.filter import Filter
from tui.model.annotation import TYPES, Actor, Quote
from tui.model.edit import Orphan, Quotation
from tui.model.scheme import DEFAULT, Label
from tui.model.span import Span

PARTS = (
    Part("e1", "mention", True, "Kim", 0),
    Part("s1", "target", True, "objected to Kim", 20),
    Part("q1", "quote", False, "[b]we will\x1b[2J act[/]", 40),
)
CAST = (Member(Actor(id="kim", name="Kim", label="PERSON"), PARTS), Member(Actor(id="lee", name="Lee"), ()))
ORPHAN = Orphan(
    id="o1",
    annotation=Quote(id="o1", spans=(Span(0, 3),), kind="direct"),
    text_sha256="",
    quotations=(Quotation(exact="within  the law", prefix="it is ", suffix=", he said[/]"),),
)
FINDINGS = (
    Finding("no-source", "q1", "this quote has no source: say who says it"),
    Finding("overlap", "q2", "it overlaps: move it"),
)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("r", "x", "enter"), Rename("kim", "Kimx")),
        (("l", "o"), Relabel("kim", "ORG")),
        (("n", *"Tass", "enter"), Make("Tass")),
        (("m", "1"), Merge("kim", "lee")),
        (("m", *"nobody", "enter", "ctrl+g", "q"), None),
        (("enter", "down", "enter"), GoTo("e1")),
        (("enter", "down", "space", "down", "space", "s", "enter"), Split(("e1", "q1"), "Kim")),
        (("enter", "down", "down", "space", "s"), OPEN),
        (("r", "ctrl+g", "q"), None),
    ],
)
async def test_commands_on_actors(keys, expected):
    """Each key asks for what is missing and gives one command; being a target is not split off; nobody is made up."""
    assert await answer(ActorsScreen(CAST, DEFAULT.entity), *keys) == expected


async def test_actors_show_their_parts():
    """The actor asked for is open, with role, words (as they are) and what is undecided."""
    seen = await picture(ActorsScreen(CAST, DEFAULT.entity, "kim"))
    assert "[b]we will␛[2J act[/]" in seen
    assert "undecided" in seen
    assert "target of" in seen


async def test_one_line_is_asked_for():
    """What is there can be changed; blanks are no answer."""
    assert await answer(Ask("Name", "Kim"), "2", "enter") == "Kim2"
    assert await answer(Ask("Name"), "space", "enter") == OPEN


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("q",), "QUOTED"),
        (("j",), "JUDGE"),
        (("down", "enter"), "JUDGE"),
        (("tab", *"words", "enter"), "OTHER"),
        (("ctrl+g",), None),
    ],
)
async def test_a_label_is_picked_by_its_key(keys, expected):
    """Keys of labels come before those of the list, such as q and j; Tab searches names and definitions."""
    labels = [Label("QUOTED", "q"), Label("JUDGE", "j", "A person."), Label("OTHER", "?", "Other words.")]
    assert await answer(LabelPicker(labels, "Which?"), *keys) == expected


async def test_the_present_label_is_marked():
    """One sees which label there is now, and everything above it."""
    seen = await picture(LabelPicker(DEFAULT.claim, "Which?", "opinion"))
    assert "now Judges" in seen
    assert "prediction" in seen


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("enter",), Look("o1", "within the law")),
        (("p",), Place("o1")),
        (("d",), Drop("o1")),
        (("q",), None),
    ],
)
async def test_commands_on_orphans(keys, expected):
    """Each key gives one command."""
    assert await answer(OrphansScreen([ORPHAN], "in line with the law"), *keys) == expected


async def test_an_orphan_is_shown_where_it_stood():
    """The old words stand between those around them; the words selected now are named."""
    seen = await picture(OrphansScreen([ORPHAN], "in line"))
    assert "…it is ▸within the law◂, he said[/]…" in seen
    assert "selected now: in line" in seen
    assert "every annotation has its words" in await picture(OrphansScreen([], ""))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("down", "enter"), GoTo("q2")),
        (("w", *"slogan", "enter"), Waive("q1", "no-source", "slogan")),
        (("w", "enter", "ctrl+g", "q"), None),
    ],
)
async def test_commands_on_findings(keys, expected):
    """Go there, or waive with a reason; without a reason nothing is waived."""
    assert await answer(ChecksScreen(FINDINGS, {"q1": "we will act"}), *keys) == expected


def test_labels_switch_within_their_type():
    """All but one, none (the type goes off), one alone (it comes on with that one), all again (no restriction)."""
    fact = Box("label", "claim", "fact")
    less = toggle(Filter(), fact, DEFAULT)
    assert not is_on(less, fact)
    assert is_on(less, Box("label", "claim", "opinion"))
    assert toggle(less, fact, DEFAULT) == Filter()
    alone = only(Filter(), fact)
    assert (alone.types, alone.labels) == (frozenset({"claim"}), {("claim", "fact")})
    off = toggle(alone, fact, DEFAULT)
    assert (off.types, off.labels) == (frozenset(), frozenset())
    assert toggle(off, fact, DEFAULT) == alone
    assert only(Filter(), Box("status", "rejected")).statuses == {"rejected"}


@pytest.mark.parametrize("box", [box for box in boxes(DEFAULT) if isinstance(box, Box)])
def test_every_switch_switches_back(box):
    """Twice is as before, and in between only this line differs among its kind."""
    once = toggle(Filter(), box, DEFAULT)
    assert is_on(once, box) != is_on(Filter(), box)
    assert toggle(once, box, DEFAULT) == Filter()


async def test_a_filter_is_made_by_keys():
    """Space switches, u keeps the undecided, / takes words, a starts anew, Enter applies."""
    screen = FilterScreen(Filter(), DEFAULT)
    expected = Filter(frozenset(TYPES) - {"quote"}, frozenset({"suggested"}), text="nato")
    assert await answer(screen, "down", "space", "u", "slash", *"nato", "enter") == expected
    start = replace(expected, text="")
    assert await answer(FilterScreen(start, DEFAULT), "a", "enter") == Filter()
    assert await answer(FilterScreen(start, DEFAULT), "ctrl+g") is None


async def test_a_click_switches_and_counts_are_shown():
    """The mouse does what Space does."""
    host = Host(FilterScreen(Filter(), DEFAULT, {("type", "quote", ""): 31}))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.click("#rows", offset=(4, 2))
        assert "[ ] quote                 31" in shown(host)
        await pilot.press("enter")
        assert host.result.types == frozenset(TYPES) - {"quote"}
