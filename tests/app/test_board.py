"""The lines around the text: what they cost, where the mouse hits them, and their colours."""

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.geometry import Region
from textual.theme import Theme

from tests.app.fakes import Bench, seeds
from tests.app.host import shown
from tests.app.sample import ReaderApp, seed_article, seed_layer
from tests.app.test_reading_screen import app_of
from tui.app.reading.bar import Bar, Item
from tui.app.reading.orders import Choice
from tui.app.themes import AA, THEMES, contrast
from tui.app.widgets.action_bar import bar_cells
from tui.app.widgets.board import Around, Drawn, Stack, redrawn
from tui.app.widgets.inks import Inks
from tui.app.widgets.inspector import Known
from tui.app.widgets.panel import Panel, grid, panel_cells
from tui.app.widgets.status_line import Status

INKS = ("", "bold foreground", "text-muted", "bold text-accent", "text-success", "text-warning", "text-error")
CHOICES = tuple(Choice(letter, f"name {letter}", "what it means") for letter in "abcdef")


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
async def test_what_stands_around_the_text_has_contrast(theme: Theme) -> None:
    """AA for every ink on the grounds of status line, inspector and bar, as they are drawn; faint ones at least 4."""
    article = seed_article()
    app = ReaderApp(article, seed_layer(article), theme=theme.name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        inks = Inks(app.theme_variables, plain=False)
        for ground in ("panel", "surface"):
            for ink in INKS:
                style = inks.style(ink, ground)
                colours = [style.color, style.bgcolor]
                if "256" in theme.name:
                    colours = [colour.downgrade(ColorSystem.EIGHT_BIT) for colour in colours]
                one, other = (Color(*colour.get_truecolor()) for colour in colours)
                assert contrast(one, other) >= (4 if "muted" in ink else AA), (ink, ground)


def test_only_the_cells_that_differ_are_asked_for() -> None:
    """A longer word in the middle of a line does not draw its start and end again; another place draws both."""
    inks = Inks({"foreground": "#ffffff", "panel": "#000000"}, plain=False)

    def rows(word: str) -> list:
        return [inks.row([("left ", ""), (word, "bold foreground"), (" right", "")], "panel", 30)]

    before, regions = redrawn(Drawn(), 3, 30, rows("one"))
    assert regions == [Region(0, 3, 30, 1)]
    same, regions = redrawn(before, 3, 30, rows("one"))
    assert regions == []
    assert same.strips[0] is before.strips[0]
    _, regions = redrawn(before, 3, 30, rows("two"))
    assert regions == [Region(5, 3, 3, 1)]
    _, regions = redrawn(before, 5, 30, rows("one"))
    assert regions == [Region(0, 3, 30, 1), Region(0, 5, 30, 1)]


def test_entries_without_room_are_left_out_and_the_others_know_their_place() -> None:
    items = tuple(Item(key, "does it", key) for key in "abcd")
    cells, places = bar_cells(Bar("go on:", items=items), 30)
    line = "".join(text for text, _ in cells)
    assert [line[start:end] for start, end, _ in places] == ["a does it", "b does it"]
    assert len(line) <= 30


def test_a_panel_knows_the_choice_at_each_cell() -> None:
    """Two columns of three, under a line with the title."""
    laid = grid(Panel("which?", CHOICES), 130, 8)
    assert [laid.key_at(x, y) for x, y in ((0, 1), (70, 1), (70, 3), (0, 0), (0, 9))] == ["a", "d", "f", None, None]
    lines = ["".join(text for text, _ in cells) for cells in panel_cells("which?", laid, 130)]
    assert "which?" in lines[0]
    assert all(len(line) <= 130 for line in lines)


def test_the_text_has_what_the_pieces_leave() -> None:
    """Status on top, the others below, and columns for a pane at the side."""
    stack = Stack(lens=6, inspector=2, side=30)
    assert stack.space(Region(0, 0, 100, 40).size) == Region(0, 1, 70, 30)
    assert [stack.top(piece, Region(0, 0, 100, 40).size) for piece in ("status", "lens", "inspector", "bar")] == [
        0,
        31,
        37,
        39,
    ]


async def test_a_click_on_the_panel_chooses_and_does_not_select() -> None:
    """What lies under the panel is not hit."""
    app = app_of(Bench(*seeds()).desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        board = app.screen.reader
        before, drawn = board.selection, board._drawn["panel"]
        await pilot.click(offset=(2, drawn.top + 1))
        await pilot.pause()
        assert board.selection == before
        made = [it for it in board.sheet.layer.annotations.values() if it.status == "accepted"]
        assert [it.kind for it in made] == ["fact"]


async def test_the_same_around_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only pieces that show something else are made again."""
    article = seed_article()
    app = ReaderApp(article, seed_layer(article))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        board = app.reader
        drawn: list[str] = []
        draw = board._draw
        monkeypatch.setattr(board, "_draw", lambda piece: drawn.append(piece) or draw(piece))
        board.show_around(Around(lens=board.around.lens))
        assert drawn == []
        board.show_around(Around(Status(title="other"), lens=board.around.lens, inspector=Known("x")))
        assert drawn == ["status", "inspector"]


async def test_a_new_size_reaches_every_piece_at_once() -> None:
    """The lens shows the line as it is now, beside an open pane too; a small window and back loses nothing."""
    app = app_of(Bench(*seeds()).desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        board = app.screen.reader

        def line() -> str:
            return board.sheet.text[slice(*board.sheet.wrap.span_of(board.line))]

        await pilot.press("ctrl+g", "l", "l")
        for size in ((80, 32), (50, 12), (130, 34)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            if size[0] > 60:
                assert board.around.lens.text == line()
                assert board.space().width == size[0] - app.screen.guidelines.outer_size.width
                assert line() in shown(app)
