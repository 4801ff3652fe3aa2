"""Stances that nouns, adjectives and prepositions tell: "X's support for Y", "critical of Y", "is against Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.nlp.phrases import children, conjuncts, subjects
from tui.nlp.stances_frames import Frame, Reached, givers, judgement_in, objects_of, owners, pair_up
from tui.nlp.stances_lexicon import Word, around

_SHORT_BE = frozenset({"'m", "’m", "'s", "’s", "'re", "’re"})
_BE = frozenset({"be", "seem", "look", "become", "remain"})


def noun_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X's support for Y", "criticism of Y from X", "X voiced opposition to Y", "Y drew criticism from X"."""
    targets = objects_of(token, word.takes)
    verb = token.head if token.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") else None
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        verb = token.head.head
    holders = owners(token) or givers(token) or _nations(token)
    if not targets and verb is not None:
        targets = objects_of(verb, word.takes | {"behind"})
    receiving = verb is not None and verb.lemma_ in around("receiving") and not targets and token.dep_ != "nsubj"
    if verb is not None and receiving:
        targets, holders = [Reached(one) for one in subjects(verb)], holders or givers(verb)
    elif verb is not None and not holders and (verb.lemma_ in around("light") or token.dep_ == "pobj"):
        holders = [verb] if verb.pos_ in ("NOUN", "PROPN") else subjects(verb)
    yield from pair_up(holders, targets, (token,), word, "noun + preposition")


def _nations(noun: Token) -> list[Token]:
    """An adjective of nation or a name before the noun: "European criticism", "EU support"."""
    modifiers = ("amod", "compound", "nmod")
    return [child for child in noun.lefts if child.dep_ in modifiers and child.ent_type_ in ("NORP", "GPE", "ORG")]


def role_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X, a critic of Y", "X is an ally of Y", "Y's supporters", "Trump supporters"."""
    targets = objects_of(token, word.takes)
    if token.lemma_ not in around("contestants"):
        targets = targets or [Reached(one) for one in owners(token)]
    named = ("PERSON", "ORG", "GPE")
    targets = targets or [
        Reached(child) for child in token.lefts if child.dep_ in ("compound", "nmod") and child.ent_type_ in named
    ]
    if targets and not token.text[0].isupper() | (token.pos_ == "PROPN"):
        yield from pair_up(_role_holders(token), targets, (token,), word, "role noun")


def _role_holders(token: Token) -> list[Token]:
    if token.dep_ == "appos" or (token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN"):
        return [token.head]
    if token.dep_ == "attr":
        return subjects(token.head)
    if token.dep_ == "pobj" and token.head.lower_ == "as":
        return subjects(token.head.head)
    return [one for child in children(token, "appos") for one in conjuncts(child)] or [token]


def adjective_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X is critical of Y", "lawmakers opposed to Y"."""
    targets = objects_of(token, word.takes)
    if not targets:
        return
    if token.dep_ in ("amod", "acl"):
        holders = [token.head]
    else:
        holders = subjects(token.head if token.dep_ == "acomp" else token)
    yield from pair_up(holders, targets, (token,), word, "adjective + preposition")


def preposition_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X is against Y"."""
    if token.dep_ == "prep" and (token.head.lemma_ in _BE or token.head.lower_ in _SHORT_BE):
        targets = [Reached(one) for child in children(token, "pobj") for one in conjuncts(child)]
        yield from pair_up(subjects(token.head), targets, (token,), word, "be + preposition")


def predicate_frames(token: Token) -> Iterator[Frame]:
    """ "Y is a liar", "Y made a terrible mistake", said by whoever is quoted: the holder is left open."""
    verb = token.head
    if token.dep_ in ("acomp", "attr", "oprd"):
        known = verb.lemma_ in _BE
    else:
        known = token.dep_ == "dobj" and verb.lemma_ in around("doing")
    found = judgement_in(token) if known else None
    if found is not None:
        judging, judgement = found
        for target in subjects(verb):
            yield Frame(None, target, (judging,), judgement.polarity, judgement.intensity, "quoted judgement")
