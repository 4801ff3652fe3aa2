"""Check-worthiness on the sentences of `claimbuster_train.jsonl`: average precision, and what each score is worth.

With `polnear_dev.jsonl` beside it, `claims.txt` in the current folder gets the ten best claims of every fourth article,
to be judged by people.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.perf.gold import folder, parse, rows
from tui.nlp.claims import check_worthiness, signs_of

GOLD, ARTICLES = "claimbuster_train.jsonl", "polnear_dev.jsonl"


def average_precision(pairs: list[tuple[float, int]]) -> float:
    """The mean of the precision at each right one, the best score first."""
    right, total = 0, 0.0
    for n, (_, truth) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), 1):
        if truth:
            right += 1
            total += right / n
    return total / max(right, 1)


def best_claims(gold: list[dict[str, Any]], path: Path) -> int:
    """Write the ten best claims of each article to a file; returns how many articles there are."""
    lines: list[str] = []
    for row, doc in zip(gold, parse([row["text"] for row in gold]), strict=True):
        lines.append(f"== {row['id']}")
        for claim in sorted(doc._.inquit_claims, key=lambda claim: -claim.score)[:10]:
            words = " … ".join(" ".join(span.of(row["text"]).split()) for span in claim.content)
            lines.append(f"{claim.score:.2f} {claim.kind:10} {words}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(gold)


def main(arguments: list[str]) -> None:
    """Measure and print a table and one line of JSON."""
    gold = folder(arguments, __doc__, [GOLD])
    if gold is None:
        return
    sentences = rows(gold / GOLD)
    pairs: list[tuple[float, int]] = []
    for row, doc in zip(sentences, parse([row["text"] for row in sentences]), strict=True):
        counts = Counter(name for signs in signs_of(doc) for name in signs)
        pairs.append((check_worthiness(counts, len(doc)), row["claim"]))
    ap, base = average_precision(pairs), sum(truth for _, truth in pairs) / len(pairs)
    print(f"average precision {ap:.3f} (chance {base:.3f})")
    for tenth in range(10):
        inside = [truth for score, truth in pairs if tenth <= score * 10 < tenth + 1]
        if inside:
            low, share = tenth / 10, 100 * sum(inside) / len(inside)
            print(f"    score {low:.1f}–{low + 0.1:.1f}  {len(inside):5} sentences, {share:3.0f} %")
    if (gold / ARTICLES).is_file():
        print(f"claims.txt: the best of {best_claims(rows(gold / ARTICLES)[::4], Path('claims.txt'))} articles")
    print(json.dumps({"average_precision": round(ap, 3), "chance": round(base, 3), "sentences": len(pairs)}))
