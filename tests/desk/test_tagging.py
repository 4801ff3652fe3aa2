"""New annotations from a selection."""

import pytest

from tests.desk.helpers import ARTICLE, desk_with, desk_with_suggestions, span_of, spans_of
from tui.desk import tagging
from tui.desk.stamp import Stamp
from tui.model.annotation import Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import EMPTY_LAYER, Layer
from tui.model.scheme import scheme_from
from tui.model.span import Span

STAMP = Stamp("ana", "2025-01-02T03:04:05+00:00", 700)


@pytest.fixture
def desk():
    desk = desk_with_suggestions()
    yield desk
    desk.close()


@pytest.fixture
def empty():
    desk = desk_with(ARTICLE)
    yield desk
    desk.close()


def only(desk, kind):
    """The one annotation of a type."""
    (found,) = [a for a in desk.layer("a").annotations.values() if isinstance(a, kind)]
    return found


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        (["“It is good,”"], "direct"),
        (["It is good,"], "direct"),
        (["called it “a bad joke”"], "mixed"),
        (["backed the plan"], "indirect"),
        (["It is good", "a bad joke"], "direct"),
    ],
)
def test_kind_comes_from_the_marks(pieces, kind):
    """Letters and digits inside double marks decide, wherever the selection's edges are."""
    assert tagging.kind_of_quote(ARTICLE.text, spans_of(*pieces)) == kind


@pytest.mark.parametrize(
    ("kinds", "kind"), [(["speech"], "speech"), (["speech", "direct"], "direct"), (["indirect", "speech"], "indirect")]
)
def test_a_project_with_kinds_of_its_own_gets_one_of_them(kinds, kind):
    """The kind that the marks tell if the scheme has it, else the scheme's first."""
    scheme = scheme_from({"quote": {name: {"key": name[0]} for name in kinds}})
    (change,) = tagging.tag_quote(ARTICLE, EMPTY_LAYER, spans_of("It is good"), STAMP, scheme=scheme)
    assert change.after.kind == kind


def test_a_mark_left_open_ends_with_its_paragraph():
    """An unclosed mark does not swallow the next paragraph."""
    text = "“Open and never closed.\nNot quoted at all."
    assert tagging.kind_of_quote(text, spans_of("Not quoted", text=text)) == "indirect"


def test_entity_makes_its_actor_once(empty):
    """The first mention makes an actor, an equal one later joins it."""
    empty.do("tag", tagging.tag_entity(ARTICLE, empty.layer("a"), spans_of("Her rival"), "PERSON", STAMP))
    actor = only(empty, Entity).actor
    assert empty.layer("a").actors[actor].name == "Her rival"
    empty.do("tag", tagging.tag_entity(ARTICLE, empty.layer("a"), spans_of("Her rival"), "ORG", STAMP))
    assert only(empty, Entity).label == "ORG"
    assert len(empty.layer("a").actors) == 1


def test_quote_corrects_a_near_suggestion(desk):
    """Tagging nearly the same words keeps cue, source and actor of the suggestion."""
    desk.do("tag", tagging.tag_quote(ARTICLE, desk.layer("a"), spans_of("It is good"), STAMP))
    quote = only(desk, Quote)
    assert (quote.id, quote.status, quote.cue) == ("q1", "edited", span_of("said"))
    assert quote.spans == spans_of("It is good")


def test_a_decided_quote_is_not_overwritten(desk):
    """Another quote over decided words is another quote."""
    desk.do("tag", tagging.tag_quote(ARTICLE, desk.layer("a"), spans_of("It is good"), STAMP))
    desk.do("tag", tagging.tag_quote(ARTICLE, desk.layer("a"), spans_of("It is good,”"), STAMP))
    assert sum(isinstance(a, Quote) for a in desk.layer("a").annotations.values()) == 2


def test_claim_takes_the_quotes_actor(desk):
    """A claim inside a quote is made by the quote's source; outside, by nobody named."""
    desk.do("tag", tagging.tag_claim(ARTICLE, desk.layer("a"), spans_of("It is good"), "opinion", STAMP))
    assert only(desk, Claim).claimant == "a1"


def test_same_stance_again_changes_its_polarity(empty):
    """Evidence, holder and target make a stance; the polarity is what was decided about it."""
    for polarity in ("support", "unclear"):
        changes = tagging.tag_stance(
            ARTICLE, empty.layer("a"), spans_of("backed"), polarity, STAMP, holder="x", target=Target(topic="plan")
        )
        empty.do("tag", changes)
    assert only(empty, Stance).polarity == "unclear"


def test_the_quote_around_a_selection_is_the_shortest(desk):
    """The stance chord starts with the right holder, its speaker, without a key."""
    there = desk.layer("a").annotations.values()
    assert tagging.quote_around(there, spans_of("good")).actor == "a1"
    assert tagging.quote_around(there, spans_of("rival")) is None


@pytest.mark.parametrize(("name", "same"), [("Berg", True), ("Anna", True), ("Anna Berg", True), ("Bergen", False)])
def test_a_part_of_a_persons_name_is_that_person(empty, name, same):
    """Tagging "Berg" by hand after "Anna Berg" makes no second actor, unless several could be meant."""
    text = f"Anna Berg spoke. {name} left."
    article = make_article("p", text)
    anna = Actor(id="anna", name="Anna Berg", label="PERSON")
    spans = (Span(text.rindex(name), text.rindex(name) + len(name)),)
    *_, made = tagging.tag_entity(article, Layer({"anna": anna}, {}, {}), spans, "PERSON", STAMP)
    assert (made.after.actor == "anna") == same
    other = Actor(id="olga", name=f"{name} Lund", label="PERSON")
    both = Layer({"anna": anna, "olga": other}, {}, {})
    *_, made = tagging.tag_entity(article, both, spans, "PERSON", STAMP)
    assert (made.after.actor == "anna") == (name == "Anna Berg")


def test_actor_at_a_mention(desk):
    """A hint on a mention gives its actor; on other words none."""
    assert tagging.actor_at(desk.layer("a"), span_of("Kovač")).id == "a1"
    assert tagging.actor_at(desk.layer("a"), span_of("Monday")) is None


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Oslo’s vice-minister Ana Kovač", "ana"),
        ("Ana Kovač from Oslo", "ana"),
        ("Kovač", "ana"),
        ("the city of Oslo", "oslo"),
        ("Oslo’s police", None),
    ],
)
def test_actor_at_a_phrase(words, actor):
    """The person in it is who is named, else the name that it ends with; a name that begins it owns something else."""
    text = f"{words} spoke."
    names = {"Ana Kovač": ("ana", "PERSON"), "Kovač": ("ana", "PERSON"), "Oslo": ("oslo", "GPE")}
    found = {
        id + name: Entity(id=id + name, spans=spans_of(name, text=text), label=label, actor=id)
        for name, (id, label) in names.items()
        if name in text
    }
    layer = Layer({id: Actor(id=id, name=id) for id in ("ana", "oslo")}, found, {})
    made = tagging.actor_at(layer, span_of(words, text=text))
    assert (made.id if made else None) == actor
