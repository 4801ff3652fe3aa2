import pytest
from textual.app import App

from tests.app.host import shown
from tui.app.widgets.rows import MARK, Rows

ITEMS = ["# one", "a", "b", "# two", "c", "# three"]


class Lists(App[None]):
    def __init__(self):
        super().__init__()
        self.heard = []

    def compose(self):
        yield Rows(
            lambda item, width: [(item[:width], "key")],
            pickable=lambda item: not item.startswith("#"),
            empty="none at all",
        )

    def on_rows_moved(self, event):
        self.heard.append(event.index)


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (lambda rows: rows.move(1), "b"),
        (lambda rows: rows.move(2), "c"),
        (lambda rows: rows.move(99), "c"),
        (lambda rows: rows.move(-1), "a"),
        (lambda rows: rows.move_to(3), "c"),
        (lambda rows: rows.move_to(5), "c"),
        (lambda rows: rows.move_to(-7), "a"),
        (lambda rows: rows.show_items(ITEMS, 3), "c"),
        (lambda rows: rows.show_items(["#"]), None),
        (lambda rows: rows.show_items([]), None),
    ],
)
async def test_the_cursor_steps_over_headings(move, expected):
    """Wherever it is sent, it stands on something that can be picked, if there is anything."""
    app = Lists()
    async with app.run_test(size=(20, 5)):
        rows = app.query_one(Rows)
        rows.show_items(ITEMS)
        move(rows)
        assert rows.current == expected


async def test_the_cursor_is_marked_without_colour_and_stays_in_view():
    """The mark stands before its line; the heading above comes along; an empty list says so."""
    app = Lists()
    async with app.run_test(size=(20, 3)) as pilot:
        rows = app.query_one(Rows)
        rows.show_items(ITEMS)
        await pilot.pause()
        assert f"{MARK}" in shown(app)
        assert app.heard == [1]
        rows.move(2)
        await pilot.pause()
        assert "# two" in shown(app)
        assert app.heard == [1, 2, 4]
        rows.show_items([])
        await pilot.pause()
        assert "none at all" in shown(app)


async def test_more_than_fits_is_scrolled_to_at_once():
    """A list of 10,000 opens around its cursor."""
    app = Lists()
    async with app.run_test(size=(20, 5)) as pilot:
        app.query_one(Rows).show_items([f"line {n}" for n in range(10_000)], 5000)
        await pilot.pause()
        assert "line 4998" in shown(app)
        assert "line 5002" in shown(app)
