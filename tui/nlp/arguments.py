"""Objects, infinitives and prepositional phrases that a verb reports: "accused them of lying", "called for calm"."""

from dataclasses import dataclass

from spacy.tokens import Token

from tui.nlp.cues import Cue
from tui.nlp.lexicon import reporting_nouns
from tui.nlp.nouns import is_reported
from tui.nlp.page import Page, Range
from tui.nlp.sources import is_passive

_RELATIVE = frozenset({"WDT", "WP"})
_HEARERS = frozenset({"PRON", "PROPN"})
_LINKS = frozenset({"a", "an", "the", "as", "being", "“", '"', "‘", "'", ","})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CIRCUMSTANCES = frozenset({"during", "after", "before", "since", "until", "while", "without", "despite", "according"})
_TOPICS = frozenset({"of", "about", "against"})
_MEDIA = frozenset(
    [
        "statement",
        "interview",
        "speech",
        "tweet",
        "twitter",
        "facebook",
        "letter",
        "email",
        "e-mail",
        "conference",
        "briefing",
        "news",
        "post",
        "blog",
        "article",
        "column",
        "editorial",
        "ad",
        "video",
        "report",
        "remark",
        "debate",
        "rally",
        "event",
        "meeting",
        "radio",
        "television",
        "tv",
        "show",
        "hearing",
    ]
)
"""Where somebody said it, rather than what."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """Stretches of tokens, the kind of argument that they are, and the preposition that belongs to the cue."""

    ranges: tuple[Range, ...]
    kind: str
    preposition: Token | None = None


def find_arguments(page: Page, cue: Cue) -> Arguments | None:
    """What the verb reports apart from clauses and marks, or None."""
    if is_passive(cue.head) and not _is_call(cue):
        return _passive(page, cue)
    parts = _parts(cue) if not _only_wished(cue.head) else []
    if not parts:
        return _relative(cue)
    kind = "object" if any(p.dep_ in ("dobj", "oprd", "dative") for p in parts) else parts[0].dep_
    first = min(p.left_edge.i for p in parts)
    end = _extent(cue, parts)
    preposition = None
    leading = cue.head.doc[first]
    if kind in ("prep", "advcl") and leading.tag_ == "IN" and parts[0].right_edge.i > first:
        kind, preposition, first = "prep", leading, first + 1
    first = max(first, cue.head.i + 1)
    if first >= end:
        return None
    end = _over_marks(page, end) if "name" in cue.takes else end
    moved = [c for c in cue.head.lefts if c.dep_ in ("dobj", "oprd", "pobj") and c.tag_ in _RELATIVE]
    before = tuple((c.left_edge.i, c.right_edge.i + 1) for c in moved)
    return Arguments((*before, (first, end)), kind, preposition)


def _only_wished(verb: Token) -> bool:
    """Whether nobody has said it yet: an imperative, or what something is for ("a majority to confirm judges")."""
    if verb.tag_ != "VB":
        return False
    purpose = verb.dep_ == "acl" and not any(c.dep_ == "poss" for c in verb.head.lefts)
    return purpose or not any(c.dep_ in ("aux", "nsubj", "neg") for c in verb.lefts)


def _is_call(cue: Cue) -> bool:
    """Whether "called" leads to "for" or "on": then "who's called" is no passive, whatever the parser says."""
    return "name" in cue.takes and any(c.dep_ == "prep" and c.lower_ in cue.takes for c in cue.head.rights)


def _parts(cue: Cue) -> list[Token]:
    head, takes = cue.head, cue.takes
    rights = list(head.rights)
    infinitive = any(c.dep_ in ("xcomp", "ccomp") for c in rights)
    named = "name" in takes and any(
        c.dep_ in ("oprd", "xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ == "as") for c in rights
    )
    takes_object = "object" in takes or named or ("hearer" in takes and "inf" in takes and infinitive)
    parts: list[Token] = []
    for child in rights:
        is_object = child.dep_ in ("dobj", "oprd", "dative") or _is_free_relative(child)
        is_clause = child.dep_ in ("xcomp", "ccomp")
        is_phrase = child.dep_ == "prep" and (child.lower_ in takes or (child.lower_ == "as" and "name" in takes))
        is_phrase |= child.dep_ == "advcl" and child.left_edge.lower_ == "for" and "for" in takes
        if is_object and "noun" in takes and is_reported(child, reporting_nouns()):
            return []
        if is_object and "about" in takes and child.pos_ in _HEARERS and any(_is_about(c) for c in rights):
            continue
        topic = _topic(child, takes) if is_object and "hearer" in takes else None
        if topic is not None:
            parts.append(topic)
        elif (is_object and takes_object) or (is_clause and ("inf" in takes or named)) or is_phrase:
            parts.append(child)
    return parts


def _topic(hearer: Token, takes: frozenset[str]) -> Token | None:
    """What somebody is told of, where the parser took it for a part of the hearer: "reminded voters | of his age"."""
    if hearer.ent_type_ == "PERSON":
        return None
    return next((c for c in hearer.rights if c.dep_ == "prep" and c.lower_ in takes and c.lower_ in _TOPICS), None)


def _is_free_relative(clause: Token) -> bool:
    """Whether a clause stands for an object: "condemned | what he called an attack"."""
    return clause.dep_ == "ccomp" and any(c.lower_ == "what" and c.dep_ == "dobj" for c in clause.lefts)


def _is_about(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ == "about"


def _extent(cue: Cue, parts: list[Token]) -> int:
    """The end of the arguments with what follows them without a comma, as far as it can be reported too."""
    doc = cue.head.doc
    end = max(_end(part) for part in parts)
    for child in cue.head.rights:
        if child.left_edge.i == end and _can_be_reported(child):
            end = _end(child)
    if "clause" in cue.takes and end < len(doc) and doc[end].tag_ in _FINITE and not doc[end].is_sent_start:
        return doc[end].sent.end
    return end


def _end(part: Token) -> int:
    """The end of a phrase, before a clause that only comments on it: "the plan, which …"."""
    end = part.right_edge.i + 1
    for token in part.doc[part.i : end]:
        if token.dep_ == "relcl" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ",":
            return token.left_edge.i - 1
    return end


def _can_be_reported(child: Token) -> bool:
    if child.dep_ == "advcl":
        return child.left_edge.lower_ not in ("while", "as", "when", "after", "before") and child.tag_ != "VBG"
    if child.dep_ != "prep" or child.lower_ in _CIRCUMSTANCES:
        return False
    by_doing = child.lower_ == "by" and any(c.dep_ == "pcomp" for c in child.rights)
    objects = (c for c in child.rights if c.dep_ == "pobj")
    return not by_doing and not any(t.ent_type_ in ("DATE", "TIME") or t.lemma_.lower() in _MEDIA for t in objects)


def _over_marks(page: Page, end: int) -> int:
    """The end of the marks that begin right behind `end`: "called him | a “liar”"."""
    i = end
    while i < len(page.doc) and page.inside[i] < 0 and page.doc[i].lower_ in _LINKS:
        i += 1
    if i < len(page.doc) and page.inside[i] >= 0 and page.paragraph[i] == page.paragraph[end - 1]:
        return page.ranges[page.inside[i]][1]
    return end


def _relative(cue: Cue) -> Arguments | None:
    """The noun before a relative clause that reports it: "the plan that she criticized"."""
    head = cue.head
    if head.dep_ != "relcl" or "object" not in cue.takes:
        return None
    moved = [c for c in head.lefts if c.dep_ == "dobj" and c.tag_ in _RELATIVE]
    if moved:
        return Arguments(((moved[0].i, moved[0].i + 1),), "relative")
    return None


def _passive(page: Page, cue: Cue) -> Arguments | None:
    """The subject of a passive, with what else belongs to it: "He was accused of lying", "A plan was announced"."""
    head, takes = cue.head, cue.takes
    subject = next((c for c in head.lefts if c.dep_ == "nsubjpass"), None)
    phrases = [c for c in head.rights if (c.dep_ == "prep" and c.lower_ in takes) or c.dep_ in ("oprd", "xcomp")]
    behind = (phrases[0].left_edge.i, phrases[-1].right_edge.i + 1) if phrases else None
    if behind is not None and "hearer" in takes and phrases[0].lower_ in ("about", "for"):
        return Arguments(((behind[0] + 1, behind[1]),), "passive", phrases[0])
    if "hearer" in takes:
        return Arguments((behind,), "passive") if behind is not None and "inf" in takes else None
    if "name" in takes:
        touched = behind is not None and any(page.inside[i] >= 0 for i in range(*behind))
        return Arguments((behind,), "passive") if touched and behind is not None else None
    if subject is None or "object" not in takes or (behind is None and "about" in takes):
        return None
    before = (subject.left_edge.i, subject.right_edge.i + 1)
    return Arguments((before,) if behind is None else (before, behind), "passive")
