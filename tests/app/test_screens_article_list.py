import pytest

from tests.app.host import Host, answer, shown
from tui.app.screens.article_list import ArticleList
from tui.app.screens.ledger import arrange, bar, draw_header, draw_line, make_line, state_of
from tui.app.widgets.rows import Rows
from tui.desk.desk import Head
from tui.store.protocol import Progress


def head(id, title, *, left=0, decided=0, done=False, date="2024-10-22", suggested=True):
    counts = {"entity": {"suggested": left, "accepted": decided}}
    return Head(id, title, "BBC", date, 400, Progress(counts, done=done), suggested)


HEADS = [
    head("a", "Seoul summons the ambassador", left=12, decided=30),
    head("b", "Cable ship finds the break", done=True, decided=8, date="2024-09-01"),
    head("c", "A comet at dawn", suggested=False, date="2025-01-05"),
    head("d", "[bold]Cup[/] final\x1b[2J", left=3),
]
LINES = [make_line(place, one) for place, one in enumerate(HEADS)]


def ids(**how):
    defaults = {"sort": "order", "backwards": False, "shown": "all", "query": ""}
    return "".join(line.id for line in arrange(LINES, **(defaults | how)))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("order", "abcd"), ("title", "dcba"), ("date", "badc"), ("undecided", "adbc"), ("progress", "cdab")],
)
def test_orders(sort, expected):
    """Each order sorts by its column, equals as they came; most undecided and least progress first."""
    assert ids(sort=sort) == expected


def test_filters():
    """Open articles are those not marked as done."""
    assert (ids(shown="open"), ids(shown="done")) == ("acd", "b")


def test_search_looks_at_title_source_and_date():
    """Any of the three finds an article."""
    assert ids(query="comet") == "c"
    assert ids(query="bbc 2024-09") == "b"


def test_progress_is_told_in_words():
    """Without colour, each state reads differently; the bar is full or empty only if all or nothing is done."""
    assert [state_of(line) for line in LINES] == ["12 left", "✓ done", "new", "3 left"]
    assert [bar(share) for share in (0, 0.01, 0.99, 1)] == ["╌╌╌╌╌╌", "━╌╌╌╌╌", "━━━━━╌", "━━━━━━"]


@pytest.mark.parametrize("width", [74, 88, 120])
def test_columns_stand_under_their_heads(width):
    """A line fills its width, and each column starts where its head does."""
    line = "".join(text for text, _ in draw_line(LINES[1], width, ""))
    heads = "".join(word for word, _ in draw_header(width, "order", False))
    assert len(line) == width
    assert heads.index("date") == line.index("2024")
    assert heads.index("decided") == line.index("━")
    assert heads.index("left") == line.index("✓")


async def test_typing_finds_and_enter_opens():
    """A few letters and Enter open an article."""
    assert await answer(ArticleList(HEADS, "a"), *"cup", "enter") == "d"


async def test_it_starts_at_the_article_being_read():
    """Enter at once goes back to where one was; Ctrl+g is no answer."""
    assert await answer(ArticleList(HEADS, "c"), "enter") == "c"
    assert await answer(ArticleList(HEADS, "c"), "ctrl+g") is None


async def test_tab_filters_and_ctrl_s_sorts():
    """Tab shows only what is open, then what is done; the heading says the order."""
    host = Host(ArticleList(HEADS, "b"))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "ctrl+s")
        assert "Articles: 3 by title" in shown(host)
        assert "[open 3]" in shown(host)
        await pilot.press("tab", "enter")
        assert host.result == "b"


async def test_the_mouse_sorts_and_opens():
    """A click on a head sorts by that column, a click on a line opens it."""
    host = Host(ArticleList(HEADS, "a"))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.click("#header", offset=(44, 0))
        assert "by date" in shown(host)
        await pilot.click("#rows", offset=(5, 0))
        await pilot.pause()
        assert host.result == "b"


async def test_titles_are_neither_markup_nor_escape_sequences():
    """What an article is called is shown as it is."""
    host = Host(ArticleList(HEADS, "a"))
    async with host.run_test(size=(80, 24)):
        assert "[bold]Cup[/] final␛[2J" in shown(host)


async def test_ten_thousand_articles_draw_one_screenful():
    """However long the list, no key draws more lines than are in view."""
    host = Host(ArticleList([head(f"x{n}", f"Article {n}") for n in range(10_000)], "x5000"))
    async with host.run_test(size=(80, 24)) as pilot:
        rows = host.screen.query_one("#rows", Rows)
        drawn = []
        draw, rows._draw = rows._draw, lambda item, width: (drawn.append(item), draw(item, width))[1]
        await pilot.press("down")
        assert 0 < len(drawn) <= 4
        drawn.clear()
        await pilot.press("9")
        assert len(drawn) <= 60
