"""What the words around a stance do to it: "did not", "refused to", "may", "if"."""

from typing import NamedTuple

from spacy.tokens import Token

from tui.nlp.stances_lexicon import around

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly", "barely"})
_MERELY = frozenset({"only", "just", "merely", "simply"})
_HEDGES = frozenset({"may", "might", "could", "would", "perhaps", "possibly", "likely", "reportedly", "allegedly"})
_CONDITIONS = frozenset({"if", "unless", "whether"})
_UP = frozenset({"xcomp", "aux", "auxpass", "pcomp", "dobj", "pobj", "prep", "acomp", "attr"})


class Context(NamedTuple):
    """`negated` an odd number of times; `hedged` by a modal or adverb; `conditional` after "if" or in a question."""

    negated: bool
    hedged: bool
    conditional: bool
    words: tuple[Token, ...]


def _negates(child: Token) -> bool:
    """Whether the word turns its head round; "not only" and "not just" do not."""
    if child.dep_ != "neg" and not (child.lower_ in _NEGATIONS and child.dep_ in ("det", "advmod", "preconj", "cc")):
        return False
    after = child.i + 1
    return after >= len(child.doc) or child.doc[after].lower_ not in _MERELY


def context_of(trigger: Token) -> Context:
    """Look at the dependents of the words from `trigger` up to the verb of its clause."""
    turns, hedged, conditional = 0, False, False
    words: list[Token] = []
    token = trigger
    for step in range(5):
        for child in token.children:
            word = child.lower_
            if _negates(child):
                turns += 1
                words.append(child)
            elif word in _HEDGES and child.dep_ in ("aux", "advmod"):
                hedged = True
                words.append(child)
            elif word in _CONDITIONS and child.dep_ in ("mark", "advmod"):
                conditional = True
        if step and token.lemma_ in around("reversing") and token.pos_ in ("VERB", "NOUN"):
            turns += 1
            words.append(token)
        if token.lower_ == "without" and token.dep_ == "prep":
            turns += 1
            words.append(token)
        if (
            token.dep_ not in _UP
            or token.head.i == token.i
            or (token.dep_ == "dobj" and token.pos_ in ("PROPN", "PRON"))
        ):
            break
        token = token.head
    return Context(turns % 2 == 1, hedged, conditional, tuple(words))
