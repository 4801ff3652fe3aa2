"""The labelled articles are what their sources say, and keep to the default scheme."""

import json

import pytest

from tests.gold.build import BUILT, build, find, find_pieces, label_article
from tui.model.annotation import WRITER, actors_of, type_of, value_of
from tui.model.article import make_article
from tui.model.codec import actor_from_json, annotation_from_json, article_from_json
from tui.model.scheme import DEFAULT
from tui.model.span import Span, spans_text

ROWS = [json.loads(line) for line in BUILT.read_text(encoding="utf-8").splitlines()]


def test_built_file_is_up_to_date():
    """If this fails: python -m tests.gold.build"""
    assert BUILT.read_text(encoding="utf-8") == build()


def test_there_are_enough_articles():
    """At least twelve, each short enough to read in a minute."""
    assert len(ROWS) >= 12
    assert all(len(row["text"].split()) <= 250 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_annotation_reads_back(row):
    """The hash, each annotation's text, ids, actors and labels are right."""
    article = article_from_json(row)
    actors = {actor_from_json(actor).id for actor in row["actors"]} | {WRITER}
    annotations = [annotation_from_json(annotation, article.text) for annotation in row["annotations"]]
    assert len({annotation.id for annotation in annotations}) == len(annotations)
    for annotation, stored in zip(annotations, row["annotations"], strict=True):
        assert spans_text(article.text, annotation.spans) == stored["text"]
        assert value_of(annotation) in DEFAULT.names(type_of(annotation))
        assert set(actors_of(annotation)) <= actors


def test_all_types_and_kinds_occur():
    """All four types, and every kind of quote and claim."""
    found = {(a["type"], a.get("kind")) for row in ROWS for a in row["annotations"]}
    assert {"entity", "quote", "claim", "stance"} == {type for type, _ in found}
    assert {("quote", name) for name in DEFAULT.names("quote")} <= found
    assert {("claim", name) for name in DEFAULT.names("claim")} <= found


def test_words_that_occur_twice_are_refused():
    """An ambiguous label is an error, unless it says which occurrence."""
    with pytest.raises(ValueError, match="occurs 2 times"):
        find("Kim met Kim.", "Kim")
    assert find("Kim met Kim.", "Kim #2") == Span(8, 11)


def test_whole_words_only_and_nearest_outside():
    """A source is the nearest occurrence outside the content; "he" is not found in "the"."""
    text = "He left. “The he,” he said."
    content = find_pieces(text, "“The ~ he,”")
    assert content == (Span(9, 18),)
    assert find(text, "he", content) == Span(19, 21)


def test_a_name_with_a_number_is_one_place():
    """ "Seoul #2" labels the second place, and the same name without a number the others."""
    lines = "actor city | GPE | Seoul\nactor state | GPE | South Korea\nnamed state | ORG | Seoul #2"
    labelled = label_article(make_article("a", "Seoul and Seoul and South Korea"), lines, "labels")
    assert [(it.spans[0].start, it.label, it.actor) for it in labelled.annotations] == [
        (0, "GPE", "city"),
        (10, "ORG", "state"),
        (20, "GPE", "state"),
    ]
