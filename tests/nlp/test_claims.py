from collections import Counter

import pytest
from hypothesis import given, settings

from tests.nlp.docs import blank, odd_parses
from tui.nlp.claims import check_worthiness, find_claims

KINDS = [
    ("The ministry said that 4,000 people lost their homes in May.", "4,000 people lost their homes in May", "fact"),
    ("The ministry said that prices will fall next year.", "prices will fall next year", "prediction"),
    ("The ministry said that the city should close the bridge.", "the city should close the bridge", "policy"),
    (
        "“The new law is a disgrace for this country,” said Anna White.",
        "The new law is a disgrace for this country",
        "opinion",
    ),
    ("The mayor vowed to close the bridge in May.", "to close the bridge in May", "policy"),
    ("The union called for a new inquiry into the fire.", "a new inquiry into the fire", "policy"),
    (
        "She described the plan as “a gift to the harbour lobby”.",
        "the plan as “a gift to the harbour lobby”",
        "opinion",
    ),
    ("The mayor said that the bridge is to close in May.", "the bridge is to close in May", "prediction"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "words", "kind"), KINDS)
def test_quoted_contents_are_claims(pipeline, text, words, kind):
    """What somebody says is a claim without "that" and marks, of the kind that its main verb tells."""
    claims = [(claim.content[0].of(text), claim.kind) for claim in pipeline.nlp(text)._.inquit_claims]
    assert (words, kind) in claims


@pytest.mark.model
def test_each_sentence_of_a_quotation_is_a_claim(pipeline):
    """One that the inquit interrupts keeps its pieces together."""
    text = "“The bridge,” the mayor said, “cost 40 million dollars. It was built in 1962.”"
    contents = [[span.of(text) for span in claim.content] for claim in pipeline.nlp(text)._.inquit_claims]
    assert contents == [["The bridge", "cost 40 million dollars"], ["It was built in 1962"]]


@pytest.mark.model
def test_claimants_and_questions(pipeline):
    """The claimant is the source; the article's own claims have none; questions claim nothing."""
    text = (
        "Sales fell by 12 percent in 2023. The union said that 300 workers had left. Who will pay 40 million dollars?"
    )
    claims = {c.content[0].of(text): c.claimant and c.claimant.of(text) for c in pipeline.nlp(text)._.inquit_claims}
    assert claims["Sales fell by 12 percent in 2023"] is None
    assert claims["300 workers had left"] == "The union"
    assert not any("Who" in claim for claim in claims)


def test_check_worthiness_rises_with_numbers_and_falls_with_opinion():
    """The score is in [0, 1] and moves as the signs say."""
    plain = check_worthiness(Counter(), 12)
    assert (
        0 < check_worthiness(Counter(opinion=1, question=1), 12) < plain < check_worthiness(Counter(number=2), 12) < 1
    )


def test_without_tags_there_are_no_claims():
    """Tokens alone say too little."""
    assert find_claims(blank("")) == []
    assert find_claims(blank("Sales fell by 12 percent in 2023.")) == []


@given(odd_parses())
@settings(max_examples=40, deadline=None)
def test_claims_are_well_formed(doc):
    """Whatever the parse: pieces in order inside the text, scores in [0, 1], no content twice."""
    claims = find_claims(doc)
    assert len({claim.content for claim in claims}) == len(claims)
    for claim in claims:
        assert 0 <= claim.score <= 1
        assert all(a.end <= b.start for a, b in zip(claim.content, claim.content[1:], strict=False))
        assert claim.content[-1].end <= len(doc.text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The party asked Congress to leave the programme intact.",
        "The mayor mentioned the bridge that the council had closed in May.",
        "“You can hear it before you see it,” Smith said.",
    ],
)
def test_what_asserts_little_is_no_claim(pipeline, text):
    """Infinitives, and remarks with nothing to check and no judgement in them, are left to the quotation."""
    assert pipeline.nlp(text)._.inquit_claims == []
