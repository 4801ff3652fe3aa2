"""Inquits: the reporting verbs of a text outside quotation marks, and "according to"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tui.model.span import Span
from tui.nlp.lexicon import Lexicon
from tui.nlp.page import Page

_NOUNS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb (`head`) with what it takes, or the "according" of "according to" (`takes` is empty).

    `source` is there only if it is known without the parse.
    """

    head: Token
    span: Span
    takes: frozenset[str]
    lexicon: Lexicon = field(repr=False, compare=False)
    source: Span | None = None

    @property
    def is_according(self) -> bool:
        """Whether this is "according to"."""
        return not self.takes


def find_cues(page: Page, lexicon: Lexicon) -> Iterator[Cue]:
    """All inquits in text order."""
    verbs = {entry.partition(" ")[0] for entry in lexicon}
    for token in page.doc:
        if page.inside[token.i] >= 0:
            continue
        if token.lower_ == "according":
            to = token.i + 1
            if to < len(page.doc) and page.doc[to].lower_ == "to":
                yield Cue(token, _span(token, page.doc[to]), frozenset(), lexicon)
        elif token.pos_ == "VERB" and token.lemma_.lower() in verbs and not _idle(token):
            cue = _verb(token, lexicon)
            if cue is not None:
                yield cue
        elif token.tag_ in _NOUNS and _is_misread(page, token) and "clause" in lexicon.get(_verb_of(token), ()):
            yield Cue(token, _span(token, token), frozenset({"clause"}), lexicon, _name_before(token))


def _verb_of(token: Token) -> str:
    """The verb that the word may be a form of: "claims" → "claim", "testifies" → "testify"."""
    return token.lower_[:-3] + "y" if token.lower_.endswith("ies") else token.lower_.removesuffix("s")


def _is_misread(page: Page, token: Token) -> bool:
    """Whether what was taken for a noun is a verb between a bare name and "that": "Trump claims that he won"."""
    if not 0 < token.i < len(page.doc) - 1 or any(c.dep_ in ("det", "poss", "amod") for c in token.lefts):
        return False
    following = token.nbor()
    return token.nbor(-1).is_title and following.lower_ == "that" and following.dep_ == "mark"


def _name_before(token: Token) -> Span:
    """The capitalised words right before a word."""
    first = token.nbor(-1)
    while first.i > token.sent.start and first.nbor(-1).is_title and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    return _span(first, token.nbor(-1))


def _idle(token: Token) -> bool:
    """Whether the word reports nothing: part of a compound or of markup, or in "it is worth noting"."""
    return _in_compound(token) or _in_tag(token) or (token.tag_ == "VBG" and token.head.lower_ in ("worth", "without"))


def _in_compound(token: Token) -> bool:
    """Whether the word is part of one like "so-called"."""
    if token.i < 2:
        return False
    hyphen, before = token.nbor(-1), token.nbor(-2)
    return hyphen.text in ("-", "‐", "‑") and not hyphen.whitespace_ and not before.whitespace_


def _in_tag(token: Token) -> bool:
    """Whether the word names an element left over from a web page: "<tweet id=…>"."""
    return token.i > 0 and token.nbor(-1).text in ("<", "</")


def _verb(token: Token, lexicon: Lexicon) -> Cue | None:
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.dep_ in ("prt", "advmod") and f"{lemma} {child.lower_}" in lexicon:
            last = child if child.i == token.i + 1 else token
            return Cue(token, _span(token, last), lexicon[f"{lemma} {child.lower_}"], lexicon)
    return Cue(token, _span(token, token), lexicon[lemma], lexicon) if lexicon.get(lemma) else None


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
