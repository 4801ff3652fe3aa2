"""An app that shows one screen and keeps what it was dismissed with."""

import html
import re
from typing import Any

from textual.app import App
from textual.screen import Screen

from tui.app.themes import DEFAULTS, THEMES

OPEN = "still open"


class Host(App[None]):
    """`result` is what the screen was dismissed with, `OPEN` until then."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.asked = screen
        self.result: Any = OPEN

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DEFAULTS)

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.push_screen(self.asked, self.keep)

    def keep(self, result: Any) -> None:
        self.result = result


async def answer(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> Any:
    """What the screen is dismissed with after these keys."""
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return host.result


def shown(app: App[Any]) -> str:
    """The text of the screen, without any colour."""
    words = re.sub(r"<style.*?</style>|<[^>]*>", "", app.export_screenshot(), flags=re.DOTALL)
    return html.unescape(words).replace("\xa0", " ")


async def picture(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """What stands on the screen after these keys, as text."""
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return shown(host)
