"""What keys lead to. An *order* is what is to be done; a *chord* is a verb that waits for more keys, and shows its
*choices*: what the next key can do.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from msgspec import Struct

from tui.model.span import Span


class Order(Struct, frozen=True):
    """Do an action: `value` is what was chosen for it, `count` how often (None: no count was typed)."""

    action: str
    value: Any = None
    count: int | None = None


class Choice(NamedTuple):
    """A key, what it gives, and the definition that is shown while choosing. `on` marks the present value."""

    key: str
    name: str
    definition: str = ""
    on: bool = False


class Chord(Protocol):
    """A verb that waits for keys: a frozen state; a key makes the next state or an order."""

    @property
    def facet(self) -> str:
        """The facet of the scheme that a label is being chosen from; "" if none is."""
        ...

    @property
    def listed(self) -> bool:
        """Whether the choices are shown as a list with their definitions."""
        ...

    @property
    def prompt(self) -> str:
        """What is being asked, for the bar."""
        ...

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The keys that it takes, but for hints."""
        ...

    @property
    def hints(self) -> Mapping[str, Span]:
        """What is left to be typed, for each thing in the text that can still be picked."""
        ...

    def press(self, key: str) -> "Chord | Order | None":
        """The next state, the order that the key completes, or None if the key means nothing here."""
        ...
