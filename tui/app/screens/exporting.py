"""What the export dialog needs of the desk. Reading the desk's file is left to the saving thread, which owns it."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.app.screens.export import ExportScreen, Order
from tui.desk import exporting
from tui.desk.desk import Desk
from tui.formats.registry import find_format, formats
from tui.formats.select import Filter
from tui.formats.writing import WriteReport

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

T = TypeVar("T")


def ask_export(screen: "ReadingScreen") -> None:
    """Ask what to write and where, and write it."""
    desk = screen.desk

    def losses(format: str, statuses: tuple[str, ...]) -> Sequence[object]:
        order = exporting.Order(out=Path(), format=find_format(format), filter=Filter(statuses=statuses))
        return in_saver(desk, lambda: exporting.losses_of(desk, order))

    def write(wanted: Order, progress: Callable[[int], None]) -> WriteReport:
        filter = Filter(statuses=wanted.statuses)
        order = exporting.Order(out=wanted.path, format=find_format(wanted.format), filter=filter)
        return in_saver(desk, lambda: exporting.export(desk, order, progress=progress))

    ids = desk.article_ids()
    dialog = ExportScreen(
        formats(), counts_of(desk), losses, write, articles=len(ids), path=Path("annotations.jsonl").absolute()
    )
    screen.ask(dialog, lambda path: screen.say(f"written: {path}"))


def counts_of(desk: Desk) -> Counter[str]:
    """How many annotations of the whole desk have which status."""
    counts: Counter[str] = Counter()
    for id in desk.article_ids():
        for by_status in desk.repository.progress(id).counts.values():
            counts.update(by_status)
    return counts


def in_saver(desk: Desk, call: Callable[[], T]) -> T:
    """Run a call in the saving thread, behind all that waits to be saved; its errors are raised here.

    (An error inside the saving thread would be taken for one of saving, and be tried again.)
    """

    def tried() -> T | Exception:
        try:
            return call()
        except Exception as error:
            return error

    result: T | Exception = desk.saver.call(tried)
    if isinstance(result, Exception):
        raise result
    return result
