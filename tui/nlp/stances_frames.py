"""What a frame is: who holds a stance toward what, as tokens, and the grammar that all frames share."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from tui.nlp.phrases import RELATIVES, children, conjuncts, subjects
from tui.nlp.stances_lexicon import FLIPPED, Judgement, Word, around, judgements

_COUNTED = frozenset(
    {"one", "some", "many", "most", "all", "both", "several", "majority", "handful", "members", "number"}
)
_GIVERS = frozenset({"from", "by", "among"})


class Frame(NamedTuple):
    """Heads of holder and target, and evidence, the trigger first; a holder of None is whoever is quoted.

    A target that is a verb stands for its whole clause.
    """

    holder: Token | None
    target: Token
    evidence: tuple[Token, ...]
    polarity: str
    intensity: str | None
    rule: str


class Reached(NamedTuple):
    """A target and the preposition that leads to it, if one does."""

    target: Token
    by: Token | None = None


def pair_up(
    holders: Sequence[Token], targets: Sequence[Reached], evidence: tuple[Token, ...], word: Word, rule: str
) -> Iterator[Frame]:
    """A frame for each holder with each target; "the resignation of Y" turns the stance against Y."""
    for holder in (person for one in holders for person in authors(one)):
        for reached in targets:
            target, polarity = named(reached.target), word.polarity
            ended = _ended(reached.target) if polarity == "support" else None
            if ended is not None:
                target, polarity = named(ended), FLIPPED[polarity]
            if holder.i != target.i:
                words = evidence if reached.by is None else (*evidence, reached.by)
                words = words if ended is None else (*words, reached.target)
                yield Frame(holder, target, words, polarity, word.intensity, rule)


def _ended(noun: Token) -> Token | None:
    """Y in "the resignation of Y", "Y's removal"."""
    if noun.lemma_ not in around("endings"):
        return None
    owner = next(children(noun, "poss"), None)
    return owner or next((reached.target for reached in objects_of(noun, frozenset({"of"}))), None)


def objects_of(head: Token, prepositions: frozenset[str]) -> list[Reached]:
    """The objects of these prepositions hanging on `head`, conjuncts included."""
    return [
        Reached(one, prep)
        for prep in children(head, "prep", "agent", "dative")
        if prep.lower_ in prepositions
        for child in children(prep, "pobj")
        for one in conjuncts(child)
    ]


def direct_objects(verb: Token) -> list[Reached]:
    """The direct objects of a verb, conjuncts included."""
    return [Reached(one) for child in children(verb, "dobj") for one in conjuncts(child)]


def givers(head: Token) -> list[Token]:
    """Whom it comes from: "criticism from X", "support by X"."""
    return [reached.target for reached in objects_of(head, _GIVERS)]


def owners(head: Token) -> list[Token]:
    """The possessors before a noun, conjuncts included."""
    return [one for child in children(head, "poss") for one in conjuncts(child)]


def agents(verb: Token) -> list[Token]:
    """Who does it in a passive: "by X"."""
    return [one for by in children(verb, "agent") for child in children(by, "pobj") for one in conjuncts(child)]


def is_passive(verb: Token) -> bool:
    """Whether a participle says what is done to its subject, or to the noun that it follows."""
    if verb.tag_ != "VBN" or any(child.dep_ == "dobj" for child in verb.children):
        return False
    return verb.dep_ == "acl" or any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children)


def sufferers(verb: Token) -> list[Reached]:
    """The targets of a passive: its subject, or the noun that it follows."""
    return [Reached(one) for one in (subjects(verb) if verb.dep_ != "acl" else [verb.head])]


def authors(head: Token) -> list[Token]:
    """Who stands behind a holder: the author of "his letter", "X filed a lawsuit accusing"; the name in apposition."""
    if head.lemma_ not in around("utterances"):
        return [named(head)]
    found = owners(head) or givers(head)
    if not found and head.dep_ in ("dobj", "pobj"):
        found = subjects(head.head.head if head.dep_ == "pobj" else head.head)
    return [one for one in found if one.i != head.i] or [head]


def named(head: Token) -> Token:
    """The name that a noun introduces ("her son, Brandon"), or what "one of" and "some of" count; else `head`."""
    if head.pos_ not in ("NOUN", "NUM", "PRON", "DET"):
        return head
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl" and head.head.head.pos_ != "PRON":
        return named(head.head.head)
    for child in head.rights:
        if child.dep_ == "appos" and child.ent_type_ in ("PERSON", "ORG", "GPE"):
            return child
        if child.lower_ == "of" and head.lower_ in _COUNTED:
            return next(children(child, "pobj"), head)
    return head


def judgement_in(token: Token) -> tuple[Token, Judgement] | None:
    """The judging word in a predicate: the head itself, an adjective before it, or one joined to it."""
    table = judgements()
    for one in (token, *children(token, "amod"), *children(token, "conj"), *children(token, "attr", "acomp")):
        found = table.get(one.lower_) or table.get(one.lemma_)
        if found is not None:
            return one, found
    return None
