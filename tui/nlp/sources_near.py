"""Who speaks by where the words stand, for verbs that the parser gave no subject: "“…,” tweeted Kim's office"."""

from collections.abc import Callable, Container

from spacy.tokens import Doc, Token

Allowed = Callable[[Token], bool]
"""Whether a word may name the speaker (words inside marks may not)."""

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LIGHT = frozenset({"aux", "auxpass", "neg", "advmod"})
_OBJECTS = frozenset({"pobj", "dobj", "dative"})
_IN_NAMES = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_OPENERS = {",": ",", ")": "(", "—": "—", "–": "–", "-": "-", "--": "--"}
"""What ends an insertion before a verb → what it begins with."""
_LONGEST = 25
"""Tokens of an insertion."""


def is_finite(verb: Token) -> bool:
    """Whether the verb, or an auxiliary of it, can have a subject in front; some are taken for participles."""
    if verb.tag_ == "VBN" and verb.dep_ == "ROOT":
        return not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    return verb.tag_ in _FINITE or any(child.dep_ == "aux" and child.tag_ in _FINITE for child in verb.lefts)


def noun_before(verb: Token, allowed: Allowed, *, objects: bool = False) -> Token | None:
    """The noun right before a finite verb: "a liar, and NBC News will accuse"; brackets between them do not count.

    What the parser takes for an object counts only with `objects`.
    """
    doc, i = verb.doc, _start(verb)
    if not is_finite(verb) or verb.dep_ in ("acl", "relcl") or i <= verb.sent.start:
        return None
    before = _before_bracket(doc, i - 1)
    loose = verb.dep_ == "dep" and before.i == i - 1
    taken = before.dep_ in _OBJECTS and not loose and (not objects or before.head.head.i == verb.i)
    return before if _names(before, allowed) and not taken else None


def apposed(verb: Token) -> Token | None:
    """Who speaks, where the parser took them for another name of what ends at the comma: "To win, | Ms Berg said"."""
    subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ in ("nsubj", "nsubjpass")), None)
    names = [c for c in subject.rights if c.dep_ == "appos"] if subject is not None else []
    if not names or names[-1].right_edge.i + 1 != _start(verb):
        return None
    first = names[-1].left_edge
    return names[-1] if first.lower_ not in ("a", "an") and first.nbor(-1).text == "," else None


def noun_before_insertion(verb: Token, allowed: Allowed) -> Token | None:
    """The noun before words between commas or dashes: "Cohen, Democrat of Ohio, told"; a person in them is better."""
    doc, last = verb.doc, _start(verb) - 1
    if (
        not is_finite(verb)
        or verb.dep_ in ("acl", "relcl")
        or last <= verb.sent.start
        or doc[last].text not in _OPENERS
    ):
        return None
    opener = _OPENERS[doc[last].text]
    low = max(last - _LONGEST, verb.sent.start)
    first = next((i for i in range(last - 1, low, -1) if doc[i].text == opener), None)
    if first is None or doc[first + 1].dep_ == "cc" or any(_is_clause(doc, i, first) for i in range(first + 1, last)):
        return None
    before = _before_bracket(doc, first - 1)
    inner = [doc[i] for i in range(first + 1, last) if doc[i].ent_type_ == "PERSON" and allowed(doc[i])]
    if before.ent_type_ != "PERSON" and inner:
        return inner[-1]
    return before if _names(before, allowed) and before.dep_ != "pobj" else None


def noun_behind(verb: Token, allowed: Allowed) -> Token | None:
    """The noun right behind a verb that follows quotation marks: "“…,” said Robert Reich, who …"."""
    doc = verb.doc
    first = verb.is_sent_start and verb.is_title and verb.tag_ in ("VBD", "VBN")
    follows = first or (verb.i > 0 and not doc[verb.i - 1].is_space and not allowed(doc[verb.i - 1]))
    if verb.tag_ not in (*_FINITE, "VBN") or verb.dep_ == "conj" or not follows:
        return None
    end = verb.i + 1
    while end < len(doc) and _in_name(doc[end]) and allowed(doc[end]):
        end += 1
    if first and doc[min(end, len(doc) - 1)].text not in (":", ","):
        return None
    return next((doc[i] for i in range(end - 1, verb.i, -1) if doc[i].pos_ in _NOUNS or doc[i].is_title), None)


def teller_before(verb: Token, reports: Container[str], allowed: Allowed) -> Token | None:
    """Who says what stands before a participle: "“…,” he said, pointing out", "“…,” said Ms Berg, adding"."""
    while verb.dep_ in ("xcomp", "conj") and verb.head.i < verb.i and verb.head.tag_ in ("VBG", "VB"):
        verb = verb.head
    doc, i = verb.doc, _start(verb)
    if verb.tag_ != "VBG" or i < 2 or doc[i - 1].text != ",":
        return None
    last = doc[i - 2]
    if last.pos_ == "VERB" and last.lemma_.lower() in reports:
        subjects = (child for child in last.lefts if child.dep_ == "nsubj" and allowed(child))
        return next(subjects, None)
    said = last.head.pos_ == "VERB" and last.head.i < last.i and last.head.lemma_.lower() in reports
    return last if said and allowed(last) and not allowed(doc[last.head.i - 1]) and last.is_title else None


def capital_beside(verb: Token, allowed: Allowed) -> Token | None:
    """The capitalised word right before a finite verb, whatever it was taken for: "Will wrote"."""
    i = _start(verb) if verb.doc[verb.i - 1].is_lower else verb.i
    before = verb.doc[i - 1] if i > 0 else verb
    named = verb.is_lower and before.is_title and before.is_alpha and not before.is_sent_start
    return before if named and is_finite(verb) and allowed(before) else None


def noun_ahead(verb: Token, allowed: Allowed) -> Token | None:
    """The subject after a participle that begins the sentence: "Noting the cost, Trump said"."""
    sentence = verb.sent
    if any(token.pos_ in _NOUNS for token in verb.doc[sentence.start : verb.i]):
        return None
    ahead = verb.doc[verb.right_edge.i + 1 : sentence.end]
    return next((token for token in ahead if token.dep_ == "nsubj" and _names(token, allowed)), None)


def _in_name(token: Token) -> bool:
    return token.pos_ in _IN_NAMES or token.tag_ == "POS" or token.is_title or token.dep_ in ("amod", "compound")


def _start(verb: Token) -> int:
    """The first of the auxiliaries and adverbs right before a verb, or the verb."""
    doc, i = verb.doc, verb.i
    while i > verb.sent.start and (doc[i - 1].dep_ in _LIGHT or doc[i - 1].pos_ in ("ADV", "AUX")):
        i -= 1
    return i


def _before_bracket(doc: Doc, i: int) -> Token:
    """Token `i`, or the one before the bracket that ends there: "Paul Ryan (R-WI) said"."""
    if doc[i].text == ")":
        first = next((k for k in range(i - 1, max(i - 9, 0), -1) if doc[k].text == "("), None)
        if first:
            return doc[first - 1]
    return doc[i]


def _is_clause(doc: Doc, i: int, first: int) -> bool:
    """Whether a finite verb at `i` may be one of the sentence rather than of "who …" right behind the mark."""
    return doc[i].tag_ in _FINITE and doc[first + 1].lower_ not in ("who", "which", "whose", "where")


def _names(token: Token, allowed: Allowed) -> bool:
    return token.pos_ in _NOUNS and token.ent_type_ not in ("DATE", "TIME") and allowed(token)
