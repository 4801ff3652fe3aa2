"""Tasks: words are selected for an annotation that is there already, then Enter takes them."""

from tui.app.reading.orders import Order
from tui.app.reading.reading import Handler, Reading, Task
from tui.desk import verbs
from tui.model.annotation import AnyAnnotation, Quote, type_of
from tui.model.span import Span


def _begin(reading: Reading, kind: str, prompt: str) -> AnyAnnotation | None:
    focus = reading.focus
    if focus is None:
        reading.host.say("no annotation under the cursor: Tab goes to the next one", "warning")
        return None
    reading.extending, reading.edge = False, "end"
    reading.task = Task(kind, focus.id, prompt)  # type: ignore[arg-type]
    return focus


def resize(reading: Reading, _: Order) -> None:
    """Select the piece under the cursor, to be shaped."""
    focus = _begin(reading, "resize", "resize: ← → move the edge, % the other edge, . , grow; Enter takes it")
    if focus is not None:
        reading.stepped = True
        reading.page.select(piece_at(focus, reading.page.cursor), focus.id)


def piece(reading: Reading, _: Order) -> None:
    """Ask for more words of the annotation."""
    focus = _begin(reading, "piece", "add a piece: select the words, Enter takes them")
    if focus is not None and type_of(focus) == "entity":
        reading.host.say("the pieces of a name are rarely apart; Esc leaves it as it is", "warning")


def cue(reading: Reading, _: Order) -> None:
    """Ask for the words of the inquit."""
    focus = next((it for it in (reading.focus, *reading.spot()) if isinstance(it, Quote)), None)
    if focus is None:
        reading.host.say("no quote under the cursor: the cue belongs to a quote", "warning")
        return
    reading.extending = False
    reading.task = Task("cue", focus.id, 'cue: select the words that report ("he said"), Enter takes them')
    if focus.cue:
        reading.page.select(focus.cue, focus.id)


def finish_task(reading: Reading) -> None:
    """Give the selected words to the annotation."""
    task, reading.task, reading.extending = reading.task, None, False
    annotation = reading.layer.annotations.get(task.id) if task else None
    if task is None or annotation is None:
        reading.host.say("the annotation is not there any more", "warning")
        return
    selection, stamp = reading.page.selection, reading.stamp()
    if task.kind == "cue":
        changes = verbs.set_fields(reading.id, annotation, stamp, cue=selection)
    elif task.kind == "piece":
        changes = verbs.add_piece(reading.id, annotation, (selection,), stamp)
    else:
        changes = verbs.respan(reading.id, annotation, reshaped(annotation, selection), stamp)
    reading.do({"cue": "set cue", "piece": "add piece", "resize": "resize"}[task.kind], changes)
    reading.page.select(annotation.spans[0] if task.kind == "cue" else selection, annotation.id)
    reading.stepped = True


def drop_piece(reading: Reading, _: Order) -> None:
    """Take the piece under the cursor out of its annotation."""
    focus = reading.focus
    if focus is None or len(focus.spans) < 2:
        why = "no annotation is here" if focus is None else "the annotation here has no second piece; d deletes it"
        reading.host.say(why, "warning")
        return
    gone = piece_at(focus, reading.page.cursor)
    left = tuple(span for span in focus.spans if span != gone)
    reading.do("drop piece", verbs.respan(reading.id, focus, left, reading.stamp()))


def piece_at(annotation: AnyAnnotation, offset: int) -> Span:
    """The piece at the offset, or else the first one."""
    return next((span for span in annotation.spans if offset in span), annotation.spans[0])


def reshaped(annotation: AnyAnnotation, selection: Span) -> tuple[Span, ...]:
    """The annotation's pieces with those that the selection touches replaced by it (none: the nearest one)."""
    touched = [span for span in annotation.spans if span.overlaps(selection)]
    if not touched:
        touched = [min(annotation.spans, key=lambda span: abs(span.start - selection.start))]
    return tuple(sorted([*(span for span in annotation.spans if span not in touched), selection]))


HANDLERS: dict[str, Handler] = {
    "tag.resize": resize,
    "tag.piece": piece,
    "tag.cue": cue,
    "tag.drop_piece": drop_piece,
}
