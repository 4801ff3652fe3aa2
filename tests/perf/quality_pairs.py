"""Predicted against labelled quotations of one article, one to one, by the letters and digits they share."""

import re
from collections import Counter
from typing import Any

from tui.model.span import Span
from tui.nlp.marks import find_quoted
from tui.nlp.paragraphs import find_paragraphs

KINDS = ("direct", "mixed", "indirect")
SAME, LOOSE = 0.8, 0.3
Letters = frozenset[int]
Counts = Counter[tuple[str, str]]


def letters(text: str, spans: list[list[int]]) -> Letters:
    """The offsets of letters and digits, without a "that" at the start."""
    found = frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())
    start, end = spans[0]
    that = re.match(r"[\s,“\"]*that\b", text[start:end], re.IGNORECASE)
    rest = found - frozenset(range(start, start + that.end())) if that else found
    return rest or found


def jaccard(a: Letters, b: Letters) -> float:
    """Common letters by all letters of both."""
    return len(a & b) / max(len(a | b), 1)


def match(predicted: list[Letters], gold: list[Letters], least: float) -> dict[int, int]:
    """Gold → predicted, the best pairs first, each one once."""
    pairs = sorted(
        ((jaccard(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken: dict[int, int] = {}
    for score, i, j in pairs:
        if score >= least and j not in taken and i not in taken.values():
            taken[j] = i
    return taken


def count(row: dict[str, Any], found: list[dict[str, Any]]) -> Counts:
    """Hits, predictions and labels of one article by kind; labels that are not speech do not count either way."""
    text = row["text"]
    inside = [quote for quote in row["quotes"] if quote["speech"]]
    outside = [letters(text, quote["content"]) for quote in row["quotes"] if not quote["speech"]]
    predicted = [letters(text, quote["spans"]) for quote in found]
    gold = [letters(text, quote["content"]) for quote in inside]
    same, loose = match(predicted, gold, SAME), match(predicted, gold, LOOSE)
    ignored = frozenset(i for start, end in row.get("ignore", []) for i in range(start, end))
    marked = frozenset(
        i
        for quoted in find_quoted(text, find_paragraphs(text))
        if not quoted.single
        for i in range(*_ends(quoted.span))
    )
    total: Counts = Counter()
    for i, own in enumerate(predicted):
        hidden = len(own & ignored) > len(own) / 2 or any(jaccard(own, other) >= LOOSE for other in outside)
        kind = _kind(own, marked)
        for key in ("all", kind):
            total["predicted", key] += i in loose.values() or not hidden
            total["right", key] += i in same.values()
    for j, quote in enumerate(inside):
        for key in ("all", quote["kind"]):
            total["gold", key] += 1
            total["found", key] += j in same
        if j in same:
            total["found", "with source"] += _same_source(found[same[j]]["source"], quote["source"])
        if j in loose and quote["source"]:
            total["gold", "source of matched"] += 1
            total["found", "source of matched"] += _same_source(found[loose[j]]["source"], quote["source"])
    return total


def figures(total: Counts) -> dict[str, float]:
    """F1 in all and by kind, F1 with the right source, and the share of right sources among matched quotations."""
    out = {}
    for key in ("all", *KINDS):
        out[key] = _f1(total["right", key], total["found", key], total["predicted", key], total["gold", key])
    hits = total["found", "with source"]
    out["with source"] = _f1(hits, hits, total["predicted", "all"], total["gold", "all"])
    matched = total["found", "source of matched"] / max(total["gold", "source of matched"], 1)
    return {**out, "source right": round(100 * matched, 1)}


def _f1(right: int, found: int, predicted: int, gold: int) -> float:
    precision, recall = right / max(predicted, 1), found / max(gold, 1)
    return round(200 * precision * recall / max(precision + recall, 1e-9), 1)


def _kind(own: Letters, marked: Letters) -> str:
    share = len(own & marked) / max(len(own), 1)
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"


def _same_source(found: list[int] | None, gold: list[list[int]]) -> bool:
    if not found or not gold:
        return not found and not gold
    return any(found[0] < end and start < found[1] for start, end in gold)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
