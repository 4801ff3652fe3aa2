"""Key to painted screen in a real terminal: `python -m tests.perf reader [--keys N] [--sizes 1000,100000]`.

Times run from writing the key to the last read that changes the screen, in ms; 120×40 cells. Beside the reader stand a
bare Textual app (one label) and Textual's `TextArea` with the same article and no annotations.
"""

import argparse
import json
import statistics
import time
from typing import Any

from tests.perf.terminal import Terminal, python

KEYS = {
    "word": b"l",
    "line": b"j",
    "select": b"\x1b[1;2C",
    "jump": b"\t",
    "relabel": b"r",
    "accept": b"a",
    "page": b"d",
}
TEXTAREA_KEYS = {"word": b"\x1b[1;5C", "line": b"\x1b[B", "select": b"\x1b[1;2C", "page": b"\x1b[6~"}


def main(argv: list[str]) -> None:
    """Measure, print a table, and the figures as JSON on the last line."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf reader")
    parser.add_argument("--keys", type=int, default=60, help="how often each key is pressed")
    parser.add_argument("--sizes", default="1000,10000,100000", help="words in the article")
    parser.add_argument("--alone", action="store_true", help="do not measure the bare app and the TextArea")
    chosen = parser.parse_args(argv)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    rows: dict[str, dict[str, Any]] = {}
    for size in sizes:
        rows[str(size)] = measure(["reader", str(size)], KEYS, chosen.keys)
        show(f"reader, {size:,} words", rows[str(size)])
    if not chosen.alone:
        show("bare Textual app", measure(["bare"], {"word": b"l"}, chosen.keys))
        show(f"TextArea, {sizes[-1]:,} words", measure(["textarea", str(sizes[-1])], TEXTAREA_KEYS, chosen.keys // 3))
    last = rows[str(sizes[-1])]
    print(
        json.dumps(
            {
                "p50_ms": {size: row["p50"] for size, row in rows.items()},
                "p99_ms": {size: row["p99"] for size, row in rows.items()},
                "bytes_per_word_move": last["bytes"]["word"],
                "rss_mb": last["rss"],
            }
        )
    )


def measure(arguments: list[str], keys: dict[str, bytes], count: int) -> dict[str, Any]:
    """Press each key `count` times in one run: p50, p99, processor time (ms) and bytes a key, and memory (MB)."""
    with Terminal(python("-m", "tests.perf.apps", *arguments)) as terminal:
        terminal.wait(time.perf_counter(), quiet=1.5, longest=60)
        found: dict[str, Any] = {"p50": {}, "p99": {}, "cpu": {}, "bytes": {}, "missed": {}}
        for name, key in keys.items():
            for _ in range(3):
                terminal.press(key)
            busy = terminal.busy()
            presses = [terminal.press(key, longest=1.0) for _ in range(count)]
            times = sorted(1000 * when for when, _ in presses if when is not None)
            found["p50"][name] = round(statistics.median(times), 2) if times else None
            found["p99"][name] = round(times[min(len(times) - 1, int(len(times) * 0.99))], 2) if times else None
            found["cpu"][name] = round(1000 * (terminal.busy() - busy) / count, 2)
            found["bytes"][name] = round(statistics.fmean(size for _, size in presses))
            found["missed"][name] = count - len(times)
        found["rss"] = round(terminal.memory(), 1)
    return found


def show(title: str, row: dict[str, Any]) -> None:
    """Print one program's figures."""
    print(f"{title}: {row['rss']} MB")
    for name in row["p50"]:
        missed = f", {row['missed'][name]} without a change" if row["missed"][name] else ""
        print(
            f"  {name:8} p50 {row['p50'][name]!s:>7} ms   p99 {row['p99'][name]!s:>7} ms   "
            f"{row['cpu'][name]:6} ms of processor   {row['bytes'][name]:6} bytes{missed}",
            flush=True,
        )
