"""Key to painted screen in a real terminal: `python -m tests.perf reader [--keys N] [--sizes 1000,100000]`.

The whole reader (text, lens, inspector, bar) of 120×40 cells on a real desk file, annotations one to ten words. Times
run from writing the key to the last read that changes the screen, in ms. Processor time is that of the main thread,
which other programs on the machine hardly change. Beside it stand a bare Textual app (one label) and Textual's
`TextArea` with the same article and no annotations.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.perf.corpus import make_desk
from tests.perf.terminal import Terminal, python

Keys = Sequence[bytes]
"""Keys of which the last is measured."""

KEYS: dict[str, Keys] = {
    "word": [b"l"],
    "line": [b"j"],
    "select": [b"\x1b[1;2C"],
    "jump": [b"\t"],
    "grow": [b"l", b"."],
    "page": [b"\x1b[6~"],
    "hints": [b"a", b"f"],
    "accept": [b"n", b"a"],
    "tag": [b"l", b"e", b"o"],
    "relabel": [b"l", b"e", b"o", b"r", b"g"],
}
AGAIN = {"page": b"g", "jump": b"g", "line": b"g"}
"""Pressed before each kind, so that small articles do not end under it."""

TEXTAREA_KEYS: dict[str, Keys] = {
    "word": [b"\x1b[1;5C"],
    "line": [b"\x1b[B"],
    "select": [b"\x1b[1;2C"],
    "page": [b"\x1b[6~"],
}
INQUIT = "import sys; from tui.cli import main; sys.exit(main())"


def main(argv: list[str]) -> None:
    """Measure, print a table, and the figures as JSON on the last line."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf reader")
    parser.add_argument("--keys", type=int, default=30, help="how often each kind of key is pressed")
    parser.add_argument("--sizes", default="1000,10000,100000", help="words in the article")
    parser.add_argument("--alone", action="store_true", help="do not measure the bare app and the TextArea")
    parser.add_argument("--suggesting", action="store_true", help="while suggestions are being made")
    chosen = parser.parse_args(argv)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    rows: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            desk = Path(folder) / f"{size}.json"
            make_desk(desk, size, suggested=not chosen.suggesting)
            rows[str(size)] = measure(python("-c", INQUIT, "--db", str(desk)), KEYS, chosen.keys)
            show(f"reader, {size:,} words, {size // 10:,} annotations", rows[str(size)])
    if not chosen.alone:
        apps = python("-m", "tests.perf.apps")
        show("bare Textual app", measure([*apps, "bare"], {"word": [b"l"]}, chosen.keys))
        beside = measure([*apps, "textarea", str(sizes[-1])], TEXTAREA_KEYS, max(1, chosen.keys // 3))
        show(f"TextArea, {sizes[-1]:,} words, no annotations", beside)
    last = rows[str(sizes[-1])]
    figures = {
        "p50_ms": {size: row["p50"] for size, row in rows.items()},
        "p99_ms": {size: row["p99"] for size, row in rows.items()},
        "bytes_per_word_move": last["bytes"]["word"],
        "rss_mb": last["rss"],
    }
    print(json.dumps(figures))


def measure(command: list[str], keys: Mapping[str, Keys], count: int) -> dict[str, Any]:
    """Press each kind of key `count` times: p50, p99, median processor time (ms) and bytes a key, and memory (MB)."""
    with Terminal(command) as terminal:
        terminal.wait(time.perf_counter(), quiet=1.5, longest=60)
        found: dict[str, Any] = {"p50": {}, "p99": {}, "cpu": {}, "bytes": {}, "missed": {}}
        for name, (*before, key) in keys.items():
            if name in AGAIN:
                terminal.press(AGAIN[name])
            presses = [_press(terminal, before, key) for _ in range(count + 2)][2:]
            times = sorted(1000 * when for when, _, _ in presses if when is not None)
            found["p50"][name] = round(statistics.median(times), 2) if times else None
            found["p99"][name] = round(times[min(len(times) - 1, int(len(times) * 0.99))], 2) if times else None
            found["cpu"][name] = round(1000 * statistics.median(busy for _, _, busy in presses), 2)
            found["bytes"][name] = round(statistics.median(size for _, size, _ in presses))
            found["missed"][name] = count - len(times)
        found["rss"] = round(terminal.memory(), 1)
    return found


def _press(terminal: Terminal, before: Keys, key: bytes) -> tuple[float | None, int, float]:
    for other in before:
        terminal.press(other, longest=0.3)
    busy = terminal.busy()
    when, size = terminal.press(key, longest=0.5)
    return when, size, terminal.busy() - busy


def show(title: str, row: Mapping[str, Any]) -> None:
    """Print one program's figures."""
    print(f"{title}: {row['rss']} MB")
    for name in row["p50"]:
        missed = f", {row['missed'][name]} without a change" if row["missed"][name] else ""
        print(
            f"  {name:8} p50 {row['p50'][name]!s:>7} ms   p99 {row['p99'][name]!s:>7} ms   "
            f"{row['cpu'][name]:6} ms of processor   {row['bytes'][name]:6} bytes{missed}",
            flush=True,
        )
