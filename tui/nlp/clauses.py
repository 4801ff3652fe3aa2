"""Clauses that an inquit reports: behind it, before it, or around it."""

from spacy.tokens import Token

from tui.nlp.beside import inquit_start
from tui.nlp.cues import Cue
from tui.nlp.page import FINITE, Page, Range, has_words, is_finite
from tui.nlp.sources import DAYS, SUBJECTS, is_passive

_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_CONDITIONS = frozenset({"if", "unless"})
_CONDITIONS_OF_OTHERS = frozenset({"while", "although", "though", "asked", "when", "as", "after"})
_GOES_ON = frozenset({"VBG", "CC", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP"})
_SUBJECT_LIKE = frozenset({"dobj", "nsubj", "nsubjpass", "dep", "oprd"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "oprd", "acomp"})
_FAR = 12
"""How many tokens behind an inquit are looked through for another one."""
_RESUMING = frozenset(
    {"because", "rather", "by", "including", "especially", "but", "though", "although", "even", "if", "unless", "so"}
)
_FRAGMENT = range(3, 21)
"""How many tokens a fragment before an inquit has, the comma with it."""
_NAMING = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM"})
_AFTER_INQUIT = frozenset({"prep", "pobj", "npadvmod", "det", "amod", "compound", "nummod", "punct", "case", "poss"})
_BETWEEN = frozenset(
    {"prep", "pobj", "npadvmod", "advmod", "det", "amod", "compound", "nummod", "dobj", "dative", "poss"}
)
_BETWEEN_MORE = frozenset({"punct", "case", "pcomp", "prt", "tmod", "appos", "conj", "cc"})
_THAT_REACH = 14
_LONGEST = 300
"""Tokens of a clause that are looked through for another inquit; longer ones are noise."""
_MATTERS = (
    frozenset(
        {"idea", "notion", "fact", "claim", "belief", "view", "report", "rumor", "charge", "accusation", "theory"}
    )
    | {"allegation", "assertion", "suggestion", "argument", "possibility", "confidence", "concern", "fear", "criticism"}
    | {"statement", "story", "promise", "decision", "finding", "evidence", "warning", "prediction", "hope", "news"}
)
"""Nouns that a clause with "that" explains."""
_INSERTED = frozenset({"ccomp", "parataxis", "advcl", "dep"})
_SUBORDINATING = frozenset({"that", "which", "who", "because", "where", "when", "whose"})
_COMMA_OR_MARK = frozenset({",", '"', "”"})
_COMMAS = (",", "—", "–", "-", "--", "(", ";", "―")


def clause_behind(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The clausal complement to the right, with a relative word or condition that stands before the inquit."""
    rights = [c for c in cue.head.rights if _is_complement(c, cue)]
    if not rights:
        return _that_clause(page, cue)
    first = _start(cue, rights[0])
    end = _without_aside(page, rights[-1], _coordinated(page, cue, _end(rights, cue)))
    piece = (max(first, cue.head.i + 1), _with_marks(page, end))
    split = clause_before(cue)
    if split and page.doc[first - 1].text == ",":
        return (*split, piece)
    lead = _lead(page, cue, first)
    return (piece,) if lead is None else (lead, piece)


def _start(cue: Cue, clause: Token) -> int:
    """The start of a clause, with a subject that the parser took for an object of the verb: "said | families would"."""
    if clause.left_edge.dep_ == "prep" and (clause.dep_ == "advcl" or _is_day(cue, clause.left_edge)):
        subject = next((c for c in clause.lefts if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return subject.left_edge.i
    matter = _matter(cue, clause.left_edge)
    if matter is not None:
        return matter.left_edge.i
    own = clause.left_edge.tag_ == "IN" or any(c.dep_ in SUBJECTS for c in clause.lefts)
    if own or "hearer" in cue.takes or cue.head.doc[clause.left_edge.i - 1].text == ":":
        return clause.left_edge.i
    for child in cue.head.rights:
        if child.i >= clause.left_edge.i:
            break
        if child.dep_ in _SUBJECT_LIKE and child.ent_type_ not in ("DATE", "TIME"):
            return child.left_edge.i
    return clause.left_edge.i


def _is_day(cue: Cue, word: Token) -> bool:
    """Whether "on Monday" follows the verb, which is when it was said."""
    return word.i == cue.head.i + 1 and word.lower_ == "on" and word.nbor().lower_ in DAYS


def _matter(cue: Cue, that: Token) -> Token | None:
    """The object that a clause with "that" explains: "disputed | the idea that it was late"."""
    if that.lower_ != "that" or "object" not in cue.takes:
        return None
    objects = (c for c in cue.head.rights if c.dep_ == "dobj" and c.i < that.i and c.lemma_.lower() in _MATTERS)
    noun = next(objects, None)
    between = noun.doc[noun.i + 1 : that.i] if noun is not None else ()
    return None if any(word.is_punct or word.pos_ in ("VERB", "CCONJ") for word in between) else noun


def _is_complement(child: Token, cue: Cue) -> bool:
    """Whether a right child is what is said, also without a `ccomp`: "asked if …", "did not say when …", "said yes"."""
    if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and _finite(child)):
        return True
    first = child.left_edge
    if child.dep_ == "advcl" and first.lower_ in ("if", "whether") and "about" in cue.takes:
        return not child.doc[first.i - 1].is_punct
    if child.dep_ == "advcl" and _is_main(child):
        return True
    if first.i != cue.head.i + 1:
        return False
    if child.dep_ == "advcl":
        denied = any(c.dep_ == "neg" for c in cue.head.lefts)
        return first.lower_ in ("why", "how", "what") or (denied and first.tag_ == "WRB")
    return child.dep_ == "intj"


def _is_main(clause: Token) -> bool:
    """Whether a clause has its own subject and no conjunction, like "he left" in "said on Monday he left"."""
    subject = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    led = any(c.dep_ == "mark" or (c.tag_ in ("WRB", "IN", "TO") and c.dep_ != "prep") for c in clause.lefts)
    return (
        subject is not None
        and subject.tag_ not in _RELATIVE
        and not led
        and not clause.doc[clause.left_edge.i - 1].is_punct
    )


def _finite(verb: Token) -> bool:
    return verb.tag_ != "VBG" and not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _end(clauses: list[Token], cue: Cue) -> int:
    """The end of clauses, before what reports something else: "…, adding that …", "… and vowed to …"."""
    verb = clauses[0]
    end = clauses[-1].right_edge.i + 1
    for token in verb.doc[verb.i + 1 : min(end, verb.i + _LONGEST)]:
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
    takes = cue.lexicon[token.lemma_.lower()]
    told = any(c.dep_ in ("ccomp", "dobj", "xcomp") or (c.dep_ == "prep" and c.lower_ in takes) for c in token.rights)
    if not told or any(c.dep_ in SUBJECTS for c in token.children):
        return False
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and token.nbor(-1).text in _COMMA_OR_MARK
    return token.dep_ == "conj" and token.tag_ == cue.head.tag_


def _without_aside(page: Page, verb: Token, end: int) -> int:
    """The end of a clause, before what the article tells about a name at its end: "to meet Ms Berg, who lives …"."""
    token = page.doc[end - 1]
    while token.i > verb.i and token.right_edge.i < end and token.head.i != token.i:
        first = token.left_edge.i
        if token.dep_ == "relcl" and token.head.ent_type_ and token.head.pos_ == "PROPN" and first - 1 > verb.i:
            apart = page.doc[first - 1].text in _COMMAS and page.inside[first - 1] < 0
            return first - 1 if apart and all(page.inside[i] < 0 for i in range(first, end)) else end
        token = token.head
    return end


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
        joined = joined and verb.pos_ != "ADP" and verb.head.i == cue.head.i
        if joined and verb.lemma_.lower() not in cue.lexicon:
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
            told = cue.head.tag_ != "VBN" or token.head.dep_ != "acl"
            matter = _matter(cue, token)
            return ((i if matter is None else matter.left_edge.i, sentence.end),) if told else ()
        told_by_other = token.pos_ == "VERB" and token.lemma_.lower() in cue.lexicon
        if told_by_other or (token.dep_ not in _BETWEEN and token.dep_ not in _BETWEEN_MORE):
            return ()
    return ()


def clause_before(cue: Cue) -> tuple[Range, ...]:
    """The clausal complement to the left: "The bridge will close, she said"."""
    lefts = [c for c in cue.head.lefts if c.dep_ == "ccomp"]
    if not lefts or _has_own_object(cue) or cue.head.doc[lefts[-1].right_edge.i + 1].text == ";":
        return ()
    start, end = lefts[0].left_edge.i, min(lefts[-1].right_edge.i + 1, inquit_start(cue))
    return ((start, end), *resumed(cue)) if start < end else ()


def _has_own_object(cue: Cue) -> bool:
    """Whether the verb has what it reports behind it: "It is late, employees complain of the cold"."""
    for child in cue.head.rights:
        if child.dep_ == "dobj" and not _is_hearer(cue, child) and not _is_time(child):
            return True
        if child.dep_ == "xcomp" or (
            child.dep_ == "prep" and child.lower_ in cue.takes and child.lower_ not in ("to", "on", "in")
        ):
            return True
    return False


def _is_hearer(cue: Cue, noun: Token) -> bool:
    """Whether the object of the verb is who is told."""
    return "hearer" in cue.takes and ("object" not in cue.takes or noun.pos_ in ("PROPN", "PRON"))


def _is_time(noun: Token) -> bool:
    return noun.ent_type_ in ("DATE", "TIME")


def resumed(cue: Cue) -> tuple[Range, ...]:
    """What goes on behind an inquit: "It will close, she said, | because it is old"."""
    doc, end = cue.head.doc, cue.head.sent.end
    first = cue.head.i + 2
    if first + 1 >= end or doc[first - 1].text != "," or doc[first].lower_ not in _RESUMING:
        return ()
    reports = any(t.pos_ == "VERB" and t.lemma_ in cue.lexicon for t in doc[first : min(end, first + _FAR)])
    does = doc[first].lower_ == "but" and any(t.tag_ in FINITE for t in doc[first + 1 : first + 3] if t.pos_ != "PRON")
    return () if reports or does else ((first, end),)


def fragment_before(page: Page, cue: Cue) -> tuple[Range, ...]:
    """What stands before an inquit at the end of its sentence, though it be no clause: "People like us, she said."."""
    sentence, first = cue.head.sent, inquit_start(cue)
    own = any(c.dep_ in SUBJECTS and c.tag_ not in _RELATIVE for c in cue.head.lefts)
    if not own or is_passive(cue.head) or not _is_comma(page, first - 1):
        return ()
    short = first - sentence.start in _FRAGMENT and page.doc[sentence.start].pos_ in _NAMING
    if not short and not is_finite(page, (sentence.start, first - 1)):
        return ()
    rest = range(cue.head.i + 1, sentence.end)
    words = [page.doc[i] for i in rest]
    beside = (t.dep_ in _AFTER_INQUIT or (t.dep_ == "dobj" and _is_hearer(cue, t)) for t in words)
    if any(page.inside[t.i] >= 0 for t in words) or not all(beside):
        return ()
    return ((sentence.start, first - 1),)


def clause_around(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence around an inquit between commas: "The bridge, she said, will close", "As she said, it will"."""
    head = cue.head
    marks = [c.lower_ for c in head.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.tag_ == "WRB")]
    if head.head.i == head.i or head.dep_ not in _INSERTED or any(mark != "as" for mark in marks):
        return ()
    if not any(child.dep_ in SUBJECTS for child in head.children) and not (marks and head.tag_ == "VBN"):
        return ()
    if marks and any(child.dep_ in _COMPLEMENTS and not _is_hearer(cue, child) for child in head.rights):
        return ()
    if _has_own_object(cue):
        return ()
    first, end = head.left_edge.i, head.right_edge.i + 1
    sentence = head.sent
    opened = first > sentence.start and (page.doc[first - 1].text in _COMMAS or page.doc[first].is_punct)
    leads = first == sentence.start or (first == sentence.start + 1 and page.doc[first - 1].dep_ in ("cc", "advmod"))
    closed = page.doc[end - 1].text == "," or (end < sentence.end and page.doc[end].text == ",")
    if not opened and not (leads and closed):
        return ()
    return _pieces(page, cue, ((sentence.start, first), (end, sentence.end)))


def between_commas(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence around an inquit that stands between commas, whatever the parser made of it."""
    doc, head, sentence = page.doc, cue.head, cue.head.sent
    if head.tag_ == "VBG" or not any(c.dep_ in SUBJECTS and c.tag_ not in _RELATIVE for c in head.lefts):
        return ()
    first, end = inquit_start(cue), head.i + 1
    if first > sentence.start and doc[first - 1].lower_ == "as":
        first -= 1
    while end < sentence.end and _is_beside(cue, doc[end]):
        end = doc[end].right_edge.i + 1
    apart = first > sentence.start and end + 1 < sentence.end and first < head.i and _is_comma(page, first - 1)
    if not apart or not _is_comma(page, end) or page.inside[end + 1] >= 0 or doc[end + 1].tag_ in _GOES_ON:
        return ()
    lead, rest = (sentence.start, first - 1), (end + 1, sentence.end)
    subordinate = doc[sentence.start].lower_ in _CONDITIONS_OF_OTHERS or doc[first].lower_ in _SUBORDINATING
    if subordinate or doc[rest[0]].dep_ == "mark" or not is_finite(page, rest):
        return ()
    if is_finite(page, lead) and doc[sentence.start].lower_ not in _CONDITIONS:
        return ()
    found = _pieces(page, cue, (lead, rest))
    return found if len(found) == 2 else ()


def _is_beside(cue: Cue, token: Token) -> bool:
    """Whether the word begins a phrase of the inquit itself: "said on Monday", "told The Post"."""
    while token.head.i > token.i:
        token = token.head
    hearer = token.dep_ in ("dobj", "dative") and _is_hearer(cue, token)
    return token.head.i == cue.head.i and (hearer or token.dep_ in ("prt", "npadvmod", "advmod", "prep"))


def _is_comma(page: Page, i: int) -> bool:
    return page.doc[i].text == "," and page.inside[i] < 0


def _pieces(page: Page, cue: Cue, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """The pieces that have words; one that reports something itself goes if there is another."""
    found = [piece for piece in pieces if has_words(page, piece)]
    if len(found) == 2 and any(_is_cue(page, cue, i) for i in range(*found[0])):
        del found[0]
    return tuple(found)


def _is_cue(page: Page, cue: Cue, i: int) -> bool:
    token = page.doc[i]
    return page.inside[i] < 0 and token.pos_ == "VERB" and "clause" in cue.lexicon.get(token.lemma_.lower(), ())
