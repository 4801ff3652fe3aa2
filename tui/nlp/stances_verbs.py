"""Stances that verbs tell: "X condemned Y", "X called Y reckless", "X urged Y to stop", "Y lied"."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.nlp.people import people
from tui.nlp.phrases import children, conjuncts, subjects
from tui.nlp.stances_frames import (
    Frame,
    Reached,
    agents,
    direct_objects,
    is_passive,
    judgement_in,
    objects_of,
    pair_up,
    sufferers,
)
from tui.nlp.stances_lexicon import Judgement, Word, around

_UNKNOWN = Judgement("unclear", None)
_PERSONAL = frozenset({"he", "she", "they", "you", "this", "it"})
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MARKS = frozenset("“”\"‘’'") | {"``", "''"}


def verb_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X condemned Y", "Y was condemned by X", "Y, backed by X, …", "X disagrees with Y", "X doubts it is so"."""
    if _is_wish(token):
        return
    if is_passive(token):
        if "obj" in word.takes:
            yield from pair_up(agents(token), sufferers(token), (token,), word, "passive verb + agent")
        return
    direct = direct_objects(token)
    targets, rule = objects_of(token, word.takes), "verb + preposition"
    if direct and "obj" not in word.takes:
        return
    if "obj" in word.takes and not (targets and token.lemma_ == "blame"):
        targets, rule = (direct, "verb + object") if direct else (targets, rule)
        targets, rule = (targets, rule) if targets else (_doings(token), "verb + clause")
    if not targets and "clause" in word.takes:
        targets, rule = [Reached(child) for child in children(token, "ccomp")], "verb + clause"
    yield from pair_up(subjects(token) if targets else [], targets, (token,), word, rule)


def _doings(verb: Token) -> list[Reached]:
    """What stands for an object: "opposes raising taxes", "opposes what she calls “tyranny”"."""
    return [
        Reached(child)
        for child in children(verb, "xcomp", "ccomp")
        if child.tag_ == "VBG" or child.left_edge.lower_ in ("what", "how")
    ]


def _is_wish(token: Token) -> bool:
    """Whether it is "would like", which likes nothing."""
    return token.lemma_ in ("like", "love", "prefer") and any(
        child.lower_ in ("would", "'d", "’d") for child in children(token, "aux")
    )


def label_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X called Y reckless", "X described Y as a disaster"; words in marks that we do not know are unclear."""
    passive = is_passive(token)
    objects = sufferers(token) if passive else direct_objects(token)
    holders = agents(token) if passive else subjects(token)
    for said, targets in _predications(token, objects):
        found = judgement_in(said)
        if found is None and not (said.pos_ == "NOUN" and _is_quoted(said)):
            continue
        judging, judgement = found or (said, _UNKNOWN)
        changed = Word(word.kind, judgement.polarity, judgement.intensity, word.takes)
        yield from pair_up(holders, targets, (token, judging), changed, "called + judgement")
        return


def _predications(verb: Token, objects: list[Reached]) -> Iterator[tuple[Token, list[Reached]]]:
    """What the target is called, and the target: complements, "as …", and adjectives after the object."""
    for said in _complements(verb):
        own = [Reached(child) for child in said.lefts if child.dep_ in ("nsubj", "nsubjpass")]
        targets = own or [reached for reached in objects if reached.target.i != said.i]
        if targets:
            yield said, targets
    for reached in objects:
        for said in children(reached.target, "amod", "acl", "appos"):
            if said.i > reached.target.i:
                yield said, [reached]


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "attr", "dobj"):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from children(child, "pobj", "amod", "pcomp", "acomp", "advcl")


def _is_quoted(noun: Token) -> bool:
    first = noun.left_edge.i
    return noun.doc[first].text in _MARKS or (first > 0 and noun.doc[first - 1].text in _MARKS)


def urge_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X urged Y to stop", "X called on Y to withdraw"."""
    asked = next((child for child in token.rights if child.dep_ in ("xcomp", "ccomp", "advcl")), None)
    if asked is None or asked.lemma_ not in around("ceasing"):
        return
    targets = objects_of(token, word.takes)
    if "obj" in word.takes:
        targets = direct_objects(token)
        targets = targets or [Reached(one) for child in children(asked, "nsubj") for one in conjuncts(child)]
    yield from pair_up(subjects(token), targets, (token, asked), word, "told to stop")


def deed_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "Y lied", "Y has failed": what the target does, in the words of somebody who is quoted."""
    if not is_passive(token):
        for target in filter(_can_act, subjects(token)):
            yield Frame(None, target, (token,), word.polarity, word.intensity, "quoted deed")


def _can_act(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in _PERSONAL
    return token.ent_type_ in _ACTORS or people().is_agent(token.lemma_.lower())
