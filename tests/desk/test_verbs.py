"""What an annotator does to annotations."""

import pytest

from tests.desk.helpers import ARTICLE, desk_with_suggestions, span_of, spans_of
from tui.desk import verbs
from tui.desk.stamp import Stamp
from tui.model.annotation import Actor, Target
from tui.model.edit import Change, Orphan, Quotation
from tui.model.span import Span

STAMP = Stamp("ana", "2025-01-02T03:04:05+00:00", 700)


@pytest.fixture
def desk():
    desk = desk_with_suggestions()
    yield desk
    desk.close()


def after(desk, changes):
    """The layer after the changes are done."""
    desk.do("test", changes)
    return desk.layer("a")


def test_an_orphan_that_is_given_up_frees_its_stances(desk):
    """Like an annotation that is deleted: no stance is left with a target that is nowhere."""
    quote = desk.layer("a").annotations["q1"]
    words = (Quotation(exact="“It was good,”", prefix="", suffix=""),)
    orphan = Orphan(id="q1", annotation=quote, text_sha256="0", quotations=words)
    layer = after(desk, (Change(article="a", before=quote, after=orphan),))
    layer = after(desk, verbs.delete("a", layer, orphan, STAMP))
    assert (list(layer.orphans), layer.annotations["s1"].target) == ([], None)
    assert list(desk.repository.check()) == []


def test_a_settled_orphan_links_only_what_is_there(desk):
    """What its stance was about may have been deleted while it waited."""
    layer = desk.layer("a")
    words = (Quotation(exact="backed", prefix="", suffix=""),)
    orphan = Orphan(id="s1", annotation=layer.annotations["s1"], text_sha256="0", quotations=words)
    layer = after(desk, (Change(article="a", before=layer.annotations["s1"], after=orphan),))
    layer = after(desk, verbs.delete("a", layer, layer.annotations["q1"], STAMP))
    layer = after(desk, verbs.settle_orphan("a", layer, orphan, spans_of("rival"), STAMP))
    assert (layer.annotations["s1"].holder, layer.annotations["s1"].target) == ("a1", None)
    assert list(desk.repository.check()) == []


def test_accept_decides_and_signs(desk):
    """Accepting keeps the model's name and adds who, when and how long."""
    entity = desk.layer("a").annotations["e1"]
    accepted = after(desk, verbs.accept("a", [entity], STAMP)).annotations["e1"]
    assert (accepted.status, accepted.annotator, accepted.ms) == ("accepted", "ana", 700)
    assert (accepted.origin, accepted.model) == ("model", "test 1")


def test_accepting_twice_is_nothing(desk):
    """What is decided is not decided again, so undo does not have to be pressed twice."""
    layer = after(desk, verbs.accept("a", desk.layer("a").annotations.values(), STAMP))
    assert verbs.accept("a", layer.annotations.values(), STAMP) == ()


def test_relabel_edits_what_the_model_said(desk):
    """A corrected suggestion is `edited`; the label it has already accepts it."""
    entity = desk.layer("a").annotations["e1"]
    assert after(desk, verbs.relabel("a", entity, "ORG", STAMP)).annotations["e1"].status == "edited"
    quote = desk.layer("a").annotations["q1"]
    assert after(desk, verbs.relabel("a", quote, "direct", STAMP)).annotations["q1"].status == "accepted"


def test_rejected_can_be_accepted_again(desk):
    """Reject keeps the annotation; accept brings it back."""
    quote = desk.layer("a").annotations["q1"]
    rejected = after(desk, verbs.reject("a", [quote], STAMP)).annotations["q1"]
    assert rejected.status == "rejected"
    assert after(desk, verbs.accept("a", [rejected], STAMP)).annotations["q1"].status == "accepted"


def test_deleting_a_target_frees_the_stance(desk):
    """No stance is left pointing at nothing, and one undo brings both back."""
    before = desk.layer("a")
    layer = after(desk, verbs.delete("a", before, before.annotations["q1"], STAMP))
    assert "q1" not in layer.annotations
    assert layer.annotations["s1"].target is None
    desk.undo()
    assert dict(desk.layer("a").annotations) == dict(before.annotations)


def test_add_piece_joins_what_touches(desk):
    """A far piece makes the content discontinuous, a touching one makes it longer."""
    quote = desk.layer("a").annotations["q1"]
    far = after(desk, verbs.add_piece("a", quote, spans_of("called it"), STAMP)).annotations["q1"]
    assert [span.of(ARTICLE.text) for span in far.spans] == ["“It is good,”", "called it"]
    next_to = Span(far.spans[0].end, far.spans[0].end + 4)
    near = after(desk, verbs.add_piece("a", far, (next_to,), STAMP)).annotations["q1"]
    assert near.spans[0].of(ARTICLE.text) == "“It is good,” she"


def test_merge_moves_every_reference(desk):
    """After merging nothing refers to the actor that went: mentions, holders and targets follow."""
    layer = desk.layer("a")
    stance = layer.annotations["s1"]
    other = Actor(id="a2", name="Kovač", label="PERSON")
    desk.do("test", verbs.add("a", other))
    layer = after(desk, verbs.set_fields("a", stance, STAMP, target=Target(actor="a1"), holder="a1"))
    layer = after(desk, verbs.merge_actors("a", layer, layer.actors["a1"], layer.actors["a2"]))
    assert list(layer.actors) == ["a2"]
    assert layer.annotations["s1"].holder == "a2"
    assert layer.annotations["s1"].target == Target(actor="a2")
    assert layer.annotations["e1"].actor == layer.annotations["q1"].actor == "a2"


def test_merging_reaches_orphans(desk):
    """What waits for its words refers to the actor that is left, so that settling it clears nothing."""
    layer = desk.layer("a")
    quote, other = layer.annotations["q1"], Actor(id="a2", name="Kovač", label="PERSON")
    orphan = Orphan(
        id="q1", annotation=quote, text_sha256="0", quotations=(Quotation(exact="gone", prefix="", suffix=""),)
    )
    layer = after(desk, (Change(article="a", before=quote, after=orphan), *verbs.add("a", other)))
    layer = after(desk, verbs.merge_actors("a", layer, layer.actors["a1"], layer.actors["a2"]))
    assert layer.orphans["q1"].annotation.actor == "a2"


def test_split_gives_mentions_an_actor_of_their_own(desk):
    """Only the named mentions move."""
    layer = desk.layer("a")
    new = Actor(id="a9", name="she", label="PERSON")
    layer = after(desk, verbs.split_actor("a", layer, [layer.annotations["q1"]], new, STAMP))
    assert layer.annotations["q1"].actor == "a9"
    assert layer.annotations["e1"].actor == "a1"


def test_notes_decide_nothing(desk):
    """A note leaves the status; an empty one is taken away."""
    entity = desk.layer("a").annotations["e1"]
    noted = after(desk, verbs.write_note("a", entity, " check the accent ", STAMP)).annotations["e1"]
    assert (noted.note, noted.status) == ("check the accent", "suggested")
    assert after(desk, verbs.write_note("a", noted, " ", STAMP)).annotations["e1"].note is None


def test_time_adds_up(desk):
    """Milliseconds of several touches are summed."""
    entity = desk.layer("a").annotations["e1"]
    first = after(desk, verbs.accept("a", [entity], STAMP)).annotations["e1"]
    second = after(desk, verbs.respan("a", first, (span_of("Ana"),), STAMP)).annotations["e1"]
    assert second.ms == 1400
