"""Quotations on `polnear_dev.jsonl` and `gum_news.jsonl`: F1 at 80 % common letters, in all and for each kind.

`python -m tests.perf quality GOLD_DIR [--out DIR] [--ablate]`; `--out` also writes what was found, one JSON object an
article with `id` and `quotes` (spans, source, cue); `--ablate` takes out one step at a time.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.perf.gold import parse, rows
from tests.perf.quality_pairs import count, figures
from tui.nlp import arguments, clauses, contents, cues, grow, quotes

FILES = ("polnear_dev.jsonl", "gum_news.jsonl")
STEPS = {
    "no joining": (grow, "_join", lambda page, found: found),
    "no growing over marks": (grow, "_grow", lambda page, item: item),
    "no cutting at inner inquits": (grow, "cut_inner", lambda page, item, others: item),
    "no clauses behind": (contents, "clause_behind", lambda page, cue: ()),
    "no clauses before": (contents, "clause_before", lambda cue: ()),
    "no sentences around": (contents, "clause_around", lambda page, cue: ()),
    "no objects and prepositions": (contents, "find_arguments", lambda page, cue: None),
    "no marks before": (contents, "marks_before", lambda page, cue: None),
    "no marks behind": (contents, "marks_behind", lambda page, cue: None),
    "no start of the sentence": (contents, "with_start_of_sentence", lambda page, k, lexicon: page.ranges[k]),
    "no colons": (quotes, "find_announced", lambda page, taken: ()),
    "no signatures": (quotes, "find_signed", lambda page, taken: ()),
    "no nouns": (quotes, "find_nouns", lambda page, nouns, verbs: ()),
    "no quoted paragraphs that follow": (grow, "_paragraphs_after", lambda page, k, claimed: ()),
    "no insertions between commas": (contents, "between_commas", lambda page, cue: ()),
    "no asides cut from clauses": (clauses, "_without_aside", lambda page, verb, end: end),
    "no clauses resumed behind the inquit": (clauses, "resumed", lambda cue: ()),
    "remarks at the end kept": (grow, "cut_tail", lambda page, item: item),
    "no verbs with an object of their own": (clauses, "_has_own_object", lambda cue: False),
    "marks given to any verb": (contents, "_is_told_elsewhere", lambda page, cue, k: False),
    "no ideas that are explained": (clauses, "_matter", lambda cue, that: None),
    "no topics inside the hearer": (arguments, "_topic", lambda hearer, takes: None),
    "no verbs read as nouns": (cues, "_is_misread", lambda page, token: False),
    "bare words kept": (quotes, "is_bare", lambda page, item: False),
}
"""What is taken out → where it is, and what stands in for it."""


@contextmanager
def without(step: str) -> Iterator[None]:
    """Run without one step."""
    module, name, stand_in = STEPS[step]
    kept = getattr(module, name)
    setattr(module, name, stand_in)
    try:
        yield
    finally:
        setattr(module, name, kept)


def predict(docs: list[Any]) -> list[list[dict[str, Any]]]:
    """The quotations of each document in plain lists."""
    return [
        [
            {
                "spans": [[span.start, span.end] for span in found.content],
                "source": found.source and [found.source.start, found.source.end],
                "cue": found.cue and [found.cue.start, found.cue.end],
            }
            for found in quotes.find_quotes(doc)
        ]
        for doc in docs
    ]


def measure(gold: list[dict[str, Any]], docs: list[Any]) -> tuple[dict[str, float], list[list[dict[str, Any]]]]:
    """Figures in per cent, and what was found."""
    predicted = predict(docs)
    total: Counter[tuple[str, str]] = Counter()
    for row, found in zip(gold, predicted, strict=True):
        total.update(count(row, found))
    return figures(total), predicted


def main(arguments: list[str]) -> None:
    """Score both files; print tables, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with the labelled files")
    parser.add_argument("--out", type=Path, help="folder for what was found")
    parser.add_argument("--ablate", action="store_true", help="take out one step at a time")
    options = parser.parse_args(arguments)
    result: dict[str, dict[str, float]] = {}
    for name in FILES:
        if not (options.gold / name).is_file():
            print(f"skipped: there is no {name} in {options.gold}")
            continue
        gold = rows(options.gold / name)
        docs = list(parse([row["text"] for row in gold]))
        result[name], predicted = measure(gold, docs)
        if options.out:
            lines = [json.dumps({"id": row["id"], "quotes": found}) for row, found in zip(gold, predicted, strict=True)]
            (options.out / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for step in STEPS if options.ablate else ():
            with without(step):
                result[f"{name}, {step}"] = measure(gold, docs)[0]
    for name, row in result.items():
        print(f"{name:48}" + "".join(f"{key} {value:5.1f}  " for key, value in row.items()))
    print(json.dumps(result))
