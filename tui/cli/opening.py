"""`inquit [PATH…]`: import what is new, open the reader."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.common import collect_garbage, desk_options, printable
from tui.model.errors import DataError, UsageError

if TYPE_CHECKING:
    from tui.desk.desk import Desk


@click.command("open", hidden=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@desk_options
@click.option("--article", metavar="ID", help="Open this article first.")
def open_reader(paths: tuple[Path, ...], db: Path, annotator: str | None, article: str | None) -> int:
    """Import what is new in PATH… and open the reader on this folder's desk."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "the reader needs a terminal; for scripts use `inquit import`, `inquit read` or `inquit export`"
        )
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise DataError("no such file, folder or command; check the name, or see `inquit --help`", path=str(missing[0]))
    from tui.app.app import run
    from tui.desk.opening import open_desk

    if not paths:
        return run(lambda progress=None: open_desk(db, annotator=annotator, progress=progress), article=article)
    desk = open_desk(db, annotator=annotator)
    try:
        _bring_in(desk, paths)
    except BaseException:
        desk.close()
        raise
    return run(lambda progress=None: desk, article=article)  # noqa: ARG005 (it is open by now)


def _bring_in(desk: "Desk", paths: tuple[Path, ...]) -> None:
    """Import, unless another inquit has the desk: then it can be read all the same."""
    from tui.cli.data import run_import

    collect_garbage()
    if desk.repository.read_only:
        print(f"inquit: nothing was imported: {printable(desk.repository.read_only)}", file=sys.stderr)
    else:
        run_import(desk, paths, None, quiet=True)
