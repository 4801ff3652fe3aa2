"""A `Doc` with its paragraphs and quotation marks in tokens: what all steps of finding quotes look at."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.marks import Quoted, find_quoted
from tui.nlp.paragraphs import find_paragraphs

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The tags of finite verbs."""
Range = tuple[int, int]
"""Half-open stretch of token indices."""


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is the text, which a `Doc` puts together anew each time it is asked.

    `ranges[k]` are the tokens of `quoted[k]`, marks included; `inside[i]` is its number for token i, or -1.
    `paragraph[i]` is the number of token i's paragraph and `bounds` the tokens of each.
    """

    doc: Doc
    text: str
    quoted: list[Quoted]
    ranges: list[Range]
    inside: list[int]
    bounds: list[Range]
    paragraph: list[int]


def read_page(doc: Doc) -> Page:
    """Find paragraphs and marks of a `Doc`."""
    text = doc.text
    starts = [token.idx for token in doc]
    paragraphs = find_paragraphs(text)
    quoted = find_quoted(text, paragraphs)
    ranges = [_tokens(starts, q.span) for q in quoted]
    inside = [-1] * len(doc)
    for k, (first, end) in enumerate(ranges):
        inside[first:end] = [k] * (end - first)
    bounds = [_tokens(starts, p) for p in paragraphs]
    paragraph = [0] * len(doc)
    for k, (first, _) in enumerate(bounds):
        after = bounds[k + 1][0] if k + 1 < len(bounds) else len(doc)
        paragraph[first:after] = [k] * (after - first)
    return Page(doc, text, quoted, ranges, inside, bounds, paragraph)


def _tokens(starts: list[int], span: Span) -> Range:
    """The tokens that share a character with `span`."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    return first, max(bisect_left(starts, span.end), first + 1)


def is_word(token: Token) -> bool:
    """Whether the token holds a letter or a digit."""
    return any(char.isalnum() for char in token.text)


def has_words(page: Page, piece: Range) -> bool:
    """Whether a stretch of tokens holds a word."""
    return any(is_word(page.doc[i]) for i in range(*piece))


def is_finite(page: Page, piece: Range) -> bool:
    """Whether a stretch of tokens holds a finite verb."""
    return any(page.doc[i].tag_ in FINITE for i in range(*piece))
