"""Quotations without a reporting verb beside them.

A colon announces them ("Kasich: ‘We go on’", "released this statement:"), also in transcripts ("Q: Why?"), or a dash
and a name sign them ("“We go on.” — Ana Lopez").
"""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from tui.model.span import Span
from tui.nlp.contents import Attribution
from tui.nlp.cues import Cue
from tui.nlp.lexicon import reporting_verbs
from tui.nlp.page import Page

_NAME = r"[^\W\d_a-z][\w.'’-]*"
_LABEL = re.compile(
    rf"(?P<who>Q|A|{_NAME}(?: (?:of |the |de |van |al-)?{_NAME}){{0,6}})(?: ?\([^)\n]{{1,40}}\))?\s?:\s+(?=\S)"
)
_SIGNATURE = re.compile(
    rf"\s{{0,3}}(?P<dash>[–—―]|--?)\s?(?P<who>{_NAME}(?: (?:of |the |de |van |al-)?{_NAME}){{0,5}})"
    r"(?:,[^\n]{1,60})?\s*(?:\n|\Z)"
)
_LABELLED = frozenset({"label"})
_ANNOUNCED = frozenset({"colon"})


def find_labels(page: Page) -> Iterator[Attribution]:
    """Speakers' names with a colon at the start of a paragraph, before marks or in a transcript.

    A transcript is where at least two names each come at least twice.
    """
    labels = [(k, m) for k, (first, _) in enumerate(page.bounds) if (m := _LABEL.match(page.text, page.doc[first].idx))]
    counts = Counter(match["who"] for _, match in labels)
    transcript = sum(count > 1 for count in counts.values()) > 1
    for k, match in labels:
        first, end = page.bounds[k]
        start = next((i for i in range(first, end) if page.doc[i].idx >= match.end()), end)
        wordless = not any(token.is_alpha for token in page.doc[start:end])
        if wordless or match.end("who") > page.doc[start].idx:
            continue
        marked = page.inside[start] >= 0 or (k == 0 and any(page.inside[i] >= 0 for i in range(start, end)))
        if marked or transcript:
            yield Attribution(_cue(page, match, start), ((start, end),), "transcript" if not marked else "label")


def _cue(page: Page, match: re.Match[str], start: int) -> Cue:
    colon = page.text.index(":", match.end("who"))
    return Cue(page.doc[start - 1], Span(colon, colon + 1), _LABELLED, {}, Span(*match.span("who")))


def find_signed(page: Page, taken: set[int]) -> Iterator[Attribution]:
    """Quotations that a dash and a name behind them sign, up to the end of the paragraph or as the next one."""
    for k, (first, end) in enumerate(page.ranges):
        match = _SIGNATURE.match(page.text, page.quoted[k].span.end)
        if k in taken or match is None or page.paragraph[first] + 1 < page.paragraph[end - 1]:
            continue
        dash = next((i for i in range(end, len(page.doc)) if page.doc[i].idx >= match.start("dash")), None)
        if dash is not None:
            cue = Cue(page.doc[dash], Span(*match.span("dash")), _LABELLED, {}, Span(*match.span("who")))
            yield Attribution(cue, ((first, end),), "signed")


def find_announced(page: Page, taken: set[int]) -> Iterator[Attribution]:
    """Quotations behind a sentence that ends in a colon, in its paragraph or as the next one."""
    for k, (first, end) in enumerate(page.ranges):
        before = first - 1
        while before >= 0 and page.doc[before].is_space:
            before -= 1
        if k in taken or page.quoted[k].single or before < 0 or page.doc[before].text != ":":
            continue
        verb = _verb(page, before)
        if verb is not None and page.inside[verb.i] < 0:
            span = Span(verb.idx, verb.idx + len(verb))
            yield Attribution(Cue(verb, span, _ANNOUNCED, {}), ((first, end),), "colon")


def _verb(page: Page, colon: int) -> Token | None:
    """The last verb with a subject in the sentence before the colon, a reporting one if there is any."""
    sentence = page.doc[colon].sent
    verbs = [t for t in page.doc[sentence.start : colon] if t.pos_ == "VERB" and page.inside[t.i] < 0]
    own = [t for t in verbs if any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") for c in t.children)]
    telling = [t for t in own if t.lemma_.lower() in reporting_verbs()]
    return (telling or own)[-1] if own else None
