"""Write a labelled dataset: what it cannot carry is told before, how far it is meanwhile, where it is afterwards.

The counting and the writing are passed in, and are called from worker threads.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Input, Static

from tui.app.cells import Cells, fit, one_line
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed
from tui.formats.format import Format
from tui.model.annotation import DECIDED, STATUSES
from tui.model.errors import InquitError

if TYPE_CHECKING:
    from tui.formats.writing import WriteReport

CHOICES: Mapping[str, tuple[str, ...]] = {
    "decided": DECIDED,
    "decided and rejected": (*DECIDED, "rejected"),
    "all": STATUSES,
}
"""Which statuses can be exported, by the words that are shown."""

PAUSE = 0.15
"""Seconds that a format has to be looked at before its losses are counted."""

BAR = 30
"""Cells of the progress bar."""


class Order(Struct, frozen=True):
    """What to write: the format's name, the statuses, the file or folder."""

    format: str
    statuses: tuple[str, ...]
    path: Path


class Stopped(InquitError):
    """The annotator has stopped the export; nothing is kept of it."""


Losses = Callable[[str, tuple[str, ...]], Sequence[object]]
"""Counts what a format (by name) cannot carry of the annotations of some statuses; each loss is shown by `str`."""

Write = Callable[[Order, Callable[[int], None]], "WriteReport"]
"""Writes; calls back with the number of articles done, and stops by whatever the callback raises."""


def with_ending(path: str, format: Format, formats: Sequence[Format]) -> str:
    """The path with the format's ending in place of any other format's."""
    endings = sorted((ending for other in formats for ending in other.endings), key=len, reverse=True)
    stem = next((path.removesuffix(ending) for ending in endings if ending and path.endswith(ending)), path)
    return stem + (format.endings[0] if format.endings else "")


def bar(done: int, total: int) -> str:
    """How far the writing is."""
    full = BAR * done // max(1, total)
    return f"writing {'━' * full}{'╌' * (BAR - full)} {done:,} of {total:,}"


class ExportScreen(ListDialog[Path, Format]):
    """Choose format, statuses and path, and write: dismissed with the path of what was written.

    `counts` are the numbers of annotations by status, `path` is where to write unless another is typed.
    """

    CSS_PATH = styles("export")
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", priority=True),
        Binding("enter", "close", "close", priority=True),
        Binding("tab", "statuses(1)", "what", priority=True),
        Binding("shift+tab", "statuses(-1)", show=False, priority=True),
    ]
    typed = getters.query_one("#typed", Typed)

    def __init__(
        self,
        formats: Sequence[Format],
        counts: Mapping[str, int],
        losses: Losses,
        write: Write,
        *,
        articles: int,
        path: Path,
    ) -> None:
        super().__init__()
        self.heading = f"Export {articles:,} article{'' if articles == 1 else 's'}"
        self._formats = tuple(format for format in formats if format.can_write)
        self._counts = counts
        self._losses = losses
        self._write = write
        self._articles = articles
        self._path = str(path)
        self._statuses = "decided"
        self._known: dict[tuple[str, str], Sequence[object]] = {}
        self._timer: Timer | None = None
        self._told = 0.0
        self._writing = False
        self._stop = False
        self._report: WriteReport | None = None

    def compose_body(self) -> ComposeResult:
        """Formats, path, statuses, and what is to be known."""
        yield Rows[Format](_draw, id="rows")
        with Horizontal(classes="typed"):
            yield Static("to ")
            yield Typed(placeholder="file or folder")
        yield Static(id="statuses")
        yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Show the formats."""
        self.typed.value = self._path
        self.rows.show_items(self._formats)
        self._show_statuses()

    # Choosing

    @property
    def wanted(self) -> tuple[str, str] | None:
        """The format and the words for the statuses that are chosen."""
        format: Format | None = self.rows.current
        return (format.name, self._statuses) if format else None

    @on(Rows.Moved, "#rows")
    def _chosen(self) -> None:
        format: Format | None = self.rows.current
        if format is not None and not self._writing:
            self.typed.value = with_ending(self.typed.value, format, self._formats)
            self.typed.cursor_position = len(self.typed.value)
            self._report = None
            self._ask_losses()

    def pick(self, item: Format) -> None:
        """A click chooses; nothing is written before Enter."""

    def action_statuses(self, step: int) -> None:
        """Take the next choice of statuses."""
        names = list(CHOICES)
        self.action_statuses_named(names[(names.index(self._statuses) + step) % len(names)])

    def action_statuses_named(self, name: str) -> None:
        """Take these statuses."""
        if not self._writing:
            self._statuses = name
            self._report = None
            self._show_statuses()
            self._ask_losses()

    def _show_statuses(self) -> None:
        chips = [Content.styled("what ", "$text-accent bold")]
        for name, statuses in CHOICES.items():
            words = f"{name} {sum(self._counts.get(status, 0) for status in statuses):,}"
            on = name == self._statuses
            chip = Content.styled(f"[{words}]" if on else f" {words} ", "bold" if on else "")
            chips.append(chip.stylize(Style.from_meta({"@click": f"screen.statuses_named('{name}')"})))
        self.query_one("#statuses", Static).update(Content(" ").join(chips))

    # Losses

    def _ask_losses(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self.wanted in self._known:
            self._tell_losses()
        else:
            self._tell("counting what it cannot carry…")
            self._timer = self.set_timer(PAUSE, self._start_counting)

    def _start_counting(self) -> None:
        if self.wanted is not None:
            self._count(*self.wanted)

    @work(thread=True, group="losses")
    def _count(self, format: str, statuses: str) -> None:
        try:
            found = self._losses(format, CHOICES[statuses])
        except Exception as error:  # whatever it is, the annotator reads a sentence
            self.app.call_from_thread(self._fail, error)
            return
        self.app.call_from_thread(self._counted, (format, statuses), found)

    def _counted(self, key: tuple[str, str], found: Sequence[object]) -> None:
        self._known[key] = found
        if key == self.wanted and not self._writing and self._report is None:
            self._tell_losses()

    def _tell_losses(self) -> None:
        found = self._known[self.wanted] if self.wanted else ()
        format: Format | None = self.rows.current
        carries = one_line(format.carries) if format else ""
        words = f"nothing is lost. It carries {carries}" if carries else "nothing is lost"
        if found:
            words = "not carried: " + ", ".join(one_line(str(loss)) for loss in found)
        if not sum(self._counts.get(status, 0) for status in CHOICES[self._statuses]):
            words = "nothing is decided yet: only the articles would be written; Tab takes suggestions too"
            found = (words,)
        if self._there().exists():
            words += f"\nreplaces the {'folder' if self._there().is_dir() else 'file'} that is there"
        self._tell(words, warn=bool(found))

    def _there(self) -> Path:
        return Path(self.typed.value.strip() or " ").expanduser()

    @on(Input.Changed, "#typed")
    def _typed(self) -> None:
        if not self._writing and self._report is None and self.wanted in self._known:
            self._tell_losses()

    # Writing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's call)
        """Nothing is written before its losses were shown, nor twice at once."""
        if action == "write":
            return self.wanted in self._known and not self._writing and self._report is None
        if action == "close":
            return self._report is not None
        return True

    def action_write(self) -> None:
        """Write to the path that is typed."""
        if self.wanted is None or not self.typed.value.strip():
            self._tell("type where to write", warn=True)
            return
        self._writing, self._stop, self._told = True, False, 0.0
        self._tell(bar(0, self._articles))
        self._do(Order(self.wanted[0], CHOICES[self._statuses], self._there()))

    @work(thread=True, group="writing")
    def _do(self, order: Order) -> None:
        try:
            report = self._write(order, self._progress)
        except Exception as error:  # whatever it is, the annotator reads a sentence
            self.app.call_from_thread(self._fail, error)
            return
        self.app.call_from_thread(self._done, report)

    def _progress(self, done: int) -> None:
        """Called from the writing thread after each article; shown ten times a second."""
        if self._stop:
            raise Stopped("stopped; nothing was written")
        if monotonic() - self._told > 0.1:
            self._told = monotonic()
            self.app.call_from_thread(self._tell, bar(done, self._articles))

    def _fail(self, error: Exception) -> None:
        self._writing = False
        self._tell(str(error) or type(error).__name__, warn=True)

    def _done(self, report: "WriteReport") -> None:
        self._writing = False
        self._report = report
        annotations = sum(report.annotations.values())
        self._tell(f"written: {report.path.resolve()}\n{report.articles:,} articles, {annotations:,} annotations")

    def action_cancel(self) -> None:
        """Stop the writing, or leave."""
        if self._writing:
            self._stop = True
            self._tell("stopping…")
        else:
            self.dismiss(self._report.path if self._report else None)

    def action_close(self) -> None:
        """Leave after writing."""
        self.action_cancel()

    def _tell(self, words: str, *, warn: bool = False) -> None:
        told = Content("\n").join(one_line(line) for line in words.split("\n"))
        self.query_one("#told", Static).update(told.stylize("$text-warning" if warn else ""))
        self.refresh_bindings()


def _draw(format: Format, width: int) -> Cells:
    endings = " ".join(format.endings) or ("folder" if format.folder else "")
    title = width - 34
    cells: Cells = [(fit(format.name, 14), "key"), (fit(one_line(format.title), title), "")]
    return [*cells, ("  ", ""), (fit(endings, 18), "muted")]
