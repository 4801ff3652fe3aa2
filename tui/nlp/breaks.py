"""Sentence starts set before the parser: at paragraph starts, and after units that look like abbreviations ("£4m.")."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from tui.nlp.paragraphs import find_paragraphs

_AFTER_UNIT = re.compile(r"\d ?(?:m|bn|tn|k|km|kg|mph|p)\.[”\"’)]?\s+(?=[“\"‘(]?[A-Z])")
_AFTER_HOUR = re.compile(
    r"\d ?[ap]\.?m\.\s+(?=(?:He|She|It|They|We|I|The|A|An|But|And|In|On|At|No|This|That|There|His|Her|Its|Their)\b)"
)


def set_breaks(doc: Doc) -> Doc:
    """Make the first token of each paragraph start a sentence, and what follows "£4m."; the parser finds the others."""
    offsets = [token.idx for token in doc]
    marks = doc.to_array(["SENT_START"])  # setting it token by token looks through all tokens each time
    for start in _starts(doc.text):
        first = bisect_left(offsets, start)
        if 0 < first < len(doc):
            marks[first] = 1
    doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]  # one attribute is one column
    return doc


def _starts(text: str) -> Iterator[int]:
    yield from (paragraph.start for paragraph in find_paragraphs(text))
    for pattern in (_AFTER_UNIT, _AFTER_HOUR):
        yield from (match.end() for match in pattern.finditer(text))
