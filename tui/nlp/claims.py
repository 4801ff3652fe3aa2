"""What the article and the people in it assert: kind and check-worthiness of quoted contents and sentences."""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from tui.model.span import Span, Spans
from tui.nlp.claims_kinds import kind_of
from tui.nlp.found import FoundClaim, FoundQuote
from tui.nlp.phrases import char_span
from tui.nlp.words import column, keys, table

_AMOUNTS = ("CARDINAL", "PERCENT", "MONEY", "QUANTITY")
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "FAC")
_TAGS = {"past": ("VBD", "VBN"), "comparison": ("JJR", "JJS", "RBR", "RBS"), "noun": ("NN", "NNS", "NNP", "NNPS")}
_BEGINS = 3
"""spaCy's number for the first token of an entity."""
_AT_MOST = 3
_SHORTEST = 4
"""Words that a claim has at least."""
_QUOTED, _NARRATED = 0.15, 0.6
"""The scores from which on a quoted content, and a sentence of the article's own, is suggested."""
_CHECKWORTHY = 0.5


def find_claims(doc: Doc) -> list[FoundClaim]:
    """The contents of quotations that assert something, and the article's own check-worthy sentences, in text order.

    The score is the check-worthiness. Needs sentences and a tagger; finds nothing without them.
    """
    quotes: Sequence[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else ()
    if not doc.has_annotation("TAG"):
        return []
    signs = _signs(doc)
    covered = bytearray(len(doc))
    found: dict[Spans, FoundClaim] = {}
    for quote in quotes:
        parts = [part for s in quote.content if (part := doc.char_span(s.start, s.end, alignment_mode="expand"))]
        for part in parts:
            covered[part.start : part.end] = b"\x01" * (part.end - part.start)
        claim = _claim(parts, quote.content, quote.source, signs)
        if claim is not None and claim.score >= _QUOTED:
            found.setdefault(quote.content, claim)
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        if any(covered[sentence.start : sentence.end]):
            continue
        content = (char_span(doc, sentence.start, sentence.end),)
        claim = _claim([sentence], content, None, signs)
        if claim is not None and claim.score >= _NARRATED:
            found.setdefault(content, claim)
    return sorted(found.values(), key=lambda claim: claim.content)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tui.nlp").joinpath("claims.toml").read_text(encoding="utf-8"))


@cache
def _tables() -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]], frozenset[int], frozenset[int]]:
    words = table({name: frozenset(listed.split()) for name, listed in _table()["words"].items()})
    return words, table(_TAGS), keys(_AMOUNTS), keys(_NAMES)


def _signs(doc: Doc) -> list[tuple[str, ...]]:
    """For each token the names of the signs that it gives."""
    words, tags, amounts, names = _tables()
    dates = keys(("DATE",))
    signs: list[tuple[str, ...]] = []
    rows = zip(
        *(column(doc, name) for name in ("LEMMA", "LOWER", "TAG", "ENT_TYPE", "ENT_IOB", "LIKE_NUM")), strict=True
    )
    for lemma, lower, tag, label, place, number in rows:
        found = words.get(lower) or words.get(lemma) or ()
        found = (*found, *tags.get(tag, ()))
        if place == _BEGINS:
            kinds = (("number", amounts), ("name", names), ("date", dates))
            found = (*found, *(name for name, labels in kinds if label in labels))
        signs.append((*found, "number") if number else found)
    return signs


def _claim(
    parts: Sequence[Stretch], content: Spans, claimant: Span | None, signs: Sequence[tuple[str, ...]]
) -> FoundClaim | None:
    tokens = [token for part in parts for token in part]
    if sum(token.is_alpha for token in tokens) < _SHORTEST or any(token.text == "?" for token in tokens[-3:]):
        return None
    root = _predicate(tokens)
    if root is None:
        return None
    counts = Counter(name for token in tokens for name in signs[token.i])
    score = check_worthiness(counts, len(tokens))
    kind = kind_of(root, counts, quoted=claimant is not None)
    return FoundClaim(
        content=content,
        kind=kind,
        claimant=claimant,
        checkworthy=score >= _CHECKWORTHY and kind in ("fact", "prediction"),
        score=score,
        why=_why(counts),
    )


def _predicate(tokens: Sequence[Token]) -> Token | None:
    """The verb that the rest hangs on: the first whose head is outside."""
    inside = {token.i for token in tokens}
    verbs = [token for token in tokens if token.pos_ in ("VERB", "AUX")]
    for token in verbs:
        if token.head.i == token.i or token.head.i not in inside:
            return token
    return verbs[0] if verbs else None


def check_worthiness(counts: Counter[str], length: int) -> float:
    """How much somebody should check it, in [0, 1], from the signs in it and its length in tokens."""
    weights: dict[str, float] = _table()["weights"]
    total = weights["bias"] + weights["length"] * math.log(max(length, 1))
    total += sum(
        weights[name] * min(n, _AT_MOST * (3 if name == "noun" else 1)) for name, n in counts.items() if name in weights
    )
    return round(1 / (1 + math.exp(-total)), 3)


def _why(counts: Counter[str]) -> str:
    weights: dict[str, float] = _table()["weights"]
    told: Iterable[str] = (
        f"{name.replace('_', ' ')} {n}" for name, n in sorted(counts.items()) if weights.get(name, 0) > 0
    )
    return ", ".join(told) or "quoted"
