"""Themes: complete, legible, and nothing by colour alone."""

import pytest
from rich.color import ColorSystem
from rich.console import Console
from textual.color import Color
from textual.theme import Theme

from tests.app.sample import ReaderApp, seed_article, seed_layer
from tests.app.test_reader import look
from tui.app.themes import AA, DARK_256, DEFAULTS, LIGHT_256, SIXTEEN, THEMES, contrast, faded, theme_for
from tui.app.widgets.style import Mark, Marks, Palette
from tui.model.scheme import DEFAULT

FEW = (DARK_256, LIGHT_256)
TRUE_COLOUR = [theme for theme in THEMES if not theme.ansi]


def colours(theme: Theme) -> dict[str, Color]:
    """The colours as they are drawn: for 256 colours, the nearest that rich finds."""
    known = {name.removeprefix("reader-"): Color.parse(value) for name, value in theme.variables.items()}
    return {name: in_256(colour) for name, colour in known.items()} if theme in FEW else known


def in_256(colour: Color) -> Color:
    return Color(*colour.rich_color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour(theme: Theme) -> None:
    assert set(DEFAULTS) <= set(theme.variables)


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
def test_text_has_contrast_on_every_ground_it_stands_on(theme: Theme) -> None:
    """AA (4.5) for every colour of text, decided or not, on the page and on every tint."""
    known = colours(theme)
    grounds = [known[name] for name in known if "tint" in name or name in ("background", "stretch")]
    inks = [known[name] for name in known if name.startswith("entity") or name in ("text", "quote")]
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= AA
    assert min(contrast(faded(ink, grounds), ground) for ink in inks for ground in grounds) >= AA


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("faint", "background"),
        ("faint", "lens"),
        ("text", "lens"),
        ("text", "link"),
        ("text", "match"),
        ("selection-text", "selection"),
        ("selection-text", "caret"),
        ("hint-text", "hint"),
        *(
            (f"{type}-{number}", ground)
            for type in ("claim", "stance")
            for number in range(1, 5)
            for ground in ("background", "lens")
        ),
    ],
)
def test_signs_and_overlays_have_contrast(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(colours(theme)[ink], colours(theme)[ground]) >= AA


@pytest.mark.parametrize("theme", FEW, ids=lambda theme: theme.name)
def test_tints_differ_in_256_colours(theme: Theme) -> None:
    """The kinds of claims, the page, what is selected and what is linked look different."""
    known = colours(theme)
    grounds = [known[f"claim-tint-{n}"] for n in range(1, 5)] + [known[n] for n in ("background", "stretch", "link")]
    assert len(set(grounds)) == len(grounds)


@pytest.mark.parametrize(
    ("term", "colorterm", "name"),
    [
        ("xterm-256color", "truecolor", "inquit-dark"),
        ("xterm-256color", "", "inquit-256"),
        ("tmux-256color", "", "inquit-256"),
        ("screen", "", "inquit-16"),
        ("linux", "", "inquit-16"),
    ],
)
def test_the_first_theme_is_one_that_the_terminal_can_show(term: str, colorterm: str, name: str) -> None:
    """rich tells what TERM and COLORTERM can do."""
    console = Console(force_terminal=True, _environ={"TERM": term, "COLORTERM": colorterm})
    assert theme_for(console.color_system).name == name


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["sixteen", "plain"])
def test_with_few_colours_attributes_tell_types_and_decisions_apart(mode: str) -> None:
    """With colour taken away, each type differs from plain text and from each other type, decided or not."""
    palette = Palette(SIXTEEN.variables, DEFAULT, mode)
    looks = [Marks()]
    for undecided in (False, True):
        mark = Mark(0, undecided)
        looks += [Marks(entity=mark), Marks(quote=mark), Marks(stance=mark)]
    looks.append(Marks(claim=Mark(0, False)))
    seen = {
        (style.bold, style.dim, style.italic, style.underline, style.underline2)
        for style in (palette.of(marks) for marks in looks)
    }
    assert len(seen) == len(looks)


async def test_no_color_draws_no_colour_and_keeps_the_selection_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    article = seed_article()
    app = ReaderApp(article, seed_layer(article))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.reader.select_at(article.text.index("South"))
        styles = [style for words in ("South", "summoned", "immediate", "North Korean") for style in look(app, words)]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        assert styles[0].reverse
