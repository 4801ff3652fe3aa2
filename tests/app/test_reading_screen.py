"""The screen as an annotator sees it. Few, as each key costs some 60 ms here; the grammar is tested without an app."""

from concurrent.futures import Future

import pytest
from textual import events

from tests.app.fakes import Bench, seeds
from tests.app.host import shown
from tui.app.inquit_app import InquitApp
from tui.app.themes import THEMES
from tui.desk.saver import SaveState
from tui.desk.settings import Settings
from tui.model.errors import UsageError
from tui.store.errors import SaveFailed


@pytest.fixture
def desk():
    return Bench(*seeds()).desk


def app_of(desk, **known):
    opening = Future()
    opening.set_result(desk)
    return InquitApp(opening, **known)


async def test_the_first_article_is_there_at_once(desk):
    """Text, place, what is undecided, the saved mark and the keys stand on an 80×24 screen."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        picture = shown(app)
        for words in ("South Korea has summoned", "One", "1/2", "8 undecided", "saved", "accept", "reject"):
            assert words in picture
    assert not app.faults


async def test_a_decision_shows_everywhere_in_one_go(desk):
    """Accepting moves on, counts down and says saved once it is."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        picture = shown(app)
        assert "7 undecided" in picture
        assert "NORP" in picture
        assert " saved" in picture
        await pilot.press("u")
        await pilot.pause()
        assert "8 undecided" in shown(app)
        assert "undone: accept" in shown(app)


async def test_a_pending_chord_shows_its_choices_with_definitions(desk):
    """`e` shows every label with its key and what it means; Escape takes the panel away."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Says that something is or was so" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Says that something is or was so" not in shown(app)


async def test_find_goes_there_and_back(desk):
    """`/` finds as one types; Escape goes back to where one was, Enter stays on whole words."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        reader = app.screen.reader
        await pilot.press("slash", *"denou")
        assert reader.selection.of(reader.sheet.text) == "denou"
        await pilot.press("escape")
        await pilot.pause()
        assert reader.selection.of(reader.sheet.text) == "South"
        await pilot.press("slash", *"denou", "enter", "x")
        assert reader.sheet.annotation("s1").status == "rejected"


async def test_a_window_that_is_too_small_says_so_and_recovers(desk):
    """Below 60×16 a sentence stands there instead of a broken layout."""
    app = app_of(desk)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert "60×16" in shown(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "South Korea has summoned" in shown(app)
        assert "60×16" not in shown(app)


async def test_the_lens_has_lanes_where_there_is_room(desk):
    """From 30 rows on; `z` switches it anywhere."""
    app = app_of(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.reader.stack.lens
        await pilot.press("z")
        assert not app.screen.reader.stack.lens


async def test_what_is_not_saved_is_said_with_the_reason(desk):
    """The saved mark tells the truth, and which key tries again."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        around = screen.reader.around
        failed = around.status._replace(saving=SaveState(2, "No space left on device"))
        screen.reader.show_around(around._replace(status=failed))
        await pilot.pause()
        assert "NOT SAVED: No space left on device — Ctrl+s retries" in shown(app)


async def test_leaving_with_unsaved_work_asks(desk, monkeypatch):
    """`Ctrl+q` saves; if that fails, it says so and stays unless told otherwise."""

    def fail(edit):
        raise SaveFailed("the disk is full; make room")

    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(desk.repository, "apply", fail)
        await pilot.press("a")
        await pilot.pause(0.2)
        assert "NOT SAVED: the disk is full" in shown(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert "the disk is full" in shown(app)
        await pilot.press("n")
        assert app.is_running
        monkeypatch.undo()
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)
        assert desk.saving.saved
        await pilot.press("ctrl+q")
    assert app.return_value == 0


async def test_suggestions_arrive_behind_the_cursor(desk):
    """What the pipeline finds shows without moving cursor or selection."""
    asked = []

    class Feed:
        def __init__(self, desk, on_done, on_notice):
            self.done = on_done

        def start(self):
            asked.append("start")

        def request(self, id):
            asked.append(id)

        def stop(self):
            asked.append("stop")

    (first, suggestions), second = seeds()
    bench = Bench((first, None), second)
    app = app_of(bench.desk, make_feed=Feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "l")
        bench.desk.repository.put_suggestions(suggestions)
        before = app.screen.reader.selection
        app._feed.done("one")
        await pilot.pause()
        assert "8 undecided" in shown(app)
        assert app.screen.reader.selection == before
    app.close()
    assert asked[:2] == ["start", "one"]
    assert asked[-1] == "stop"


async def test_mouse_entries_of_the_bar_press_their_keys(desk):
    """Clicking "accept" is pressing `a`."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.coach.needed = False
        app.screen.refresh_all()
        await pilot.pause()
        await pilot.click(offset=(3, 23))
        await pilot.pause()
        assert app.screen.reader.sheet.annotation("e1").status == "accepted"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(keys={"decide.accept": "CTRL+N"}), "ctrl+n"),
        (Settings(theme="pink"), "inquit-dark"),
    ],
)
async def test_a_wrong_setting_is_told_on_leaving(settings, said):
    """The reader does not open half configured: the sentence goes to whoever started it."""
    app = app_of(Bench(*seeds(), settings=settings).desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
    assert isinstance(app.failure, UsageError)
    assert said in str(app.failure)


async def test_help_does_what_is_picked(desk):
    """Enter on a line of the help page does it."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "slash", *"next annotation", "enter")
        await pilot.pause()
        assert app.screen.reading.focus.id == "e2"
        assert "Keys while reading" not in shown(app)


async def test_the_article_list_opens_another_article(desk):
    """`o`, a few letters, Enter."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", *"Two", "enter")
        await pilot.pause()
        assert "Japan also condemned" in shown(app)
        assert "2/2" in shown(app)


async def test_keys_typed_right_behind_the_one_that_opens_a_list_are_for_the_list(desk):
    """A fast typist loses no letter, and no letter does something to the article."""
    app = app_of(desk)
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        before = app.screen.reader.selection
        for char in "oworld":
            app.post_message(events.Key(char, char))
        await pilot.pause(0.3)
        assert "search world" in shown(app)
        await pilot.press("ctrl+g")
        assert app.screen.reader.selection == before
        assert desk.repository.can_undo() == "import"


async def test_taking_back_the_import_of_the_last_article_ends_the_reader(desk):
    """There is nothing left to show: it ends in order, and asks for nothing of the article again."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("u", "u", "u")
        await pilot.pause()
    assert (app.return_value, app.faults) == (0, [])


async def test_every_key_works_after_a_click(desk):
    """A click does not give the keys to something else: `@` once called a method of that name."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(6, 1))
        await pilot.press("@")
        assert app.screen.keyboard.chord is not None
        assert not app.faults


async def test_commands_are_found_by_typing(desk):
    """Ctrl+p finds what has no key: themes by name, whose colours are there at once."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.screen.styles.background
        await pilot.press("ctrl+p", *"themes", "enter")
        await pilot.pause()
        await pilot.press(*"nord", "enter")
        await pilot.pause()
        assert app.theme == "nord"
        assert "theme: nord" in shown(app)
        nord = app.screen.styles.background
        assert nord != before
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert app.theme == THEMES[0].name
        assert app.screen.styles.background != nord
    assert not app.faults


async def test_keys_do_nothing_that_nobody_sees(desk):
    """In a window too small to show anything, no decision is made; and a mode's prompt comes before any tip."""
    app = app_of(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "resize:" in shown(app)
        await pilot.press("escape")
        await pilot.resize_terminal(40, 12)
        await pilot.pause(0.1)
        await pilot.press("a", "x", "D", "o")
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.1)
        assert "8 undecided" in shown(app)
        assert len(app.screen_stack) == 1


async def test_what_happens_below_a_dialog_is_seen(desk):
    """The dimmed article around a dialog is drawn once, and anew when something changes in it or the window."""
    app = app_of(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        reading = app.screen
        await pilot.press("question_mark")
        await pilot.pause()
        drawn = app.screen.backdrop
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.backdrop is drawn
        reading.say("the disk is slow")
        reading.refresh_all()
        await pilot.pause(0.1)  # two frames: its own, then the dialog's
        assert "the disk is slow" in shown(app)
        await pilot.resize_terminal(130, 45)
        await pilot.pause(0.1)
        assert len(app.screen.backdrop) == 45
        assert "8 undecided" in shown(app)
