from textual.app import App
from textual.screen import Screen

from tests.app.host import shown
from tui.app.actions import ACTIONS
from tui.app.keymap import load_keymap
from tui.app.palette import InquitCommands


class Reading(Screen[None]):
    def __init__(self):
        super().__init__()
        self.keymap = load_keymap({"decide.note": "M"})
        self.done = []

    def perform(self, action):
        self.done.append(action)


class Reader(App[None]):
    COMMANDS = App.COMMANDS | {InquitCommands}

    def on_mount(self):
        self.push_screen(Reading())


async def hits(query):
    app = Reader()
    async with app.run_test(size=(100, 30)):
        provider = InquitCommands(app.screen)
        return [hit async for hit in provider.search(query)]


async def test_every_action_is_in_the_palette():
    """All that works while reading can be found, with the keys as they are set; only the palette itself is not."""
    app = Reader()
    async with app.run_test(size=(100, 30)):
        found = {hit.text: str(hit.prompt) for hit in [hit async for hit in InquitCommands(app.screen).discover()]}
    wanted = {action.title for action in ACTIONS if action.context != "stance" and action.id != "desk.palette"}
    assert set(found) == wanted
    assert found["Note"] == "Note  M"


async def test_titles_weigh_more_than_sentences():
    """What is called so comes before what only mentions it; scores are in [0, 1]."""
    found = sorted(await hits("undo"), key=lambda hit: -hit.score)
    assert found[0].text == "Undo"
    assert all(0 < hit.score <= 1 for hit in found)


async def test_an_action_is_found_and_done():
    """Typing and Enter do the action on the screen below."""
    app = Reader()
    async with app.run_test(size=(100, 30)) as pilot:
        app.action_command_palette()
        await pilot.pause()
        await pilot.press(*"next", "space", *"art")
        await pilot.pause(0.5)
        assert "Open the next article." in shown(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.screen.done == ["go.article_next"]
