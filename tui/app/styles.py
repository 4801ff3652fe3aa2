"""Styles that are read once at the start: Textual alone reads them a second time when it has set its first theme."""

from typing import Any

from textual.css.stylesheet import Stylesheet


class Styles(Stylesheet):
    """Textual's style sheet, which parses nothing again while its variables and sources are the same."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self.given = variables
        self.stale = True
        """Whether something is to be parsed."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the values of `$names`."""
        if variables != self.given:
            self.given, self.stale = variables, True
            super().set_variables(variables)

    def add_source(self, *source: Any, **known: Any) -> None:
        """Take over some styles."""
        super().add_source(*source, **known)
        self.stale = True

    def parse(self) -> None:
        """Parse what is new; with new values of `$names`, everything."""
        super().parse()
        self.stale = False

    def reparse(self) -> None:
        """Parse, unless that is done."""
        if self.stale:
            self.parse()
