"""Small grammar over a parsed `Doc`: noun phrases, subjects, conjuncts. Token positions are indices into the `Doc`.

Everything works, with poorer results, on a `Doc` without a parse: there every token is its own head.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_INSIDE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "predet",
        "case",
        "prep",
        "advmod",
        "punct",
        "neg",
    }
)
_MARKS = frozenset("“”\"‘’'`«»„[]()")
_STEPS = 12
"""How far subjects are looked for up the tree; also what ends a walk through a broken parse."""


def char_span(doc: Doc, first: int, end: int) -> Span:
    """The characters of the tokens `first` to `end` (exclusive, at least one), without space tokens at the edges."""
    while end - 1 > first and doc[end - 1].is_space:
        end -= 1
    while first < end - 1 and doc[first].is_space:
        first += 1
    last = doc[end - 1]
    return Span(doc[first].idx, last.idx + len(last))


def noun_phrase(head: Token, *, tail: bool = True) -> tuple[int, int]:
    """The tokens `[first, end)` of the noun phrase around `head`, without clauses, appositions and conjuncts.

    With `tail` false, prepositional phrases after the head stay out too.
    """
    doc = head.doc
    first = head.i
    while first > head.sent.start and _belongs(doc[first - 1], head, first):
        first -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in _MARKS:
        first += 1
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "case" or (child.dep_ == "compound" and child.i == end):
            continue
        if not tail or child.dep_ != "prep" or child.i > end + 1:
            break
        end = child.right_edge.i + 1
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return first, end


def _belongs(token: Token, head: Token, first: int) -> bool:
    """Whether the token left of `first` is part of the phrase: it hangs, through a left child, on the head."""
    for _ in range(_STEPS):
        if token.head.i == head.i:
            return token.dep_ in _INSIDE and token.left_edge.i < first
        if token.head.i == token.i or token.head.i > head.i:
            return False
        token = token.head
    return False


def conjuncts(head: Token) -> list[Token]:
    """`head` and what is joined to it by "and", "or" or commas, in text order."""
    found = [head]
    for token in found:
        found.extend(child for child in token.rights if child.dep_ == "conj" and len(found) < 2 * _STEPS)
    return found


def subjects(verb: Token) -> list[Token]:
    """Who does it: the heads of the subject of `verb`, shared, controlled or relative ones included; maybe none."""
    for _ in range(_STEPS):
        own = [child for child in verb.lefts if child.dep_ in SUBJECTS] or [
            child for child in verb.rights if child.dep_ in SUBJECTS
        ]
        if own:
            return [who for one in own for who in _antecedents(one, verb)]
        if verb.dep_ in ("conj", "xcomp", "aux", "auxpass", "advcl", "pcomp") and verb.head.i != verb.i:
            verb = _above(verb)
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            return conjuncts(verb.head)
        elif verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB":
            owners = [one for child in children(verb.head, "poss") for one in conjuncts(child)]
            if owners or verb.head.dep_ not in ("dobj", "pobj", "attr"):
                return owners
            verb = verb.head.head
        else:
            return []
    return []


def _above(verb: Token) -> Token:
    """The verb whose subject a verb without its own shares."""
    if verb.dep_ == "xcomp":
        for child in verb.head.children:
            if child.dep_ in ("dobj", "dative") and verb.head.lemma_ in OBJECT_CONTROL:
                return child
    head = verb.head
    return head.head if head.dep_ == "prep" else head


OBJECT_CONTROL = frozenset(
    {
        "ask",
        "urge",
        "tell",
        "order",
        "force",
        "allow",
        "help",
        "persuade",
        "want",
        "expect",
        "get",
        "encourage",
        "invite",
        "let",
    }
    | {
        "make",
        "permit",
        "enable",
        "require",
        "press",
        "beg",
        "advise",
        "convince",
        "compel",
        "lead",
        "cause",
        "like",
        "push",
    }
)
"""Verbs whose object does what the following infinitive says: "urged him to resign"; of others the subject does."""


def _antecedents(subject: Token, verb: Token) -> list[Token]:
    if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
        return conjuncts(verb.head) if subject.lower_ == "who" and verb.head.dep_ == "conj" else [verb.head]
    return conjuncts(subject)


def children(token: Token, *deps: str) -> Iterator[Token]:
    """The direct dependents of `token` with one of these relations, in text order."""
    return (child for child in token.children if child.dep_ in deps)
