import pytest

from tests.app.host import OPEN, Host, answer, picture
from tui.app.screens.link_picker import Choice, LinkPicker, NewActor, narrow

CHOICES = (
    Choice("a1", "Kim Hong-kyun", "vice-foreign minister, 3 mentions", "a1"),
    Choice("a2", "Georgiy Zinoviev", "the ambassador, 4 mentions", "a2"),
    Choice("a3", "[b]Tass[/]", "agency\x1b[2J", "a3"),
)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("2",), CHOICES[1]),
        (("enter",), CHOICES[0]),
        (("down", "enter"), CHOICES[1]),
        ((*"kim", "enter"), CHOICES[0]),
        ((*"amb", "down", "enter"), CHOICES[1]),
        ((*"amb", "enter"), NewActor("amb")),
        ((*"Yoon", "enter"), NewActor("Yoon")),
        ((*"Kim", "ctrl+n"), NewActor("Kim")),
        ((*"G7", "enter"), NewActor("G7")),
        (("9", "enter"), NewActor("9")),
        (("ctrl+g",), None),
    ],
)
async def test_keys_that_pick(keys, expected):
    """A number picks at once; letters narrow; an unknown name is a new actor; digits after letters are text."""
    assert await answer(LinkPicker(CHOICES, "Who says it?"), *keys) == expected


def test_a_new_actor_is_offered_behind_those_who_are_called_so():
    """But before those whose name or surroundings fit in some other way; an equal title leaves nothing new to offer."""
    assert narrow(CHOICES, "kim") == [CHOICES[0], NewActor("kim")]
    assert narrow(CHOICES, "kho")[0] == NewActor("kho")
    assert NewActor("georgiy zinoviev") not in narrow(CHOICES, "georgiy zinoviev")
    assert narrow(CHOICES, "yoon", new=False) == []
    assert narrow(CHOICES, " ") == list(CHOICES)


async def test_without_new_actors_nothing_is_made_up():
    """Where only what is there can be linked, an unknown name picks nothing."""
    assert await answer(LinkPicker(CHOICES, "Target", new=""), *"yoon", "enter", "ctrl+n") == OPEN


async def test_a_click_picks():
    """The mouse picks a line, and a key named at the bottom."""
    host = Host(LinkPicker(CHOICES, "Who says it?"))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.click("#rows", offset=(8, 1))
        await pilot.pause()
        assert host.result == CHOICES[1]


async def test_names_are_shown_as_they_are():
    """Neither markup nor escape sequences of an article do anything."""
    seen = await picture(LinkPicker(CHOICES, "Who says “[b]x[/]”?"))
    assert "[b]Tass[/]" in seen
    assert "agency␛[2J" in seen
    assert "Who says “[b]x[/]”?" in seen
