"""Settings that keep keys quick. `before_textual` must run before the first `import textual`."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

SWITCH_SECONDS = 0.0005
"""How long the saving thread may keep the interpreter from a key; Python's own figure is ten times that."""


def before_textual() -> None:
    """Let Textual paint 240 times a second: a key right behind another then waits 2 ms instead of 15."""
    os.environ.setdefault("TEXTUAL_FPS", "240")


@contextmanager
def without_palette() -> Iterator[None]:
    """Let `textual.app` be imported without its command palette and the six widgets in it: 38 ms of 420.

    inquit never opens that palette (its own is `HelpScreen`). What is asked of the module meanwhile is an empty class.
    """
    name = "textual.command"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = _LeftOut(name)
    try:
        yield
    finally:
        del sys.modules[name]


class _LeftOut(ModuleType):
    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def before_loading() -> None:
    """Let no garbage be looked for while everything is imported, of which nearly all stays. `tune` ends this."""
    gc.disable()


def tune() -> None:
    """Keep the garbage collector off what is loaded by now. Call it when the first article stands on the screen.

    Not even the little garbage of the start is looked for: that would keep the first key waiting for 30 ms.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 100)
    sys.setswitchinterval(SWITCH_SECONDS)
