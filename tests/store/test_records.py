"""Records and shapes survive being stored, and read well with stock TinyDB."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import annotated_articles
from tui.model.codec import annotation_to_json
from tui.model.edit import ArticleState, Orphan
from tui.model.errors import InquitError
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.store.delta import delta_between, inverse, replay
from tui.store.layout import decode, encode
from tui.store.records import (
    bury,
    from_document,
    live_record,
    record_of_line,
    slot_of,
    slot_of_document,
    slot_of_line,
    to_document,
)
from tui.store.structure import pack, unpack
from tui.store.tally import facet_of, facet_of_line
from tui.text.anchor import quotation_of

SPANS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 50)), max_size=9).map(
    lambda pairs: tuple(sorted(Span(start, start + length) for start, length in pairs))
)


@settings(deadline=None, max_examples=40)
@given(annotated_articles())
def test_every_record_survives(known):
    """All of it, through the bytes of the file."""
    source = known.article
    orphans = [
        Orphan(
            id=annotation.id,
            annotation=annotation,
            text_sha256=source.text_sha256,
            quotations=tuple(quotation_of(source.text, span) for span in annotation.spans),
        )
        for annotation in known.annotations
    ]
    state = ArticleState(id=source.id, text_sha256=source.text_sha256, done=True, suggested="m 1")
    for record in (*known.actors, *known.annotations, *orphans, state):
        document = to_document(source.id, record, source.text)
        assert decode(encode(document)) == document
        assert from_document(document) == record
        assert slot_of_document(document) == slot_of(source.id, record)
        for form in (document, bury(document)):
            assert facet_of_line(encode(form)) == facet_of(form)
            assert slot_of_line(encode(form)) == slot_of_document(form)
            assert record_of_line(encode(form)) == live_record(form)


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 9), st.floats(0, 2), st.sampled_from(["", "x", "ORG", "suggested"])
) | st.lists(st.lists(st.integers(-1, 9), max_size=3), max_size=3)


def reading(read, source):
    """What reading gives: a record, or the class and words of the error."""
    try:
        return read(source)
    except InquitError as error:
        return type(error), str(error)


@settings(deadline=None, max_examples=200)
@given(annotated_articles(), st.data())
def test_the_quick_reading_of_a_line_is_the_careful_one(known, data):
    """Whatever a field holds: the same annotation, or refused with the same words."""
    for annotation in known.annotations:
        document = to_document(known.article.id, annotation, known.article.text)
        document[data.draw(st.sampled_from(sorted(document)))] = data.draw(ODD)
        assert reading(record_of_line, encode(document)) == reading(live_record, document)


@settings(deadline=None, max_examples=40)
@given(annotated_articles())
def test_an_annotation_reads_as_in_the_interchange_format(known):
    """The same keys in the same order, with the article in front."""
    for annotation in known.annotations:
        document = to_document(known.article.id, annotation, known.article.text)
        expected = {"article": known.article.id, **annotation_to_json(annotation, known.article.text)}
        assert json.dumps(document) == json.dumps(expected)


@given(SPANS, SPANS, SPANS)
def test_a_shape_survives(sentences, clauses, noun_phrases):
    """As one short string."""
    shape = Structure(sentences, clauses, noun_phrases)
    assert unpack(pack(shape)) == shape


FIELDS = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(0, 2) | st.just([1]), max_size=4)


@given(FIELDS, FIELDS, st.booleans(), st.booleans())
def test_a_delta_leads_there_and_back(before, after, was_dead, is_dead):
    """Between any two documents of which one is no tombstone."""
    before = bury(before) if was_dead else before
    after = bury(after) if is_dead and not was_dead else after
    delta = delta_between(before, after)
    if before != after:
        assert replay(before, delta) == after
        assert replay(after, inverse(delta)) == before


@given(FIELDS)
def test_what_was_created_is_buried_and_revived(document):
    """With no copy of its fields in the history."""
    created = delta_between(None, document)
    assert replay(document, inverse(created)) == bury(document)
    assert replay(bury(document), created) == document
