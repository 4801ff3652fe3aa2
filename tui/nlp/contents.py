"""What a cue reports: candidate stretches of tokens from the parse and from the quotation marks beside the cue."""

from dataclasses import dataclass

from spacy.tokens import Token

from tui.nlp.cues import Cue
from tui.nlp.page import Page, Range, is_word
from tui.nlp.sources import is_passive

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LIGHT = frozenset({"aux", "auxpass", "neg", "advmod", "cc", "punct", "npadvmod"})
_REACH = 30
"""How many tokens may stand between a cue and the marks beside it."""


@dataclass(frozen=True, slots=True)
class Content:
    """Stretches of tokens in text order, and the rule that found them."""

    ranges: tuple[Range, ...]
    rule: str


def find_content(page: Page, cue: Cue) -> Content | None:
    """The content of one cue, not yet grown over the marks it touches."""
    if not cue.takes:
        return according(page, cue)
    before = marks_before(page, cue)
    if before is not None:
        after = marks_after(page, cue)
        pieces = (before,) if after is None else (before, after)
        return Content(pieces, "marks before the cue" if after is None else "marks around the cue")
    return clause(cue) or inserted(page, cue) or marks_alone(page, cue) or arguments(cue)


def inquit_start(cue: Cue) -> int:
    """The first token of source and cue, where the source stands before the verb."""
    head = cue.head
    first = head.i
    for child in head.lefts:
        if child.dep_ in _SUBJECTS or (child.dep_ in _LIGHT and is_word(child)):
            first = min(first, child.left_edge.i if child.dep_ in _SUBJECTS else child.i)
    return first


def marks_before(page: Page, cue: Cue) -> Range | None:
    """The quotation that ends right before the inquit: “…,” she said; “…,” said the minister."""
    first = inquit_start(cue)
    i = first - 1
    while i >= 0 and page.inside[i] < 0 and (not is_word(page.doc[i])) and first - i < 4:
        i -= 1
    if i < 0 or page.inside[i] < 0 or page.paragraph[i] != page.paragraph[first]:
        return None
    k = page.inside[i]
    if not _ends_like_speech(page, k):
        return None
    return page.ranges[k]


def _ends_like_speech(page: Page, k: int) -> bool:
    """Whether marks close after a comma or an end of sentence, inside or outside of them."""
    inner, outer = page.quoted[k].inner, page.quoted[k].span
    text = page.doc.text
    last = text[inner.start : inner.end].rstrip()[-1:]
    return last in tuple(",.!?…—-–") or text[outer.end : outer.end + 1] in tuple(",.")


def marks_after(page: Page, cue: Cue) -> Range | None:
    """The quotation that goes on after an inquit in the middle of the sentence: “…,” she said, “…”."""
    i = cue.head.i + 1
    end = min(len(page.doc), i + _REACH)
    while i < end and page.inside[i] < 0:
        token = page.doc[i]
        if token.is_sent_start and token.text[:1].isupper():
            return None
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("relcl",):
            return None
        i += 1
    if i >= end or page.paragraph[i] != page.paragraph[cue.head.i]:
        return None
    if page.doc[i - 1].text not in (",", ":", "—", "–", "-", ";"):
        return None
    return page.ranges[page.inside[i]]


def clause(cue: Cue) -> Content | None:
    """The clausal complement, right or left of the verb."""
    if "clause" not in cue.takes:
        return None
    head = cue.head
    rights = [c for c in head.rights if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and _finite(c))]
    if rights:
        first = rights[0]
        return Content(((first.left_edge.i, rights[-1].right_edge.i + 1),), "clause after the cue")
    lefts = [c for c in head.lefts if c.dep_ == "ccomp"]
    if lefts:
        start, end = lefts[0].left_edge.i, min(lefts[-1].right_edge.i + 1, inquit_start(cue))
        if start < end:
            return Content(((start, end),), "clause before the cue")
    return None


def _finite(verb: Token) -> bool:
    return not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children) and verb.tag_ != "VBG"


def inserted(page: Page, cue: Cue) -> Content | None:
    """The sentence around an inquit between commas: "The bridge, she said, will close."."""
    head = cue.head
    if "clause" not in cue.takes or head.head is head or head.dep_ not in ("ccomp", "parataxis", "advcl", "dep"):
        return None
    if not any(child.dep_ in _SUBJECTS for child in head.children):
        return None
    first, end = head.left_edge.i, head.right_edge.i + 1
    sentence = head.sent
    if first <= sentence.start or (
        page.doc[first - 1].text not in (",", "—", "–", "-", "(") and not page.doc[first].is_punct
    ):
        return None
    if any(child.dep_ == "mark" for child in head.children):
        return None
    pieces = tuple(piece for piece in ((sentence.start, first), (end, sentence.end)) if _has_words(page, piece))
    return Content(pieces, "sentence around the cue") if pieces else None


def _has_words(page: Page, piece: Range) -> bool:
    return any(is_word(page.doc[i]) for i in range(*piece))


def marks_alone(page: Page, cue: Cue) -> Content | None:
    """A quotation after the cue that the parse does not tie to it."""
    if "quote" not in cue.takes:
        return None
    i = cue.head.i + 1
    end = min(len(page.doc), i + _REACH)
    while i < end and page.inside[i] < 0:
        token = page.doc[i]
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if token.is_sent_start and page.doc[i - 1].text not in (":", ","):
            return None
        i += 1
    if i >= end:
        return None
    return Content((page.ranges[page.inside[i]],), "marks after the cue")


def arguments(cue: Cue) -> Content | None:
    """Objects, infinitives and prepositional phrases that the verb reports."""
    head, takes = cue.head, cue.takes
    pieces: list[Token] = []
    has_object = False
    infinitive = any(c.dep_ == "xcomp" for c in head.rights)
    for child in head.rights:
        dep = child.dep_
        if dep in ("dobj", "oprd", "dative") and (
            "object" in takes
            or ("name" in takes and _named(head))
            or ("hearer" in takes and "inf" in takes and infinitive)
        ):
            pieces.append(child)
            has_object = True
        elif (dep in ("xcomp", "ccomp") and ("inf" in takes or (has_object and "name" in takes))) or (
            dep == "prep" and (child.lower_ in takes or (child.lower_ == "as" and "name" in takes))
        ):
            pieces.append(child)
    if not pieces:
        return None
    first = min(p.left_edge.i for p in pieces)
    end = max(p.right_edge.i for p in pieces) + 1
    if is_passive(head):
        return None
    rule = "object of the cue" if has_object else f"{pieces[0].dep_} of the cue"
    return Content(((max(first, head.i + 1), end),), rule)


def _named(head: Token) -> bool:
    return any(c.dep_ in ("oprd", "xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ == "as") for c in head.rights)


def according(page: Page, cue: Cue) -> Content | None:
    """The sentence that "according to" stands in, without it."""
    head = cue.head
    end = head.i + 2
    for child in head.rights:
        end = max(end, child.right_edge.i + 1)
    sentence = head.sent
    pieces = tuple(p for p in ((sentence.start, head.i), (end, sentence.end)) if _has_words(page, p))
    return Content(pieces, "according to") if pieces else None
