"""The top line: which article, where in it, how much is undecided, and whether everything is saved."""

from dataclasses import dataclass, field
from typing import Any

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.app.cells import fit, one_line
from tui.desk.saver import SaveState


@dataclass(frozen=True, slots=True)
class Status:
    """What the line tells. `percent` is how far the cursor is in the text; `pace` are the figures of the sitting."""

    title: str = ""
    number: int = 0
    total: int = 0
    percent: int = 0
    undecided: str = ""
    done: bool = False
    saving: SaveState = field(default_factory=SaveState)
    read_only: str | None = None
    pace: str = ""
    notice: str = ""
    retry_key: str = "Ctrl+s"


def saved_mark(status: Status) -> tuple[str, str]:
    """What stands for saved, being saved, or not saved and why; with its style."""
    if status.read_only:
        return "READ-ONLY", "bold $text-warning"
    if status.saving.failure and not status.saving.saved:
        return f"NOT SAVED: {one_line(status.saving.failure)} — {status.retry_key} retries", "bold reverse $text-error"
    if not status.saving.saved:
        return "saving…", "$text-warning"
    return "saved", "$text-success"


class StatusLine(Widget):
    """One line: the title left, everything else right; a failure to save takes the whole line if it must."""

    DEFAULT_CSS = "StatusLine { height: 1; background: $panel; color: $text-muted; }"
    ALLOW_SELECT = False

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self._status = Status()

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    @status.setter
    def status(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self.refresh()

    def render(self) -> RenderResult:
        """Title, then place, counts and the saved mark."""
        status, width = self._status, self.size.width
        mark, style = saved_mark(status)
        if cell_len(mark) > width // 3:
            return Content.styled(fit(f" {mark}", width), style)
        counts = "done ✓" if status.done else ""
        facts = [counts, f"{status.number}/{status.total}", f"{status.percent}%", status.undecided]
        if width >= 110 and status.pace:
            facts.insert(0, status.pace)
        if status.notice:
            facts.insert(0, one_line(status.notice))
        right = " · ".join(fact for fact in facts if fact) + " · "
        room = width - cell_len(right) - cell_len(mark) - 2
        if room < 12:
            right = f"{status.number}/{status.total} · {status.undecided} · "
            room = width - cell_len(right) - cell_len(mark) - 2
        title = Content.styled(" " + fit(one_line(status.title), max(0, room - 1)) + " ", "bold $foreground")
        return Content.assemble(title, (right, "$text-muted"), (mark, style), " ")
