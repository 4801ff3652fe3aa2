"""Decisions on the annotation under the cursor: accept, reject, relabel, delete, note; and on all in view."""

from tui.app.reading.chord import LabelChord, label_choices
from tui.app.reading.moving import next_undecided
from tui.app.reading.orders import Order
from tui.app.reading.reading import Handler, Reading
from tui.app.reading.tasks import finish_task
from tui.app.widgets.describe import describe
from tui.desk import verbs
from tui.model.annotation import AnyAnnotation, Entity, type_of, value_of
from tui.model.span import Span, spans_text
from tui.text.focus import is_undecided

NOTHING = "no annotation under the cursor: Tab goes to the next one"


def focused(reading: Reading) -> AnyAnnotation | None:
    """The annotation under the cursor; says so if there is none."""
    focus = reading.focus
    if focus is None:
        reading.host.say(NOTHING, "warning")
    return focus


def accept(reading: Reading, _: Order) -> None:
    """Accept the annotation under the cursor and go on; or take the words of the task at hand."""
    if reading.task is not None:
        finish_task(reading)
        return
    focus = focused(reading)
    if focus is not None:
        reading.do("accept", verbs.accept(reading.id, [focus], reading.stamp()))
        go_on(reading, focus)


def reject(reading: Reading, _: Order) -> None:
    """Reject it and go on."""
    focus = focused(reading)
    if focus is not None:
        reading.do("reject", verbs.reject(reading.id, [focus], reading.stamp()))
        go_on(reading, focus)


def go_on(reading: Reading, decided: AnyAnnotation) -> None:
    """Go to the next undecided suggestion behind the one that was decided, if that is wanted."""
    if not reading.desk.settings.advance:
        return
    page = reading.page
    if page.focus_annotation is None or page.focus_annotation.id != decided.id:
        page.select(decided.spans[0], decided.id)
    next_undecided(reading, Order("jump.suggestion_next"), towards=1)


def accept_view(reading: Reading, _: Order) -> None:
    """Accept every undecided suggestion that starts in view, as one undo step."""
    view = reading.page.in_view
    found = open_in_view(reading, view)
    if reading.do("accept all in view", verbs.accept(reading.id, found, reading.stamp())):
        reading.host.say(f"{len(found)} accepted; u takes all of them back")
    else:
        reading.host.say("nothing in view is undecided")


def open_in_view(reading: Reading, view: Span) -> list[AnyAnnotation]:
    """The undecided suggestions shown whose first piece starts in view."""
    pieces = reading.page.sheet.in_range(view.start, view.end, reading.types)
    found = {it.id: it for start, _, it in pieces if start == it.start >= view.start}
    return [it for it in found.values() if is_undecided(it) and reading.visited(it)]


def relabel(reading: Reading, _: Order) -> None:
    """Ask for another label, kind or polarity."""
    focus = focused(reading)
    if focus is not None:
        facet = type_of(focus)
        choices = label_choices(reading.desk.settings.scheme.labels(facet), value_of(focus))
        reading.host.wait(
            LabelChord("decide.relabel.chosen", f"relabel {facet} {value_of(focus)}", choices, facet=facet)
        )


def relabel_chosen(reading: Reading, order: Order) -> None:
    """Give the label; a label is a decision, so go on as after accepting."""
    focus = focused(reading)
    if focus is not None:
        reading.do("relabel", verbs.relabel(reading.id, focus, order.value, reading.stamp()))
        if is_undecided(focus):
            go_on(reading, focus)


def delete(reading: Reading, _: Order) -> None:
    """Take the annotation away, and an actor of one's own making with its last mention."""
    focus = focused(reading)
    if focus is None:
        return
    changes = verbs.delete(reading.id, reading.layer, focus, reading.stamp())
    if isinstance(focus, Entity) and focus.actor:
        changes = (*changes, *_widowed(reading, focus))
    if reading.do(f"delete {type_of(focus)}", changes):
        reading.stepped = False
        reading.host.say(f"deleted: {describe(focus, reading.layer, reading.text)} · u brings it back")


def _widowed(reading: Reading, gone: Entity) -> verbs.Changes:
    """The removal of the entity's actor if a person made it and nothing else refers to it."""
    from tui.model.annotation import actors_of
    from tui.model.edit import Change

    actor = reading.layer.actors.get(gone.actor or "")
    others = (it for it in reading.layer.annotations.values() if it.id != gone.id)
    if actor is None or actor.origin != "human" or any(actor.id in actors_of(it) for it in others):
        return ()
    return (Change(article=reading.id, before=actor, after=None),)


def note(reading: Reading, _: Order) -> None:
    """Ask for a note."""
    focus = focused(reading)
    if focus is None:
        return
    from tui.app.screens.note import Note

    subject = f"{describe(focus, reading.layer, reading.text)}: {spans_text(reading.text, focus.spans)}"

    def write(text: str) -> None:
        present = reading.layer.annotations.get(focus.id)
        if present is not None:
            reading.do("note", verbs.write_note(reading.id, present, text, reading.stamp()))

    reading.host.ask(Note(focus.note, subject), write)


def done(reading: Reading, _: Order) -> None:
    """Mark the article as done, or open it again."""
    state = reading.desk.state(reading.id)
    if not reading.do("reopen" if state.done else "done", verbs.mark_done(state, not state.done)):
        return
    left = reading.tally.undecided()
    if state.done:
        reading.host.say("open again")
    elif left:
        reading.host.say(f"done, with {left} suggestions undecided · ] opens the next article", "warning")
    else:
        reading.host.say("done · ] opens the next article")


HANDLERS: dict[str, Handler] = {
    "decide.accept": accept,
    "decide.reject": reject,
    "decide.accept_view": accept_view,
    "decide.relabel": relabel,
    "decide.relabel.chosen": relabel_chosen,
    "decide.delete": delete,
    "decide.note": note,
    "decide.done": done,
}
