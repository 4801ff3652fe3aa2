"""The bottom line: what the next key can do, each entry also for the mouse."""

from rich.cells import cell_len

from tui.app.cells import Cells, fit, one_line
from tui.app.reading.bar import Bar

TONES = {"information": "bold text-success", "warning": "bold text-warning", "error": "bold text-error"}
GAP = "  "

Places = tuple[tuple[int, int, str], ...]
"""The columns `[start, end)` of each entry that is shown, with its key."""


def bar_cells(bar: Bar, width: int) -> tuple[Cells, Places]:
    """Prompt first, then as many entries as fit; the others are left out from the right."""
    prompt = one_line(bar.prompt)
    prompt = prompt if cell_len(prompt) <= width - 1 else fit(prompt, width - 1)
    cells: Cells = [((f" {prompt}{GAP}" if prompt else " ")[:width], TONES[bar.tone])]
    at = cell_len(prompt) + 1 + len(GAP) if prompt else 1
    places = []
    for item in bar.items:
        used = cell_len(item.shown) + 1 + cell_len(item.name)
        if at + used > width:
            break
        places.append((at, at + used, item.key))
        cells += [(item.shown, "bold text-accent"), (f" {item.name}{GAP[: width - at - used]}", "text-muted")]
        at += used + len(GAP)
    return cells, tuple(places)
