"""`inquit [PATH…]`: import what is new, open the reader."""

import sys
from pathlib import Path

import click

from tui.cli.common import collect_garbage, desk_options, open_desk
from tui.model.errors import DataError, UsageError


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
    if paths:
        from tui.cli.data import run_import

        collect_garbage()
        with open_desk(db, annotator) as desk:
            run_import(desk, paths, None, quiet=True)
    from tui.app.app import run
    from tui.desk.opening import open_desk as opened

    return run(lambda progress=None: opened(db, annotator=annotator, progress=progress), article=article)
