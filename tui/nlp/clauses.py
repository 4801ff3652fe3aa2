"""Clauses that an inquit reports: behind it, before it, or around it."""

from spacy.tokens import Token

from tui.nlp.beside import inquit_start
from tui.nlp.cues import Cue
from tui.nlp.page import Page, Range, is_word
from tui.nlp.sources import SUBJECTS

_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_CONDITIONS = frozenset({"if", "while", "unless", "although", "though", "whereas"})
_BETWEEN = frozenset(
    {"prep", "pobj", "npadvmod", "advmod", "det", "amod", "compound", "nummod", "dobj", "dative", "poss"}
)
_BETWEEN_MORE = frozenset({"punct", "case", "pcomp", "prt", "tmod", "appos", "conj", "cc"})
_THAT_REACH = 14
_COMMAS = (",", "—", "–", "-", "--", "(", ";", "―")


def clause_behind(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The clausal complement to the right, with a relative word or condition that stands before the inquit."""
    rights = [c for c in cue.head.rights if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and _finite(c))]
    if not rights:
        return _that_clause(page, cue)
    first = rights[0].left_edge.i
    piece = (max(first, cue.head.i + 1), _with_marks(page, _coordinated(page, _end(rights[-1], cue))))
    split = clause_before(cue)
    if split and page.doc[first - 1].text == ",":
        return (*split, piece)
    lead = _lead(page, cue, first)
    return (piece,) if lead is None else (lead, piece)


def _finite(verb: Token) -> bool:
    return verb.tag_ != "VBG" and not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _end(verb: Token, cue: Cue) -> int:
    """The end of a clause, before what reports something else: "…, adding that …", "… and vowed to …"."""
    end = verb.right_edge.i + 1
    for token in verb.doc[verb.i + 1 : end]:
        if token.pos_ == "VERB" and token.lemma_.lower() in cue.lexicon and _reports(token, cue):
            start = token.left_edge.i if token.dep_ == "advcl" else token.i
            while start > verb.i and (
                token.doc[start - 1].lower_ in ("and", "but", ",") or token.doc[start - 1].pos_ == "ADV"
            ):
                start -= 1
            return start
    return end


def _reports(token: Token, cue: Cue) -> bool:
    """Whether a verb inside a clause reports something on its own, beside the cue."""
    if any(c.dep_ in SUBJECTS for c in token.children) or not any(
        c.dep_ in ("ccomp", "dobj", "xcomp") for c in token.rights
    ):
        return False
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and token.nbor(-1).text == ","
    return token.dep_ == "conj" and token.tag_ == cue.head.tag_ and token.head.tag_ != token.tag_


def _coordinated(page: Page, end: int) -> int:
    """The end of clauses that the parser left out: "said that …, and that …"."""
    i = end
    while i < len(page.doc) and page.doc[i].lower_ in (",", "and", "but", "or", "—", "-"):
        i += 1
    if i < len(page.doc) and page.doc[i - 1].lower_ in ("and", "but", "or") and page.doc[i].lower_ == "that":
        verb = page.doc[i].head
        if verb.i > i and verb.sent.start <= end:
            return max(verb.right_edge.i + 1, end)
    return end


def _with_marks(page: Page, end: int) -> int:
    """The end of marks that go on with the clause in the same sentence: "said it was late, “because …”"."""
    i = end
    while i < len(page.doc) and page.inside[i] < 0 and page.doc[i].text in (",", "—", "–", "-", "--"):
        i += 1
    if i >= len(page.doc) or page.inside[i] < 0 or page.paragraph[i] != page.paragraph[end - 1]:
        return end
    k = page.inside[i]
    return page.ranges[k][1] if page.quoted[k].inner.of(page.doc.text)[:1].islower() and page.ranges[k][0] == i else end


def _lead(page: Page, cue: Cue, clause: int) -> Range | None:
    """ "which" in "which she said was wrong", and "If it rains" in "If it rains, she said, it will be late"."""
    for child in cue.head.lefts:
        if child.tag_ in _RELATIVE and child.dep_ not in ("nsubj", "nsubjpass") and child.dep_ != "advmod":
            return child.left_edge.i, child.right_edge.i + 1
        if child.dep_ == "advcl" and page.doc[child.left_edge.i].lower_ in _CONDITIONS:
            return child.left_edge.i, child.right_edge.i + 1
    before = cue.head.left_edge.i
    if page.doc[before].tag_ == "WDT" and clause > before and page.doc[before].dep_ == "nsubj":
        return (before, before + 1) if page.doc[before].head.i > cue.head.i else None
    return None


def _that_clause(page: Page, cue: Cue) -> tuple[Range, ...]:
    """ "said on Monday … that": where the parser missed the complement, it starts at "that"."""
    sentence = cue.head.sent
    for i in range(cue.head.i + 1, min(cue.head.i + _THAT_REACH, sentence.end)):
        token = page.doc[i]
        if page.inside[i] >= 0:
            return ()
        if token.lower_ == "that" and token.dep_ == "mark" and i + 2 < sentence.end:
            return ((i, sentence.end),)
        if token.dep_ not in _BETWEEN and token.dep_ not in _BETWEEN_MORE:
            return ()
    return ()


def clause_before(cue: Cue) -> tuple[Range, ...]:
    """The clausal complement to the left: "The bridge will close, she said"."""
    lefts = [c for c in cue.head.lefts if c.dep_ == "ccomp"]
    if not lefts:
        return ()
    start, end = lefts[0].left_edge.i, min(lefts[-1].right_edge.i + 1, inquit_start(cue))
    return ((start, end),) if start < end else ()


def clause_around(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence around an inquit between commas: "The bridge, she said, will close"."""
    head = cue.head
    if head.head is head or head.dep_ not in ("ccomp", "parataxis", "advcl", "dep"):
        return ()
    if not any(child.dep_ in SUBJECTS for child in head.children) or any(c.dep_ == "mark" for c in head.children):
        return ()
    first, end = head.left_edge.i, head.right_edge.i + 1
    sentence = head.sent
    opened = first > sentence.start and (page.doc[first - 1].text in _COMMAS or page.doc[first].is_punct)
    if not opened and not (first == sentence.start and end < sentence.end and page.doc[end].text == ","):
        return ()
    return tuple(piece for piece in ((sentence.start, first), (end, sentence.end)) if _has_words(page, piece))


def around_according(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence that "according to" stands in, without it."""
    head = cue.head
    end = max([head.i + 2, *(child.right_edge.i + 1 for child in head.rights)])
    sentence = head.sent
    return tuple(piece for piece in ((sentence.start, head.i), (end, sentence.end)) if _has_words(page, piece))


def _has_words(page: Page, piece: Range) -> bool:
    return any(is_word(page.doc[i]) for i in range(*piece))
