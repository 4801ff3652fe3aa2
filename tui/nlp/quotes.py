"""Quotations in a parsed text: content, cue and source of each attribution."""

from collections.abc import Iterable

from spacy.tokens import Doc

from tui.model.span import Span
from tui.nlp.contents import find_content
from tui.nlp.cues import Cue, find_cues
from tui.nlp.found import FoundQuote
from tui.nlp.grow import Attribution, finish
from tui.nlp.lexicon import Lexicon, reporting_verbs
from tui.nlp.page import Page, read_page
from tui.nlp.rules import find_marked
from tui.nlp.sources import mention, subject_of


def find_quotes(doc: Doc, *, lexicon: Lexicon | None = None) -> list[FoundQuote]:
    """Direct, mixed and indirect quotations in text order; without a parse only those beside marks."""
    if not doc.has_annotation("DEP"):
        return find_marked(doc.text)
    page = read_page(doc)
    found = []
    for cue in find_cues(page, lexicon or reporting_verbs()):
        content = find_content(page, cue)
        if content is not None:
            found.append(Attribution(cue, content.ranges, content.rule))
    return [_found(page, item) for item in finish(page, found)]


def _found(page: Page, item: "Attribution") -> FoundQuote:
    spans = item.spans(page)
    return FoundQuote(
        content=spans,
        kind=kind_of(page, spans),
        cue=item.cue.span,
        source=_source(item.cue),
        score=0.8,
        why=f"{item.rule}: {item.cue.word}",
    )


def _source(cue: Cue) -> Span | None:
    if not cue.takes:
        to = next((child for child in cue.head.children if child.dep_ == "prep"), None)
        head = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
        return mention(head) if head is not None else None
    head = subject_of(cue.head)
    return mention(head) if head is not None else None


def kind_of(page: Page, spans: Iterable[Span]) -> str:
    """`direct` if 95 % of the letters stand between marks, `indirect` up to 2 %, else `mixed`."""
    letters = marked = 0
    text = page.doc.text
    for span in spans:
        letters += sum(char.isalnum() for char in span.of(text))
        for quoted in page.quoted:
            if quoted.span.overlaps(span):
                low, high = max(span.start, quoted.span.start), min(span.end, quoted.span.end)
                marked += sum(char.isalnum() for char in text[low:high])
    share = marked / max(letters, 1)
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"
