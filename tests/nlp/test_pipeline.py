"""The pipeline reads a text as it is written, whatever its apostrophes look like."""

import pytest
import spacy

from tui.nlp.apostrophes import straighten
from tui.nlp.pipeline import Pipeline

STRAIGHT = "I'm sure he'd've won, but we don't think it's the mayor's plan. The students' votes'll count."


def test_words_with_curly_apostrophes_look_straight_to_a_model():
    """Known words and new ones have the same features; the text stays."""
    nlp = spacy.blank("en")
    straighten(nlp.vocab)
    for curly in ("I’m", "n’t", "O’Brien", "’90s"):
        one, other = nlp.vocab[curly], nlp.vocab[curly.replace("’", "'")]
        assert (one.lower, one.norm, one.prefix, one.suffix, one.shape) == (
            (other.lower, other.norm, other.prefix, other.suffix, other.shape)
        )
        assert one.text == curly


@pytest.mark.model
def test_curly_apostrophes_change_nothing_in_the_parse(pipeline: Pipeline):
    """Tags, relations and the lemmas of auxiliaries are those of the same text with straight ones."""
    curly = STRAIGHT.replace("'", "’")
    one, other = pipeline.pipe([curly, STRAIGHT])
    assert one.text == curly
    assert [(t.idx, t.tag_, t.pos_, t.dep_, t.head.i) for t in one] == [
        (t.idx, t.tag_, t.pos_, t.dep_, t.head.i) for t in other
    ]
    assert [t.lemma_ for t in one if t.pos_ == "AUX"][:2] == ["be", "would"]
