"""A person at the keys who knows the result that is wanted, and never presses a key too many."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.app.fakes import Bench, FakePage
from tests.perf.keys_wanted import actor_of, differences, overlap, pairs, same_target
from tests.perf.keys_ways import Place, cheapest, shape
from tui.app.reading.chord import HintChord, Pick, StanceChord
from tui.app.reading.linking import _line
from tui.app.reading.picks import by_number
from tui.app.reading.tasks import piece_at
from tui.app.screens.link_picker import NewActor, narrow
from tui.model.annotation import Actor, AnyAnnotation, Entity, Quote, Stance, Type, type_of, value_of
from tui.model.article import Article
from tui.model.scheme import DEFAULT
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle, Suggestions
from tui.text import selector
from tui.text.sentences import paragraph_at

VERBS: dict[Type, str] = {"entity": "e", "quote": "q", "claim": "c", "stance": "s"}
KEPT = 0.5
"""How much alike a quote and the selection must be for `q` to correct that quote (`tui.desk.tagging`)."""


class Window(FakePage):
    """The page, 20 lines of it in view, scrolled as the reader scrolls."""

    top = 0

    def _become(self, now: Any, focus: str | None = None) -> bool:
        line = self.sheet.wrap.line_of(now.caret.offset)
        self.top = min(max(self.top, line - self.height + 4), max(0, line - 3))
        return super()._become(now, focus)

    @property
    def in_view(self) -> Span:
        wrap = self.sheet.wrap
        return Span(wrap.starts[self.top], wrap.ends[min(len(wrap), self.top + self.height) - 1])


@dataclass
class Person:
    """Labels one article by keys. `keys` counts them by type, `script` has them in order."""

    article: Article
    suggestions: Suggestions
    wanted: AnnotatedArticle
    keys: Counter[Type] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    script: list[str] = field(default_factory=list)
    typed: str = ""
    """What goes into the next dialog, as a new name if `new`."""
    new: bool = False

    def __post_init__(self) -> None:
        self.page = Window()
        self.bench = Bench((self.article, self.suggestions), page=self.page)
        self.bench.host.answer = self._type
        self.reading = self.bench.reading
        self.given = {it.id: it for it in self.wanted.annotations}
        self.actors = {actor.id: actor for actor in self.wanted.actors}
        self.meant = pairs(self.suggestions.annotations, self.wanted.annotations)
        self.who = known_actors(self.suggestions, self.wanted, self.meant)
        self.made: dict[str, str] = {}
        """The annotation on the desk for each wanted one that is settled, both by id."""

    # Keys

    def press(self, type: Type, *keys: str) -> None:
        """Type keys for an annotation of that type."""
        self.keys[type] += len(keys)
        self.script += keys
        self.bench.press(" ".join(keys))

    def _type(self, screen: Any) -> Any:
        """Answer the link picker as its keys would: Enter takes the first line that fits, Ctrl+n what is typed."""
        return NewActor(self.typed) if self.new else narrow(screen._choices, self.typed)[0]

    def select(self, type: Type, wanted: Span) -> None:
        """Select words, wherever they are."""
        while not self.page.in_view.start <= wanted.start < self.page.in_view.end:
            self.press(type, "pagedown" if wanted.start > self.page.cursor else "pageup")
        self.press(type, *cheapest(self.place(), wanted))
        assert self.page.selection == wanted, (self.page.selection, wanted, self.script[-8:])

    def place(self) -> Place:
        """Where the keys start from."""
        return Place(self.page.sheet, self.page.in_view, self.page._now, self.reading.edge, self.page.height)

    def present(self, id: str) -> AnyAnnotation:
        """The annotation as it is now."""
        return self.reading.layer.annotations[id]

    # The walk

    def label(self) -> None:
        """Decide on every suggestion in the order in which `n` comes by, and add what is missing on the way."""
        missing = [
            it for it in sorted(self.given.values(), key=lambda it: it.spans) if it.id not in self.meant.values()
        ]
        while (focus := self.next_undecided(missing)) is not None:
            self.decide(focus)
        for goal in missing:
            self.add(goal)

    def next_undecided(self, missing: list[AnyAnnotation]) -> AnyAnnotation | None:
        """The suggestion to decide on next; before it, what is missing in the paragraphs that are through."""
        focus = self.reading.focus
        if not self.reading.tally.undecided():
            return None
        if focus is None or focus.status != "suggested" or not self.reading.stepped:
            self.press(type_of(focus) if focus else "entity", "n")
            focus = self.reading.focus
        assert focus is not None
        through = paragraph_at(self.reading.text, focus.start).start
        late = [it for it in missing if it.end <= through]
        for goal in late:
            missing.remove(goal)
            self.add(goal)
        if late and self.reading.focus != focus:
            self.press(type_of(late[-1]), "n")
        return self.reading.focus

    def decide(self, focus: AnyAnnotation) -> None:
        """Accept, reject, or put right."""
        type, goal = type_of(focus), self.given.get(self.meant.get(focus.id, ""))
        if goal is None or len(focus.spans) > 1:
            self.decisions["rejected"] += 1
            self.press(type, "x")
            if goal is not None:
                self.add(goal)
            return
        if not self.wrong(focus, goal):
            self.decisions["accepted"] += 1
            self.press(type, "a")
        else:
            self.decisions["corrected"] += 1
            self.put_right(focus, goal)
        self.made[goal.id] = focus.id

    def wrong(self, found: AnyAnnotation, goal: AnyAnnotation) -> list[str]:
        """What is not as it should be."""
        return differences(found, goal, self.who, self.reading.layer, self.given)

    def add(self, goal: AnyAnnotation) -> None:
        """Select the words, tag them, and put right what could not be guessed."""
        self.decisions["added"] += 1
        self.select(type_of(goal), goal.spans[0])
        if isinstance(goal, Stance):
            self.stance(goal)
        elif isinstance(goal, Quote):
            self.press("quote", "q")
        else:
            self.press(type_of(goal), VERBS[type_of(goal)], key_of(goal))
        made = self.reading.focus
        assert made is not None
        if isinstance(made, Entity) and isinstance(goal, Entity) and goal.actor and goal.actor not in self.who:
            self.who[goal.actor] = made.actor or ""
        self.put_right(made, goal)
        self.made[goal.id] = made.id

    def put_right(self, found: AnyAnnotation, goal: AnyAnnotation) -> None:
        """Correct one field after the other until nothing is wrong."""
        repairs: dict[str, Callable[[AnyAnnotation, AnyAnnotation], None]] = {
            "spans": self._spans, "actor": self._actor, "source": self._actor, "cue": self._cue, "target": self._target,
            "value": self._value,
        }  # fmt: skip
        before: list[str] = []
        while wrong := self.wrong(self.present(found.id), goal):
            if wrong == before:
                raise SystemExit(f"no keys put right {wrong} of {goal}\n{self.present(found.id)}")
            before = wrong
            repairs[wrong[0]](self.present(found.id), goal)

    def _spans(self, found: AnyAnnotation, goal: AnyAnnotation) -> None:
        if isinstance(found, Quote) and overlap(found, goal) >= KEPT:
            self.select("quote", goal.spans[0])
            self.press("quote", "q")
            return
        piece = selector.select_span(piece_at(found, self.page.cursor))
        keys = shape(self.place(), piece, "end", goal.spans[0], 99)
        assert keys is not None
        self.press(type_of(goal), "R", *keys, "enter")

    def _cue(self, _: AnyAnnotation, goal: AnyAnnotation) -> None:
        assert isinstance(goal, Quote)
        assert goal.cue is not None
        self.press("quote", "i")
        self.select("quote", goal.cue)
        self.press("quote", "enter")

    def _value(self, _: AnyAnnotation, goal: AnyAnnotation) -> None:
        self.press(type_of(goal), "r", key_of(goal))

    # Who, and toward what

    def _actor(self, found: AnyAnnotation, goal: AnyAnnotation) -> None:
        """`@`, then a hint or a number for an actor that is known, or a name."""
        type, actor = type_of(goal), actor_of(goal)
        self.press(type, "@")
        label = self._source_hint(goal, actor) if "source" in self.wrong(found, goal) else ""
        if label:
            self.press(type, *label)
            if self.bench.chord is None or actor is None:
                self.press(type, *(["escape"] if self.bench.chord is not None else []))
                return
        self._name(type, actor)

    def _source_hint(self, goal: AnyAnnotation, actor: str | None) -> str:
        """The hint of the source's own words, else of others in or around them that name nobody else."""
        assert isinstance(goal, Quote)
        source, known = goal.source or Span(0, 1), self.who.get(actor or "")
        exact = self._hint(lambda pick: pick.span == source)
        near = self._hint(
            lambda pick: (pick.span.covers(source) or source.covers(pick.span)) and pick.actor in (None, known)
        )
        return exact or near

    def _name(self, type: Type, actor: str | None) -> None:
        assert actor is not None
        known = self.who.get(actor)
        chord = self.bench.chord
        assert isinstance(chord, HintChord)
        label = self._hint(lambda pick: known is not None and pick.actor == known)
        number = next((key for key, order in chord.others.items() if known is not None and order.value == known), "")
        if label or number:
            self.press(type, *min(filter(None, (label, number)), key=len))
            return
        self._find(type, actor)

    def _find(self, type: Type, actor: str) -> None:
        """`/`, as many letters of the name as it takes, and Enter; a new name is typed in full, and Ctrl+n."""
        before = set(self.reading.layer.actors)
        known = self.reading.layer.actors.get(self.who.get(actor, ""))
        self.new = known is None
        self.typed = self.actors[actor].name if known is None else self._letters(known)
        self.press(type, "/")
        self.keys[type] += len(self.typed) + 1
        self.script += [*self.typed, "ctrl+n" if self.new else "enter"]
        made = set(self.reading.layer.actors) - before
        if made:
            self.who[actor] = made.pop()

    def _letters(self, known: Actor) -> str:
        """As much of the actor's name as brings it to the top of the list."""
        assert self.reading.focus is not None
        near = self.reading.focus.start
        lines = [_line(self.reading, id, name, near) for id, name in by_number(self.page.sheet, near, 10_000)]
        for count in range(1, len(known.name)):
            first = narrow(lines, known.name[:count])[0]
            if not isinstance(first, NewActor) and first.key == known.id:
                return known.name[:count]
        return known.name

    def _hint(self, fits: Callable[[Pick], bool]) -> str:
        """The letters of the shortest hint that fits, "" if there is none."""
        chord = self.bench.chord
        picks = chord.picks if isinstance(chord, HintChord) else chord._picks
        return min((label for label, pick in picks.items() if fits(pick)), key=len, default="")

    def stance(self, goal: Stance) -> None:
        """The stance chord: the holder if it was not guessed, the target's hint, the polarity."""
        self.press("stance", "s")
        chord = self.bench.chord
        assert isinstance(chord, StanceChord)
        if chord.holder != self.who.get(goal.holder or ""):
            self.press("stance", "@")
            label = self._hint(lambda pick: pick.actor == self.who.get(goal.holder or ""))
            self.press("stance", *(label or "w"))
        label = self._target_hint(goal)
        self.press("stance", *(label or ["enter"]), key_of(goal))

    def _target_hint(self, goal: Stance) -> str:
        layer = self.reading.layer
        return self._hint(lambda pick: same_target(pick.target, goal.target, self.who, layer, self.given))

    def _target(self, _: AnyAnnotation, goal: AnyAnnotation) -> None:
        assert isinstance(goal, Stance)
        self.press("stance", "T")
        self.press("stance", *self._target_hint(goal))

    # At the end

    def unlike(self) -> list[str]:
        """What the layer has that is not wanted, and what is wanted that it does not have."""
        kept = {it.id for it in self.reading.layer.annotations.values() if it.status in ("accepted", "edited")}
        text = self.reading.text
        told = [f"not wanted: {self.present(id).spans[0].of(text)}" for id in kept - set(self.made.values())]
        for id, goal in self.given.items():
            if self.made.get(id) not in kept:
                told.append(f"missing: {goal.spans[0].of(text)}")
            elif wrong := self.wrong(self.present(self.made[id]), goal):
                told.append(f"{', '.join(wrong)} of {goal.spans[0].of(text)}")
        return told


def key_of(annotation: AnyAnnotation) -> str:
    """The key of its label, kind or polarity."""
    return next(it.key for it in DEFAULT.labels(type_of(annotation)) if it.name == value_of(annotation))


def known_actors(suggestions: Suggestions, wanted: AnnotatedArticle, meant: dict[str, str]) -> dict[str, str]:
    """The suggested actor for each wanted one, by id: the one most of its mentions have, or one of the same name."""
    given = {it.id: it for it in wanted.annotations}
    votes: Counter[tuple[str, str]] = Counter()
    for it in suggestions.annotations:
        goal = given.get(meant.get(it.id, ""))
        if goal is not None and actor_of(it) and actor_of(goal):
            votes[actor_of(goal) or "", actor_of(it) or ""] += 100 if isinstance(it, Entity) else 1
    names = {actor.name.casefold(): actor.id for actor in suggestions.actors}
    found: dict[str, str] = {}
    for (goal_id, id), _ in votes.most_common():
        if goal_id not in found and id not in found.values():
            found[goal_id] = id
    for actor in wanted.actors:
        same = names.get(actor.name.casefold())
        if actor.id not in found and same is not None and same not in found.values():
            found[actor.id] = same
    return found
