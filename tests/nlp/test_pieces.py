"""Long texts, read in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.nlp import pieces
from tui.nlp.pieces import PIECE, batches, cut

TEXT = "“We are late,” Maria Silva said on Monday.\n\nPeter Jones condemned the union’s plan. He said it cost $4m.\n\n"


@given(st.lists(st.sampled_from(["word ", "end. ", "\n", "\n\n", "x" * 900]), max_size=300))
def test_pieces_make_the_text(words):
    """Nothing is lost, nothing is longer than allowed, and lines are not broken where there are line ends."""
    text = "".join(words) * 3
    found = list(cut(text))
    assert "".join(found) == text
    assert all(len(piece) <= PIECE for piece in found)


def test_pieces_end_where_it_hurts_least():
    """At a line's end if there is one in reach, else at a sentence's, else at a word's."""
    for unit, end in (("one two. three\n", "\n"), ("One two. Three four ", ". "), ("one two ", " "), ("x", "x")):
        first, *rest = cut(unit * (2 * PIECE // len(unit)))
        assert first.endswith(end)
        assert rest


@given(st.lists(st.text(max_size=5).map(lambda text: text * 5000), max_size=40))
def test_batches_keep_order_and_size(texts):
    """All texts, in order; a text that is to be cut is alone."""
    found = list(batches(texts))
    assert [text for batch in found for text in batch] == texts
    assert all(len(batch) == 1 for batch in found if len(batch[0]) > 60_000)


@pytest.mark.model
def test_a_text_in_pieces_is_one_text(pipeline, monkeypatch):
    """Offsets, sentences, names, quotes and who is who are those of the text read at once."""
    text = TEXT * 6
    whole = pipeline.nlp(text)
    monkeypatch.setattr(pieces, "PIECE", 250)
    monkeypatch.setattr("tui.nlp.pipeline.PIECE", 250)
    (doc,) = pipeline.pipe([text])
    assert doc.text == text
    assert [sent.text for sent in doc.sents] == [sent.text for sent in whole.sents]
    assert doc._.inquit_entities == whole._.inquit_entities
    for name in ("inquit_quotes", "inquit_actors", "inquit_stances"):
        assert doc._.get(name) == whole._.get(name), name
        assert doc._.get(name)
