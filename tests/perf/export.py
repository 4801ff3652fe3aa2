"""Export of 10,000 articles with 500,000 annotations to JSON Lines, beside bare `json.dumps` of the same objects.

The bare run writes the objects that a line holds, made beforehand, with `json.dumps` and nothing else. Ours makes
them from annotations, writes, syncs, reads back and checks every span. Both go to the same disk, one article at a time.
"""

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tui.formats import write
from tui.formats.inquit1 import to_row
from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

PER_ARTICLE = 50
DISTINCT = 50
"""How many different articles there are in memory; they are given again under new ids, so that memory tells of us."""


def article(number: int) -> AnnotatedArticle:
    """An article of about 600 words with 50 annotations of all types."""
    words = ("Kim said the ambassador’s “aggression” was 👍🏽 not unexpected in Seoul, officials added. " * 40).split(
        " "
    )
    text = f"{number} " + " ".join(words)
    actors = tuple(Actor(id=f"a{n}", name=f"Actor {n}", label="PERSON") for n in range(8))
    return AnnotatedArticle(
        article=make_article(f"article-{number}", text, title=f"Title {number}", published="2024-10-22", language="en"),
        actors=actors,
        annotations=tuple(annotation(n, len(text)) for n in range(PER_ARTICLE)),
    )


def annotation(n: int, length: int) -> AnyAnnotation:
    """One annotation; half of them entities, as in real articles."""
    start = n * 53 % (length - 200)
    common = {
        "id": f"x{n}",
        "annotator": "anna",
        "model": "en_core_web_sm 3.8.0, inquit 0.1.0",
        "score": 0.75,
        "created": "2024-10-22T09:00:00+00:00",
        "updated": "2024-10-22T09:00:05+00:00",
        "ms": 1500,
    }
    match n % 6:
        case 0 | 1 | 2:
            return Entity(spans=(Span(start, start + 8),), label="PERSON", actor=f"a{n % 8}", **common)
        case 3:
            spans = (Span(start, start + 60), Span(start + 80, start + 120))
            cue, source = Span(start + 61, start + 65), Span(start + 66, start + 72)
            return Quote(spans=spans, kind="mixed", cue=cue, source=source, actor=f"a{n % 8}", **common)
        case 4:
            return Claim(
                spans=(Span(start, start + 90),), kind="fact", claimant=f"a{n % 8}", checkworthy=True, **common
            )
        case _:
            target = Target(actor=f"a{(n + 1) % 8}")
            return Stance(
                spans=(Span(start, start + 20),), polarity="oppose", holder=f"a{n % 8}", target=target, **common
            )


def stream(distinct: list[AnnotatedArticle], count: int) -> Iterator[AnnotatedArticle]:
    """So many articles, one at a time."""
    return (distinct[n % len(distinct)] for n in range(count))


def bare(rows: list[dict], count: int, out: Path) -> float:
    """Seconds for `json.dumps` of the same objects, line by line, to the same disk."""
    start = time.perf_counter()
    with out.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps(rows[n % len(rows)], ensure_ascii=False, separators=(",", ":")) + "\n")
    return time.perf_counter() - start


def ours(distinct: list[AnnotatedArticle], count: int, out: Path) -> float:
    """Seconds for an export with everything it does."""
    start = time.perf_counter()
    report = write("inquit", stream(distinct, count), out)
    assert report.articles == count
    return time.perf_counter() - start


def peak() -> float:
    """The most memory this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> dict:
    """Run, print a table and one JSON line, and return its figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf export", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="inquit-export-"))
    try:
        figures = measure(options.articles, options.repeat, folder)
    finally:
        shutil.rmtree(folder)
    for name, value in figures.items():
        print(f"{name:<28}{value:>14,}" if isinstance(value, int | float) else f"{name:<28}{value:>14}")
    print(json.dumps(figures))
    return figures


def measure(count: int, repeat: int, folder: Path) -> dict:
    """Alternate bare and ours, take the best of each, and see whether memory grows with the number of articles."""
    distinct = [article(n) for n in range(DISTINCT)]
    rows = [to_row(annotated) for annotated in distinct]
    ours(distinct, max(1, count // 10), folder / "ours.jsonl")
    memory_small = peak()
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(repeat):
        times["bare"].append(bare(rows, count, folder / "bare.jsonl"))
        times["ours"].append(ours(distinct, count, folder / "ours.jsonl"))
    memory_full = peak()
    same = (folder / "bare.jsonl").read_bytes() == (folder / "ours.jsonl").read_bytes()
    return {
        "benchmark": "export",
        "articles": count,
        "annotations": count * PER_ARTICLE,
        "megabytes": round((folder / "ours.jsonl").stat().st_size / 1e6, 1),
        "bare_seconds": round(min(times["bare"]), 2),
        "ours_seconds": round(min(times["ours"]), 2),
        "ratio": round(min(times["ours"]) / min(times["bare"]), 2),
        "bar": 3.0,
        "same_bytes": str(same),
        "peak_mib_at_a_tenth": round(memory_small, 1),
        "peak_mib_at_all": round(memory_full, 1),
    }


if __name__ == "__main__":
    main()
