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
from dataclasses import replace
from pathlib import Path

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


def annotation_document(number: int) -> dict:
    """An annotation as the desk file holds it, about 350 bytes."""
    start = number % PER_ARTICLE * 30
    return {
        "article": f"article-{number // PER_ARTICLE}",
        "id": f"e{number % PER_ARTICLE}",
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


def tables(size: int) -> Tables:
    """A desk with so many suggestions."""
    made = new_tables()
    for number in range(-(-size // PER_ARTICLE)):
        article = make_article(f"article-{number}", TEXT, title=f"Title {number}")
        made[ARTICLES][number + 1] = encode(article_to_json(article))
        state = ArticleState(id=article.id, text_sha256=article.text_sha256, suggested="m")
        made[HOT][number * (PER_ARTICLE + 1) + 1] = encode(to_document(article.id, state))
        for n in range(min(PER_ARTICLE, size - number * PER_ARTICLE)):
            document = annotation_document(number * PER_ARTICLE + n)
            made[HOT][number * (PER_ARTICLE + 1) + 2 + n] = encode(document)
    return made


def make_sqlite(path: Path, size: int) -> None:
    """The same annotations in a table."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE annotation (id INTEGER PRIMARY KEY, article TEXT, document BLOB)")
        database.execute("CREATE TABLE edit (id INTEGER PRIMARY KEY, document BLOB)")
        database.execute("CREATE INDEX by_article ON annotation (article)")
        rows = ((n, f"article-{n // PER_ARTICLE}", encode(annotation_document(n))) for n in range(size))
        database.executemany("INSERT INTO annotation VALUES (?, ?, ?)", rows)
    database.close()


def decisions(repository, size: int) -> Iterator[Callable[[], object]]:
    """Accept one suggestion after another, all over the desk."""
    for number in range(0, size, max(1, size // 1000)):
        id = f"article-{number // PER_ARTICLE}"
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
    row, edit = encode(annotation_document(7)), encode({"type": "edit", "changed": [[7, {"status": "suggested"}, {}]]})
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
    """Open the desk with stock TinyDB and alter one document, a few times."""
    import tinydb

    started = time.perf_counter()
    database = tinydb.TinyDB(folder / f"{size}.json")
    table = database.table(HOT)
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


def run(folder: Path, saves: int, sizes: tuple[int, ...]) -> dict:
    """Measure every size and print the table."""
    print(
        f"{'annotations':>11} {'save':>14} {'floor':>14} {'sqlite':>14} {'save/floor':>10}   (ms, median p99)", end=""
    )
    print(f" {'stock save':>12} {'open':>7} {'memory':>8} {'stock open':>10} {'memory':>8}")
    result: dict = {name: {} for name in ("save_ms", "save_p99_ms", "ratio", "stock_ms", "open_s", "stock_open_s")}
    result |= {"rss_mb": {}, "peak_mb": {}, "stock_rss_mb": {}}
    floors: list[float] = []
    for size in sizes:
        write_whole(folder / f"{size}.json", tables(size))
        make_sqlite(folder / f"{size}.sqlite", size)
        ours = child(folder, "ours", size, saves)
        stock = child(folder, "stock", size, STOCK_SAVES.get(size, 1))
        for leftover in folder.glob(f"{size}.*"):
            leftover.unlink()
        median = {name: statistics.median(ours[name]) for name in ("save", "floor", "sqlite")}
        floors += ours["floor"]
        cells = [f"{median[name]:7.3f}{percentile(ours[name], 0.99):7.2f}" for name in ("save", "floor", "sqlite")]
        ratio = median["save"] / median["floor"]
        print(f"{size:>11,} {cells[0]:>14} {cells[1]:>14} {cells[2]:>14} {ratio:>10.2f} {'':18}", end="")
        print(f"{statistics.median(stock['save']):>13,.0f} {ours['open_s']:>6.2f}s {ours['rss_mb']:>6.0f}MB", end="")
        print(f" {stock['open_s']:>9.2f}s {stock['rss_mb']:>6.0f}MB", flush=True)
        key = str(size)
        result["save_ms"][key] = round(median["save"], 4)
        result["save_p99_ms"][key] = round(percentile(ours["save"], 0.99), 4)
        result["ratio"][key] = round(ratio, 3)
        result["stock_ms"][key] = round(statistics.median(stock["save"]), 2)
        result["open_s"][key] = round(ours["open_s"], 3)
        result["stock_open_s"][key] = round(stock["open_s"], 3)
        result["rss_mb"][key] = round(ours["rss_mb"], 1)
        result["peak_mb"][key] = round(ours["peak_mb"], 1)
        result["stock_rss_mb"][key] = round(stock["rss_mb"], 1)
        result["sqlite_ms"] = round(median["sqlite"], 4)
    result["floor_ms"] = round(statistics.median(floors), 4)
    result["floor_p99_ms"] = round(percentile(floors, 0.99), 4)
    return result


def main(argv: list[str]) -> None:
    """Run from the command line; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf store", description=__doc__)
    parser.add_argument("--saves", type=int, default=300, help="saves at each size")
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
        result = run(folder, options.saves, tuple(options.sizes))
    finally:
        shutil.rmtree(folder)
    print(json.dumps(result))
