"""A durable decision at 1,000 to 500,000 annotations, beside the least a disk can do, SQLite and stock TinyDB.

Ours is a whole decision as the reader saves it: the annotation, the edit for undo, the history's pointer, as one save.
The floor is a bare append of 300 bytes with fsync. SQLite (WAL, synchronous=FULL) updates the annotation and inserts
the edit in one transaction. The three take turns, so that whatever else the disk does hits them alike. Stock TinyDB
updates one document. Every size runs in a process of its own, which tells its memory too.
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from tui.model.article import make_article
from tui.model.codec import article_to_json
from tui.model.edit import ArticleState, Change, Edit
from tui.store.file import HOT, write_whole
from tui.store.index import ARTICLES
from tui.store.layout import Tables, encode
from tui.store.migrations import new_tables
from tui.store.opening import open_repository
from tui.store.records import to_document

SIZES = (1_000, 10_000, 100_000, 500_000)
PER_ARTICLE = 50
TEXT = "Kim Hong-kyun said the ambassador’s “aggression” was not unexpected in Seoul, officials added. " * 20
STOCK_SAVES = {1_000: 9, 10_000: 5, 100_000: 2, 500_000: 1}
TIME = "2026-01-01T00:00:00+00:00"


@cache
def rest_of_annotation(number: int) -> bytes:
    """What is the same in the annotation of that number in every article, about 330 bytes."""
    start = number * 30
    document = {
        "id": f"e{number}",
        "type": "entity",
        "spans": [[start, start + 13]],
        "text": TEXT[start : start + 13],
        "label": "PERSON",
        "actor": None,
        "annotator": None,
        "origin": "model",
        "model": "en_core_web_sm 3.8.0, inquit 0.1.0",
        "status": "suggested",
        "score": 0.75,
        "created": TIME,
        "updated": None,
        "ms": None,
        "note": None,
        "why": "spaCy: PERSON",
    }
    return encode(document)[1:]


def annotation_line(number: int) -> bytes:
    """An annotation as the desk file holds it."""
    return b'{"article":"article-%d",%b' % (number // PER_ARTICLE, rest_of_annotation(number % PER_ARTICLE))


def tables(size: int) -> Tables:
    """A desk with so many suggestions."""
    made = new_tables()
    for number in range(-(-size // PER_ARTICLE)):
        article = make_article(f"article-{number}", TEXT, title=f"Title {number}")
        made[ARTICLES][number + 1] = encode(article_to_json(article))
        state = ArticleState(id=article.id, text_sha256=article.text_sha256, suggested="m")
        made[HOT][number * (PER_ARTICLE + 1) + 1] = encode(to_document(article.id, state))
        for n in range(min(PER_ARTICLE, size - number * PER_ARTICLE)):
            made[HOT][number * (PER_ARTICLE + 1) + 2 + n] = annotation_line(number * PER_ARTICLE + n)
    return made


def make_sqlite(path: Path, size: int) -> None:
    """The same annotations in a table."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE annotation (id INTEGER PRIMARY KEY, article TEXT, document BLOB)")
        database.execute("CREATE TABLE edit (id INTEGER PRIMARY KEY, document BLOB)")
        database.execute("CREATE INDEX by_article ON annotation (article)")
        rows = ((n, f"article-{n // PER_ARTICLE}", annotation_line(n)) for n in range(size))
        database.executemany("INSERT INTO annotation VALUES (?, ?, ?)", rows)
    database.close()


def decisions(repository, size: int) -> Iterator[Callable[[], object]]:
    """Accept one suggestion after another, all over the desk, each after opening its article as the reader does."""
    for number in range(0, size, max(1, size // 1000)):
        id = f"article-{number // PER_ARTICLE}"
        repository.article(id)
        old = repository.layer(id).annotations[f"e{number % PER_ARTICLE}"]
        if old.status == "suggested":
            new = replace(old, status="accepted", annotator="anna", updated=TIME, ms=900)
            edit = Edit(
                action="accept", annotator="anna", time=TIME, changes=(Change(article=id, before=old, after=new),)
            )
            yield lambda edit=edit: repository.apply(edit)


def floor(path: Path) -> Callable[[], None]:
    """A bare append of 300 bytes and fsync."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = b"x" * 299 + b"\n"

    def save() -> None:
        os.write(handle, line)
        os.fsync(handle)

    return save


def in_sqlite(path: Path, size: int) -> Callable[[], None]:
    """An annotation updated and an edit inserted, durably."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous=FULL")
    row, edit = annotation_line(7), encode({"type": "edit", "changed": [[7, {"status": "suggested"}, {}]]})
    numbers = iter(range(0, size, max(1, size // 1000)))

    def save() -> None:
        with database:
            database.execute("UPDATE annotation SET document = ? WHERE id = ?", (row, next(numbers)))
            database.execute("INSERT INTO edit (document) VALUES (?)", (edit,))

    return save


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1e3


def memory() -> float:
    """The memory of this process now, in MB, where the system tells; else the most it ever had."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measure_ours(folder: Path, size: int, saves: int) -> dict:
    """Open the desk, then save in turn with the floor and SQLite."""
    bare_mb = memory()
    started = time.perf_counter()
    repository = open_repository(folder / f"{size}.json")
    figures = {"open_s": time.perf_counter() - started, "rss_mb": memory(), "rss_before_mb": bare_mb}
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    bare, sqlite = floor(folder / f"{size}.floor"), in_sqlite(folder / f"{size}.sqlite", size)
    times: dict[str, list[float]] = {"save": [], "floor": [], "sqlite": []}
    for number, save in enumerate(decisions(repository, size)):
        if number >= saves:
            break
        for name, call in (("floor", bare), ("save", save), ("sqlite", sqlite)):
            times[name].append(timed(call))
    repository.close()
    return {**figures, **times}


def measure_stock(folder: Path, size: int, saves: int) -> dict:
    """Open the desk with stock TinyDB and alter one document, a few times (each reads and writes the whole file)."""
    import tinydb

    started = time.perf_counter()
    table = tinydb.TinyDB(folder / f"{size}.json").table(HOT)
    table.get(doc_id=2)
    figures: dict = {"open_s": time.perf_counter() - started}
    figures["save"] = [timed(lambda: table.update({"status": "accepted"}, doc_ids=[2])) for _ in range(saves)]
    figures["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return figures


def child(folder: Path, what: str, size: int, saves: int) -> dict:
    """Run one measurement in a process of its own."""
    command = [sys.executable, "-m", "tests.perf", "store", "--child", what, str(folder), str(size), str(saves)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


HEAD = ("annotations", "save", "p99", "floor", "p99", "SQLite", "p99", "save/floor", "open", "memory")
STOCK_HEAD = ("stock save", "open", "memory")


def measure_size(folder: Path, size: int, saves: int) -> dict:
    """Our figures at one size, with those beside it: times in ms but for the opening in s, memory in MB."""
    write_whole(folder / f"{size}.json", tables(size))
    make_sqlite(folder / f"{size}.sqlite", size)
    ours = child(folder, "ours", size, saves)
    row = {"open_s": ours["open_s"], "rss_mb": ours["rss_mb"], "peak_mb": ours["peak_mb"], "floors": ours["floor"]}
    for name in ("save", "floor", "sqlite"):
        row |= {f"{name}_ms": statistics.median(ours[name]), f"{name}_p99_ms": percentile(ours[name], 0.99)}
    row["ratio"] = row["save_ms"] / row["floor_ms"]
    return row


def measure_stock_size(folder: Path, size: int) -> dict:
    """The figures of stock TinyDB at one size."""
    theirs = child(folder, "stock", size, STOCK_SAVES.get(size, 1))
    return {
        "stock_ms": statistics.median(theirs["save"]),
        "stock_open_s": theirs["open_s"],
        "stock_rss_mb": theirs["rss_mb"],
    }


def show(size: int, row: dict) -> None:
    """A line of the table for people."""
    line = f"{size:>11,}"
    for name in ("save", "floor", "sqlite"):
        line += f"{row[f'{name}_ms']:>11.3f}{row[f'{name}_p99_ms']:>11.2f}"
    line += f"{row['ratio']:>11.2f}{row['open_s']:>10.2f}s{row['rss_mb']:>9.0f}MB"
    if "stock_ms" in row:
        line += f"{row['stock_ms']:>11,.0f}{row['stock_open_s']:>10.2f}s{row['stock_rss_mb']:>9.0f}MB"
    print(line, flush=True)


def run(folder: Path, saves: int, sizes: tuple[int, ...], seconds: float) -> dict:
    """Measure every size; stock TinyDB is left out where it would take longer than the time that is left."""
    print("".join(f"{name:>11}" for name in HEAD + STOCK_HEAD), " (ms)")
    rows: dict[str, dict] = {}
    started, for_one = time.monotonic(), 0.0
    for number, size in enumerate(sizes, 1):
        row = measure_size(folder, size, saves)
        expected = for_one * size * (1 + STOCK_SAVES.get(size, 1))
        if time.monotonic() - started + expected < seconds * (0.4 + 0.6 * number / len(sizes)):
            row |= measure_stock_size(folder, size)
            for_one = max(row["stock_ms"] / 1e3, row["stock_open_s"]) / size
        for leftover in folder.glob(f"{size}.*"):
            leftover.unlink()
        show(size, row)
        rows[str(size)] = row
    columns = dict.fromkeys(name for row in rows.values() for name in row if name != "floors")
    result: dict = {
        name: {size: round(row[name], 4) for size, row in rows.items() if name in row}
        for name in columns
        if name not in ("floor_ms", "floor_p99_ms", "sqlite_ms", "sqlite_p99_ms")
    }
    floors = [value for row in rows.values() for value in row["floors"]]
    result["floor_ms"] = round(statistics.median(floors), 4)
    result["floor_p99_ms"] = round(percentile(floors, 0.99), 4)
    result["sqlite_ms"] = round(list(rows.values())[-1]["sqlite_ms"], 4)
    return result


def main(argv: list[str]) -> None:
    """Run from the command line; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf store", description=__doc__)
    parser.add_argument("--saves", type=int, default=200, help="saves at each size")
    parser.add_argument("--seconds", type=float, default=170, help="time for all; stock is left out where it is short")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--folder", help="where the desks are made (the disk that is measured)")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.child:
        what, folder, size, saves = options.child
        measure = measure_ours if what == "ours" else measure_stock
        print(json.dumps(measure(Path(folder), int(size), int(saves))))
        return
    folder = Path(tempfile.mkdtemp(prefix="inquit-store-", dir=options.folder))
    try:
        result = run(folder, options.saves, tuple(options.sizes), options.seconds)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(result))
