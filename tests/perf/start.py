"""From starting the command to the first article on the screen: `python -m tests.perf start [--runs N] [--words N]`.

Beside a bare Textual app with one label, in turns, in a real terminal. A run before counting fills the bytecode caches.
Wall-clock medians tell on a quiet machine; the processor time of the program tells on a loaded one as well.
"""

import argparse
import json
import statistics
import tempfile
from pathlib import Path

from tests.perf.corpus import make_desk
from tests.perf.reader import INQUIT
from tests.perf.terminal import Terminal, python

WORDS = "South Korea has summoned"
"""Stands on the article's first line."""


def main(argv: list[str]) -> None:
    """Measure, print a table, and the figures as JSON on the last line."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf start")
    parser.add_argument("--runs", type=int, default=9, help="how often each program is started")
    parser.add_argument("--words", type=int, default=700, help="words in the article")
    chosen = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "inquit.json"
        make_desk(desk, chosen.words)
        programs = {
            "bare Textual app": (python("-m", "tests.perf.apps", "bare"), "ready 0"),
            "inquit": (python("-c", INQUIT, "--db", str(desk)), WORDS),
        }
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for run in range(chosen.runs + 1):
            for name, (command, words) in programs.items():
                paint = first_paint(command, words)
                if run:
                    found[name].append(paint)
    wall, busy = ({name: statistics.median(run[at] for run in runs) for name, runs in found.items()} for at in (0, 1))
    for name, runs in found.items():
        fastest = min(run[0] for run in runs)
        print(f"{name:18} median {wall[name]:6.0f} ms   fastest {fastest:6.0f} ms   processor {busy[name]:6.0f} ms")
    bare, ours = programs
    print(
        json.dumps(
            {
                "bare_ms": round(wall[bare]),
                "inquit_ms": round(wall[ours]),
                "ratio": round(wall[ours] / wall[bare], 2),
                "processor_ratio": round(busy[ours] / busy[bare], 2),
            }
        )
    )


def first_paint(command: list[str], words: str) -> tuple[float, float]:
    """Milliseconds from the start until `words` are on the screen, and those on a processor, of the main thread."""
    with Terminal(command) as terminal:
        return 1000 * terminal.first_paint(words), 1000 * terminal.busy()
