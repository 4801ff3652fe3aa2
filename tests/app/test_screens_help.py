from tests.app.host import answer, picture
from tui.app.actions import KeyRow, key_rows
from tui.app.screens.help import HelpScreen, outline


def test_this_context_comes_first_and_nothing_is_missing():
    """Every action stands once, those of the context before all others."""
    lines = outline(key_rows(), "stance")
    rows = [line for line in lines if isinstance(line, KeyRow)]
    assert sorted(row.id for row in rows) == sorted(row.id for row in key_rows())
    contexts = list(dict.fromkeys(row.context for row in rows))
    assert contexts == ["stance", "everywhere", "reading"]
    assert isinstance(lines[0], str)


def test_search_finds_by_what_one_wants_and_by_key():
    """Titles, sentences and keys are searched."""
    assert outline(key_rows(), "reading", "undo")[0].id.startswith("undo.")
    assert "undo.redo" in [row.id for row in outline(key_rows(), "reading", "ctrl r")]


async def test_help_is_read_and_closed_by_keys():
    """The first group is in view; q closes, and so does the key that opened it."""
    seen = await picture(HelpScreen(key_rows()))
    assert "Word left" in seen
    assert await answer(HelpScreen(key_rows()), "q") is None
    assert await answer(HelpScreen(key_rows()), "question_mark") is None


async def test_an_action_can_be_found_and_done():
    """/ starts a search, Enter does what is found."""
    assert await answer(HelpScreen(key_rows()), "slash", *"orphan", "enter") == "go.orphans"


async def test_as_a_palette_it_is_typed_in_at_once():
    """Letters search from the first key; every action that works while reading is in it, but not the palette."""
    rows = key_rows(contexts=("reading", "everywhere"))
    assert await answer(HelpScreen(rows, typing=True), *"next", "space", *"art", "enter") == "go.article_next"
    assert "Commands" in await picture(HelpScreen(rows, typing=True))
