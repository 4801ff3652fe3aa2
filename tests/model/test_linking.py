"""Ids that are free, and links that follow them."""

import pytest

from tui.model.annotation import WRITER, Claim, Entity, Quote, Stance, Target, actors_of
from tui.model.linking import FreeIds, relink
from tui.model.span import Span

SPANS = (Span(0, 3),)
ACTORS = {"a1": "b1", "a2": "b2"}


@pytest.mark.parametrize(
    "annotation",
    [
        Entity(id="x", spans=SPANS, label="ORG", actor="a1"),
        Quote(id="x", spans=SPANS, kind="direct", actor="a1"),
        Claim(id="x", spans=SPANS, kind="fact", claimant="a1"),
        Stance(id="x", spans=SPANS, polarity="oppose", holder="a1", target=Target(actor="a2")),
    ],
)
def test_every_link_to_an_actor_follows(annotation):
    """In whatever field it is; ids that nobody renamed stay."""
    moved = relink(annotation, ACTORS)
    assert actors_of(moved) == tuple(ACTORS[id] for id in actors_of(annotation))
    assert relink(moved, ACTORS) == moved
    assert relink(relink(annotation, {}), {}) == annotation


def test_an_id_and_a_target_follow():
    """The writer, nobody, spans and topics are left alone."""
    stance = Stance(id="s", spans=SPANS, polarity="oppose", holder=WRITER, target=Target(annotation="c1"))
    moved = relink(stance, ACTORS, {"s": "s2", "c1": "c9"})
    assert (moved.id, moved.holder, moved.target) == ("s2", WRITER, Target(annotation="c9"))
    for target in (None, Target(topic="a1"), Target(span=Span(4, 5))):
        other = Stance(id="c1", spans=SPANS, polarity="oppose", target=target)
        assert relink(other, ACTORS) == other


def test_a_free_id_is_one_that_nobody_has():
    """What is wanted if it is free, else its letters with the number after the last; each is given once."""
    ids = FreeIds(["e1", "e7", "x9y", "plain", "q" + "9" * 400])
    wanted = ["e2", "e1", "e1", "e9", "e1", "x9y", "plain", "q" + "9" * 400]
    assert [ids.take(id) for id in wanted] == ["e2", "e8", "e9", "e10", "e11", "x1", "plain1", "q1"]
