"""Edits and layers."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.annotation import Actor, Claim, Entity
from tui.model.edit import EMPTY_LAYER, Change, Edit, Orphan, apply_changes
from tui.model.span import Span

WHERE = (Span(0, 3),)
records = st.one_of(
    st.builds(Actor, id=st.sampled_from("abc"), name=st.sampled_from(["Ana", "Bo"])),
    st.builds(Entity, id=st.sampled_from("nmo"), spans=st.just(WHERE), label=st.sampled_from(["ORG", "GPE"])),
    st.builds(Claim, id=st.sampled_from("pqr"), spans=st.just(WHERE), kind=st.sampled_from(["fact", "policy"])),
)


@given(st.lists(st.tuples(records, st.booleans()), max_size=30))
def test_inverse_takes_everything_back(steps):
    """Any sequence of edits, taken back in the opposite order, leaves the layer as it was."""
    layers, edits = [EMPTY_LAYER], []
    for record, keep in steps:
        layer = layers[-1]
        there = {**layer.actors, **layer.annotations}.get(record.id)
        after = record if keep else None
        if there is None and after is None:
            continue
        edit = Edit(action="x", annotator="y", time="z", changes=(Change(article="a", before=there, after=after),))
        edits.append(edit)
        layers.append(apply_changes(layer, edit.changes))
    layer = layers[-1]
    for edit, before in zip(reversed(edits), reversed(layers[:-1]), strict=True):
        layer = apply_changes(layer, edit.inverse().changes)
        assert layer == before


def test_a_changed_record_keeps_its_place():
    """Relabelling does not move an annotation to the end of the list."""
    first, second = (Entity(id=id, spans=WHERE, label="ORG") for id in "ab")
    layer = apply_changes(EMPTY_LAYER, [Change(article="x", before=None, after=e) for e in (first, second)])
    new = Entity(id="a", spans=WHERE, label="GPE")
    layer = apply_changes(layer, [Change(article="x", before=first, after=new)])
    assert list(layer.annotations.values()) == [new, second]


def test_an_orphan_changes_sides():
    """An annotation that becomes an orphan leaves the annotations, and comes back by the inverse."""
    entity = Entity(id="a", spans=WHERE, label="ORG")
    orphan = Orphan(id="a", annotation=entity, text_sha256="0", quotations=())
    layer = apply_changes(EMPTY_LAYER, [Change(article="x", before=None, after=entity)])
    change = Change(article="x", before=entity, after=orphan)
    gone = apply_changes(layer, [change])
    assert (list(gone.annotations), list(gone.orphans)) == ([], ["a"])
    assert apply_changes(gone, [change.inverse()]) == layer
