"""Who a quotation's source is, on the coreference groups of `gum_news.jsonl`.

Every gold source is given to our rules as a quotation's source, beside the quotations that we find. Our actor is
right if

- most of its names (or, if it has none, of its other mentions) belong to the source's gold group, by their heads, and
- it has one of the group's names, if the group has any.

An actor with one mention is right if its group has no name elsewhere; a pronoun that finds nobody is wrong. Printed
apart: sources that are names, descriptions, pronouns; and how pure the names and pronouns of all our actors are.
"""

import json
from collections import Counter, defaultdict
from typing import Any

from tests.perf.gold import folder, parse, rows
from tui.model.span import Span
from tui.nlp.actors import find_actors
from tui.nlp.found import FoundActor, FoundQuote

GOLD = "gum_news.jsonl"
PRONOUNS = frozenset(
    {"he", "she", "it", "they", "i", "we", "you", "his", "her", "their", "its", "our", "my", "me", "him", "them", "us"}
    | {"who", "which", "that"}
)


def group_of(entities: list[dict[str, Any]], span: Span) -> str | None:
    """The gold group of the entity whose head is in the span, the one that fits best."""
    inside = [e for e in entities if span.start <= e["head_start"] and e["head_end"] <= span.end]
    inside = inside or [e for e in entities if e["start"] <= span.start and e["end"] == span.end]

    def fit(entity: dict[str, Any]) -> float:
        shared = min(entity["end"], span.end) - max(entity["start"], span.start)
        return shared / (max(entity["end"], span.end) - min(entity["start"], span.start))

    return str(max(inside, key=fit)["group"]) if inside else None


def is_name(text: str, span: Span) -> bool:
    """Whether the mention looks like a name: a capital, no pronoun."""
    words = span.of(text)
    return words[0].isupper() and words.lower() not in PRONOUNS and len(words) > 1


def is_right(row: dict[str, Any], actor: FoundActor | None, source: Span, group: str, kind: str) -> bool:
    """Whether our actor is the one of the source's gold group, as the module says."""
    if actor is None:
        return False
    named = [e for e in row["entities"] if e["group"] == group and e["named"]]
    others = [mention for mention in actor.mentions if not mention.overlaps(source)]
    if others:
        telling = [mention for mention in others if is_name(row["text"], mention)] or others
        groups = Counter(found for mention in telling if (found := group_of(row["entities"], mention)))
        good = bool(groups) and groups.most_common(1)[0][0] == group
    else:
        elsewhere = [e for e in named if e["head_start"] not in source]
        good = kind == "name" or (kind == "description" and not elsewhere)
    if not named:
        return good
    own = [m for m in actor.mentions if group_of(row["entities"], m) == group]
    return good and any(e["head_start"] in mention for mention in own for e in named)


def kind_of(row: dict[str, Any], source: Span, group: str) -> str:
    """`pronoun`, `name` or `description`."""
    if source.of(row["text"]).lower() in PRONOUNS:
        return "pronoun"
    heads = (e for e in row["entities"] if e["group"] == group and e["named"])
    return "name" if any(e["head_start"] in source for e in heads) else "description"


def gold_quotes(row: dict[str, Any]) -> list[FoundQuote]:
    """The gold attributions with a source, as our components find them."""
    return [
        FoundQuote(
            content=tuple(Span(*piece) for piece in quote["content"]),
            kind=quote["kind"],
            cue=None,
            source=Span(*quote["source"][0]),
            score=1.0,
            why="gold",
        )
        for quote in row["quotes"]
        if quote["source"]
    ]


def measure(gold: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Kind of source or mention → right and all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, doc in zip(gold, parse([row["text"] for row in gold]), strict=True):
        quotes = gold_quotes(row)
        doc._.inquit_quotes = [*doc._.inquit_quotes, *quotes]
        actors = find_actors(doc)
        for quote in quotes:
            source = quote.source
            group = group_of(row["entities"], source) if source else None
            if source is None or group is None:
                continue
            kind = kind_of(row, source, group)
            actor = next((actor for actor in actors if source in actor.mentions), None)
            add(counts, f"source: {kind}", is_right(row, actor, source, group, kind))
        for actor in actors:
            add_purity(counts, row, actor)
    return counts


def add(counts: dict[str, list[int]], name: str, good: bool) -> None:
    """Count one."""
    counts[name][0] += good
    counts[name][1] += 1


def add_purity(counts: dict[str, list[int]], row: dict[str, Any], actor: FoundActor) -> None:
    """Count the actor's names and pronouns that belong to the gold group of most of its names."""
    names = [mention for mention in actor.mentions if is_name(row["text"], mention)]
    groups = Counter(found for mention in names if (found := group_of(row["entities"], mention)))
    if not groups:
        return
    top = groups.most_common(1)[0][0]
    for mention in actor.mentions:
        group, word = group_of(row["entities"], mention), mention.of(row["text"]).lower()
        if group is not None and (mention in names or word in PRONOUNS):
            add(counts, "mention: name" if mention in names else "mention: pronoun", group == top)


def main(arguments: list[str]) -> None:
    """Measure and print a table and one line of JSON."""
    gold = folder(arguments, __doc__, [GOLD])
    if gold is None:
        return
    counts = measure(rows(gold / GOLD))
    sources = [count for name, count in counts.items() if name.startswith("source")]
    counts["source: all"] = [sum(right for right, _ in sources), sum(n for _, n in sources)]
    for name, (right, n) in sorted(counts.items()):
        print(f"{name:22} {right:5} of {n:5}  {100 * right / n:5.1f} %")
    print(json.dumps({name: round(100 * right / n, 1) for name, (right, n) in sorted(counts.items())}))
