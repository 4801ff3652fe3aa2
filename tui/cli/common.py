"""What the commands share: options, opening a desk, output, progress bars."""

import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.model.errors import DataError

if TYPE_CHECKING:
    from rich.progress import Progress

    from tui.desk.desk import Desk

DESK_NAME = "inquit.json"
_HARMFUL = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What JSON leaves as it is and a terminal obeys: C1 controls, bidirectional embeddings, overrides and isolates."""

F = TypeVar("F", bound=Callable[..., Any])


def desk_options(command: F) -> F:
    """Add `--db` and `--annotator`."""
    command = click.option(
        "--annotator", metavar="NAME", help="Who annotates; the login name unless inquit.toml says otherwise."
    )(command)
    return db_option(command)


def db_option(command: F) -> F:
    """Add `--db`."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path(DESK_NAME),
        show_default=True,
        metavar="FILE",
        help="The desk: one TinyDB file; inquit.toml is beside it.",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(command)


def collect_garbage() -> None:
    """Look for garbage from here on, in what is new from here on."""
    gc.freeze()
    gc.enable()


@contextmanager
def open_desk(db: Path, annotator: str | None = None, *, read_only: bool = False) -> "Iterator[Desk]":
    """Open the desk of a command and close it whatever happens; notices go to stderr."""
    from tui.desk.opening import open_desk as opened

    desk = opened(db, annotator=annotator, read_only=read_only)
    try:
        for notice in desk.repository.notices:
            print(f"inquit: {printable(notice)}", file=sys.stderr)
        yield desk
    finally:
        desk.close()


def must_exist(db: Path) -> None:
    """Raise `DataError` if there is no desk: looking must not make one."""
    if not db.exists():
        raise DataError("no desk here; import articles first, or name one with --db", path=str(db))


def reading_desk(db: Path, annotator: str | None) -> "AbstractContextManager[Desk]":
    """A desk for looking only, which does not mind another inquit at work on it."""
    must_exist(db)
    return open_desk(db, annotator, read_only=True)


def print_json(value: object) -> None:
    """One JSON value on one line of stdout: what a terminal obeys, or cannot show, is written as `\\uXXXX`."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    print(_HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", line))


def never_stumble() -> None:
    """Let stdout and stderr write `\\xNN` for what their encoding lacks, where it is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    """Text from a file as a terminal may have it, on one line: no control, escape or bidi character."""
    from tui.text.sanitise import sanitise

    return sanitise(text).replace("\n", " ")


@contextmanager
def progress_bar(*columns: str) -> "Iterator[Progress]":
    """A progress bar on stderr that shows on a terminal only and disappears when done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    texts = [TextColumn(column) for column in columns]
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        *texts,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        yield progress
