"""Libraries that only some formats need: imported when used, and named when missing."""

from importlib import import_module
from types import ModuleType

from tui.model.errors import UsageError


def need(module: str, *, extra: str, what: str) -> ModuleType:
    """Import a library; raises `UsageError` saying what to install if it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(f'{what} needs {error.name}; install it with: pip install "inquit[{extra}]"') from None
