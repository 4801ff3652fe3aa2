import pytest
from textual.app import App

from tests.app.host import OPEN, answer, picture, shown
from tui.app.screens.confirm import Confirm
from tui.app.screens.note import Note
from tui.app.widgets.find_bar import FindBar


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


class Finder(App[None]):
    """Answers as the reading screen does, over a text with three places."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def compose(self):
        yield FindBar()

    def on_find_bar_changed(self, event):
        self.heard.append(event.text)
        self.query_one(FindBar).found = (1, 3) if event.text == "m" else (0, 0)

    def on_find_bar_stepped(self, event):
        self.heard.append(event.step)

    def on_find_bar_closed(self, event):
        self.heard.append((event.text, event.kept))


async def test_the_find_bar_asks_and_tells():
    """Each letter asks, the answer is counted, arrows step, Enter keeps and Ctrl+g goes back."""
    app = Finder()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "down", "up")
        assert app.heard == ["m", 1, -1]
        assert "1 of 3" in shown(app)
        await pilot.press("x", "enter", "ctrl+g")
        assert "not found" in shown(app)
        assert app.heard[3:] == ["mx", ("mx", True), ("mx", False)]
