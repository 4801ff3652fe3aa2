"""What the action bar says: always what the next key can do."""

from functools import lru_cache
from typing import NamedTuple

from tui.app.actions import BY_ID, key_name
from tui.app.keymap import Keymap
from tui.app.reading.keyboard import Keyboard
from tui.app.reading.orders import Choice
from tui.app.reading.reading import Reading, Tone
from tui.model.annotation import AnyAnnotation, Type, type_of


class Item(NamedTuple):
    """A key as shown, what it does, and the key as pressed (for the mouse)."""

    shown: str
    name: str
    key: str


class Bar(NamedTuple):
    """The line: what is being asked or told, then the keys that fit; `panel` has the choices with definitions."""

    prompt: str = ""
    tone: Tone = "information"
    items: tuple[Item, ...] = ()
    panel: tuple[Choice, ...] = ()
    title: str = ""
    facet: str = ""
    """The facet of the scheme that a label is being chosen from, if one is."""


OF_TYPE: dict[Type, tuple[tuple[str, str], ...]] = {
    "entity": (("link.actor", "who is it"),),
    "quote": (("link.actor", "source"), ("tag.cue", "cue"), ("tag.piece", "add piece")),
    "claim": (("link.actor", "claimant"), ("tag.checkworthy", "check-worthy")),
    "stance": (("link.actor", "holder"), ("link.target", "target"), ("tag.intensity", "intensity")),
}
SHAPES = ("shape.grow", "shape.shrink", "shape.edge_left", "shape.edge_right", "shape.extend")
RESIZING = ("shape.edge_left", "shape.edge_right", "shape.other_edge", "shape.grow")
TAGS = ("tag.entity", "tag.quote", "tag.claim", "tag.stance")


def make_bar(reading: Reading, keyboard: Keyboard, keymap: Keymap, message: tuple[str, Tone] | None = None) -> Bar:
    """The bar for the moment; a message takes the place of the prompt."""
    words, tone = message or ("", "information")
    if keyboard.chord is not None:
        return _chord_bar(keyboard, keymap)
    if keyboard.unknown:
        words, tone = f"{key_name(keyboard.unknown)} does nothing here", "warning"
    if keyboard.count:
        moves = ("move.word_right", "move.line_down", "move.sentence_forward", "jump.suggestion_next", "shape.grow")
        return Bar(f"{keyboard.count} ×", items=(*_items(keymap, moves), _cancel(keymap)))
    if reading.task is not None:
        taking = keymap.keys["decide.accept"]
        enter = "enter" if "enter" in taking else taking[0] if taking else ""
        taken = (Item(key_name(enter), "take it", enter), _cancel(keymap))
        shapes = RESIZING if reading.task.kind == "resize" else SHAPES[:2]
        return Bar(words or reading.task.prompt, tone, (*taken, *_items(keymap, shapes)))
    if reading.extending:
        items = _items(keymap, ("shape.extend", *TAGS, *SHAPES[:2]))
        return Bar(words or "extending: moves take the selection along", tone, items)
    focus = reading.focus
    return Bar(
        words,
        tone,
        _items(keymap, _at_rest(focus)) + _named(keymap, type_of(focus) if focus else None) + _end(keymap),
    )


def _at_rest(focus: AnyAnnotation | None) -> tuple[str, ...]:
    if focus is None:
        return (*TAGS, "shape.grow", "shape.shrink", "jump.hint", "jump.annotation_next", "jump.suggestion_next")
    if focus.status == "suggested":
        return ("decide.accept", "decide.reject", "decide.relabel", "decide.skip", "tag.resize")
    return ("decide.relabel", "decide.delete", "tag.resize", "jump.suggestion_next", *TAGS)


@lru_cache(maxsize=64)
def _named(keymap: Keymap, type: Type | None) -> tuple[Item, ...]:
    if type is None:
        return ()
    own = tuple(_item(keymap, id, name) for id, name in OF_TYPE[type] if keymap.keys[id])
    more = _items(keymap, ("decide.note", "jump.linked", "undo.undo"))
    return own + more


def _end(keymap: Keymap) -> tuple[Item, ...]:
    return _items(keymap, ("desk.help", "desk.palette", "go.list", "desk.quit"))


@lru_cache(maxsize=64)
def _items(keymap: Keymap, ids: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(_item(keymap, id, BY_ID[id].short) for id in ids if keymap.keys[id])


def _item(keymap: Keymap, id: str, name: str) -> Item:
    return Item(keymap.shown(id), name, keymap.keys[id][0])


def _cancel(keymap: Keymap) -> Item:
    return _item(keymap, "desk.cancel", "leave it")


def _chord_bar(keyboard: Keyboard, keymap: Keymap) -> Bar:
    chord = keyboard.chord
    assert chord is not None
    prompt = ""
    tone: Tone = "information"
    if keyboard.unknown:
        of_what = "these:" if chord.listed or chord.choices else "the letters shown"
        prompt, tone = f"{key_name(keyboard.unknown)} is none of {of_what}", "warning"
    items = tuple(
        Item(key_name(choice.key), f"[{choice.name}]" if choice.on else choice.name, choice.key)
        for choice in chord.choices
    )
    if chord.listed:
        return Bar(prompt or "type its key", tone, (_cancel(keymap),), chord.choices, chord.prompt, chord.facet)
    return Bar(prompt, tone, (*items, _cancel(keymap)), (), chord.prompt)


def columns(choices: tuple[Choice, ...], width: int, height: int) -> list[list[Choice]]:
    """The choices of a panel as rows, in as many columns as it takes to need at most `height` of them."""
    count = max(1, -(-len(choices) // max(1, height)), min(2, width // 60) if len(choices) > 4 else 1)
    rows = -(-len(choices) // count)
    return [[choices[at] for at in range(row, len(choices), rows)] for row in range(rows)]
