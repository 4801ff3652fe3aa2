"""What an article adds behind the words that it reports: "said it would close, | a move that …"."""

from dataclasses import replace

from spacy.tokens import Token

from tui.nlp.contents import Attribution
from tui.nlp.cues import Cue
from tui.nlp.page import Page, is_finite, is_word
from tui.nlp.sources import SUBJECTS

_COMMAS = frozenset({",", "—", "–", "-", "--"})
_SHORTEST = 2
"""How many tokens a content keeps at least when it is cut."""
_WHOLE = ("marks", "according", "transcript", "label", "signed", "colon", "clause around", "clause before")
_INTENDED = frozenset({"will", "would", "should", "shall", "may", "might", "'ll", "’ll", "'d", "’d", "wo"})
"""What makes a clause say what is to be rather than what is."""
_CONTRASTS = frozenset({"though", "although", "while", "as"})
_REMARKS = frozenset(
    {"draw", "reflect", "contrast", "echo", "underscore", "underline", "spark", "prompt", "provoke", "trigger"}
) | {"fuel", "stoke", "ignite", "throw", "deploy", "employ", "invoke", "elevate", "mark", "signal", "join", "earn"}
"""Verbs whose participle says what the saying itself did or was like: "said it would close, drawing protests"."""
_ARGUMENTS = frozenset({"object", "prep", "xcomp", "ccomp", "passive"})
_WHERE = frozenset({"in", "on", "at", "during", "via", "through"})
_MEDIA = (
    frozenset(
        {"statement", "interview", "speech", "tweet", "twitter", "facebook", "instagram", "letter", "email", "e-mail"}
    )
    | {
        "conference",
        "briefing",
        "post",
        "blog",
        "article",
        "column",
        "editorial",
        "op-ed",
        "website",
        "page",
        "rally",
        "hall",
    }
    | {"forum", "podcast", "broadcast", "diatribe", "appearance", "newsletter", "radio", "segment", "floor"}
)
"""Where somebody said it, rather than what."""
_AUXILIARIES = frozenset({"is", "was", "are", "were", "has", "have", "had", "did", "does", "do", "would", "will"})
_MEASURES = frozenset({"above", "below", "up", "down", "double", "twice", "half", "compared", "versus"})
_FEW = 3
"""How many tokens a comma and what follows it have at least."""
_STEPS = 6


def cut_tail(page: Page, item: Attribution) -> Attribution:
    """End the content before a remark of the article at its end."""
    if not item.ranges or item.rule.startswith(_WHOLE):
        return item
    first, end = item.ranges[-1]
    while end - 1 > first and not is_word(page.doc[end - 1]) and page.inside[end - 1] < 0:
        end -= 1
    for i in range(first + _SHORTEST, end - 1):
        if page.inside[i] < 0 and _is_tail(page, item, i, end):
            return replace(item, ranges=(*item.ranges[:-1], (first, i)))
    return item


def _is_tail(page: Page, item: Attribution, i: int, end: int) -> bool:
    """Whether the article's own words begin with the comma, bracket, conjunction or preposition at i."""
    word = page.doc[i].lower_
    if word in _COMMAS:
        return (
            i + _FEW <= end
            and _is_comma(page, i)
            and (
                _is_apposition(page, i, end)
                or _is_remark(page, i, end)
                or _is_comparison(page, i, end)
                or _is_plain(page, item.cue, i, end)
            )
        )
    if word == "(":
        return _is_bracket(page, i, end)
    if word in ("and", "but"):
        return _goes_on(page, item.cue, i, end)
    return word in _WHERE and item.rule in _ARGUMENTS and _is_medium(page, i, end)


def _is_comma(page: Page, i: int) -> bool:
    """Whether a comma or a dash stands at i, not a hyphen."""
    token = page.doc[i]
    return token.text in _COMMAS and (token.text == "," or bool(token.whitespace_ or page.doc[i - 1].whitespace_))


def _is_apposition(page: Page, comma: int, end: int) -> bool:
    """Whether all behind the comma says what goes before is: "…, a move that drew criticism"."""
    article = page.doc[comma + 1]
    noun = article.head
    if article.lower_ not in ("a", "an", "the") or article.dep_ != "det":
        return False
    listed = any(child.dep_ == "conj" for child in noun.children) and article.lower_ == "the"
    described = noun.pos_ == "NOUN" and noun.dep_ not in SUBJECTS and noun.dep_ != "conj"
    return described and noun.right_edge.i >= end - 1 and not listed


def _is_medium(page: Page, i: int, end: int) -> bool:
    """Whether the content ends in where it was said, though the parser took it for a part: "the plan | on Twitter"."""
    word = page.doc[i]
    if word.dep_ != "prep" or word.right_edge.i < end - 1:
        return False
    return any(c.dep_ == "pobj" and c.lemma_.lower() in _MEDIA for c in word.rights)


def _is_remark(page: Page, comma: int, end: int) -> bool:
    """Whether a participle behind the comma says what the saying did or was like."""
    verb = page.doc[comma + 1]
    remarks = verb.tag_ == "VBG" and verb.lemma_.lower() in _REMARKS and verb.dep_ != "amod"
    return remarks and verb.right_edge.i >= end - 1


def _is_comparison(page: Page, comma: int, end: int) -> bool:
    """Whether the article compares behind the comma: "…, as have other mayors", "…, up 3 percent from last year"."""
    first, second = page.doc[comma + 1], page.doc[comma + 2]
    if first.lower_ == "as":
        return second.lower_ in _AUXILIARIES
    if first.lower_ in ("well", "far", "just", "still") and comma + _FEW < end:
        first, second = second, page.doc[comma + _FEW]
    if first.lower_ in _MEASURES:
        return all(token.text != "," for token in page.doc[comma + 2 : comma + 5])
    return first.tag_ in ("JJR", "RBR") and second.lower_ == "than"


def _is_bracket(page: Page, i: int, end: int) -> bool:
    """Whether the content ends in a clause between brackets: "… 300 ships (the board counts 200)"."""
    if any(page.inside[k] >= 0 or page.doc[k].text == ")" for k in range(i, end - 1)):
        return False
    return is_finite(page, (i, end))


def _is_plain(page: Page, cue: Cue, comma: int, end: int) -> bool:
    """Whether the clause behind the comma says what is, and the content what is to be: "…, though it is late"."""
    link = page.doc[comma + 1]
    if link.lower_ in ("and", "but"):
        verb = _joined(page, link)
        before = _told(link, cue)
    else:
        link = page.doc[comma + 2] if link.lower_ == "even" else link
        verb = link.head if link.lower_ in _CONTRASTS and link.dep_ in ("mark", "advmod") else None
        before = verb.head if verb is not None else link
    if verb is None or verb.right_edge.i < end - 1 or not any(child.dep_ in SUBJECTS for child in verb.lefts):
        return False
    return _mood(_finite(before, cue)) == "intended" and _mood(verb) in ("past", "present")


def _goes_on(page: Page, cue: Cue, i: int, end: int) -> bool:
    """Whether "and" or "but" goes on with what the speaker does: "says it will close | and refuses to"."""
    link = page.doc[i]
    verb = _joined(page, link)
    if verb is None or verb.right_edge.i < end - 1 or any(child.dep_ in SUBJECTS for child in verb.lefts):
        return False
    return _mood(_finite(_told(link, cue), cue)) == "intended" and _mood(verb) == _mood(cue.head) != "none"


def _joined(page: Page, link: Token) -> Token | None:
    """The verb that "and" or "but" joins to another one, but not with another "that"."""
    if page.doc[link.i + 1].lower_ == "that":
        return None
    return next((c for c in link.head.rights if c.dep_ == "conj" and c.i > link.i), None)


def _told(link: Token, cue: Cue) -> Token:
    """What "and" or "but" joins something to: the last clause that is told, where the parser took it for the inquit."""
    clauses = [c for c in link.head.rights if c.dep_ == "ccomp" and c.i < link.i] if link.head.i == cue.head.i else []
    return clauses[-1] if clauses else link.head


def _finite(verb: Token, cue: Cue) -> Token:
    """The finite verb of the content above a word of it."""
    for _ in range(_STEPS):
        if _mood(verb) != "none" or verb.head.i in (verb.i, cue.head.i):
            break
        verb = verb.head
    return verb


def _mood(verb: Token) -> str:
    """Whether a verb says what is "intended" or "possible", was in the "past", is at "present", or "none" of these."""
    finite = next(
        (c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD")), verb
    )
    if finite.tag_ == "MD":
        return "intended" if finite.lower_ in _INTENDED else "possible"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(finite.tag_, "none")
