"""Dialogs about the whole article: who is who, filter, orphans, checks against the guideline."""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tui.app.fuzzy import fold
from tui.app.reading.moving import go_to
from tui.app.reading.orders import Order
from tui.app.reading.reading import Handler, Reading
from tui.app.widgets.describe import describe, shorten
from tui.desk import verbs
from tui.desk.filter import Filter
from tui.desk.stamp import new_id
from tui.model.annotation import Actor, AnyAnnotation, Entity, actors_of, type_of, value_of
from tui.model.span import spans_text
from tui.text.search import find_all

if TYPE_CHECKING:
    from tui.app.screens.actors import ActorCommand
    from tui.app.screens.checks import CheckCommand
    from tui.app.screens.orphans import OrphanCommand


def ask_actors(reading: Reading, _: Order, *, current: str | None = None) -> None:
    """Show who is who, at the actor of the annotation under the cursor."""
    from tui.app.screens.actors import ActorsScreen
    from tui.desk.cast import cast_of

    assert reading.article is not None
    focus = reading.focus
    if current is None and focus is not None:
        current = next(iter(actors_of(focus)), None)
    labels = reading.desk.settings.scheme.labels("entity")
    screen = ActorsScreen(cast_of(reading.article, reading.layer), labels, current)
    reading.host.ask(screen, partial(change_actors, reading))


def change_actors(reading: Reading, command: "ActorCommand") -> None:
    """Do what was asked for, and show who is who now."""
    from tui.app.screens import actors as asked

    id, layer = reading.id, reading.layer
    current: str | None = None
    match command:
        case asked.GoTo(annotation):
            visit(reading, annotation)
            return
        case asked.Rename(current, name):
            changes = _actor_change(reading, current, name=name)
            reading.do("rename actor", changes)
        case asked.Relabel(current, label):
            changes = _actor_change(reading, current, label=label)
            reading.do("relabel actor", changes)
        case asked.Make(name):
            made = Actor(id=new_id(), name=name)
            current = made.id
            reading.do("make actor", verbs.add(id, made))
        case asked.Merge(gone, current):
            if gone in layer.actors and current in layer.actors:
                reading.do("merge actors", verbs.merge_actors(id, layer, layer.actors[gone], layer.actors[current]))
        case asked.Split(annotations, name):
            mentions = [layer.annotations[each] for each in annotations if each in layer.annotations]
            known = next((actor for actor in layer.actors.values() if fold(actor.name) == fold(name)), None)
            actor = known or Actor(id=new_id(), name=name, label=_label_of(mentions))
            current = actor.id
            reading.do("split actor", verbs.split_actor(id, layer, mentions, actor, reading.stamp()))
    ask_actors(reading, Order("link.actors"), current=current)


def _label_of(mentions: list[AnyAnnotation]) -> str | None:
    """The label that the names among the mentions have."""
    return next((mention.label for mention in mentions if isinstance(mention, Entity)), None)


def _actor_change(reading: Reading, id: str, **fields: Any) -> verbs.Changes:
    actor = reading.layer.actors[id]
    return verbs.change(reading.id, actor, replace(actor, origin="human", **fields))


def visit(reading: Reading, id: str) -> None:
    """Go to an annotation, whatever hides it."""
    annotation = reading.layer.annotations.get(id)
    if annotation is None:
        reading.host.say("that annotation is not there any more", "warning")
        return
    reading.leave_mark()
    if not reading.visited(annotation):
        set_filter(reading, Filter())
        reading.host.say("everything is shown again, so that this can be seen")
    go_to(reading, annotation)


def ask_filter(reading: Reading, _: Order) -> None:
    """Ask what is to be shown and visited."""
    from tui.app.screens.filter import FilterScreen

    counts: Counter[tuple[str, str, str]] = Counter()
    for it in reading.layer.annotations.values():
        counts.update([("type", type_of(it), ""), ("status", it.status, ""), ("label", type_of(it), value_of(it))])
    present = replace(reading.filter, types=frozenset(reading.page.layers_shown))
    screen = FilterScreen(present, reading.desk.settings.scheme, counts)
    reading.host.ask(screen, partial(set_filter, reading))


def set_filter(reading: Reading, wanted: Filter) -> None:
    """Show and visit only what the filter lets through."""
    rest = replace(wanted, types=Filter().types)  # types are the layers shown, which have switches of their own

    def matches(annotation: AnyAnnotation) -> bool:
        return rest.matches(annotation, spans_text(reading.text, annotation.spans) if rest.text else "")

    reading.filter = wanted
    reading.page.layers_shown = wanted.types
    reading.page.wanted = matches


def ask_orphans(reading: Reading, _: Order) -> None:
    """Show the annotations that lost their words."""
    orphans = tuple(reading.layer.orphans.values())
    if not orphans:
        reading.host.say("every annotation of this article has its words")
        return
    from tui.app.screens.orphans import OrphansScreen

    selected = reading.page.selection.of(reading.text)
    reading.host.ask(OrphansScreen(orphans, selected, reading.orphan), partial(settle_orphan, reading))


def settle_orphan(reading: Reading, command: "OrphanCommand") -> None:
    """Give it up, put it on the selection, or look for its words."""
    from tui.app.screens import orphans as asked

    orphan = reading.layer.orphans.get(command.orphan)
    if orphan is None:
        return
    match command:
        case asked.Drop():
            reading.do("drop orphan", verbs.delete(reading.id, reading.layer, orphan, reading.stamp()))
        case asked.Place():
            spans = (reading.page.selection,)
            reading.do("settle orphan", verbs.settle_orphan(reading.id, reading.layer, orphan, spans, reading.stamp()))
        case asked.Look(words=words):
            reading.orphan = orphan.id  # the list opens at it again
            _look_for(reading, words, describe(orphan.annotation, reading.layer, ""))
            return
    if reading.layer.orphans:
        ask_orphans(reading, Order("go.orphans"))


def _look_for(reading: Reading, words: str, what: str) -> None:
    """Go to the longest beginning of an orphan's words that the text still has; `what` the orphan is."""
    parts = words.split()
    reading.leave_mark()
    for count in range(len(parts), 0, -1):
        found = find_all(reading.text, " ".join(parts[:count]))
        if found:
            reading.page.matches = found
            reading.page.select(found[0])
            reading.host.say(f"{what} “{shorten(words)}”: select its words, then O and p")
            return
    reading.host.say(f"no word of {what} “{shorten(words)}” is left: select where it belongs, then O and p", "warning")


def ask_checks(reading: Reading, _: Order) -> None:
    """Show what is against the guideline here."""
    from tui.app.screens.checks import ChecksScreen
    from tui.desk.checks import check_layer

    assert reading.article is not None
    findings = list(check_layer(reading.article, reading.layer, reading.desk.settings.scheme, waived=True))
    words = {
        finding.annotation: spans_text(reading.text, reading.layer.annotations[finding.annotation].spans)
        for finding in findings
        if finding.annotation in reading.layer.annotations
    }
    reading.host.ask(ChecksScreen(findings, words), partial(answer_check, reading))


def answer_check(reading: Reading, command: "CheckCommand") -> None:
    """Go to what breaks a rule, or waive the rule there."""
    from tui.app.screens.checks import Waive
    from tui.desk.waivers import waive

    if not isinstance(command, Waive):
        visit(reading, command.annotation)
        return
    annotation = reading.layer.annotations.get(command.annotation)
    if annotation is not None:
        note = waive(annotation.note, command.rule, command.reason)
        reading.do("waive", verbs.write_note(reading.id, annotation, note, reading.stamp()))
    ask_checks(reading, Order("go.checks"))


def figures(reading: Reading, _: Order) -> None:
    """Say how the work goes."""
    reading.host.say(f"here: {reading.here.words()} · sitting: {reading.figures.words()}")


HANDLERS: dict[str, Handler] = {
    "link.actors": ask_actors,
    "view.filter": ask_filter,
    "view.figures": figures,
    "go.orphans": ask_orphans,
    "go.checks": ask_checks,
}
