"""Sentence starts at paragraph starts, set before the parser so that no sentence runs across two paragraphs."""

from bisect import bisect_left

from spacy.tokens import Doc

from tui.nlp.paragraphs import find_paragraphs


def set_breaks(doc: Doc) -> Doc:
    """Make the first token of each paragraph start a sentence; the parser finds the others."""
    offsets = [token.idx for token in doc]
    for paragraph in find_paragraphs(doc.text):
        first = bisect_left(offsets, paragraph.start)
        if 0 < first < len(doc):
            doc[first].is_sent_start = True
    return doc
