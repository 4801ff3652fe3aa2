"""Which key does what: the defaults, a preset, and the `[keys]` table of `inquit.toml`, checked before use.

A mistake is a `UsageError` that names the action and the key: Textual itself would ignore it in silence.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from tui.app.actions import ACTIONS, BY_ID, Context, key_name
from tui.model.errors import UsageError

Keys = Mapping[str, tuple[str, ...]]

PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "default": {},
    "vim": {
        "move.word_left": ("b", "left"),
        "move.word_right": ("w", "right"),
        "move.char_left": ("h",),
        "move.char_right": ("l",),
        "move.page_up": ("ctrl+b", "ctrl+u", "pageup"),
        "move.page_down": ("ctrl+f", "ctrl+d", "pagedown"),
        "link.actors": ("K",),
        "view.pane_down": ("shift+pagedown",),
        "view.pane_up": ("shift+pageup",),
    },
    "arrows": {
        "move.word_left": ("left",),
        "move.word_right": ("right",),
        "move.line_up": ("up",),
        "move.line_down": ("down",),
        "move.char_left": ("ctrl+left",),
        "move.char_right": ("ctrl+right",),
        "move.line_start": ("home",),
        "move.line_end": ("end",),
        "move.start": ("ctrl+home",),
        "move.end": ("ctrl+end",),
    },
    "prodigy": {
        "decide.accept": ("a",),
        "undo.undo": ("u", "backspace"),
        "jump.back": ("ctrl+o",),
        "go.article_next": ("]", "enter"),
        "desk.save": ("ctrl+s", "S"),
    },
}
"""Keys that differ from the table's, by name of the preset. Prodigy's own `a x Space u` are the defaults already."""

NAMED = {
    *("left", "right", "up", "down", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "backspace", "tab", "enter", "escape", "space"),
} | {f"f{n}" for n in range(1, 25)}
MODIFIERS = ("ctrl", "alt", "shift")
SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}
"""What a terminal cannot tell apart from another key."""
NEEDED = ("desk.quit", "desk.cancel")
"""Actions without which one could get stuck."""


class Keymap(Struct, frozen=True, eq=False):
    """The keys of every action, and the way back from a key. Equal to itself only, so that it can key a cache."""

    keys: Keys

    def find(self, key: str, context: Context = "reading") -> str | None:
        """The id of the action that a key starts in a context."""
        for action in ACTIONS:
            if action.context in (context, "everywhere") and key in self.keys[action.id]:
                return action.id
        return None

    def table(self, context: Context) -> dict[str, str]:
        """All keys of a context (and those that work everywhere), each with its action's id."""
        return {
            key: action.id
            for action in ACTIONS
            if action.context in (context, "everywhere")
            for key in self.keys[action.id]
        }

    def shown(self, id: str) -> str:
        """The first key of an action as shown to people; empty if it has none."""
        keys = self.keys[id]
        return key_name(keys[0]) if keys else ""


def load_keymap(settings: Mapping[str, Any] | None = None) -> Keymap:
    """Make the keymap from the `[keys]` table: `preset`, and a key or a list of keys for each action id.

    An empty list takes an action's keys away. Raises `UsageError` for unknown ids and presets, impossible keys and
    keys that two actions of one context would share.
    """
    wanted = dict(_flat(settings or {}))
    preset = wanted.pop("preset", "default")
    if preset not in PRESETS:
        raise UsageError(f"inquit.toml, keys.preset: unknown preset {preset!r}; use one of {', '.join(PRESETS)}")
    keys: dict[str, tuple[str, ...]] = {action.id: action.keys for action in ACTIONS}
    keys |= PRESETS[preset]
    for id, value in wanted.items():
        keys[_known(id)] = _keys(id, value)
    _check(keys)
    return Keymap(keys)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """`move.word_left = "b"` is a nested table in TOML, `"move.word_left" = "b"` is not; both are meant alike."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _known(id: str) -> str:
    if id in BY_ID:
        return id
    near = get_close_matches(id, BY_ID, 1)
    raise UsageError(
        f"inquit.toml, keys: unknown action {id!r}; "
        + (f"did you mean {near[0]!r}? " if near else "")
        + "`inquit keys` lists them"
    )


def _keys(id: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    for key in values:
        fault = fault_of(key)
        if fault:
            raise UsageError(f"inquit.toml, keys, {id}: {fault}")
    return tuple(dict.fromkeys(values))


def fault_of(key: Any) -> str | None:
    """Why a key cannot be used, with what to write instead; None if it can."""
    if not isinstance(key, str):
        return f'a key is a text like "a" or "ctrl+r", not {key!r}'
    if not key:
        return "the key is empty; write [] to take an action's keys away"
    if key == " ":
        return 'write "space" for the space bar'
    if len(key) == 1:
        return None if key.isprintable() else f"{key!r} cannot be typed"
    if key in SAME:
        return f"a terminal cannot tell {key!r} from {SAME[key]!r}; choose another key"
    *modifiers, last = key.split("+")
    return _fault_of_parts(key, modifiers, last)


def _fault_of_parts(key: str, modifiers: list[str], last: str) -> str | None:
    if any(modifier not in MODIFIERS for modifier in modifiers) or len(set(modifiers)) < len(modifiers):
        lower = key.lower()
        if lower != key and fault_of(lower) is None:
            return f"{key!r} never comes from a keyboard; write {lower!r}"
        return f"{key!r}: the modifiers are {', '.join(MODIFIERS)}, each once"
    if len(last) == 1:
        if last.isupper():
            written = "+".join([*sorted({*modifiers, "shift"}, key=MODIFIERS.index), last.lower()])
            return f"{key!r} never comes from a keyboard; write {written!r}"
        if modifiers == ["shift"]:
            return f"{key!r} comes as a character; write {last.upper()!r}"
        return None if modifiers != ["ctrl"] or last.isalpha() else f"terminals do not send {key!r}; choose another key"
    if last not in NAMED:
        return f"there is no key {last!r}; use a character or one of {', '.join(sorted(NAMED))}"
    return None


def _check(keys: Keys) -> None:
    for id in NEEDED:
        if not keys[id]:
            raise UsageError(f"inquit.toml, keys, {id}: must keep a key, or nobody gets out")
    taken: dict[tuple[str, str], str] = {}
    for action in ACTIONS:
        contexts = ("reading", "stance") if action.context == "everywhere" else (action.context,)
        for key in keys[action.id]:
            for context in contexts:
                other = taken.setdefault((context, key), action.id)
                if other != action.id:
                    raise UsageError(
                        f"inquit.toml, keys: {key!r} would be both {other} and {action.id}; "
                        f'give one of them another key, like  "{other}" = []'
                    )
