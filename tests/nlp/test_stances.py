from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.nlp.docs import blank, odd_parses
from tui.model.span import Span
from tui.nlp.stances import find_stances, stance_between
from tui.nlp.stances_lexicon import judgements, stance_words

SEED = Path(__file__).parents[2] / "seeds" / "000_9572c48d40091c2f.txt"

CASES = [
    # text, holder, polarity, target
    ("Japan condemned the attack.", "Japan", "oppose", "the attack"),
    ("The attack was condemned by Japan.", "Japan", "oppose", "The attack"),
    ("Ryan refused to endorse Trump.", "Ryan", "oppose", "Trump"),
    ("Ryan did not support Trump.", "Ryan", "oppose", "Trump"),
    ("Merkel voiced support for Macron.", "Merkel", "support", "Macron"),
    ("Angela Merkel’s support for Macron surprised many.", "Angela Merkel", "support", "Macron"),
    ("Russia drew criticism from Germany.", "Germany", "oppose", "Russia"),
    ("Smith is critical of Johnson.", "Smith", "oppose", "Johnson"),
    ("Smith is against the plan.", "Smith", "oppose", "the plan"),
    ("“I’m against the route, and it is late,” Smith said.", "Smith", "oppose", "the route"),
    ("Smith called the plan reckless.", "Smith", "oppose", "the plan"),
    ("Smith described Jones as a hero.", "Smith", "support", "Jones"),
    ("The union called for the resignation of Jones.", "The union", "oppose", "Jones"),
    ("Smith urged Jones to resign.", "Smith", "oppose", "Jones"),
    ("Jones is an ally of Smith.", "Jones", "support", "Smith"),
    ("“Jones is a liar,” said Smith.", "Smith", "oppose", "Jones"),
    ("“We support Jones,” said Smith.", "Smith", "support", "Jones"),
    ("Smith filed a lawsuit accusing Jones of fraud.", "Smith", "oppose", "Jones"),
    ("The ambassador did not confirm the allegations.", "The ambassador", "neutral", "the allegations"),
]


def stances_of(pipeline, text):
    """The stances as (holder, polarity, target) in words."""
    found = pipeline.nlp(text)._.inquit_stances
    return {(s.holder.of(text) if s.holder else None, s.polarity, s.target.of(text)) for s in found}


@pytest.mark.model
@pytest.mark.parametrize(("text", "holder", "polarity", "target"), CASES)
def test_who_is_for_or_against_what(pipeline, text, holder, polarity, target):
    """Each way of saying so gives holder, polarity and target."""
    assert (holder, polarity, target) in stances_of(pipeline, text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Smith did not criticise Jones.",
        "Smith would like the report.",
        "It is unclear what they meant.",
        "Smith met Jones on Monday.",
        "She stands up to her thighs in the river.",
        "If you want to help us, go home.",
    ],
)
def test_no_stance_where_none_is_said(pipeline, text):
    """Negated opposition, wishes and meetings are none."""
    assert stances_of(pipeline, text) == set()


@pytest.mark.model
def test_joined_holders_each_hold_it(pipeline):
    """ "X and Y condemned Z" are two stances, with the verb as evidence."""
    text = "The United States and Japan have also condemned the deepening military ties."
    found = pipeline.nlp(text)._.inquit_stances
    assert {s.holder.of(text) for s in found} == {"United States", "Japan"}
    assert {s.evidence[0].of(text) for s in found} == {"condemned"}
    assert {s.intensity for s in found} == {"strong"}


@pytest.mark.model
def test_hedges_weaken(pipeline):
    """ "might support" is weak."""
    found = pipeline.nlp("Smith might support Jones.")._.inquit_stances
    assert [s.intensity for s in found] == ["weak"]


@pytest.mark.model
def test_seed_article(pipeline):
    """The United States and Japan oppose the ties, Lammy opposes Russia's actions."""
    found = stances_of(pipeline, SEED.read_text(encoding="utf-8"))
    assert ("United States", "oppose", "the deepening military ties") in found
    assert ("Japan", "oppose", "the deepening military ties") in found
    assert ("David Lammy", "oppose", "Russia’s actions") in found


@pytest.mark.model
def test_stance_between(pipeline):
    """It has a direction, and follows other mentions of the same actor."""
    text = "Boris Smith met Carla Jones. Later he condemned Jones’s remarks."
    doc = pipeline.nlp(text)
    smith, jones = Span(0, 11), Span(16, 27)
    assert stance_between(doc, smith, jones).polarity == "oppose"
    assert stance_between(doc, jones, smith) is None


def test_the_lexicon_is_whole():
    """Every entry has a known kind, polarity and intensity, and takes something."""
    kinds = {"verb", "noun", "role", "adjective", "label", "urge", "deed", "preposition"}
    for lemma, words in stance_words().items():
        for word in words:
            assert word.kind in kinds, lemma
            assert word.polarity in ("support", "oppose", "neutral") or word.kind == "label", lemma
            assert word.intensity in (None, "weak", "strong"), lemma
            assert word.takes, lemma
    assert judgements()["reckless"].polarity == "oppose"


def test_nothing_comes_of_nothing():
    """An empty text and one without a parse have no stances."""
    assert find_stances(blank("")) == []
    assert find_stances(blank("Japan condemned the attack.")) == []


@given(odd_parses())
@settings(max_examples=40, deadline=None)
def test_stances_are_well_formed(doc):
    """Whatever the parse: spans inside the text, evidence in order, scores in [0, 1]."""
    for stance in find_stances(doc):
        assert 0 <= stance.score <= 1
        assert all(a.end <= b.start for a, b in zip(stance.evidence, stance.evidence[1:], strict=False))
        assert max(stance.evidence[-1].end, stance.target.end, stance.holder.end if stance.holder else 0) <= len(
            doc.text
        )
