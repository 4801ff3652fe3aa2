"""Hints for the first sitting: one at a time, each until its keys were used once; then never again."""

import re
from functools import lru_cache

from msgspec import Struct, field

from tui.app.keymap import Keymap

LESSONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("jump.suggestion_next", "jump.annotation_next"), "{jump.suggestion_next} goes to the next suggestion"),
    (("decide.accept", "decide.reject"), "{decide.accept} accepts it, {decide.reject} rejects it"),
    (("undo.undo",), "{undo.undo} takes anything back"),
    (("shape.grow", "shape.word_right"), "{shape.grow} grows the selection: phrase, clause, sentence"),
    (
        ("tag.entity", "tag.quote", "tag.claim", "tag.stance"),
        "{tag.entity} {tag.quote} {tag.claim} {tag.stance} tag",
    ),
    (("jump.hint",), "{jump.hint} puts letters on everything: type one to go there"),
    (("desk.help",), "{desk.help} shows all keys"),
)
"""The actions that a lesson teaches (one of them done, and it is learnt), and what it says."""


class Coach(Struct):
    """Knows which lessons are learnt. One that is not `needed` says nothing."""

    needed: bool
    done: set[str] = field(default_factory=set)

    def did(self, action: str) -> None:
        """An action was done by its key."""
        self.done.add(action)

    def tip(self, keymap: Keymap) -> str:
        """The next lesson, with the keys as they are; empty when all are learnt."""
        if not self.needed:
            return ""
        for actions, words in LESSONS:
            if not self.done.intersection(actions) and all(keymap.keys[id] for id in actions[:1]):
                return "New here? " * (not self.done) + _filled(words, keymap)
        return ""


@lru_cache(maxsize=len(LESSONS))
def _filled(words: str, keymap: Keymap) -> str:
    return re.sub(r"\{([\w.]+)\}", lambda found: keymap.shown(found[1]), words)
