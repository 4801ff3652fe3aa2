"""The top line: which article, where in it, how much is undecided, and whether everything is saved."""

from typing import NamedTuple

from rich.cells import cell_len

from tui.app.cells import Cells, fit, one_line
from tui.desk.saver import SaveState


class Status(NamedTuple):
    """What the line tells. `percent` is how far the cursor is in the text; `pace` are the figures of the sitting."""

    title: str = ""
    number: int = 0
    total: int = 0
    percent: int = 0
    undecided: str = ""
    done: bool = False
    saving: SaveState = SaveState()
    read_only: str | None = None
    pace: str = ""
    notice: str = ""
    retry_key: str = "Ctrl+s"


def saved_mark(status: Status) -> tuple[str, str]:
    """What stands for saved, being saved, or not saved and why; with its ink."""
    if status.read_only:
        return "READ-ONLY", "bold text-warning"
    if status.saving.failure and not status.saving.saved:
        return f"NOT SAVED: {one_line(status.saving.failure)} — {status.retry_key} retries", "bold reverse text-error"
    if not status.saving.saved:
        return "saving…", "text-warning"
    return "saved", "text-success"


def status_cells(status: Status, width: int) -> Cells:
    """Title left, then place, counts and the saved mark; a failure to save takes the whole line if it must."""
    mark, ink = saved_mark(status)
    if cell_len(mark) > width // 3:
        return [(fit(f" {mark}", width), ink)]
    counts = "done ✓" if status.done else ""
    facts = [counts, f"{status.number}/{status.total}", f"at {status.percent}%", status.undecided]
    if width >= 110 and status.pace:
        facts.insert(0, status.pace)
    if status.notice:
        facts.insert(0, one_line(status.notice))
    right = " · ".join(fact for fact in facts if fact) + " · "
    room = width - cell_len(right) - cell_len(mark) - 2
    if room < 12:
        right = f"{status.number}/{status.total} · {status.undecided} · "
        room = width - cell_len(right) - cell_len(mark) - 2
    title = " " + fit(one_line(status.title), max(0, room - 1)) + " "
    return [(title, "bold foreground"), (right, "text-muted"), (mark, ink), (" ", "")]
