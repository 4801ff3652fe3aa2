"""Pictures of the whole screen at 80×24, with the fake desk. Look at them after `--snapshot-update`."""

from concurrent.futures import Future

import pytest

from tests.app.fakes import Bench, seeds
from tui.app.inquit_app import InquitApp
from tui.app.reading.settling import set_filter
from tui.app.themes import DARK
from tui.desk.filter import Filter
from tui.model.annotation import STATUSES


def find(words):
    """The keys that select the first place of these words."""
    return ["slash", *words, "enter"]


@pytest.mark.parametrize(
    "keys",
    [["n"], [*find("denounced"), "s"], ["n", "x", "n", "x"]],
    ids=["calm", "stance", "rejected"],
)
def test_pictures(snap_compare, monkeypatch, keys):
    """Undecided and focused; the stance chord with its hints; what was rejected, shown by the filter."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    opening = Future()
    opening.set_result(Bench(*seeds()).desk)
    app = InquitApp(opening)
    app.theme = DARK.name

    async def before(pilot):
        await pilot.pause()
        await pilot.press(*keys)
        if "x" in keys:
            set_filter(app.screen.reading, Filter(statuses=frozenset(STATUSES)))
            app.screen.refresh_all()
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
