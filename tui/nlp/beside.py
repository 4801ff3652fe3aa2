"""Quotation marks beside an inquit: “…,” she said; she said: “…”; “…,” she said, “…”."""

from spacy.tokens import Token

from tui.nlp.cues import Cue
from tui.nlp.lexicon import Lexicon
from tui.nlp.page import Page, Range, is_word
from tui.nlp.sources import SUBJECTS
from tui.nlp.sources_near import apposed

_LIGHT = frozenset({"aux", "auxpass", "neg", "advmod", "cc", "npadvmod"})
_REACH = 30
"""How many tokens may stand between a cue and the marks behind it."""
_TITLE = 4
"""How many words of a source the parser may have left out."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS = (",", ":", "—", "–", "-", ";")


def inquit_start(cue: Cue) -> int:
    """The first token of source and cue, where the source stands before the verb."""
    first = cue.head.i
    subject = False
    for child in reversed(list(cue.head.lefts)):
        if child.dep_ in SUBJECTS and not subject:
            first, subject = child.left_edge.i, True
        elif child.dep_ in _LIGHT:
            first = min(first, child.i)
    speaker = apposed(cue.head)
    if speaker is not None:
        first = speaker.left_edge.i
    while first < cue.head.i and not is_word(cue.head.doc[first]):
        first += 1
    return first


def marks_before(page: Page, cue: Cue) -> int | None:
    """The number of the quotation that ends right before the inquit, within the paragraph."""
    if cue.head.tag_ in ("VBG", "VB") and not any(c.dep_ in ("aux", "nsubj") for c in cue.head.lefts):
        return None
    first = _over_names(page, inquit_start(cue))
    i = first - 1
    while i >= 0 and page.inside[i] < 0 and not is_word(page.doc[i]) and first - i < 4:
        i -= 1
    if i < 0 or page.inside[i] < 0 or page.paragraph[i] != page.paragraph[first]:
        return None
    k = page.inside[i]
    if _is_title(page, k):
        return None
    last = last_mark(page, k)
    if _has_next_clause(page, cue):
        return None
    if last in (".", "…") and page.doc[first].text[0].isupper() and has_right_content(cue):
        return None
    if last in ("!", "?") and page.doc[first].text[0].isupper() and has_right_clause(cue):
        return None
    return k if last in tuple(",.!?…—–-") else None


def _is_title(page: Page, k: int) -> bool:
    """Whether quotation k names a show or a book within a phrase: In an interview on “Face the Nation,” he said …."""
    first, end = page.ranges[k]
    words = [page.doc[i].text for i in range(first, end) if is_word(page.doc[i]) and len(page.doc[i]) > _TITLE]
    before = page.doc[first - 1] if first > page.doc[first].sent.start else None
    return before is not None and is_word(before) and bool(words) and all(word[0].isupper() for word in words)


def _over_names(page: Page, first: int) -> int:
    """The start of a source whose first words the parser left out: "…,” | Tulsa police Chief Jordan said"."""
    i = first
    while i > 0 and first - i < _TITLE and page.inside[i - 1] < 0 and page.doc[i - 1].pos_ in ("PROPN", "NOUN", "ADJ"):
        i -= 1
    return i if i > 0 and page.inside[i - 1] >= 0 else first


def last_mark(page: Page, k: int) -> str:
    """The punctuation that closes quotation k, just inside or just outside its marks; "" if there is none."""
    quoted = page.quoted[k]
    text = page.text
    inner = quoted.inner.of(text).rstrip(" \n’'")[-1:]
    outer = text[quoted.span.end : quoted.span.end + 1]
    return inner if inner in tuple(".,!?…—–-") else outer if outer in (".", ",") else ""


def has_right_content(cue: Cue) -> bool:
    """Whether a clause, an infinitive or an object follows the verb."""
    return any(child.dep_ in ("ccomp", "xcomp", "dobj", "oprd") for child in cue.head.rights)


def has_right_clause(cue: Cue) -> bool:
    """Whether a clause or an infinitive follows the verb."""
    return any(child.dep_ in ("ccomp", "xcomp") for child in cue.head.rights)


def _has_next_clause(page: Page, cue: Cue) -> bool:
    """Whether a clause with its own subject follows at once: On “Face the Nation,” he said | it would close."""
    i = cue.head.i + 1
    clauses = [c for c in cue.head.rights if c.dep_ == "ccomp" and c.left_edge.i == i and page.inside[i] < 0]
    return _has_subject(cue.head) and any(_has_subject(clause) for clause in clauses)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)


def marks_after(page: Page, cue: Cue) -> int | None:
    """The quotation that goes on after an inquit in the middle of the sentence."""
    k, i = _next_marks(page, cue.head, skip=frozenset())
    return k if k is not None and page.doc[i - 1].text in _OPENERS else None


def marks_behind(page: Page, cue: Cue) -> int | None:
    """A quotation after the cue that the parse does not tie to it, in the same sentence or after a colon."""
    return _next_marks(page, cue.head, skip=frozenset({"relcl", "acl"}))[0]


def _next_marks(page: Page, verb: Token, skip: frozenset[str]) -> tuple[int | None, int]:
    """The first quotation behind `verb` with no other finite verb and no sentence end before it."""
    end = min(len(page.doc), verb.i + _REACH, page.bounds[page.paragraph[verb.i]][1])
    for i in range(verb.i + 1, end):
        token = page.doc[i]
        if page.inside[i] >= 0:
            return page.inside[i], i
        if token.tag_ in _FINITE and token.dep_ not in skip and "relcl" not in (token.dep_, token.head.dep_):
            break
        if token.text in (".", "!", "?") or (token.is_sent_start and page.doc[i - 1].text not in _OPENERS):
            break
    return None, end


def with_start_of_sentence(page: Page, k: int, lexicon: Lexicon) -> Range:
    """Quotation k, and the words of its sentence that stand before it: Ms Berg is “not a fool,” he said."""
    first, end = page.ranges[k]
    sentence = page.doc[first].sent
    start = first
    while start > sentence.start and page.paragraph[start - 1] == page.paragraph[first]:
        start -= 1
    lead = [i for i in range(start, first) if is_word(page.doc[i])]
    if len(lead) < 2 or page.doc[first - 1].text in (":", "—", "–", "-", "--", ";", "("):
        return first, end
    for i in lead:
        k = page.inside[i]
        reports = k < 0 and page.doc[i].pos_ == "VERB" and page.doc[i].lemma_.lower() in lexicon
        if reports or (k >= 0 and last_mark(page, k) in (".", ",")):
            return first, end
    return lead[0], end
