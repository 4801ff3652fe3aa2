"""The command line. Nothing heavy is imported here: every command imports what it needs when it runs."""

import gc
from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> None:
    """Run a command and exit; see `tui.cli.group.run`.

    No garbage is looked for while the command is imported, as nearly all of it stays. The reader goes on like that
    until its first article stands on the screen.
    """
    gc.disable()
    from tui.cli.group import run

    run(args)
