"""Quotations in a parsed text: content, cue and source of each attribution."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc

from tui.model.span import Span
from tui.nlp.bare import is_bare, is_judged
from tui.nlp.colons import find_announced, find_labels, find_signed
from tui.nlp.contents import Attribution, find_content
from tui.nlp.cues import Cue, find_cues
from tui.nlp.found import FoundQuote
from tui.nlp.grow import finish, spans_of
from tui.nlp.lexicon import Lexicon, reporting_nouns, reporting_verbs
from tui.nlp.marks import Quoted
from tui.nlp.nouns import find_nouns
from tui.nlp.page import Page, read_page
from tui.nlp.rules import find_marked
from tui.nlp.scores import score_of
from tui.nlp.sources import find_speaker, mention, named_by_according

_REASONS = {
    "marks before": "marks before the inquit",
    "marks around": "marks around the inquit",
    "marks behind": "marks after the inquit",
    "clause behind": "clause after the inquit",
    "clause before": "clause before the inquit",
    "clause around": "sentence around the inquit",
    "according to": "sentence with",
    "colon": "marks after a colon",
    "label": "marks after a name",
    "signed": "marks before a name",
    "transcript": "paragraph after a name",
    "object": "object of the verb",
    "prep": "what follows the preposition",
    "xcomp": "infinitive or gerund of the verb",
    "ccomp": "small clause of the verb",
    "passive": "subject of a passive",
    "relative": "relative pronoun of the verb",
    "noun": "what the noun says",
}
"""Rule → what the inspector says, before the words of the cue."""


def find_quotes(doc: Doc, *, lexicon: Lexicon | None = None) -> list[FoundQuote]:
    """Direct, mixed and indirect quotations in text order; without a parse only those beside marks."""
    if not doc.has_annotation("DEP"):
        return find_marked(doc.text)
    page = read_page(doc)
    found = list(find_labels(page))
    verbs = lexicon or reporting_verbs()
    for cue in find_cues(page, verbs):
        item = find_content(page, cue)
        if item is not None:
            found.append(item)
    found += [Attribution(cue, (piece,), "noun") for cue, piece in find_nouns(page, reporting_nouns(), verbs)]
    taken = {page.inside[i] for item in found for piece in item.ranges for i in range(*piece)}
    found += [*find_announced(page, taken), *find_signed(page, taken)]
    return [_found(page, item) for item in finish(page, found) if not is_bare(page, item)]


def _found(page: Page, item: Attribution) -> FoundQuote:
    spans = spans_of(page, item)
    source = _source(page, item.cue)
    words = sum(len(span.of(page.text).split()) for span in spans)
    return FoundQuote(
        content=spans,
        kind="direct" if item.rule == "transcript" else kind_of(page, spans),
        cue=item.cue.span,
        source=source,
        score=score_of("judged" if is_judged(page, item) else item.rule, words, has_source=source is not None),
        why=f"{_REASONS.get(item.rule, item.rule)}: {item.cue.span.of(page.text)}",
    )


def _source(page: Page, cue: Cue) -> Span | None:
    if cue.source is not None:
        return cue.source
    if cue.head.pos_ == "NOUN":
        return None
    if cue.is_according:
        head = named_by_according(cue.head)
    else:
        head = find_speaker(cue.head, lambda token: page.inside[token.i] < 0, hearer="hearer" in cue.takes)
    return mention(head) if head is not None else None


def kind_of(page: Page, spans: Iterable[Span]) -> str:
    """`direct` if 95 % of the letters stand between marks, `indirect` up to 2 %, else `mixed`."""
    letters = marked = 0
    text = page.text
    for span in spans:
        letters += sum(char.isalnum() for char in span.of(text))
        for quoted in page.quoted[bisect_right(page.quoted, span.start, key=_end_of) :]:
            if quoted.span.start >= span.end:
                break
            low, high = max(span.start, quoted.span.start), min(span.end, quoted.span.end)
            marked += sum(char.isalnum() for char in text[low:high])
    share = marked / max(letters, 1)
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"


def _end_of(quoted: Quoted) -> int:
    return quoted.span.end
