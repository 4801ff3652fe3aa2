"""Styles that are read once at the start: Textual alone reads them a second time when it has set its first theme."""

from textual.css.stylesheet import Stylesheet


class Styles(Stylesheet):
    """Textual's style sheet, which parses nothing again while its variables and sources are the same."""

    changed = False
    """Whether everything is to be parsed again, with other values of `$names`."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the values of `$names`."""
        if variables != self._variables:
            super().set_variables(variables)
            self.changed = True

    def reparse(self) -> None:
        """Parse what is new; with new values of `$names`, everything."""
        if self.changed or self._require_parse:
            self.parse()
            self.changed = False
