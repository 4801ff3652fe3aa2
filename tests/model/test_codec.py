"""Records as JSON and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.annotation import (
    ORIGINS,
    STATUSES,
    Actor,
    Claim,
    Entity,
    Quote,
    Stance,
    Target,
    actors_of,
    type_of,
    value_of,
)
from tui.model.article import make_article
from tui.model.codec import (
    actor_from_json,
    actor_to_json,
    annotation_from_json,
    annotation_to_json,
    article_from_json,
    article_to_json,
)
from tui.model.errors import DataError
from tui.model.span import Span, make_spans

words = st.text(min_size=1, max_size=8)
maybe = st.none() | words
span = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
spans = st.lists(st.integers(0, 99), min_size=1, max_size=3, unique=True).map(
    lambda starts: make_spans((2 * start, 2 * start + 1) for start in starts)
)
targets = st.one_of(
    words.map(lambda w: Target(actor=w)),
    words.map(lambda w: Target(annotation=w)),
    words.map(lambda w: Target(topic=w)),
    span.map(lambda s: Target(span=s)),
)
common = {
    "id": words,
    "spans": spans,
    "annotator": maybe,
    "origin": st.sampled_from(ORIGINS),
    "status": st.sampled_from(STATUSES),
    "score": st.none() | st.floats(0, 1),
    "ms": st.none() | st.integers(0, 10**6),
    "note": maybe,
    "why": maybe,
}
annotations = st.one_of(
    st.builds(Entity, label=words, actor=maybe, **common),
    st.builds(Quote, kind=words, cue=st.none() | span, source=st.none() | span, actor=maybe, **common),
    st.builds(Claim, kind=words, claimant=maybe, checkworthy=st.none() | st.booleans(), **common),
    st.builds(Stance, polarity=words, holder=maybe, target=st.none() | targets, intensity=maybe, **common),
)


@given(annotations)
def test_annotations_survive_json(annotation):
    """What is written is read again, field by field."""
    assert annotation_from_json(json.loads(json.dumps(annotation_to_json(annotation)))) == annotation


@given(st.builds(Actor, id=words, name=words, label=maybe, origin=st.sampled_from(ORIGINS)))
def test_actors_survive_json(actor):
    """Actors too."""
    assert actor_from_json(actor_to_json(actor)) == actor


@given(words, st.text(), maybe, st.dictionaries(words, words))
def test_articles_survive_json(id, text, title, meta):
    """And articles, whatever is in their text."""
    article = make_article(id, text, title=title, meta=meta)
    assert article_from_json(json.loads(json.dumps(article_to_json(article)))) == article


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"type": "quotation"}, "type"),
        ({"spans": [[3, 1]]}, "spans"),
        ({"spans": [[0, "x"]]}, "spans"),
        ({"spans": "0-3"}, "spans"),
        ({"spans": [[0, 99]]}, "spans"),
        ({"text": "Bob"}, "text"),
        ({"id": None}, "id"),
        ({"kind": None}, "kind"),
        ({"cue": [5, 99]}, "cue"),
        ({"source": [2]}, "source"),
        ({"status": "perhaps"}, "status"),
        ({"score": "high"}, "score"),
        ({"ms": True}, "ms"),
    ],
)
def test_what_is_wrong_is_named(row, field):
    """The error tells which field to look at."""
    good = {"id": "q", "type": "quote", "spans": [[0, 3]], "kind": "direct", "text": "Ana"}
    assert annotation_from_json(good, "Ana spoke.")
    with pytest.raises(DataError) as caught:
        annotation_from_json({**good, **row}, "Ana spoke.")
    assert caught.value.field == field


@pytest.mark.parametrize("target", [{}, {"actor": "a", "topic": "b"}, {"span": [4, 2]}, "Moscow"])
def test_target_is_exactly_one_thing(target):
    """Two targets, none, or an impossible one are refused."""
    row = {"id": "s", "type": "stance", "spans": [[0, 3]], "polarity": "support", "target": target}
    with pytest.raises(DataError) as caught:
        annotation_from_json(row)
    assert caught.value.field.startswith("target")


def test_text_must_be_the_one_that_was_hashed():
    """A text that does not match its hash is refused: the offsets may be wrong."""
    row = article_to_json(make_article("a", "text"))
    with pytest.raises(DataError, match="SHA-256"):
        article_from_json({**row, "text": "Text"})


def test_every_type_has_its_word_and_links():
    """Helpers that take any annotation know all four."""
    where = {"id": "x", "spans": (Span(0, 1),)}
    stance = Stance(**where, polarity="oppose", holder="a", target=Target(actor="b"))
    assert (type_of(stance), value_of(stance), actors_of(stance)) == ("stance", "oppose", ("a", "b"))
    assert actors_of(Claim(**where, kind="fact")) == ()
    assert value_of(Entity(**where, label="ORG")) == "ORG"
