"""The index of spans, the sheet, and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.model.annotation import TYPES, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import EMPTY_LAYER, Layer
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text.links import links_of
from tui.text.sheet import Sheet
from tui.text.spans import BLOCK, SpanIndex

SPANS = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=30), st.data())
def test_the_index_knows_what_a_list_knows(spans: list[Span], data: st.DataObject) -> None:
    index = SpanIndex()
    kept = {f"id{n}": span for n, span in enumerate(spans)}
    for id, span in kept.items():
        index.add(span, id)
    for id in data.draw(st.sets(st.sampled_from(sorted(kept)))) if kept else ():
        index.remove(kept.pop(id), id)
    where = data.draw(SPANS)
    wanted = {id for id, span in kept.items() if span.overlaps(where)}
    assert {id for _, _, id in index.in_range(where.start, where.end)} == wanted
    ordered = sorted((span.start, -span.end, id) for id, span in kept.items())
    walked = [(start, -end, id) for start, end, id in index.after(Span(where.start, where.end), "")]
    assert walked == [entry for entry in ordered if entry > (where.start, -where.end, "")]


def test_a_change_touches_few_blocks() -> None:
    index = SpanIndex()
    for n in range(1000):
        index.add(Span(n * BLOCK, n * BLOCK + 9), str(n))
    before = {block: list(entries) for block, entries in index._blocks.items()}
    index.add(Span(700, 710), "new")
    assert [block for block, entries in index._blocks.items() if before[block] != entries] == [700 // BLOCK]


TEXT = "Kim said that Moscow attacked Seoul. Moscow denied it."
LAYER = Layer(
    {},
    {
        it.id: it
        for it in (
            Entity(id="e1", spans=(Span(0, 3),), label="PERSON", actor="kim"),
            Entity(id="e2", spans=(Span(14, 20),), label="GPE", actor="ru"),
            Entity(id="e3", spans=(Span(37, 43),), label="GPE", actor="ru"),
            Quote(id="q1", spans=(Span(9, 35),), kind="indirect", cue=Span(4, 8), source=Span(0, 3), actor="kim"),
            Claim(id="c1", spans=(Span(14, 35),), kind="fact", claimant="kim"),
            Stance(id="s1", spans=(Span(21, 29),), polarity="oppose", holder="kim", target=Target(actor="ru")),
        )
    },
    {},
)


def sheet(layer: Layer = LAYER) -> Sheet:
    return Sheet(make_article("a", TEXT), layer, Structure(), 40)


def test_the_innermost_comes_first() -> None:
    assert [it.id for it in sheet().at(22, TYPES)] == ["s1", "c1", "q1"]
    assert [it.id for it in sheet().at(22, ["quote"])] == ["q1"]


def test_stepping_meets_every_annotation_once_in_reading_order() -> None:
    it, order, at, id = sheet(), [], Span(0, 2**62), ""
    while (found := it.find(at, id, lambda _: True, 1)) is not None:
        order.append(found.id)
        at, id = found.spans[0], found.id
    assert order == ["e1", "q1", "c1", "e2", "s1", "e3"]
    assert it.find(Span(37, 43), "e3", lambda x: isinstance(x, Quote), -1).id == "q1"
    assert it.find(Span(37, 43), "e3", lambda _: True, -3).id == "c1"


def test_an_update_moves_only_what_changed() -> None:
    it = sheet()
    entity = LAYER.annotations["e2"]
    rejected = replace(entity, status="rejected")
    after = Layer({}, {**LAYER.annotations, "e2": rejected}, {})
    assert it.update(after, [rejected]) == [Span(14, 20), Span(14, 20)]
    assert [x.id for x in it.at(15, TYPES)] == ["c1", "q1"]
    without = Layer({}, {k: v for k, v in LAYER.annotations.items() if k != "q1"}, {})
    it.update(without, [LAYER.annotations["q1"]])
    assert it.annotation("q1") is None


def test_links_lead_to_the_nearest_mention() -> None:
    found = {(link.role, link.span.of(TEXT)) for link in links_of(LAYER.annotations["s1"], sheet())}
    assert found == {("content", "attacked"), ("holder", "Kim"), ("target", "Moscow")}
    assert next(x.span for x in links_of(LAYER.annotations["s1"], sheet()) if x.role == "target") == Span(14, 20)
    roles = [link.role for link in links_of(LAYER.annotations["q1"], sheet())]
    assert roles == ["source", "cue", "content"]


def test_a_span_of_another_text_is_left_out() -> None:
    wrong = Entity(id="far", spans=(Span(900, 905),), label="ORG")
    it = sheet(Layer({}, {"far": wrong}, {}))
    assert it.in_range(0, 2000, TYPES) == []
    assert it.update(EMPTY_LAYER, [wrong]) == []


def test_who_is_called_that_follows_every_change() -> None:
    """The words of any mention find their actor, whatever was rejected, relinked or taken back since."""
    it = sheet()
    entity = LAYER.annotations["e1"]
    assert (it.actor_called("KIM"), it.actor_called("Moscow"), it.actor_called("Seoul")) == ("kim", "ru", None)
    for changed, known in ((replace(entity, status="rejected"), None), (replace(entity, actor="k2"), "k2")):
        it.update(Layer({}, {**LAYER.annotations, "e1": changed}, {}), [changed])
        assert it.actor_called("Kim") == known


def test_all_that_touches_a_span_is_found_whatever_its_status() -> None:
    """Also what is rejected, once each."""
    it = sheet(Layer({}, {**LAYER.annotations, "e2": replace(LAYER.annotations["e2"], status="rejected")}, {}))
    assert [x.id for x in it.touching(Span(14, 20))] == ["q1", "c1", "e2"]


KINDS = st.tuples(SPANS, st.sampled_from(["k1", "k2", None]), st.sampled_from(["accepted", "rejected"]))


@given(st.lists(KINDS, max_size=12), st.lists(KINDS, max_size=12))
def test_many_changes_at_once_are_as_one_by_one(first, second) -> None:
    """Looked at anew or one by one: the same is found everywhere, and everything is to be redrawn."""
    article = make_article("a", "Kim said. " * 300)

    def layer(made) -> Layer:
        found = [
            Entity(id=f"e{n}", spans=(s,), label="ORG", actor=k, status=status) for n, (s, k, status) in enumerate(made)
        ]
        return Layer({}, {it.id: it for it in found}, {})

    before, after = layer(first), layer(second)
    changed = [*before.annotations.values(), *after.annotations.values()]
    one_by_one, at_once = (Sheet(article, before, Structure(), 40) for _ in range(2))
    one_by_one.update(after, changed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.text.sheet.MANY", -1)
        assert at_once.update(after, changed) is None
    for it in (one_by_one, at_once):
        it.wanted = lambda _: True
    assert one_by_one.in_range(0, 9999, TYPES) == at_once.in_range(0, 9999, TYPES)
    assert [one_by_one.mention(k, 500) for k in ("k1", "k2")] == [at_once.mention(k, 500) for k in ("k1", "k2")]
    assert one_by_one.actor_called("kim") == at_once.actor_called("kim")
