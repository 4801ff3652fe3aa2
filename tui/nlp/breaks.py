"""Sentence starts set before the parser: at paragraph starts, after "Q:", and after units ("£4m.")."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from tui.nlp.paragraphs import find_paragraphs

_LABEL = re.compile(r"(?:[QA]|[A-Z]{2,}(?: [A-Z]{2,}){0,2})\s?:\s+(?=\S)")
"""Who speaks, in a transcript."""
_AFTER_UNIT = re.compile(r"\d ?(?:m|bn|tn|k|km|kg|mph|p)\.[”\"’)]?\s+(?=[“\"‘(]?[A-Z])")
_AFTER_HOUR = re.compile(
    r"\d ?[ap]\.?m\.\s+(?=(?:He|She|It|They|We|I|The|A|An|But|And|In|On|At|No|This|That|There|His|Her|Its|Their)\b)"
)


def set_breaks(doc: Doc) -> Doc:
    """Start a sentence at each paragraph, after "Q:" and after "£4m."; the parser finds the others."""
    offsets = [token.idx for token in doc]
    marks = doc.to_array(["SENT_START"])  # setting it token by token looks through all tokens each time
    for start in _starts(doc.text):
        first = bisect_left(offsets, start)
        if 0 < first < len(doc):
            marks[first] = 1
    doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]  # one attribute is one column
    return doc


def _starts(text: str) -> Iterator[int]:
    for paragraph in find_paragraphs(text):
        yield paragraph.start
        label = _LABEL.match(text, paragraph.start, paragraph.end)
        if label is not None:
            yield label.end()
    for pattern in (_AFTER_UNIT, _AFTER_HOUR):
        yield from (match.end() for match in pattern.finditer(text))
