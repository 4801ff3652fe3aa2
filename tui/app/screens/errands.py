"""What only the screen can do: find box, help, palette, lists, panes, themes, export, leaving."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.app.actions import key_rows
from tui.app.reading.orders import Order
from tui.app.themes import THEMES

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen


def help_page(screen: "ReadingScreen") -> None:
    """Show the keys; Enter on one does it."""
    from tui.app.screens.help import HelpScreen

    rows = key_rows(screen.keymap.keys)
    screen.ask(HelpScreen(rows, "reading"), lambda id: screen.carry_out(Order(id)))


def palette(screen: "ReadingScreen") -> None:
    """Find a command by typing, and do it."""
    from tui.app.screens.help import HelpScreen

    rows = [row for row in key_rows(screen.keymap.keys, ("reading", "everywhere")) if row.id != "desk.palette"]
    screen.ask(HelpScreen(rows, "reading", typing=True), lambda id: screen.carry_out(Order(id)))


def article_list(screen: "ReadingScreen") -> None:
    """Choose an article."""
    from tui.app.screens.article_list import ArticleList

    def go(id: str) -> None:
        if id != screen.reading.id:
            screen.reading.leave_mark()
            screen.open(id)

    heads = [screen.desk.head(id) for id in screen.desk.article_ids()]
    screen.ask(ArticleList(heads, screen.reading.id), go)


def save(screen: "ReadingScreen") -> None:
    """Try again to save."""
    if screen.desk.repository.read_only:
        screen.say(
            f"read-only: {screen.desk.repository.read_only}; when that has ended, quit and open again", "warning"
        )
    elif screen.desk.saving.saved:
        screen.say("everything is saved already")
    else:
        screen.desk.saver.retry()
        screen.say("saving again…")


def quit_reader(screen: "ReadingScreen") -> None:
    """Leave."""
    screen.app.action_quit_safely()  # type: ignore[attr-defined]


def next_theme(screen: "ReadingScreen") -> None:
    """Change the colours."""
    names = [theme.name for theme in THEMES]
    now = screen.app.theme
    _set_theme(screen, names[(names.index(now) + 1) % len(names)] if now in names else names[0])


def pick_theme(screen: "ReadingScreen") -> None:
    """Choose the colours from a list: ours first, then Textual's."""
    from tui.app.screens.link_picker import Choice, LinkPicker

    themes = sorted(screen.app.available_themes.values(), key=lambda theme: theme not in THEMES)
    choices = [Choice(theme.name, theme.name, "dark" if theme.dark else "light") for theme in themes]
    screen.ask(LinkPicker(choices, "Theme", new=""), lambda chosen: _set_theme(screen, chosen.key))


def _set_theme(screen: "ReadingScreen", name: str) -> None:
    screen.app.theme = name
    screen.say(f'theme: {name} (theme = "{name}" in inquit.toml keeps it)')


def screenshot(screen: "ReadingScreen") -> None:
    """Save a picture of the screen, once the palette is gone from it."""
    screen.call_after_refresh(screen.app.deliver_screenshot)


def lens(screen: "ReadingScreen") -> None:
    """Show the lens with its lanes, or just the inspector."""
    screen.lanes = not screen.reader.stack.lens
    screen.share_rows()


def export(screen: "ReadingScreen") -> None:
    """Write a dataset."""
    from tui.app.screens.exporting import ask_export

    ask_export(screen)


def guidelines(screen: "ReadingScreen") -> None:
    """Show the guidelines beside the text, or take them away."""
    from tui.app.widgets.guidelines import Guidelines

    if screen.guidelines is None:
        screen.guidelines = Guidelines(screen.desk.settings.guidelines, screen.desk.settings.scheme)
        screen.mount(screen.guidelines)
    screen.guidelines.open = not screen.guidelines.open
    screen.share_rows()


def pane_down(screen: "ReadingScreen") -> None:
    """Scroll the guidelines."""
    if screen.guidelines is not None:
        screen.guidelines.turn(1)


def pane_up(screen: "ReadingScreen") -> None:
    """Scroll the guidelines back."""
    if screen.guidelines is not None:
        screen.guidelines.turn(-1)


def find(screen: "ReadingScreen") -> None:
    """Give the keys to a search."""
    from tui.app.screens.finding import Search

    screen.search = Search(screen.reading)


ERRANDS: dict[str, Callable[["ReadingScreen"], Any]] = {
    "desk.export": export,
    "desk.help": help_page,
    "desk.palette": palette,
    "desk.save": save,
    "desk.screenshot": screenshot,
    "desk.quit": quit_reader,
    "go.list": article_list,
    "jump.find": find,
    "view.guidelines": guidelines,
    "view.pane_down": pane_down,
    "view.pane_up": pane_up,
    "view.theme": next_theme,
    "view.themes": pick_theme,
    "view.lens": lens,
}
