"""Stances on `dse_valid.jsonl` (directed polarity between two entities) and NewsMTSC (polarity toward a person).

A pair of DSE is asked both ways: does a stance go from one entity to the other? Right is the direction and the
polarity that the crowd gave. In NewsMTSC, a person is positive or negative if a stance has them as its target.
"""

import json
from collections import Counter
from typing import Any

from tests.perf.gold import folder, parse, ratios, rows
from tui.model.span import Span
from tui.nlp.stances import reaches, stance_between

DSE = "dse_valid.jsonl"
MTSC = ("newsmtsc_devtest_rw.jsonl", "newsmtsc_devtest_mt.jsonl")
POLARITY = {"positive": "support", "negative": "oppose"}


def directed(gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of (holder, target, polarity), and the precision of each rule."""
    right, predicted, wanted = 0, 0, 0
    rules: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for row, doc in zip(gold, parse([row["text"] for row in gold]), strict=True):
        a, b = (Span(one["start"], one["end"]) for one in row["pair"])
        truth = {(s["holder_start"], s["target_start"], POLARITY[s["polarity"]]) for s in row["stances"]}
        wanted += len(truth)
        for holder, target in ((a, b), (b, a)):
            found = stance_between(doc, holder, target)
            if found is None:
                continue
            rule = found.why.split(":")[0]
            good = (holder.start, target.start, found.polarity) in truth
            predicted, right = predicted + 1, right + good
            rules[rule] += 1
            hits[rule] += good
    by_rule = {rule: [n, round(100 * hits[rule] / n)] for rule, n in rules.most_common()}
    return {**ratios(right, predicted, wanted), "predicted": predicted, "gold": wanted, "rules": by_rule}


def toward_persons(gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of positive and of negative targets."""
    cells: Counter[tuple[str, str]] = Counter()
    for row, doc in zip(gold, parse([row["text"] for row in gold]), strict=True):
        for target in row["targets"]:
            span = Span(target["start"], target["end"])
            found = max(reaches(doc, span), key=lambda stance: stance.score, default=None)
            names = {polarity: name for name, polarity in POLARITY.items()}
            cells[target["polarity"], names.get(found.polarity, "neutral") if found else "neutral"] += 1
    return {
        label: ratios(
            cells[label, label],
            sum(n for (_, guess), n in cells.items() if guess == label),
            sum(n for (truth, _), n in cells.items() if truth == label),
        )
        for label in ("positive", "negative", "neutral")
    }


def main(arguments: list[str]) -> None:
    """Measure both and print a table and one line of JSON."""
    gold = folder(arguments, __doc__, [DSE, *MTSC])
    if gold is None:
        return
    found = {"dse": directed(rows(gold / DSE)), "mtsc": toward_persons([r for name in MTSC for r in rows(gold / name)])}
    dse = found["dse"]
    print(f"DSE directed polarity   P {dse['P']}  R {dse['R']}  F1 {dse['F1']}")
    for rule, (n, precision) in dse["rules"].items():
        print(f"    {rule:28} {n:5} found, {precision:3} % right")
    for label, score in found["mtsc"].items():
        print(f"NewsMTSC {label:14} P {score['P']}  R {score['R']}  F1 {score['F1']}")
    print(json.dumps(found))
