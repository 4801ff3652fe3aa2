"""Nouns that report: "his promise to resign", "attacks on the judge", "the claim that he lied"."""

from collections.abc import Iterator

from spacy.tokens import Token

from tui.model.span import Span
from tui.nlp.cues import Cue
from tui.nlp.lexicon import Lexicon, reporting_verbs
from tui.nlp.page import Page, Range
from tui.nlp.sources import agent_of, find_speaker, mention

_NOUN = frozenset({"noun"})
_ASKING = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OBJECTS = frozenset({"dobj", "oprd"})


def find_nouns(page: Page, nouns: Lexicon, verbs: Lexicon) -> Iterator[tuple[Cue, Range]]:
    """Nouns outside marks as cues, each with the complement that it takes, where it is clear whose words they are."""
    for token in page.doc:
        if token.pos_ == "NOUN" and page.inside[token.i] < 0 and token.lemma_ in nouns:
            item = _reported(page, token, nouns[token.lemma_], verbs)
            if item is not None:
                yield item


def is_reported(noun: Token, nouns: Lexicon) -> bool:
    """Whether a noun, as the object of a verb like "express", says what follows it: "expressed doubts about him"."""
    return noun.pos_ == "NOUN" and noun.lemma_ in nouns and _complement(noun, nouns[noun.lemma_]) is not None


def _reported(page: Page, noun: Token, takes: frozenset[str], verbs: Lexicon) -> tuple[Cue, Range] | None:
    found = _complement(noun, takes)
    if found is None:
        return None
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    voiced = noun.dep_ in _OBJECTS and "noun" in verbs.get(noun.head.lemma_.lower(), ())
    if ("own" in takes and owner is None) or ("voiced" in takes and not voiced):
        return None
    source = _source(page, noun, owner)
    if source is None and not voiced:
        return None
    content, preposition = found
    last = preposition if preposition is not None and preposition.i == noun.i + 1 else noun
    return Cue(noun, Span(noun.idx, last.idx + len(last)), _NOUN, {}, source), content


def _complement(noun: Token, takes: frozenset[str]) -> tuple[Range, Token | None] | None:
    """What the noun reports, and the preposition before it."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and "is" in takes:
        for child in noun.head.rights:
            if child.dep_ == "ccomp" or (child.dep_ == "advcl" and child.left_edge.lower_ in _ASKING):
                return (child.left_edge.i, child.right_edge.i + 1), None
    beside = [c for c in noun.head.rights if c.left_edge.i == noun.i + 1] if noun.dep_ in _OBJECTS else []
    for child in (*noun.rights, *beside):
        first, end = child.left_edge, child.right_edge.i + 1
        if child.dep_ == "prep":
            if child.lower_ in takes and end > child.i + 1 and (child.lower_ != "to" or "voiced" in takes):
                return (child.i + 1, _with_infinitive(noun, end)), child
        elif child.dep_ in ("acl", "relcl", "ccomp") and _says(noun, child, first, takes):
            return (first.i, end), None
    return None


def _with_infinitive(noun: Token, end: int) -> int:
    """The end of what is asked for: "a call for the party | to unite"."""
    for clause in (*noun.rights, *noun.head.rights):
        if clause.left_edge.i == end and any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.lefts):
            return clause.right_edge.i + 1
    return end


def _says(noun: Token, clause: Token, first: Token, takes: frozenset[str]) -> bool:
    """Whether a clause behind a noun is what it reports, not what describes it."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.lefts):
        return "to" in takes
    if first.lower_ == "that":
        return "that" in takes and first.dep_ == "mark"
    if first.lower_ in _ASKING:
        return "whether" in takes and clause.dep_ != "relcl"
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.lefts)
    return "that" in takes and clause.dep_ != "relcl" and own and first.i == noun.i + 1


def _source(page: Page, noun: Token, owner: Token | None) -> Span | None:
    """Whose words they are: the owner, who comes after "by", or who does what is done with them."""
    if owner is not None:
        doer = _doer(page, noun) if owner.pos_ == "PRON" else None
        return mention(doer or owner)
    agent = agent_of(noun) or _sender(noun)
    if agent is None and noun.dep_ in _OBJECTS and noun.head.pos_ == "VERB":
        agent = find_speaker(noun.head, lambda token: page.inside[token.i] < 0)
    return mention(agent) if agent is not None and page.inside[agent.i] < 0 else None


def _sender(noun: Token) -> Token | None:
    """Whom a noun comes from: "warnings from his lawyer that"."""
    senders = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "from")
    return next((part for child in senders for part in child.children if part.dep_ == "pobj"), None)


def _doer(page: Page, noun: Token) -> Token | None:
    """Who does something with words of their own, "Ms Berg stepped up her attacks on", but not "Ms Berg denied her"."""
    takes = reporting_verbs().get(noun.head.lemma_.lower())
    if noun.dep_ not in _OBJECTS or noun.head.pos_ != "VERB" or (takes is not None and "noun" not in takes):
        return None
    return find_speaker(noun.head, lambda token: page.inside[token.i] < 0)
