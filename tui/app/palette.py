"""The command palette's entries, from the one table of actions."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from tui.app.actions import KeyRow, key_rows
from tui.app.fuzzy import START, find, fold
from tui.app.keymap import Keymap

PALETTE = "desk.palette"
"""The action that opens the palette, and so is not in it."""


@runtime_checkable
class Performer(Protocol):
    """A screen that can do the actions of the table."""

    keymap: Keymap

    def perform(self, action: str) -> None:
        """Do the action with this id."""
        ...


class InquitCommands(Provider):
    """Every action that works while reading, by its title, its sentence, its group or its keys.

    Use it as `COMMANDS = App.COMMANDS | {InquitCommands}`: a bare set would drop Textual's own commands.
    """

    async def discover(self) -> Hits:
        """All actions, in the table's order, before anything is typed."""
        for row in self._rows():
            yield DiscoveryHit(_display(row), self._command(row), row.title, escape(row.help))

    async def search(self, query: str) -> Hits:
        """The actions that fit; the best score is 1."""
        most = START * max(1, len(query.split())) + 1
        for row in self._rows():
            titled = find(query, fold(row.title))
            found = titled or find(query, fold(f"{row.title} {row.help} {row.group} {' '.join(row.keys)}"))
            if found is None:
                continue
            score = (found[0] + bool(titled)) / most
            yield Hit(
                score, _display(row, titled[1] if titled else ()), self._command(row), row.title, escape(row.help)
            )

    def _rows(self) -> tuple[KeyRow, ...]:
        if not isinstance(self.screen, Performer):
            return ()
        rows = key_rows(self.screen.keymap.keys, ("reading", "everywhere"))
        return tuple(row for row in rows if row.id != PALETTE)

    def _command(self, row: KeyRow) -> Callable[[], None]:
        assert isinstance(self.screen, Performer)
        return partial(self.screen.perform, row.id)


def _display(row: KeyRow, found: tuple[int, ...] = ()) -> Content:
    title = Content(row.title)
    for at in found:
        title = title.stylize("bold underline", at, at + 1)
    return Content.assemble(title, "  ", ("  ".join(row.keys), "$text-muted"))
