"""Who is for or against what, by the grammar of the word that says so. Each frame yields `Frame`s over tokens."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from tui.nlp.phrases import RELATIVES, children, conjuncts, subjects
from tui.nlp.stances_lexicon import Judgement, Word, around, judgements

_PARTS = frozenset(
    {"one", "some", "many", "most", "all", "both", "several", "majority", "handful", "members", "number"}
)
_HOLDING_PREPS = frozenset({"from", "by", "among"})


class Frame(NamedTuple):
    """Heads of holder and target, and evidence, the trigger first; a holder of None is whoever is quoted."""

    holder: Token | None
    target: Token
    evidence: tuple[Token, ...]
    polarity: str
    intensity: str | None
    rule: str


def with_particle(token: Token) -> str:
    """The lemma of a verb with its particle: "call out", "take on"."""
    particle = next(children(token, "prt"), None)
    return f"{token.lemma_} {particle.lower_}" if particle is not None else token.lemma_


def verb_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X condemned Y", "Y was condemned by X", "Y, backed by X, …", "X disagrees with Y"."""
    if token.tag_ == "VBN" and _is_passive(token):
        yield from _passive_frames(token, word)
        return
    targets, rule = _objects_of(token, word), "verb + preposition"
    if "obj" in word.takes and not (targets and token.lemma_ == "blame"):
        targets, rule = (
            [one for child in children(token, "dobj") for one in conjuncts(child)] or targets,
            "verb + object",
        )
    holders = subjects(token) if targets else []
    yield from _pairs(holders, targets, (token,), word, rule)


def _is_passive(token: Token) -> bool:
    return (
        any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in token.children) or token.dep_ == "acl"
    ) and not any(child.dep_ == "dobj" for child in token.children)


def _passive_frames(token: Token, word: Word) -> Iterator[Frame]:
    if "obj" not in word.takes:
        return
    targets = subjects(token) if token.dep_ != "acl" else [token.head]
    agents = [
        one for by in token.children if by.dep_ == "agent" for child in children(by, "pobj") for one in conjuncts(child)
    ]
    yield from _pairs(agents, targets, (token,), word, "passive verb + agent")


def _pairs(
    holders: list[Token], targets: list[Token], evidence: tuple[Token, ...], word: Word, rule: str
) -> Iterator[Frame]:
    for holder in (person for one in holders for person in authors(one)):
        for target in (named(one) for one in targets):
            if holder.i != target.i:
                yield Frame(holder, target, evidence, word.polarity, word.intensity, rule)


def authors(head: Token) -> list[Token]:
    """Who stands behind a holder: the author of "his letter", "X filed a lawsuit accusing"; the name in apposition."""
    if head.lemma_ in around("utterances"):
        verb = head.head
        owners = [one for child in children(head, "poss") for one in conjuncts(child)] or _sources(head)
        if not owners and head.dep_ in ("dobj", "pobj"):
            owners = subjects(verb.head if head.dep_ == "pobj" else verb)
        return [one for one in owners if one.i != head.i] or [head]
    return [named(head)]


def named(head: Token) -> Token:
    """The name that a noun introduces ("her son, Brandon"), or what "one of" and "some of" count; else `head`."""
    if head.pos_ not in ("NOUN", "NUM", "PRON", "DET"):
        return head
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        return named(head.head.head)
    for child in head.rights:
        if child.dep_ == "appos" and child.ent_type_ in ("PERSON", "ORG", "GPE"):
            return child
        if child.lower_ == "of" and head.lower_ in _PARTS:
            return next(iter(children(child, "pobj")), head)
    return head


def _objects_of(token: Token, word: Word) -> list[Token]:
    """The objects of the prepositions that `word` takes, hanging on `token`."""
    return [
        one
        for prep in children(token, "prep", "agent", "dative")
        if prep.lower_ in word.takes
        for child in children(prep, "pobj")
        for one in conjuncts(child)
    ]


def noun_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X's support for Y", "criticism of Y from X", "X voiced opposition to Y", "Y drew criticism from X"."""
    targets = _objects_of(token, word)
    verb = token.head if token.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") else None
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        verb = token.head.head
    holders = _owners(token)
    if not targets and verb is not None:
        targets = _objects_of(verb, Word(word.kind, word.polarity, None, word.takes | {"behind"}))
    if not holders and verb is not None:
        if verb.lemma_ in around("receiving") and not targets:
            targets = [] if token.dep_ == "nsubj" else subjects(verb)
            holders = _sources(verb)
        elif verb.lemma_ in around("light") or token.dep_ == "pobj":
            holders = [token.head.head] if verb.pos_ in ("NOUN", "PROPN") else subjects(verb)
    elif holders and not targets and verb is not None and verb.lemma_ in around("receiving") and token.dep_ == "dobj":
        targets = subjects(verb)
    yield from _pairs(holders, targets, (token,), word, "noun + preposition")


def _owners(noun: Token) -> list[Token]:
    """Whose support it is: possessor, "from X", "by X", or an adjective of nation before it."""
    found = [one for child in children(noun, "poss") for one in conjuncts(child)]
    found = found or _sources(noun)
    return found or [
        child
        for child in noun.lefts
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG")
    ]


def _sources(head: Token) -> list[Token]:
    return [
        one
        for prep in children(head, "prep", "agent")
        if prep.lower_ in _HOLDING_PREPS
        for child in children(prep, "pobj")
        for one in conjuncts(child)
    ]


def role_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X, a critic of Y", "X is an ally of Y", "Y's supporters", "Trump supporters"."""
    targets = _objects_of(token, word)
    if token.lemma_ not in around("contestants"):
        targets = targets or [one for child in children(token, "poss") for one in conjuncts(child)]
    targets = targets or [
        child
        for child in token.lefts
        if child.dep_ in ("compound", "nmod") and child.ent_type_ in ("PERSON", "ORG", "GPE")
    ]
    if not targets:
        return
    holders = [one for child in children(token, "appos") for one in conjuncts(child)]
    if token.dep_ == "appos":
        holders = [token.head]
    elif token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        holders = subjects(token.head if token.dep_ == "attr" else token.head.head)
    elif token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN":
        holders = [token.head]
    yield from _pairs(holders or [token], targets, (token,), word, "role noun")


def adjective_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X is critical of Y", "lawmakers opposed to Y"."""
    targets = _objects_of(token, word)
    if not targets:
        return
    if token.dep_ in ("amod", "acl"):
        holders = [token.head]
    elif token.dep_ in ("acomp", "conj", "ROOT", "ccomp", "relcl", "advcl"):
        holders = subjects(token.head if token.dep_ == "acomp" else token)
    else:
        holders = []
    yield from _pairs(holders, targets, (token,), word, "adjective + preposition")


def label_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X called Y reckless", "X described Y as a disaster"."""
    objects = [one for child in children(token, "dobj") for one in conjuncts(child)]
    if token.tag_ == "VBN" and _is_passive(token):
        objects = subjects(token) if token.dep_ != "acl" else [token.head]
        holders = [
            one
            for by in token.children
            if by.dep_ == "agent"
            for child in children(by, "pobj")
            for one in conjuncts(child)
        ]
    else:
        holders = subjects(token)
    for said in _complements(token):
        found = judgement_in(said)
        if found is None:
            continue
        judging, judgement = found
        targets = [child for child in said.lefts if child.dep_ in ("nsubj", "nsubjpass")]
        targets = targets or [t for t in objects if t.i != said.i]
        changed = Word(word.kind, judgement.polarity, judgement.intensity, word.takes)
        if targets:
            yield from _pairs(holders, targets, (token, judging), changed, "called + judgement")
            return
    for target in objects:
        for said in target.rights:
            found = judgement_in(said) if said.dep_ in ("amod", "acl", "appos") else None
            if found is not None:
                judging, judgement = found
                changed = Word(word.kind, judgement.polarity, judgement.intensity, word.takes)
                yield from _pairs(holders, [target], (token, judging), changed, "called + judgement")
                return


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "attr", "dobj") and child.pos_ in (
            "ADJ",
            "NOUN",
            "PROPN",
            "VERB",
        ):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (sub for sub in child.rights if sub.dep_ in ("pobj", "amod", "pcomp", "acomp", "advcl"))


def judgement_in(token: Token) -> tuple[Token, Judgement] | None:
    """The judging word in a predicate: the head itself, an adjective before it, or one joined to it."""
    table = judgements()
    for one in (token, *children(token, "amod"), *children(token, "conj"), *children(token, "attr", "acomp")):
        found = table.get(one.lower_) or table.get(one.lemma_)
        if found is not None:
            return one, found
    return None


def predicate_frames(token: Token) -> Iterator[Frame]:
    """ "Y is a liar", "Y made a terrible mistake", said by whoever is quoted: the holder is left open."""
    verb = token.head
    if token.dep_ in ("acomp", "attr", "oprd"):
        known = verb.lemma_ in ("be", "seem", "look", "become", "remain")
    else:
        known = token.dep_ == "dobj" and verb.lemma_ in around("doing")
    found = judgement_in(token) if known else None
    if found is None:
        return
    judging, judgement = found
    for target in subjects(verb):
        yield Frame(None, target, (judging,), judgement.polarity, judgement.intensity, "quoted judgement")


def deed_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "Y lied", "Y has failed": what the target does, in the words of somebody who is quoted."""
    if token.tag_ == "VBN" and _is_passive(token):
        return
    for target in subjects(token):
        yield Frame(None, target, (token,), word.polarity, word.intensity, "quoted deed")


def urge_frames(token: Token, word: Word) -> Iterator[Frame]:
    """ "X urged Y to stop", "X called on Y to withdraw"."""
    asked = next((child for child in token.rights if child.dep_ in ("xcomp", "ccomp", "advcl")), None)
    if asked is None or asked.lemma_ not in around("ceasing"):
        return
    targets = _objects_of(token, word)
    if "obj" in word.takes:
        targets = [one for child in children(token, "dobj") for one in conjuncts(child)]
        targets = targets or [one for child in children(asked, "nsubj") for one in conjuncts(child)]
    yield from _pairs(subjects(token), targets, (token, asked), word, "told to stop")
