"""Who speaks: from a reporting verb to the words that name its speaker."""

from spacy.tokens import Token

from tui.model.span import Span
from tui.nlp.lexicon import reporting_verbs
from tui.nlp.people import people
from tui.nlp.sources_near import (
    Allowed,
    apposed,
    capital_beside,
    noun_ahead,
    noun_before,
    noun_before_insertion,
    noun_behind,
    teller_before,
)

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
"""The dependencies of subjects."""

_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl", "pcomp", "prep", "dep", "acomp", "parataxis", "advmod"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MINDS = frozenset({"believe", "think", "fear", "hope", "know", "expect"})
"""Verbs whose subject may go on to say something, besides the reporting ones."""
_BREAKS = frozenset({",", "—", "–", "-", "--", "”", '"', "''"})
_LINKS = frozenset({"of", "by", "for", "from", "at", "with", "in"})
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_LONGEST_LINK = 10
_STEPS = 7
_NEAR = 6
_SHORT_NAME = 3
_PAPERS = frozenset(
    [
        "report",
        "statement",
        "letter",
        "email",
        "e-mail",
        "tweet",
        "post",
        "message",
        "ad",
        "advertisement",
        "article",
        "column",
        "editorial",
        "book",
        "memo",
        "speech",
        "address",
        "interview",
        "remark",
        "comment",
        "op-ed",
        "video",
        "release",
        "note",
        "petition",
        "filing",
        "document",
        "paper",
        "essay",
        "piece",
        "commercial",
    ]
)
"""What people put their words into: "issued a statement saying" reports the issuer's words."""


def find_speaker(verb: Token, allowed: Allowed, *, hearer: bool = False) -> Token | None:
    """The head of the words that name the speaker, or None.

    It is the verb's subject, reached through conjunctions and open complements; for a participle what it modifies; for
    a passive the agent. With `hearer` a bare participle ("asked about it") counts as a passive. Where the parse has
    no subject, it is the nearest noun that stands to the left of the verb in a subject's place.
    """
    if is_passive(verb) or (hearer and _bare(verb)):
        return agent_of(verb)
    if not any(child.dep_ in SUBJECTS and allowed(child) for child in verb.children):
        near = noun_before(verb, allowed) or noun_behind(verb, allowed) or noun_before_insertion(verb, allowed)
        if near is not None:
            return near
    speaker = apposed(verb)
    if speaker is not None and allowed(speaker):
        return speaker
    found = teller_before(verb, reporting_verbs(), allowed) or _subject(verb, allowed)
    if found is None and verb.tag_ == "VBG":
        found = noun_ahead(verb, allowed)
    if found is None and verb.tag_ in _FINITE:
        found = noun_before(verb, allowed, objects=True) or _left_noun(verb, allowed)
    return found or capital_beside(verb, allowed) or _nearest(verb, allowed)


def _nearest(verb: Token, allowed: Allowed) -> Token | None:
    """The last subject before the verb in its sentence, or what the parser took for the sentence."""
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        noun = token.pos_ in _NOUNS and token.tag_ not in ("WDT", "WP")
        if noun and allowed(token) and (token.dep_ in SUBJECTS or token.dep_ == "ROOT"):
            return token
    return None


def _subject(verb: Token, allowed: Allowed) -> Token | None:
    node = verb
    for _ in range(_STEPS):
        own = _own(node, verb, allowed)
        teller = _teller(verb, node) if own is not None else None
        if teller is not None and allowed(teller):
            node = teller
            continue
        if own is not None and not _other_mood(verb, node):
            return _issuer(own, node, allowed) or own
        told = _told(node)
        if told is not None and allowed(told):
            return told
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in _NOUNS:
            owner = _owner(node) if node.i == verb.i else None
            if owner is not None and allowed(owner):
                return owner
            if not _in_paper(node):
                return node.head
            node = node.head.head if node.head.dep_ in ("dobj", "pobj", "attr") else node.head
            continue
        if node.dep_ not in _CLIMB and node.dep_ not in ("dobj", "pobj") and node.pos_ != "VERB":
            return None
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _own(node: Token, verb: Token, allowed: Allowed) -> Token | None:
    """The subject that hangs on `node`; of two before it the nearer: "the law, which they argue"."""
    found = [c for c in node.children if c.dep_ in SUBJECTS and _is_somebody(c, verb) and allowed(c)]
    before = [child for child in found if child.i < node.i and child.lower_ not in ("both", "all", "each")]
    return before[-1] if before else next(iter(found), None)


def _teller(verb: Token, node: Token) -> Token | None:
    """The verb that reports the clause of `node`, if it is rather its subject who goes on: "said he won, adding …"."""
    verbs = reporting_verbs()
    if verb.i == node.i or "clause" in verbs.get(node.lemma_.lower(), ()):
        return None
    while node.dep_ in ("conj", "xcomp", "advcl") and node.head.i != node.i:
        node = node.head
    teller = node.head
    if node.dep_ != "ccomp" or teller.i > node.i or not (teller.lemma_ in _MINDS or teller.lemma_.lower() in verbs):
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return teller if verb.doc[verb.left_edge.i - 1].text in _BREAKS else None
    return teller if verb.dep_ == "conj" and _tense(verb) == _tense(teller) else None


def _tense(verb: Token) -> str:
    """The tag of the verb, or of the auxiliary that it has."""
    return next((child.tag_ for child in verb.lefts if child.dep_ == "aux" and child.tag_ in _FINITE), verb.tag_)


def _is_somebody(subject: Token, verb: Token) -> bool:
    """Whether a subject can speak: no clause, no empty "it", no dateline ("WASHINGTON (AP) - The mayor said")."""
    if (
        subject.dep_ in ("csubj", "expl")
        or subject.lower_ in DAYS
        or (subject.lower_ == "it" and subject.head.i != verb.i and verb.tag_ == "VB")
    ):
        return False
    place = subject.text.isupper() and len(subject) > _SHORT_NAME and subject.ent_type_ in ("GPE", "LOC", "")
    following = subject.doc[subject.i + 1] if subject.i + 1 < len(subject.doc) else subject
    return not (place and subject.is_sent_start and following.text in ("(", "-", "--", "—", "–"))


def _told(verb: Token) -> Token | None:
    """Who is made to speak: the object in "forced him to admit"."""
    infinitive = verb.tag_ == "VB" and verb.dep_ == "xcomp" and any(c.lower_ == "to" for c in verb.lefts)
    if not infinitive or verb.head.lemma_.lower() in ("promise", "use", "take", "make"):
        return None
    return next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i and c.pos_ in _NOUNS), None)


def _other_mood(verb: Token, node: Token) -> bool:
    """Whether a finite verb hangs on an infinitive or participle by the parser's mistake: "ran to win and said …"."""
    mood = _tense(node) if node.lemma_ in reporting_verbs() else node.tag_
    return verb.i != node.i and verb.dep_ == "conj" and verb.tag_ in _FINITE and mood in ("VB", "VBG")


def _owner(node: Token) -> Token | None:
    """Whose the noun is that an infinitive belongs to: "Trump's failure to denounce"."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children)
    return next((c for c in node.head.lefts if c.dep_ == "poss" and c.pos_ != "PRON"), None) if infinitive else None


def _in_paper(node: Token) -> bool:
    """Whether a participle or infinitive belongs to the doer of the sentence: "put out a report detailing …"."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children)
    paper = node.head.lemma_.lower() in _PAPERS or (node.head.dep_ == "dobj" and _is_thing(node.head))
    return (infinitive or (node.dep_ == "acl" and paper)) and node.head.dep_ in ("dobj", "pobj")


def _issuer(subject: Token, verb: Token, allowed: Allowed) -> Token | None:
    """Who brings out what speaks: "The party released an ad | that urges"."""
    paper = verb.head
    if subject.tag_ != "WDT" or verb.dep_ != "relcl" or paper.dep_ != "dobj" or paper.lemma_.lower() not in _PAPERS:
        return None
    return _subject(paper.head, allowed)


def _is_thing(noun: Token) -> bool:
    """Whether a noun in the singular is hardly somebody: "approved a resolution condemning …"."""
    human = noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or people().is_agent(noun.lemma_.lower())
    return noun.tag_ == "NN" and not human and noun.lemma_ not in ("sign", "paperwork")


def _left_noun(verb: Token, allowed: Allowed) -> Token | None:
    """What looks like the subject where the parser found none."""
    for child in verb.lefts:
        dated = child.ent_type_ in ("DATE", "TIME")
        if child.pos_ in _NOUNS and child.dep_ not in ("dobj", "oprd") and not dated and allowed(child):
            return child
    sentence = verb.sent
    for token in reversed(verb.doc[sentence.start : verb.i]):
        if token.dep_ in SUBJECTS and token.pos_ in _NOUNS and allowed(token):
            return token
    return None


def _bare(verb: Token) -> bool:
    """Whether "asked" or "told" stands without subject and auxiliary: "Asked about it, she left"."""
    deps = {child.dep_ for child in verb.children}
    return verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl", "prep") and not deps & {"nsubj", "aux"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive ("was told", "accused by")."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return not _has_done(verb)
    named = sum(child.dep_ == "oprd" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not deps & {"aux", "dobj"} and named < 2


def _has_done(verb: Token) -> bool:
    """Whether the "'s" in "he's said that" is a "has" that the parser takes for an "is"."""
    short = any(child.lower_ == "'s" and child.dep_ == "auxpass" for child in verb.lefts)
    called = verb.lemma_ == "call" and any(child.lower_ in ("for", "on") for child in verb.rights)
    return short and (called or any(child.dep_ in ("ccomp", "dobj") for child in verb.rights))


def agent_of(verb: Token) -> Token | None:
    """The head word after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def named_by_according(according: Token) -> Token | None:
    """The head word after "according to"; where the parse has none, the last of the first nouns that follow."""
    to = next((child for child in according.children if child.dep_ == "prep"), None)
    head = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if head is not None:
        return _giver(head) or head
    for token in according.doc[according.i + 2 : according.i + 2 + _NEAR]:
        if head is not None and token.pos_ not in _NOUNS:
            break
        head = token if token.pos_ in _NOUNS else None
    return head


def _giver(paper: Token) -> Token | None:
    """Whose words a paper brings: "a speech Ms Berg gave in May"."""
    clause = next((child for child in paper.rights if child.dep_ == "relcl" and child.left_edge.i == paper.i + 1), None)
    if clause is None or paper.lemma_ not in _PAPERS:
        return None
    return next((c for c in clause.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)


def mention(head: Token) -> Span:
    """The words that name somebody: the noun phrase around `head` without clauses and appositions after it."""
    first = max([head.left_edge.i, *(token.i + 1 for token in head.doc[head.left_edge.i : head.i] if _ends(token))])
    last = head.i
    for child in head.rights:
        if child.i > last + 1:
            break
        if child.dep_ == "prep" and child.lower_ in _LINKS and child.right_edge.i - child.i <= _LONGEST_LINK:
            last = child.right_edge.i
        elif child.dep_ in ("compound", "flat", "nummod"):
            last = child.i
        elif child.dep_ == "acl" and child.i == last + 1 and (agent := agent_of(child)) is not None:
            last = agent.i
    return _trimmed(head, first, last)


def _ends(token: Token) -> bool:
    """Whether a word left of a name cannot be part of its noun phrase: a closing mark, a verb before its subject."""
    return token.text in ("”", "''") or (token.tag_ in _FINITE and token.pos_ == "VERB")


def _trimmed(head: Token, first: int, last: int) -> Span:
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text == ")" and any(token.text == "(" for token in doc[first:last]):
        last += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
