"""The reader widget, with plain articles and no store."""

import pytest
from msgspec.structs import replace
from textual.geometry import Region

from tests.app.sample import ReaderApp, go_to, seed_article, seed_layer
from tui.app.widgets.pointing import WHEEL
from tui.app.widgets.strips import Painter
from tui.model.annotation import Claim, Entity, Quote
from tui.model.article import make_article
from tui.model.edit import EMPTY_LAYER, Layer
from tui.model.span import Span

SIZE = (80, 24)


def app_with(text: str, *annotations: Entity | Quote | Claim) -> ReaderApp:
    return ReaderApp(make_article("a", text), Layer({}, {it.id: it for it in annotations}, {}))


def seed_app(**known: str) -> ReaderApp:
    article = seed_article()
    return ReaderApp(article, seed_layer(article), **known)


def rows(app: ReaderApp) -> list[str]:
    """The reader's lines as text."""
    reader = app.reader
    return [strip.text for strip in reader.render_lines(Region(0, 0, *reader.size))]


def look(app: ReaderApp, words: str) -> list[object]:
    """The styles that the first place of these words is drawn in (on its first line)."""
    reader = app.reader
    x, y = reader.cell_of(app.article.text.index(words))
    strip = reader.render_lines(Region(0, 0, *reader.size))[y].crop(x, x + len(words))
    return [segment.style for segment in strip]


async def test_a_step_draws_the_lines_it_touches_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a key does not depend on the article or the window: counted, not timed."""
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        draw = Painter._draw
        monkeypatch.setattr(Painter, "_draw", lambda self, line, *rest: drawn.append(line) or draw(self, line, *rest))
        for _ in range(5):
            app.reader.move("word")
            await pilot.pause()
            assert len(drawn) <= 2
            drawn.clear()
        app.reader.move("word", -1)
        await pilot.pause()
        assert not drawn, "what was drawn before comes from the cache"


async def test_what_was_rejected_looks_struck_out() -> None:
    """Where the filter shows it: struck through in the text, x in the gutter, and no ink that a live one would have."""
    text = "Seoul said so.\n\nMoscow too.\n"
    seoul = Entity(id="e1", spans=(Span(0, 5),), label="GPE", status="rejected")
    claim = Claim(id="c1", spans=(Span(0, 13),), kind="fact", status="rejected")
    over = Claim(id="c2", spans=(Span(16, 26),), kind="fact")
    within = Claim(id="c3", spans=(Span(16, 22),), kind="opinion", status="rejected")
    app = app_with(text, seoul, claim, over, within)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.reader.wanted = lambda _: True
        app.reader.move("text", 1)
        assert all(style.strike for style in look(app, "Seoul said"))
        assert rows(app)[0].startswith("x ")
        live = look(app, "Moscow")
        assert not any(style.strike for style in live)
        assert rows(app)[2].startswith("▎")


async def test_a_relabel_draws_its_own_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        entity = next(it for it in app.layer.annotations.values() if isinstance(it, Entity))
        line = app.reader.sheet.wrap.line_of(entity.start)
        new = replace(entity, label="LAW")
        drawn: set[int] = set()
        draw = Painter._draw
        monkeypatch.setattr(Painter, "_draw", lambda self, line, *rest: drawn.add(line) or draw(self, line, *rest))
        app.reader.update(Layer(app.layer.actors, {**app.layer.annotations, new.id: new}, {}), [new])
        await pilot.pause()
        assert drawn == {line}


async def test_undecided_looks_undecided_and_rejected_is_not_drawn() -> None:
    def entity(status: str) -> Entity:
        return Entity(id="e", spans=(Span(4, 9),), label="GPE", status=status)

    looks = []
    app = app_with("One Seoul two", entity("accepted"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for status in ("accepted", "suggested", "rejected"):
            app.reader.update(Layer({}, {"e": entity(status)}, {}), [entity(status)])
            looks.append(look(app, "Seoul"))
        assert looks[2] == look(app, "two")
    assert len({str(style) for style in looks}) == 3


async def test_hidden_types_are_neither_drawn_nor_stepped_to() -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.reader.layers_shown = {"quote"}
        assert look(app, "South Korea") == look(app, "summoned")
        assert {it for it in app.reader.here if not isinstance(it, Quote)} == set()


async def test_resizing_keeps_the_place() -> None:
    """The same words are selected, in view, and drawn where `cell_of` says."""
    app = seed_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at = app.article.text.index("Lin Jian")
        app.reader.select(Span(at, at + 8))
        for size in ((60, 20), (160, 50), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.reader.selection.of(app.article.text) == "Lin Jian"
            x, y = app.reader.cell_of(at)
            assert rows(app)[y][x:].startswith("Lin")


async def test_a_place_is_found_again() -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        go_to(app, Claim, 3)
        place, seen = app.reader.place, rows(app)
        app.reader.move("text", 1)
        assert rows(app) != seen
        app.reader.restore(place)
        assert rows(app) == seen
        assert app.reader.place == place


async def test_nothing_from_an_article_reaches_the_terminal_as_a_command() -> None:
    """Escape, C1 and bidi override characters are drawn as something harmless, in the same cells."""
    text = "Evil \x1b[31m red \x9b2J bell \x07 \u202eturned\u202c tab\tend"
    app = app_with(text)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = "".join(rows(app))
        assert not set(shown) & set("\x1b\x9b\x07\u202e\u202c\t")
        app.reader.select_at(text.index("end"))
        assert app.reader.selection.of(text) == "end"
        assert rows(app)[0].index("end") == app.reader.cell_of(text.index("end"))[0]


@pytest.mark.parametrize("text", ["東京タワーは高いです。" * 9, "👩‍👩‍👧 e\u0301 🇫🇷 mixed " * 9, "שלום עולם " * 20])
async def test_every_line_is_exactly_as_wide_as_the_window(text: str) -> None:
    app = app_with(text)
    async with app.run_test(size=(41, 12)) as pilot:
        await pilot.pause()
        for kind in ("word", "line", "grapheme", "line"):
            app.reader.move(kind)
            reader = app.reader
            strips = reader.render_lines(Region(0, 0, *reader.size))
            assert {sum(segment.cell_length for segment in strip) for strip in strips} == {41}


async def test_hints_are_written_over_what_they_pick() -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        at = app.article.text.index("South Korea")
        before = rows(app)
        app.reader.hints = {"as": Span(at, at + 11)}
        x, y = app.reader.cell_of(at)
        assert rows(app)[y][x:].startswith("asuth Korea")
        app.reader.hints = {}
        assert rows(app) == before


async def test_the_far_ends_of_a_link_are_marked() -> None:
    """The source of the quote under the cursor looks marked, and its line says so in the gutter."""
    text = "Kim said\n\nthat Seoul will act."
    quote = Quote(id="q", spans=(Span(10, 30),), kind="indirect", source=Span(0, 3))
    app = app_with(text, quote)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.reader.move("text", 1)
        assert look(app, "Kim") != look(app, "said")
        assert "›" in rows(app)[0][:4]
        assert [link.role for link in app.reader.links] == ["source", "content"]


async def test_the_mouse_selects_words_and_drags_over_more() -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        reader, text = app.reader, app.article.text
        assert await pilot.click(reader, offset=reader.cell_of(text.index("Russian")))
        assert reader.selection.of(text) == "Russian"
        await pilot.mouse_down(reader, offset=reader.cell_of(text.index("seeking")))
        await pilot.hover(reader, offset=reader.cell_of(text.index("withdrawal")))
        await pilot.mouse_up(reader, offset=reader.cell_of(text.index("withdrawal")))
        assert reader.selection.of(text) == "seeking the “immediate withdrawal"


async def test_the_wheel_scrolls_and_the_next_key_comes_back() -> None:
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(7):
            app.reader._scroll(WHEEL)
        assert app.reader.cell_of(app.reader.cursor) is None
        app.reader.move("word")
        assert app.reader.cell_of(app.reader.cursor) is not None


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "…"])
async def test_articles_without_words_do_no_harm(text: str) -> None:
    app = ReaderApp(make_article("a", text), EMPTY_LAYER)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        for kind in ("word", "line", "sentence", "paragraph", "page", "text", "edge", "grapheme"):
            app.reader.move(kind, 1)
            app.reader.extend(kind, -1)
            app.reader.grow_selection()
            app.reader.shrink_selection()
        assert len(rows(app)) == app.reader.size.height


async def test_a_new_theme_is_seen_at_once() -> None:
    """No strip of the old colours stays in a cache."""
    app = seed_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        dark = look(app, "South Korea")
        app.theme = "inquit-light"
        await pilot.pause()
        assert look(app, "South Korea") != dark


@pytest.mark.parametrize("text", ["South Korea and Japan", "東京 and 大阪 said “no”"])
async def test_hints_are_all_written_in_whatever_order_they_come(text: str) -> None:
    """The nearest has the first letter; those in front of it on its line are shown as well, wide characters or not."""
    app = app_with(text)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        first, second, third = 0, text.index("and"), len(text) - 3
        spans = {"a": second, "s": third, "d": first}
        app.reader.hints = {label: Span(at, at + 1) for label, at in spans.items()}
        cells = [app.reader.cell_of(at)[0] for at in (first, second, third)]
        strip = app.reader.render_lines(Region(0, 0, *app.reader.size))[0]
        assert [strip.crop(x, x + 1).text for x in cells] == ["d", "a", "s"]
