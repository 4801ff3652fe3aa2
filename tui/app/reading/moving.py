"""Moves, jumps and the shape of the selection."""

from functools import partial
from typing import Literal

from tui.app.reading.chord import HintChord, Pick
from tui.app.reading.orders import Choice, Order
from tui.app.reading.picks import jump_picks
from tui.app.reading.reading import Handler, Reading
from tui.model.annotation import AnyAnnotation
from tui.model.span import Span
from tui.text.focus import cycle, is_undecided
from tui.text.motions import Step
from tui.text.search import find_all, next_match
from tui.text.sheet import Predicate
from tui.text.words import word_at

BEHIND_ALL = "\U0010ffff"
"""Sorts behind every id."""

FAR = ("text", "page", "half_page")
"""Steps that one may want to come back from."""


def move(reading: Reading, order: Order, *, kind: Step, towards: int) -> None:
    """Go, or in extend mode take the selection along; while resizing, words and characters move the edge."""
    count = (order.count or 1) * towards
    if reading.task and reading.task.kind == "resize" and kind in ("word", "grapheme"):
        reading.page.move_edge(reading.edge, "word" if kind == "word" else "grapheme", count)
        return
    if kind in FAR and not reading.extending:
        reading.leave_mark()
    reading.stepped = False
    if reading.extending:
        reading.page.extend(kind, count)
    else:
        reading.edge = "end"
        reading.page.move(kind, count)


def extend(reading: Reading, order: Order, *, kind: Step, towards: int) -> None:
    """Take in more, or give back what was taken in."""
    reading.page.extend(kind, (order.count or 1) * towards)


def move_edge(reading: Reading, order: Order, *, kind: Literal["word", "grapheme"], towards: int) -> None:
    """Move the edge that moves."""
    reading.page.move_edge(reading.edge, kind, (order.count or 1) * towards)


def other_edge(reading: Reading, _: Order) -> None:
    """Let the other edge move."""
    reading.edge = "start" if reading.edge == "end" else "end"
    reading.host.say(f"the selection’s {reading.edge} moves now")


def extend_mode(reading: Reading, _: Order) -> None:
    """Switch the extend mode."""
    reading.extending = not reading.extending


def grow(reading: Reading, order: Order) -> None:
    """Grow by meaning, as often as counted."""
    for _ in range(order.count or 1):
        if not reading.page.grow_selection():
            reading.host.say("the whole article is selected")
            break


def shrink(reading: Reading, order: Order) -> None:
    """Undo growing."""
    for _ in range(order.count or 1):
        reading.page.shrink_selection()


def go_to(reading: Reading, annotation: AnyAnnotation) -> None:
    """Select the annotation's first piece; it has the focus then."""
    reading.stepped = True
    reading.page.select(annotation.spans[0], annotation.id)


def next_annotation(reading: Reading, order: Order, *, towards: int) -> None:
    """Go through what is on the spot, then to the next annotation."""
    focus = reading.focus
    if not reading.stepped and focus is not None and order.count is None:
        other = cycle(reading.spot(), focus.id, towards)
        if other is not None:
            reading.page.focus_on(other.id)
            return
    here = focus if reading.stepped else None
    found = step(reading, here, reading.visited, (order.count or 1) * towards)
    if found is None:
        reading.host.say("no annotation is shown here")
    else:
        go_to(reading, found)


def step(reading: Reading, here: AnyAnnotation | None, where: Predicate, count: int) -> AnyAnnotation | None:
    """The next annotation from `here` (or else from the selection), going on round the ends of the article."""
    sheet, forward = reading.page.sheet, count > 0
    if here is not None:
        found = sheet.find(here.spans[0], here.id, where, count)
    else:
        found = sheet.find(reading.page.selection, BEHIND_ALL if forward else "", where, count)
    if found is None:
        end = Span(0, 2**31) if forward else Span(len(sheet.text), len(sheet.text) + 1)
        found = sheet.find(end, "", where, 1 if forward else -1)
        if found is not None:
            reading.leave_mark()
            reading.host.say("from the start again" if forward else "from the end again")
    return found


def next_undecided(reading: Reading, order: Order, *, towards: int) -> None:
    """Go to the next suggestion that nobody has decided on."""
    found = step(reading, reading.focus, partial(_is_open, reading), (order.count or 1) * towards)
    if found is None:
        all_decided(reading)
    else:
        go_to(reading, found)


def _is_open(reading: Reading, annotation: AnyAnnotation) -> bool:
    return is_undecided(annotation) and reading.visited(annotation)


def all_decided(reading: Reading) -> None:
    """Say that the queue is empty, and what next."""
    hidden = reading.tally.undecided()
    if not reading.tally.total():
        reading.host.say("there are no suggestions here yet; e q c s tag what is selected")
    elif hidden:
        reading.host.say(f"everything shown is decided; {hidden} undecided are hidden by the filter or a layer switch")
    else:
        reading.host.say("everything is decided here: D marks the article as done, ] opens the next")


def hints(reading: Reading, order: Order) -> None:
    """Put letters on what is in view; with a count, or pressed again, on every word."""
    view = reading.page.in_view
    every = order.count is not None or order.value == "words"
    picks = jump_picks(reading.page.sheet, view.start, view.end, reading.page.cursor, every_word=every)
    again = {} if every else {"*": Order("jump.hint", "words")}
    choices = () if every else (Choice("*", "every word"),)
    reading.host.wait(HintChord("jump.hint.picked", "type the letters of a hint", picks, choices, again))


def hint_picked(reading: Reading, order: Order) -> None:
    """Select what the hint stands for."""
    pick: Pick = order.value
    owner = next((it for it in _covering(reading, pick.span) if it.spans[0] == pick.span), None)
    reading.leave_mark()
    reading.stepped = owner is not None
    reading.page.select(pick.span, owner.id if owner else None)


def _covering(reading: Reading, span: Span) -> list[AnyAnnotation]:
    pieces = reading.page.sheet.in_range(span.start, span.end, reading.types)
    return sorted((it for *_, it in pieces), key=lambda it: not is_undecided(it))


def occurrence(reading: Reading, order: Order, *, towards: int) -> None:
    """Go to the next place with the words that were searched for last, or that are selected."""
    selection = reading.page.selection
    matches = reading.page.matches
    here = next((match for match in matches if match.overlaps(selection)), None)
    if here is None:
        here = selection
        matches = reading.page.matches = find_all(reading.text, selection.of(reading.text))
    found = next_match(matches, here.start, (order.count or 1) * towards)
    if found is None or found == here:
        reading.host.say("these words stand nowhere else")
        return
    reading.leave_mark()
    reading.stepped = False
    reading.page.select(whole_words(reading.page.sheet.text, found))
    reading.host.say(f"{matches.index(found) + 1} of {len(matches)}")


def whole_words(text: str, span: Span) -> Span:
    """The span made longer to end where words end."""
    first, last = word_at(text, span.start), word_at(text, span.end - 1)
    return Span(min(span.start, first.start), max(span.end, last.end if last.start < span.end else span.end))


def linked(reading: Reading, _: Order) -> None:
    """Go round the ends of the annotation: content, source, cue, holder, target."""
    focus = reading.focus
    ends = [link.span for link in reading.page.links]
    if focus is None or len(ends) < 2:
        reading.host.say("nothing is linked here: @ says who, T says toward what")
        return
    here = reading.page.selection
    at = ends.index(here) if here in ends else ends.index(focus.spans[0]) if focus.spans[0] in ends else -1
    reading.leave_mark()
    reading.stepped = True
    reading.page.select(ends[(at + 1) % len(ends)], focus.id)


def back(reading: Reading, _: Order) -> None:
    """Go back to where the last jump began, in whichever article."""
    while reading.visits:
        visit = reading.visits.pop()
        if visit.article == reading.id and visit.place == reading.page.place:
            continue
        if visit.article != reading.id:
            if visit.article not in reading.desk.article_ids():
                continue
            reading.host.open(visit.article)
        reading.stepped = False
        reading.page.restore(visit.place)
        return
    reading.host.say("no jump to go back from")


def cancel(reading: Reading, _: Order) -> None:
    """Leave the task, else the extend mode, else a larger selection and the marks of a search."""
    if reading.task:
        annotation = reading.layer.annotations.get(reading.task.id)
        reading.task, reading.extending = None, False
        if annotation is not None:
            go_to(reading, annotation)
        reading.host.say("left as it was")
    elif reading.extending:
        reading.extending = False
    else:
        reading.page.matches = ()
        reading.stepped = False
        reading.page.select_at(reading.page.cursor)


def _moves() -> dict[str, Handler]:
    steps: dict[str, tuple[Step, int]] = {
        "word_left": ("word", -1),
        "word_right": ("word", 1),
        "line_up": ("line", -1),
        "line_down": ("line", 1),
        "char_left": ("grapheme", -1),
        "char_right": ("grapheme", 1),
        "line_start": ("edge", -1),
        "line_end": ("edge", 1),
        "sentence_back": ("sentence", -1),
        "sentence_forward": ("sentence", 1),
        "paragraph_back": ("paragraph", -1),
        "paragraph_forward": ("paragraph", 1),
        "page_up": ("page", -1),
        "page_down": ("page", 1),
        "start": ("text", -1),
        "end": ("text", 1),
    }
    return {f"move.{name}": partial(move, kind=kind, towards=towards) for name, (kind, towards) in steps.items()}


HANDLERS: dict[str, Handler] = {
    **_moves(),
    "jump.annotation_next": partial(next_annotation, towards=1),
    "jump.annotation_previous": partial(next_annotation, towards=-1),
    "jump.suggestion_next": partial(next_undecided, towards=1),
    "jump.suggestion_previous": partial(next_undecided, towards=-1),
    "decide.skip": partial(next_undecided, towards=1),
    "jump.hint": hints,
    "jump.hint.picked": hint_picked,
    "jump.occurrence_next": partial(occurrence, towards=1),
    "jump.occurrence_previous": partial(occurrence, towards=-1),
    "jump.linked": linked,
    "jump.back": back,
    "shape.word_left": partial(extend, kind="word", towards=-1),
    "shape.word_right": partial(extend, kind="word", towards=1),
    "shape.line_up": partial(extend, kind="line", towards=-1),
    "shape.line_down": partial(extend, kind="line", towards=1),
    "shape.char_left": partial(move_edge, kind="grapheme", towards=-1),
    "shape.char_right": partial(move_edge, kind="grapheme", towards=1),
    "shape.edge_left": partial(move_edge, kind="word", towards=-1),
    "shape.edge_right": partial(move_edge, kind="word", towards=1),
    "shape.other_edge": other_edge,
    "shape.extend": extend_mode,
    "shape.grow": grow,
    "shape.shrink": shrink,
    "desk.cancel": cancel,
}
