"""What "according to" reports: the sentence around it, or the clause that it interrupts."""

from tui.nlp.cues import Cue
from tui.nlp.page import FINITE, Page, Range, has_words, is_finite
from tui.nlp.sources import SUBJECTS

_COMMAS = (",", "—", "–", "-", "--", "(", ";", "―")
_SUBORDINATING = frozenset({"that", "which", "who", "because", "where", "when", "whose"})


def around_according(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The sentence that "according to" stands in, without it."""
    head, sentence = cue.head, cue.head.sent
    inner = _inner_clause(page, cue)
    if inner:
        return inner
    end = max([head.i + 2, *(child.right_edge.i + 1 for child in head.rights)])
    if head.i <= sentence.start + 1:
        end = _swallowed(page, cue, _main_clause(page, cue, end))
    before, behind = (sentence.start, head.i), (end, sentence.end)
    if is_finite(page, before) and not is_finite(page, behind):
        return (before,)
    return tuple(piece for piece in (before, behind) if has_words(page, piece))


def _inner_clause(page: Page, cue: Cue) -> tuple[Range, ...]:
    """The relative or "that" clause that "according to" interrupts: "a scarf that, according to him, is lucky"."""
    first = cue.head.i
    comma = first - 1
    if comma < 1 or page.doc[comma].text not in _COMMAS or page.doc[comma - 1].lower_ not in _SUBORDINATING:
        return ()
    end = max([first + 2, *(child.right_edge.i + 1 for child in cue.head.rights)])
    verb = next((t for t in page.doc[end : cue.head.sent.end] if t.tag_ in FINITE), None)
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
    has_verb = is_finite(page, (end, cue.head.sent.end))
    return end if has_verb and subject is not None else commas[0] if commas else end


def _swallowed(page: Page, cue: Cue, end: int) -> int:
    """Where the clause starts that follows without a comma: "According to the ministry | three ships have sunk"."""
    doc, named = page.doc, False
    if end >= cue.head.sent.end or doc[end].tag_ not in FINITE:
        return end
    for i in range(cue.head.i + 2, end):
        if (
            named
            and doc[i].tag_ in ("DT", "CD", "PRP", "PRP$", "IN")
            and doc[i].lower_ != "of"
            and doc[i - 1].text != ","
        ):
            return i
        named = doc[i].pos_ in ("NOUN", "PROPN")
    return end
