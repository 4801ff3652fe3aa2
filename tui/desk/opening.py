"""Open a desk file with the settings beside it."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from tui.desk.desk import Desk
from tui.desk.settings import load_settings


def open_desk(
    path: Path,
    *,
    annotator: str | None = None,
    read_only: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Desk:
    """Open, or make, the desk at `path`; `progress` is called with the share read, in [0, 1].

    Settings are checked first, so that a wrong `inquit.toml` leaves no empty desk behind.
    """
    settings = replace(load_settings(path.parent), desk=path)
    from tui.store.opening import open_repository

    repository = open_repository(path, read_only=read_only, progress=progress)
    return Desk(repository, settings=settings, annotator=annotator)
