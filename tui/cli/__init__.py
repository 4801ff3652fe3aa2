"""The command line. Nothing heavy is imported here: every command imports what it needs when it runs."""

from tui.cli.main import main

__all__ = ["main"]
