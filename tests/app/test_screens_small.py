import pytest

from tests.app.host import OPEN, answer, picture
from tui.app.screens.confirm import Confirm
from tui.app.screens.note import Note


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("q", "enter"), "oldq"),
        (("ctrl+j", "x", "enter"), "old\nx"),
        (("ctrl+a", "ctrl+k", "ctrl+s"), ""),
        (("x", "ctrl+g"), None),
        (("x", "escape"), None),
    ],
)
async def test_a_note_is_written(keys, expected):
    """Enter saves, Ctrl+j starts a line, an emptied note is "", Ctrl+g leaves it as it was."""
    assert await answer(Note("old", "quote"), *keys) == expected


async def test_a_note_is_harmless():
    """Escape sequences in a note or its subject are shown, not obeyed, and not kept."""
    assert await answer(Note("a\x1b[2Jb", "c\x1b[2J"), "enter") == "a␛[2Jb"
    assert "[b]c␛[2J" in await picture(Note("", "[b]c\x1b[2J"))


@pytest.mark.parametrize(
    ("key", "expected"), [("y", True), ("n", False), ("enter", False), ("q", False), ("ctrl+g", None), ("a", OPEN)]
)
async def test_only_y_means_yes(key, expected):
    """Enter and q are no; another key is no answer."""
    assert await answer(Confirm("Leave?", "2 changes are not saved."), key) is expected
