"""Split articles into training, development and test parts.

Always the same for the same articles, whatever their order. Articles that are nearly the same stay together (or a
model would be tested on what it was trained on), and each part gets its share of every label.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from msgspec import Struct

from tui.model.annotation import type_of, value_of
from tui.model.errors import UsageError
from tui.model.suggestion import AnnotatedArticle

SHINGLE = 5
"""How many words in a row are compared."""

SKETCH = 64
"""How many shingles stand for a text: those with the smallest hashes, which are a fair sample of any text's."""

LIKE = 0.5
"""From this share of shingles in common on, two articles count as nearly the same."""


ARTICLES = "articles"
"""Stands among the labels for the articles themselves, which every part wants its share of too."""


class _Summary(Struct, frozen=True):
    """What the split needs of an article, so that its text need not be kept."""

    id: str
    sketch: tuple[int, ...]
    labels: Mapping[str, int]


def parse_split(spec: str) -> dict[str, float]:
    """Read `train=80,dev=10,test=10` as shares of 1. Raises `UsageError` for anything else."""
    shares: dict[str, float] = {}
    for part in spec.split(","):
        name, equals, number = part.strip().partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z][\w-]*", name) or not re.fullmatch(r"\d+(\.\d+)?", number):
            raise UsageError(f"--split {spec}: write it like  train=80,dev=10,test=10")
        if name in shares:
            raise UsageError(f"--split {spec}: {name} is there twice")
        shares[name] = float(number)
    total = sum(shares.values())
    if not total:
        raise UsageError(f"--split {spec}: at least one part must be more than 0")
    return {name: share / total for name, share in shares.items()}


def split(articles: Iterable[AnnotatedArticle], shares: Mapping[str, float]) -> dict[str, str]:
    """The part of each article, by its id; `shares` are shares of 1 by name of the part.

    Iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011): the label with the fewest annotations left is
    dealt out first, each group of near-duplicates to the part that still wants most of that label.
    """
    groups = _groups(sorted((_summarise(annotated) for annotated in articles), key=lambda summary: summary.id))
    groups.sort(key=_order)
    left = [(group, _weight(group)) for group in groups]
    total = sum((weight for _, weight in left), Counter[str]())
    wanted = {name: {key: share * count for key, count in total.items()} for name, share in shares.items() if share}
    parts: dict[str, str] = {}
    for key in sorted(total, key=lambda key: (total[key], key)):
        remaining = []
        for group, weight in left:
            if not weight[key]:
                remaining.append((group, weight))
                continue
            name = max(wanted, key=lambda part: (wanted[part][key], wanted[part][ARTICLES]))
            for label, count in weight.items():
                wanted[name][label] -= count
            parts.update((summary.id, name) for summary in group)
        left = remaining
    return parts


def _summarise(annotated: AnnotatedArticle) -> _Summary:
    labels = Counter(f"{type_of(a)}:{value_of(a)}" for a in annotated.annotations)
    return _Summary(annotated.article.id, sketch(annotated.article.text), labels)


def sketch(text: str) -> tuple[int, ...]:
    """The `SKETCH` smallest hashes of the text's shingles (all of them for a short text), in order."""
    words = re.findall(r"\w+", text.lower()) or [text]
    count = max(1, len(words) - SHINGLE + 1)
    return tuple(nsmallest(SKETCH, {_hash(" ".join(words[n : n + SHINGLE])) for n in range(count)}))


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _groups(summaries: list[_Summary]) -> list[list[_Summary]]:
    """Articles that are nearly the same, directly or through others, together."""
    leader = list(range(len(summaries)))

    def find(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    first_with: dict[int, int] = {}
    for number, summary in enumerate(summaries):
        for value in summary.sketch:
            other = first_with.setdefault(value, number)
            if find(other) != find(number) and _likeness(summary, summaries[other]) >= LIKE:
                leader[find(number)] = find(other)
    grouped: dict[int, list[_Summary]] = defaultdict(list)
    for number, summary in enumerate(summaries):
        grouped[find(number)].append(summary)
    return list(grouped.values())


def _likeness(first: _Summary, second: _Summary) -> float:
    """The share of shingles that two articles have in common, estimated from the smallest of both."""
    sample = nsmallest(SKETCH, {*first.sketch, *second.sketch})
    common = {*first.sketch} & {*second.sketch}
    return sum(value in common for value in sample) / len(sample)


def _weight(group: list[_Summary]) -> Counter[str]:
    weight = Counter({ARTICLES: len(group)})
    for summary in group:
        weight.update(summary.labels)
    return weight


def _order(group: list[_Summary]) -> int:
    return _hash(min(summary.id for summary in group))
