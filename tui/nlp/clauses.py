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
_INSERTED = frozenset({"ccomp", "parataxis", "advcl", "dep"})
_SUBORDINATING = frozenset({"that", "which", "who", "because", "where", "when", "whose"})
_COMMAS = (",", "—", "–", "-", "--", "(", ";", "―")


def clause_behind(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The clausal complement to the right, with a relative word or condition that stands before the inquit."""
    rights = [c for c in cue.head.rights if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and _finite(c)) or _whether(c, cue)]
    if not rights:
        return _that_clause(page, cue)
    first = rights[0].left_edge.i
    piece = (max(first, cue.head.i + 1), _with_marks(page, _coordinated(page, cue, _end(rights[-1], cue))))
    split = clause_before(cue)
    if split and page.doc[first - 1].text == ",":
        return (*split, piece)
    lead = _lead(page, cue, first)
    return (piece,) if lead is None else (lead, piece)


def _whether(clause: Token, cue: Cue) -> bool:
    """Whether an "if" right behind "asked" asks, rather than sets a condition."""
    first = clause.left_edge
    asked = first.lower_ in ("if", "whether") and first.i <= cue.head.i + 1 and "about" in cue.takes
    return clause.dep_ == "advcl" and asked


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


def _coordinated(page: Page, cue: Cue, end: int) -> int:
    """The end of clauses that the parser left out: "said that …, and that …"."""
    i = end
    while i < len(page.doc) and page.doc[i].lower_ in (",", "and", "but", "or", "—", "-"):
        i += 1
    if i < len(page.doc) and page.doc[i - 1].lower_ in ("and", "but", "or") and page.doc[i].lower_ == "that":
        verb = page.doc[i].head
        if verb.i > i and verb.sent.start <= end:
            return max(verb.right_edge.i + 1, end)
    for verb in cue.head.conjuncts:
        joined = verb.i > end and verb.left_edge.i <= i and page.doc[i - 1].dep_ == "cc"
        if joined and verb.lemma_.lower() not in cue.lexicon and verb.head.i == cue.head.i:
            return verb.right_edge.i + 1
    return end


def _with_marks(page: Page, end: int) -> int:
    """The end of marks that go on with the clause in the same sentence: "said it was late, “because …”"."""
    i = end
    while i < len(page.doc) and page.inside[i] < 0 and page.doc[i].text in (",", "—", "–", "-", "--"):
        i += 1
    if i >= len(page.doc) or page.inside[i] < 0 or page.paragraph[i] != page.paragraph[end - 1]:
        return end
    k = page.inside[i]
    return page.ranges[k][1] if page.quoted[k].inner.of(page.text)[:1].islower() and page.ranges[k][0] == i else end


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
    """The sentence around an inquit between commas: "The bridge, she said, will close", "As she said, it will"."""
    head = cue.head
    marks = [c.lower_ for c in head.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.tag_ == "WRB")]
    if head.head.i == head.i or head.dep_ not in _INSERTED or any(mark != "as" for mark in marks):
        return ()
    if not any(child.dep_ in SUBJECTS for child in head.children) and not (marks and head.tag_ == "VBN"):
        return ()
    first, end = head.left_edge.i, head.right_edge.i + 1
    sentence = head.sent
    opened = first > sentence.start and (page.doc[first - 1].text in _COMMAS or page.doc[first].is_punct)
    leads = first == sentence.start or (first == sentence.start + 1 and page.doc[first - 1].dep_ in ("cc", "advmod"))
    if not opened and not (leads and end < sentence.end and page.doc[end].text == ","):
        return ()
    return _pieces(page, cue, ((sentence.start, first), (end, sentence.end)))


def _pieces(page: Page, cue: Cue, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """The pieces that have words; one that reports something itself goes if there is another."""
    found = [piece for piece in pieces if _has_words(page, piece)]
    if len(found) == 2 and any(_is_cue(page, cue, i) for i in range(*found[0])):
        del found[0]
    return tuple(found)


def _is_cue(page: Page, cue: Cue, i: int) -> bool:
    token = page.doc[i]
    return page.inside[i] < 0 and token.pos_ == "VERB" and "clause" in cue.lexicon.get(token.lemma_.lower(), ())


def around_according(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence that "according to" stands in, without it."""
    head, sentence = cue.head, cue.head.sent
    inner = _inner_clause(page, cue)
    if inner:
        return inner
    end = max([head.i + 2, *(child.right_edge.i + 1 for child in head.rights)])
    if head.i <= sentence.start + 1:
        end = _main_clause(page, cue, end)
    return tuple(piece for piece in ((sentence.start, head.i), (end, sentence.end)) if _has_words(page, piece))


def _inner_clause(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The relative or "that" clause that "according to" interrupts: "a scarf that, according to him, is lucky"."""
    first = cue.head.i
    comma = first - 1
    if comma < 1 or page.doc[comma].text not in _COMMAS or page.doc[comma - 1].lower_ not in _SUBORDINATING:
        return ()
    end = max([first + 2, *(child.right_edge.i + 1 for child in cue.head.rights)])
    verb = next((t for t in page.doc[end : cue.head.sent.end] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if verb is None:
        return ()
    clause = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return (comma - 1, comma), (end, max(clause.right_edge.i + 1, verb.i + 1))


def _main_clause(page: Page, cue: Cue, end: int) -> int:
    """Where the clause after "According to the police," starts, though the parser may put its subject before that."""
    subject = next((c for c in cue.head.sent.root.lefts if c.dep_ in SUBJECTS and c.i > cue.head.i), None)
    if subject is not None and page.doc[subject.left_edge.i - 1].text == ",":
        return subject.left_edge.i
    commas = [i for i in range(cue.head.i, end) if page.doc[i].text == ","]
    has_verb = any(page.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(end, cue.head.sent.end))
    return end if has_verb and subject is not None else commas[0] if commas else end


def _has_words(page: Page, piece: Range) -> bool:
    return any(is_word(page.doc[i]) for i in range(*piece))
