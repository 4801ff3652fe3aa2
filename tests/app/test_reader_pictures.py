"""Pictures of the reader, to be looked at when they change: `pytest tests/app --snapshot-update`."""

from typing import Any

import pytest

from tests.app.sample import ReaderApp, go_to, seed_article, seed_layer
from tui.app.reading.chord import left_to_type
from tui.app.reading.picks import jump_picks
from tui.model.annotation import Stance


def linked(app: ReaderApp) -> None:
    """A stance with its holder and target marked."""
    go_to(app, Stance, 5)


def hinted(app: ReaderApp) -> None:
    view = app.reader.in_view
    app.reader.hints = left_to_type(jump_picks(app.reader.sheet, view.start, view.end, app.reader.cursor), "")


def stretched(app: ReaderApp) -> None:
    app.reader.move("sentence", 3)
    app.reader.extend("sentence", 1)


@pytest.mark.parametrize(
    ("name", "size", "theme", "act"),
    [
        ("calm", (80, 24), "inquit-dark", linked),
        ("wide", (160, 50), "inquit-dark", linked),
        ("hints", (80, 24), "inquit-dark", hinted),
        ("stretch", (80, 24), "inquit-dark", stretched),
        ("light", (110, 34), "inquit-light", linked),
        ("contrast", (110, 34), "inquit-high-contrast", linked),
        ("256", (110, 34), "inquit-256", linked),
        ("256-light", (110, 34), "inquit-256-light", linked),
        ("sixteen", (110, 34), "inquit-16", linked),
        ("plain", (80, 34), "inquit-dark", linked),
    ],
)
def test_picture(
    snap_compare: Any, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int], theme: str, act: Any
) -> None:
    if name == "plain":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    article = seed_article()
    app = ReaderApp(article, seed_layer(article), theme=theme)

    async def before(pilot: Any) -> None:
        await pilot.pause()
        act(app)
        app.look()

    assert snap_compare(app, terminal_size=size, run_before=before)
