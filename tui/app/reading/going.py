"""Undo and redo, other articles, layer switches."""

from functools import partial

from tui.app.reading.chord import LabelChord
from tui.app.reading.orders import Choice, Order
from tui.app.reading.reading import PLURALS, Handler, Reading
from tui.app.widgets.describe import shorten
from tui.model.annotation import TYPES, Annotation, Type
from tui.model.edit import Edit
from tui.model.errors import InquitError
from tui.model.span import Span

LAYER_KEYS: dict[str, Type] = {"e": "entity", "q": "quote", "c": "claim", "s": "stance"}


def travel(reading: Reading, order: Order, *, redo: bool) -> None:
    """Take edits back, or do them again; go where they were made, and say what it was."""
    for _ in range(order.count or 1):
        try:
            edit = reading.desk.redo() if redo else reading.desk.undo()
        except InquitError as error:
            reading.host.say(str(error), "error")
            return
        if edit is None:
            reading.host.say("nothing to redo" if redo else "nothing to undo")
            return
        arrive(reading, edit, "redone" if redo else "undone")


def arrive(reading: Reading, edit: Edit, word: str) -> None:
    """Show what an undone or redone edit changed, in its article."""
    there = [id for id in edit.articles if id in reading.desk.article_ids()]
    where = ""
    if reading.id in edit.articles and reading.id in there:
        reading.follow(edit)
    elif there:
        where = f" in “{shorten(reading.desk.head(there[0]).title, 40)}”"
        reading.leave_mark()
        reading.host.open(there[0])
    elif reading.id not in reading.desk.article_ids():
        ids = reading.desk.article_ids()
        reading.host.open(ids[0] if ids else "")
        if not ids:
            return
    count = sum(isinstance(change.record, Annotation) for change in edit.changes)
    many = f" ({count} annotations)" if count > 1 else ""
    reading.host.say(f"{word}: {edit.action}{many}{where}")
    look_at(reading, edit)


def look_at(reading: Reading, edit: Edit) -> None:
    """Go to the first annotation that the edit changed."""
    for change in edit.changes:
        record = change.record
        if change.article == reading.id and isinstance(record, Annotation) and record.end <= len(reading.text):
            reading.stepped = record.id in reading.layer.annotations
            reading.page.select(record.spans[0], record.id if reading.stepped else None)
            return


def next_article(reading: Reading, order: Order, *, towards: int) -> None:
    """Open the next article in the desk's order."""
    ids = list(reading.desk.article_ids())
    at = ids.index(reading.id) + (order.count or 1) * towards if reading.id in ids else 0
    if not 0 <= at < len(ids):
        reading.host.say("this is the last article" if towards > 0 else "this is the first article")
        return
    reading.leave_mark()
    reading.host.open(ids[at])


def ask_layer(reading: Reading, _: Order) -> None:
    """Ask which layer to hide or show."""
    shown = reading.page.layers_shown
    choices = [
        Choice(key, name, f"{'hide' if name in shown else 'show'} {PLURALS[name]}", name in shown)
        for key, name in LAYER_KEYS.items()
    ]
    choices.append(Choice("a", "all", "show everything"))
    reading.host.wait(LabelChord("view.layers.chosen", "show or hide", tuple(choices)))


def switch_layer(reading: Reading, order: Order) -> None:
    """Hide or show a type of annotation, or show all."""
    shown = frozenset(reading.page.layers_shown)
    reading.page.layers_shown = frozenset(TYPES) if order.value == "all" else shown ^ {order.value}
    now = [PLURALS[type] for type in TYPES if type in reading.page.layers_shown]
    reading.host.say(f"shown: {', '.join(now) or 'only the text'}")


def _switch(reading: Reading, _: Order, *, type: Type) -> None:
    switch_layer(reading, Order("view.layers.chosen", type))


def copy_words(reading: Reading, _: Order) -> None:
    """Put the selected words on the clipboard."""
    selected: Span = reading.page.selection
    reading.host.copy(selected.of(reading.page.sheet.text))
    reading.host.say(f"copied: {shorten(selected.of(reading.text), 50)}")


HANDLERS: dict[str, Handler] = {
    "undo.undo": partial(travel, redo=False),
    "undo.redo": partial(travel, redo=True),
    "go.article_previous": partial(next_article, towards=-1),
    "go.article_next": partial(next_article, towards=1),
    "go.copy": copy_words,
    "view.layers": ask_layer,
    "view.layers.chosen": switch_layer,
    **{f"view.{type}": partial(_switch, type=type) for type in TYPES},
}
