"""From keys to orders: counts, verbs and chords. A frozen state; every key makes the next one."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.app.reading.orders import Chord, Order

MOST_DIGITS = 5
PASSING = ("view.pane_down", "view.pane_up")
"""Actions that do not disturb a pending chord: one may read on in the guidelines before choosing."""


def typed_key(key: str, character: str | None, printable: bool) -> str:
    """The name of a key as the keymap writes it: the character if one is typed, else Textual's name."""
    return character if character and printable and character != " " else key


class Keyboard(Struct, frozen=True):
    """What was typed and is no order yet: the digits of a count, and the chord that waits for its keys.

    `keys` has the action's id for each key. A digit counts only if no action has it as its key.
    """

    keys: Mapping[str, str]
    count: str = ""
    chord: Chord | None = None
    unknown: str = ""
    """The last key, if it meant nothing."""

    @property
    def waiting(self) -> bool:
        """Whether something is half typed."""
        return bool(self.count) or self.chord is not None

    def press(self, key: str) -> tuple["Keyboard", Order | None]:
        """The state after a key, and the order that the key completes, if any."""
        action = self.keys.get(key)
        if action == "desk.cancel":
            return self.quiet(), None if self.waiting else Order(action)
        if self.chord is not None:
            return self._in_chord(key, action)
        if action is None and key in "0123456789" and len(key) == 1 and (self.count or key != "0"):
            return replace(self, count=(self.count + key)[:MOST_DIGITS], unknown=""), None
        if action is None:
            return replace(self.quiet(), unknown=key), None
        return self.quiet(), Order(action, count=int(self.count) if self.count else None)

    def wait(self, chord: Chord) -> "Keyboard":
        """The state in which the chord gets the next keys."""
        return replace(self, chord=chord, count="", unknown="")

    def quiet(self) -> "Keyboard":
        """The state in which nothing is half typed."""
        return replace(self, count="", chord=None, unknown="")

    def _in_chord(self, key: str, action: str | None) -> tuple["Keyboard", Order | None]:
        assert self.chord is not None
        result = self.chord.press(key)
        if isinstance(result, Order):
            return self.quiet(), result
        if result is not None:
            return replace(self, chord=result, unknown=""), None
        if action in PASSING:
            return self, Order(action)
        if key == "backspace":
            return self.quiet(), None
        if action in ("desk.quit", "desk.palette"):
            return self.quiet(), Order(action)
        return replace(self, unknown=key), None
