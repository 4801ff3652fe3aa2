"""The chords there are (`tui.app.reading.orders.Chord`): a label, a hint, a whole stance. Frozen states, all of them.

A *pick* is something in the text that a hint key chooses.
"""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from tui.app.reading.orders import Choice, Order
from tui.model.annotation import WRITER, Target
from tui.model.scheme import Label
from tui.model.span import Span


class Pick(Struct, frozen=True):
    """Something in the text: where it is, its words (where they are listed), and what a stance about it has as target.

    `mark` is where its hint is drawn, if not at its start (where another hint stands already).
    """

    span: Span
    name: str
    target: Target
    mark: Span | None = None

    @property
    def actor(self) -> str | None:
        """The actor it stands for."""
        return self.target.actor


class LabelChord(Struct, frozen=True):
    """A verb and one key for the label, kind, polarity, or whatever else is chosen from a list."""

    action: str
    prompt: str
    choices: tuple[Choice, ...]
    hints: Mapping[str, Span] = field(default_factory=dict)
    facet: str = ""
    listed: bool = True

    def press(self, key: str) -> Order | None:
        """The order with the name of the choice that has this key."""
        found = next((choice.name for choice in self.choices if choice.key == key), None)
        return None if found is None else Order(self.action, found)


def label_choices(labels: tuple[Label, ...], now: str | None = None) -> tuple[Choice, ...]:
    """The choices that a facet of the scheme gives; `now` is the present value."""
    return tuple(Choice(label.key, label.name, label.definition, label.name == now) for label in labels)


class HintChord(Struct, frozen=True):
    """A verb and the one or two letters of a pick; `others` are keys that order something else instead."""

    action: str
    prompt: str
    picks: Mapping[str, Pick]
    choices: tuple[Choice, ...] = ()
    others: Mapping[str, Order] = field(default_factory=dict)
    typed: str = ""
    facet: str = ""
    listed: bool = False

    @property
    def hints(self) -> Mapping[str, Span]:
        """The letters still to type for each pick that fits what was typed."""
        return left_to_type(self.picks, self.typed)

    def press(self, key: str) -> "HintChord | Order | None":
        """Type a letter, take one back with Backspace, or order something else."""
        if key == "backspace" and self.typed:
            return replace(self, typed="")
        typed = self.typed + key
        if typed in self.picks:
            return Order(self.action, self.picks[typed])
        if left_to_type(self.picks, typed):
            return replace(self, typed=typed)
        return None if self.typed else self.others.get(key)


def left_to_type(picks: Mapping[str, Pick], typed: str) -> dict[str, Span]:
    """What remains of the labels that begin with `typed`, and where each is drawn."""
    return {label[len(typed) :]: pick.mark or pick.span for label, pick in picks.items() if label.startswith(typed)}


class StanceKeys(Struct, frozen=True):
    """The keys of the stance chord that are no hints: for the writer, another holder, a typed target."""

    writer: str = "w"
    holder: str = "@"
    find: str = "/"
    finish: str = "enter"


class StanceOrder(Struct, frozen=True):
    """A whole stance: who, toward what, how."""

    holder: str | None
    target: Target | None
    polarity: str


class StanceChord(Struct, frozen=True, kw_only=True):
    """Who is for or against what. The holder is filled in; a hint picks the target, a key the polarity, in any order.

    `holder` is an actor's id and `names` has the names of all actors. The key `holder` turns the hints to the
    holders; `finish` leaves the target open.
    """

    targets: Mapping[str, Pick]
    holders: Mapping[str, Pick]
    polarities: tuple[Choice, ...]
    names: Mapping[str, str]
    holder: str | None = None
    target: Target | None = None
    target_name: str = ""
    polarity: str | None = None
    keys: StanceKeys = StanceKeys()
    asking_holder: bool = False
    open_target: bool = False
    typed: str = ""
    facet: str = ""
    listed: bool = False

    @property
    def prompt(self) -> str:
        """What is known so far: who → what."""
        who = self.names.get(self.holder or "", self.holder or "?")
        if self.asking_holder:
            return "stance: who? type a hint"
        what = self.target_name or ("–" if self.open_target else "hint?")
        return f"stance: {who} {self.polarity or '±?'} → {what}"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Polarities, and the keys for holder and target."""
        if self.asking_holder:
            return (Choice(self.keys.writer, "the writer"),)
        shown = tuple(choice._replace(on=choice.name == self.polarity) for choice in self.polarities)
        other = (Choice(self.keys.holder, "holder"), Choice(self.keys.writer, "writer"))
        return (*shown, *other, Choice(self.keys.find, "type"), Choice(self.keys.finish, "none"))

    @property
    def hints(self) -> Mapping[str, Span]:
        """Hints of targets, or of holders while a holder is asked for; none once the target is known."""
        if self.target is not None and not self.asking_holder:
            return {}
        return left_to_type(self._picks, self.typed)

    @property
    def _picks(self) -> Mapping[str, Pick]:
        return self.holders if self.asking_holder else self.targets

    def press(self, key: str) -> "StanceChord | Order | None":
        """Take a polarity, a hint letter, or a key for holder or target."""
        if self.typed:
            return self._hint(key)
        if key == self.keys.writer:
            return replace(self, holder=WRITER, asking_holder=False)
        if key == self.keys.holder and not self.asking_holder:
            return replace(self, asking_holder=True)
        if self.asking_holder:
            return self._hint(key)
        for choice in self.polarities:
            if choice.key == key:
                return replace(self, polarity=choice.name)._complete()
        if key == self.keys.find:
            return Order("stance.find", self)
        if key == self.keys.finish:
            return replace(self, open_target=True)._complete()
        return self._hint(key)

    def with_target(self, target: Target, name: str) -> "StanceChord | Order":
        """The chord after a target was found by typing."""
        return replace(self, target=target, target_name=name, typed="")._complete()

    def _hint(self, key: str) -> "StanceChord | Order | None":
        if key == "backspace" and (self.typed or self.asking_holder):
            return replace(self, typed="", asking_holder=False)
        typed = self.typed + key
        pick = self._picks.get(typed)
        if pick is None:
            return replace(self, typed=typed) if left_to_type(self._picks, typed) else None
        if self.asking_holder:
            return replace(self, holder=pick.actor, asking_holder=False, typed="")
        return self.with_target(pick.target, pick.name)

    def _complete(self) -> "StanceChord | Order":
        if self.polarity is None or (self.target is None and not self.open_target):
            return self
        return Order("stance", StanceOrder(self.holder, self.target, self.polarity))


def reserved_keys(chord_keys: StanceKeys, polarities: tuple[Choice, ...]) -> frozenset[str]:
    """The keys that no hint of the stance chord may begin or go on with."""
    keys = {chord_keys.writer, chord_keys.holder, chord_keys.find, chord_keys.finish}
    return frozenset(keys | {choice.key for choice in polarities})
