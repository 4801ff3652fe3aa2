"""What the article and the people in it assert: kind and check-worthiness of quoted contents and sentences."""

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from tui.model.span import Span, Spans
from tui.nlp.claims_kinds import implied_kind, kind_of, likens
from tui.nlp.found import FoundClaim, FoundQuote
from tui.nlp.phrases import SUBJECTS, char_span, children
from tui.nlp.words import column, keys, table

_AMOUNTS = ("CARDINAL", "PERCENT", "MONEY", "QUANTITY")
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT", "FAC")
_TAGS = {"past": ("VBD", "VBN"), "comparison": ("JJR", "JJS", "RBR", "RBS"), "noun": ("NN", "NNS", "NNP", "NNPS")}
_BEGINS = 3
"""spaCy's number for the first token of an entity."""
_AT_MOST = 3
_SHORTEST, _FEWEST = 4, 2
"""Words that a claim has at least, and what is demanded or what somebody is called."""
_QUOTED, _NARRATED = {"fact": 0.1, "opinion": 0.03}, 0.5
"""The scores from which on a quoted claim, by kind, and a sentence of the article's own, is suggested."""
_CHECKWORTHY = 0.5
_HARDLY = 0.2
"""What people say with less to check than this, and without a word that judges or foresees, is not suggested.

Below it, half of the quoted contents in four American articles asserted nothing that an annotator would keep; above it,
one in five, most of them without a finite verb.
"""
_ASKING = frozenset({"what", "how", "whether", "why", "who", "where", "if"})
"""What an indirect question begins with; it asserts nothing."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOSING = frozenset(")]%")
_PAIRS = {"“": "”", "‘": "’", '"': '"', "``": "''"}
_CLOSERS = frozenset(_PAIRS.values())
_STEPS = 20
"""How far up the tree is looked."""


def find_claims(doc: Doc) -> list[FoundClaim]:
    """The contents of quotations that assert something, and the article's own check-worthy sentences, in text order.

    The score is the check-worthiness. Needs sentences and a tagger; finds nothing without them.
    """
    quotes: Sequence[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else ()
    if not doc.has_annotation("TAG"):
        return []
    signs = signs_of(doc)
    covered = bytearray(len(doc))
    found: dict[Spans, FoundClaim] = {}
    for quote in quotes:
        parts = [part for s in quote.content if (part := doc.char_span(s.start, s.end, alignment_mode="expand"))]
        for part in parts:
            covered[part.start : part.end] = b"\x01" * (part.end - part.start)
        inquit = _inquit(doc, quote)
        for sentence in _sentences(parts):
            claim = _claim(doc, sentence, quote.source, signs, inquit)
            _add(found, claim, _QUOTED.get(claim.kind, 0.0) if claim is not None else 0.0)
    for own in doc.sents if doc.has_annotation("SENT_START") else ():
        if not any(covered[own.start : own.end]):
            _add(found, _claim(doc, [(own.start, own.end)], None, signs), _NARRATED)
    return sorted(found.values(), key=lambda claim: claim.content)


def _inquit(doc: Doc, quote: FoundQuote) -> Token | None:
    """The first word of the cue."""
    cue = quote.cue and doc.char_span(quote.cue.start, quote.cue.end, alignment_mode="expand")
    return cue[0] if cue else None


def _add(found: dict[Spans, FoundClaim], claim: FoundClaim | None, least: float) -> None:
    if claim is not None and claim.score >= least:
        found.setdefault(claim.content, claim)


def _sentences(parts: Sequence[Stretch]) -> list[list[tuple[int, int]]]:
    """Each sentence of a quotation is a claim of its own; one that "he said" interrupts keeps its pieces together."""
    groups: list[list[tuple[int, int]]] = []
    for part in parts:
        starts = [part.start, *(token.i for token in part[1:] if token.is_sent_start), part.end]
        for first, end in pairwise(starts):
            same = (
                groups
                and first == part.start
                and not any(token.is_sent_start for token in part.doc[groups[-1][-1][1] : first + 1])
            )
            if same:
                groups[-1].append((first, end))
            else:
                groups.append([(first, end)])
    return groups


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tui.nlp").joinpath("claims.toml").read_text(encoding="utf-8"))


@cache
def _tables() -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]], frozenset[int], frozenset[int]]:
    words = table({name: frozenset(listed.split()) for name, listed in _table()["words"].items()})
    return words, table(_TAGS), keys(_AMOUNTS), keys(_NAMES)


def signs_of(doc: Doc) -> list[tuple[str, ...]]:
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
    doc: Doc,
    pieces: Sequence[tuple[int, int]],
    claimant: Span | None,
    signs: Sequence[tuple[str, ...]],
    inquit: Token | None = None,
) -> FoundClaim | None:
    trimmed = [piece for first, end in pieces if (piece := _trim(doc, first, end)) is not None]
    tokens = [doc[i] for first, end in trimmed for i in range(first, end)]
    words = sum(token.is_alpha or token.like_num for token in tokens)
    if any(token.text == "?" for token in doc[pieces[-1][1] - 2 : pieces[-1][1]]):
        return None
    root = _predicate(tokens, quoted=claimant is not None)
    kind = implied_kind(tokens, inquit) if inquit is not None and words >= _FEWEST else None
    if kind is None and (root is None or words < _SHORTEST):
        return None
    if kind is None and claimant is not None and root and (tokens[0].lower_ in _ASKING or not _is_finite(root)):
        return None
    counts = Counter(name for token in tokens for name in signs[token.i])
    score = check_worthiness(counts, len(tokens))
    if kind is None and root is not None:
        kind = kind_of(root, _told(root, signs), counts, quoted=claimant is not None)
    if kind is None:
        return None
    if kind == "fact" and claimant is not None and score < _HARDLY:
        if root is None or not likens(root):
            return None
        kind = "opinion"
    return FoundClaim(
        content=tuple(char_span(doc, first, end) for first, end in trimmed),
        kind=kind,
        claimant=claimant,
        checkworthy=score >= _CHECKWORTHY and kind in ("fact", "prediction"),
        score=score,
        why=_why(counts),
    )


def _told(root: Token, signs: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The signs that the predicate gives, rather than any word: "I like", "it is likely", "frankly, …"."""
    said = (root, *children(root, "acomp", "attr", "oprd", "advmod"))
    return frozenset(name for token in said for name in signs[token.i])


def _trim(doc: Doc, first: int, end: int) -> tuple[int, int] | None:
    """Without points and "that" at the edges, and without marks unless they go with one inside; None if all is gone."""
    while first < end and (doc[first].is_punct or doc[first].is_space or doc[first].lower_ == "that"):
        if (doc[first].lower_ == "that" and doc[first].dep_ != "mark") or _closed_inside(doc, first, end):
            break
        first += 1
    while end > first and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in _CLOSING:
        if _opened_inside(doc, first, end):
            break
        end -= 1
    return (first, end) if first < end else None


def _closed_inside(doc: Doc, first: int, end: int) -> bool:
    """Whether the mark at `first` is closed before the last word: "“absolutely right” when he said"."""
    close = _PAIRS.get(doc[first].text)
    if close is None:
        return False
    at = next((i for i in range(first + 1, end) if doc[i].text == close), end)
    return any(doc[i].is_alpha for i in range(at, end))


def _opened_inside(doc: Doc, first: int, end: int) -> bool:
    """Whether the mark before `end` was opened after the first word: "keep it “under wraps”"."""
    mark = doc[end - 1].text
    if mark not in _CLOSERS:
        return False
    at = next((i for i in range(end - 2, first - 1, -1) if _PAIRS.get(doc[i].text) == mark), first)
    return any(doc[i].is_alpha for i in range(first, at))


def _predicate(tokens: Sequence[Token], *, quoted: bool) -> Token | None:
    """The verb that the rest hangs on; None if, in a quotation, that is a noun with clauses of its own."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i == token.i or token.head.i not in inside]
    for token in tops:
        if token.pos_ in ("VERB", "AUX"):
            return token
    verbs = [token for token in tokens if token.pos_ in ("VERB", "AUX")]
    if (
        quoted
        and verbs
        and all(token.pos_ in ("NOUN", "PROPN", "ADP") for token in tops if not token.is_punct)
        and _describes(verbs[0])
    ):
        return None
    return verbs[0] if verbs else None


def _describes(verb: Token) -> bool:
    """Whether the verb stands in a clause of a noun: "the fact that he won", "the raid that killed him"."""
    for _ in range(_STEPS):
        if verb.dep_ in ("relcl", "acl", "advcl"):
            return True
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _is_finite(verb: Token) -> bool:
    """Whether a clause asserts something: "Congress to leave it" and "defrauding investors" do not."""
    helpers = [child for child in verb.lefts if child.dep_.startswith("aux")]
    if verb.tag_ in _FINITE or any(child.tag_ in _FINITE for child in helpers):
        return True
    return not helpers and any(child.dep_ in SUBJECTS for child in verb.lefts)


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
