"""`inquit`: the group of commands, and the one place where errors become sentences and exit codes."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from tui import __version__
from tui.cli.common import collect_garbage, never_stumble, printable
from tui.model.errors import InquitError

NAME = "inquit"
OPEN = "open"
COMMANDS = {
    OPEN: "opening:open_reader",
    "import": "data:import_",
    "suggest": "data:suggest",
    "export": "data:export",
    "read": "looking:read",
    "status": "looking:status",
    "check": "looking:check",
    "evaluate": "looking:evaluate",
    "keys": "looking:keys",
    "formats": "looking:formats",
}
"""Each command, as the module beside this one and the function there: only the one that is run is imported."""


class CommandOrPaths(click.Group):
    """A group whose first word may be a command or the first path to open: `inquit seeds/` opens the reader.

    `--db` and `--annotator` may stand before the command's name too.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command's name first, `open` if none is named."""
        if args[:1] not in (["-h"], ["--help"], ["--version"]):
            args = _command_first(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click calls it)
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"tui.cli.{module}"), function)
        if cmd_name != OPEN:
            collect_garbage()
        return command


def _command_first(args: list[str]) -> list[str]:
    at = 0
    while at < len(args) and args[at].startswith("--"):
        at += 1 if "=" in args[at] else 2
    if at < len(args) and args[at] in COMMANDS:
        return [args[at], *args[:at], *args[at + 1 :]]
    return [OPEN, *args]


@click.group(
    cls=CommandOrPaths,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`inquit [PATH…] [--db FILE] [--annotator NAME] [--article ID]` imports what is new in PATH… and opens the "
    "reader.",
)
@click.version_option(__version__, prog_name="inquit", message="%(prog)s %(version)s")
def cli() -> None:
    """Read news articles in the terminal and label entities, quotes, claims and stances in them."""


def run(args: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 wrong data, 2 wrong call, 130 interrupted."""
    never_stumble()
    try:
        result = cli.main(args, prog_name=NAME, standalone_mode=False)
        code = result if isinstance(result, int) else 0
        sys.stdout.flush()
    except InquitError as error:
        code = _say(str(error), error.exit_code)
    except click.ClickException as error:
        code = _say(_usage(error), 2)
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        code = _say(f"{error.filename or 'the system'}: {error.strerror or error}; check name and permissions", 1)
    except Exception:
        code = _say(_kept_traceback(), 1)
    sys.exit(code)


def _say(sentence: str, code: int) -> int:
    """Say what is wrong; file names and what others wrote into files may stand in it."""
    print(f"{NAME}: {printable(sentence)}", file=sys.stderr)
    return code


def _usage(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    command = NAME if ctx is None or ctx.command.hidden else ctx.command_path
    return f"{error.format_message().rstrip('.')}; see `{command} --help`"


def _kept_traceback() -> str:
    """Write the traceback where a bug report can find it; what was saved stays saved."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="inquit-", suffix=".log", delete=False) as log:
        traceback.print_exc(file=log)
    return f"something went wrong inside inquit; please report it with the file {log.name}. Saved work is safe"
