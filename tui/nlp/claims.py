"""What the article and the people in it assert: kind and check-worthiness of quoted contents and sentences."""

import math
import tomllib
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc
from spacy.tokens import Span as Stretch

from tui.model.span import Span
from tui.nlp.found import FoundClaim, FoundQuote
from tui.nlp.phrases import char_span

_NUMBERS = frozenset({"CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "FAC"})
_SUGGEST = 0.5
_CHECKWORTHY = 0.5


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("tui.nlp").joinpath("claims.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def find_claims(doc: Doc) -> list[FoundClaim]:
    """The contents of quotations that assert something, and other check-worthy sentences, in text order."""
    quotes: list[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else []
    found: list[FoundClaim] = []
    covered = bytearray(len(doc))
    for quote in quotes:
        stretches = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in quote.content]
        parts = [part for part in stretches if part is not None]
        for part in parts:
            covered[part.start : part.end] = b"\x01" * (part.end - part.start)
        claim = _claim(parts, quote.content, quote.source)
        if claim is not None:
            found.append(claim)
    if doc.has_annotation("SENT_START"):
        for sentence in doc.sents:
            if any(covered[sentence.start : sentence.end]):
                continue
            span = char_span(doc, sentence.start, sentence.end)
            claim = _claim([sentence], (span,), None)
            if claim is not None and claim.score >= _SUGGEST:
                found.append(claim)
    return sorted(found, key=lambda claim: claim.content)


def _claim(parts: list[Stretch], content: tuple[Span, ...], claimant: Span | None) -> FoundClaim | None:
    tokens = [token for part in parts for token in part]
    if sum(token.is_alpha for token in tokens) < 4 or not any(token.pos_ in ("VERB", "AUX") for token in tokens):
        return None
    if any(token.text == "?" for token in tokens[-3:]):
        return None
    features = features_of(parts)
    score = check_worthiness(features)
    kind = _kind(features)
    return FoundClaim(
        content=content,
        kind=kind,
        claimant=claimant,
        checkworthy=score >= _CHECKWORTHY and kind in ("fact", "prediction"),
        score=score,
        why=", ".join(f"{name} {value:g}" for name, value in features.items() if value)[:120],
    )


def features_of(parts: list[Stretch]) -> dict[str, float]:
    """What the score is made of, by name: counts of numbers, names, tell-tale words; 0 where absent."""
    lists = _lists()
    counts = dict.fromkeys(("number", "name", *lists, "past", "question", "first person"), 0.0)
    for part in parts:
        for token in part:
            lemma, word = token.lemma_.lower(), token.lower_
            counts["number"] += token.ent_type_ in _NUMBERS and token.ent_iob_ == "B"
            counts["name"] += token.ent_type_ in _NAMED and token.ent_iob_ == "B"
            for name, words in lists.items():
                counts[name] += lemma in words or word in words
            counts["past"] += token.tag_ in ("VBD", "VBN")
            counts["question"] += word == "?"
            counts["first person"] += word in ("i", "we", "my")
    return counts


def check_worthiness(features: dict[str, float]) -> float:
    """A logistic score in [0, 1] from `features_of`."""
    weights = {
        "number": 0.9,
        "name": 0.3,
        "measures": 0.5,
        "doings": 0.3,
        "past": 0.3,
        "future": -0.5,
        "possibility": -0.4,
        "policy": -0.4,
        "opinion": -0.6,
        "question": -1.0,
        "first person": -0.4,
        "prediction": 0.0,
    }
    total = -1.2 + sum(weight * min(features[name], 3) for name, weight in weights.items())
    return round(1 / (1 + math.exp(-total)), 3)


def _kind(features: dict[str, float]) -> str:
    if features["policy"] and not features["number"]:
        return "policy"
    if features["future"] or features["prediction"] or features["possibility"]:
        return "prediction"
    if features["opinion"]:
        return "opinion"
    return "fact"
