"""What the widgets of the main screen show, from what is being read. One call, after every key."""

from typing import TYPE_CHECKING

from tui.app.cells import one_line
from tui.app.reading.bar import make_bar
from tui.app.reading.reading import PLURALS, Reading
from tui.app.widgets.board import Around
from tui.app.widgets.inspector import Known, inspect
from tui.app.widgets.lens import View, view
from tui.app.widgets.panel import Panel
from tui.app.widgets.status_line import Status

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen


def show_all(screen: "ReadingScreen") -> None:
    """Bring every widget up to date; each redraws only what differs."""
    reading, reader, chord = screen.reading, screen.reader, screen.keyboard.chord
    hints = chord.hints if chord else {}
    if hints != reader.hints:
        reader.hints = hints
    focus, spot = reading.focus, reading.spot()
    tip = "" if reading.task or reading.extending else screen.coach.tip(screen.keymap)
    told = screen.message or ((tip, "information") if tip else None)
    bar = screen.search.bar() if screen.search else make_bar(reading, screen.keyboard, screen.keymap, told)
    pane = screen.guidelines
    if pane is not None and pane.facet != (bar.facet or None):
        pane.facet = bar.facet or None
    defined = pane is not None and pane.open and bool(bar.facet)
    panel = Panel(bar.title, bar.panel, _is_low(screen)) if bar.panel and not defined else Panel()
    if chord is None:
        worked_on = reading.layer.annotations.get(reading.task.id) if reading.task else None
        known = inspect(worked_on or focus, spot, reading.layer, reading.text, reader.selection)
    else:
        known = Known(chord.prompt, "suggested", (f"“{one_line(reader.selection.of(reading.text))}”",))
    lens = View()
    if reader.stack.lens:
        here = sorted(spot, key=lambda it: focus is None or it.id != focus.id)
        lens = view(reader.sheet, reader.line, reader.selection, here, reader.layers_shown)
    reader.show_around(Around(status_of(screen), panel, lens, known, bar))


def status_of(screen: "ReadingScreen") -> Status:
    """What the top line tells."""
    reading, desk = screen.reading, screen.desk
    assert reading.article is not None
    return Status(
        title=reading.article.title or reading.id,
        number=screen.number[0],
        total=screen.number[1],
        percent=min(100, 100 * screen.reader.selection.end // max(1, len(reading.text))),
        undecided=queue(screen),
        done=desk.state(reading.id).done,
        saving=desk.saving,
        read_only=desk.repository.read_only,
        pace=reading.figures.words() if reading.figures.decisions else "",
        notice=notice(reading),
        retry_key=screen.keymap.shown("desk.save"),
    )


def queue(screen: "ReadingScreen") -> str:
    """The review queue in words: "12 undecided quotes", "all decided", "suggesting…"."""
    reading = screen.reading
    if screen.expecting and reading.desk.state(reading.id).suggested is None:
        return "suggesting…"
    shown = reading.types
    count = sum(reading.tally.undecided(type) for type in shown)
    what = PLURALS[shown[0]] if len(shown) == 1 else ""
    if not reading.tally.total():
        return "no annotations"
    return f"{count:,} undecided {what}".rstrip() if count else f"all {what} decided".replace("  ", " ")


def notice(reading: Reading) -> str:
    """What one must not forget: a filter, orphans."""
    parts = []
    filter = reading.filter.describe()
    if filter:
        parts.append(f"filter: {filter}")
    if reading.layer.orphans:
        parts.append(f"{len(reading.layer.orphans)} orphans")
    return " · ".join(parts)


def _is_low(screen: "ReadingScreen") -> bool:
    """Whether the cursor is in the lower half, where the panel would cover it."""
    cell = screen.reader.cell_of(screen.reader.cursor)
    return cell is not None and cell[1] > screen.reader.size.height // 2
