"""Who speaks: from a reporting verb to the words that name its speaker."""

from spacy.tokens import Token

from tui.model.span import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl", "pcomp", "prep", "dep"})
_NAME_PARTS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "punct"})
_LINKS = frozenset({"of", "for", "from", "at", "with", "in"})


def subject_of(verb: Token) -> Token | None:
    """The subject's head word of a verb, through conjunctions and open complements; for participles what they modify.

    For a passive it is the agent, and None if there is none.
    """
    if is_passive(verb):
        return agent_of(verb)
    node = verb
    for _ in range(6):
        own = next((child for child in node.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return node.head
        if node.dep_ not in _CLIMB or node.head is node:
            return None
        node = node.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive ("was told", "accused by")."""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    return bool(deps & {"auxpass", "nsubjpass", "agent"}) or (verb.dep_ == "acl" and "aux" not in deps)


def agent_of(verb: Token) -> Token | None:
    """The head word after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def mention(head: Token) -> Span:
    """The words that name somebody: the noun phrase around `head` without clauses and appositions after it."""
    first = head.left_edge.i
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _LINKS and child.i <= last + 1 and len(list(child.subtree)) <= 10:
            last = max(last, child.right_edge.i)
        elif child.dep_ in ("compound", "flat", "nummod") and child.i == last + 1:
            last = child.i
    return _trimmed(head, first, last)


def _trimmed(head: Token, first: int, last: int) -> Span:
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
