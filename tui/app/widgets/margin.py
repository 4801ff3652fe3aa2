"""The margin of a wide window: what starts on a line, in words."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from tui.app.widgets.describe import kind_of, parties_of
from tui.app.widgets.style import Palette
from tui.model.annotation import TYPES, AnyAnnotation, Entity, type_of
from tui.model.edit import Layer

BAR = "┃ "
BARS = {"suggested": "┆ ", "rejected": "x "}
RULE = "│"


def margin(starting: Sequence[AnyAnnotation], layer: Layer, text: str, palette: Palette, width: int) -> list[Segment]:
    """Exactly `width` cells naming the stances, claims and quotes that start on a line; "+2" for what has no room."""
    if width <= 0:
        return []
    cells = [Segment(f"{RULE} ", palette.faint)]
    room = width - 2
    notes = sorted((it for it in starting if not isinstance(it, Entity)), key=_rank, reverse=True)
    for at, annotation in enumerate(notes):
        left = len(notes) - at
        more = f" +{left}" if at and left else ""
        label = _label(annotation, layer, text, short=len(notes) > 1)
        if at and cell_len(label) + 2 > room:
            if len(more) <= room:
                cells.append(Segment(more, palette.faint))
                room -= len(more)
            break
        spare = 4 if left > 1 else 0
        shown = label if cell_len(label) <= room - spare else set_cell_size(label, max(1, room - spare - 1)) + "…"
        style = palette.sign(type_of(annotation), annotation)
        cells.append(Segment(("  " if at else "") + shown, style))
        room -= cell_len(shown) + (2 if at else 0)
    return [*cells, Segment(" " * max(0, room), palette.base)]


def _rank(annotation: AnyAnnotation) -> int:
    return TYPES.index(type_of(annotation))


def _label(annotation: AnyAnnotation, layer: Layer, text: str, *, short: bool) -> str:
    bar = BARS.get(annotation.status, BAR)
    parties = "" if short else parties_of(annotation, layer, text)
    return f"{bar}{kind_of(annotation)} {parties}".rstrip()
