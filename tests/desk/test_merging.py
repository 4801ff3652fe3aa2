"""An imported layer joins what is there: nothing is lost, nothing doubled, and decisions beat suggestions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.desk.helpers import ARTICLE, spans_of
from tui.desk.merging import changes_between, match_actors, merge
from tui.model.annotation import WRITER, Actor, Entity, Quote, Stance, Target, actors_of
from tui.model.edit import EMPTY_LAYER, Layer, Orphan, apply_changes
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

KIM = Actor(id="a1", name="Kim", label="PERSON")
TRUMP = Actor(id="a1", name="Trump", label="PERSON")
ANA, RIVAL, MONDAY = spans_of("Ana"), spans_of("rival"), spans_of("Monday")
MADE = {"origin": "model", "status": "suggested", "model": "m 1"}


def item(*annotations, actors=()):
    """The article as a file has it."""
    return AnnotatedArticle(article=ARTICLE, actors=actors, annotations=annotations)


def layer(*annotations, actors=()):
    """What is on the desk."""
    return Layer({a.id: a for a in actors}, {a.id: a for a in annotations}, {})


def entity(id="e1", spans=ANA, label="PERSON", **known):
    """An entity of a human, or what `known` says."""
    return Entity(id=id, spans=spans, label=label, **known)


def counts(merged):
    """Added, decided, known."""
    return merged.added, merged.decided, merged.known


def test_an_actor_whose_id_is_taken_gets_another():
    """Links of all kinds follow; the actor who was there stays who they are."""
    there = layer(entity(actor="a1"), actors=[KIM])
    come = item(
        entity("e1", RIVAL, actor="a1"),
        Stance(id="s1", spans=MONDAY, polarity="oppose", holder="a2", target=Target(actor="a1")),
        actors=(TRUMP, Actor(id="a2", name="Xi", label="PERSON")),
    )
    merged = merge(there, come)
    assert {id: actor.name for id, actor in merged.layer.actors.items()} == {"a1": "Kim", "a3": "Trump", "a2": "Xi"}
    assert merged.layer.annotations["e1"] == there.annotations["e1"]
    assert merged.layer.annotations["e2"] == entity("e2", RIVAL, actor="a3")
    assert actors_of(merged.layer.annotations["s1"]) == ("a2", "a3")
    assert counts(merged) == (2, 0, 0)


@pytest.mark.parametrize(
    ("come", "id"),
    [
        (replace(KIM, id="x"), "a1"),
        (replace(KIM, id="x", name="KIM", label=None), "a1"),
        (replace(KIM, id="x", label="ORG"), "x"),
        (replace(KIM, label="ORG"), "a2"),
        (Actor(id=WRITER, name="Jo Doe"), WRITER),
    ],
)
def test_actors_are_the_same_by_name_and_label(come, id):
    """A label that nobody knows says nothing against it; the writer is always the writer."""
    assert match_actors(layer(actors=[KIM]), [come]) == {come.id: id}


def test_two_of_one_name_stay_two():
    """Also when they come a second time under other ids."""
    twins = (KIM, replace(KIM, id="a2"))
    once = merge(layer(actors=[TRUMP]), item(actors=twins)).layer
    assert [actor.name for actor in once.actors.values()] == ["Trump", "Kim", "Kim"]
    assert merge(once, item(actors=twins)).layer == once


def test_an_untouched_suggestion_gives_way_to_a_decision():
    """Under its id, so that what refers to it still does; whatever label the decision gives, whatever it was."""
    there = layer(entity(**MADE), entity("e2", RIVAL, **MADE))
    decisions = (
        entity("x", annotator="bob", **{**MADE, "status": "rejected"}),
        entity("y", RIVAL, "ORG"),
    )
    merged = merge(there, item(*decisions))
    assert counts(merged) == (0, 2, 0)
    assert merged.layer.annotations == {"e1": replace(decisions[0], id="e1"), "e2": replace(decisions[1], id="e2")}


def test_decisions_and_what_is_doubled_stay_out():
    """A human's decision stays, another human's other one comes in beside it, a suggestion on its words does not."""
    there = layer(entity(status="rejected", annotator="ana"), entity("e2", RIVAL, **MADE))
    come = item(entity("x", annotator="bob"), entity("y", ANA, "ORG", **MADE), entity("z", RIVAL, **MADE))
    assert merge(there, come) == (there, 0, 0, 3)
    other = entity("e1", ANA, "ORG", annotator="bob")
    assert merge(there, item(other)).layer.annotations["e3"] == replace(other, id="e3")


def test_stances_are_the_same_by_holder_and_target_too():
    """A stance toward something else on the same words is another; targets are found under the ids of the desk."""
    target = Quote(id="q1", spans=spans_of("It is good"), kind="direct")
    stance = Stance(id="s1", spans=ANA, polarity="oppose", holder="a1", target=Target(annotation="q1"))
    second = replace(stance, id="s2", target=Target(topic="the plan"))
    nested = replace(stance, id="s0", target=Target(annotation="s1"))
    file = item(nested, stance, second, target, actors=(KIM,))
    there = layer(entity("q1", RIVAL, actor="a1"), entity("s1", MONDAY), actors=[TRUMP])
    once = merge(there, file)
    assert counts(once) == (4, 0, 0)
    found = once.layer.annotations
    assert found["s3"] == replace(stance, id="s3", holder="a2", target=Target(annotation="q2"))
    assert found["s0"].target == Target(annotation="s3")
    assert merge(once.layer, file) == (once.layer, 0, 0, 4)


def test_a_corrected_stance_is_known_by_its_id():
    """The human gave it another target: the suggestion must not stand beside it."""
    old = Stance(id="s1", spans=ANA, polarity="oppose", holder=WRITER, target=Target(topic="the plan"), **MADE)
    new = replace(old, status="edited", annotator="bob", polarity="support", target=Target(topic="peace"))
    assert merge(layer(old), item(new)) == (layer(new), 0, 1, 0)


LABELS = st.sampled_from(["PERSON", "ORG"])
STATUS = st.sampled_from(["suggested", "accepted", "rejected"])
ENTITIES = st.lists(
    st.builds(
        lambda id, start, label, status: entity(id, (Span(start, start + 2),), label, origin="model", status=status),
        st.sampled_from(["e1", "e2", "e3", "x"]),
        st.integers(0, 2),
        LABELS,
        STATUS,
    ),
    unique_by=lambda annotation: annotation.id,
)


@given(ENTITIES, ENTITIES)
def test_whatever_comes_no_decision_is_lost(first, second):
    """Every decision of both is in the layer or equals one there; all are counted; a second time nothing changes."""
    there = layer(*first)
    merged = merge(there, item(*second))
    assert sum(counts(merged)) == len(second)
    assert len(merged.layer.annotations) == len(first) + merged.added
    said = {(a.spans, a.label) for a in merged.layer.annotations.values() if a.status != "suggested"}
    assert {(a.spans, a.label) for a in (*first, *second) if a.status != "suggested"} == said
    assert all(merged.layer.annotations[a.id] == a for a in first if a.status != "suggested")
    assert merge(merged.layer, item(*second)).layer == merged.layer
    assert apply_changes(there, changes_between("a", there, merged.layer)) == merged.layer


def test_changes_lead_from_layer_to_layer():
    """An annotation that becomes an orphan changes sides; one of another type under its id is made anew."""
    orphan = Orphan(id="e1", annotation=entity(), text_sha256="x", quotations=())
    before = layer(entity(), entity("e2", RIVAL), actors=[KIM])
    after = Layer({"a1": TRUMP}, {"e2": Quote(id="e2", spans=RIVAL, kind="direct")}, {"e1": orphan})
    changes = changes_between("a", before, after)
    assert len(changes) == 4
    assert apply_changes(before, changes) == after
    assert apply_changes(after, changes_between("a", after, EMPTY_LAYER)) == EMPTY_LAYER
    assert changes_between("a", after, after) == ()
