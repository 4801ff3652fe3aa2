import pytest

pytestmark = pytest.mark.model

CASES = [
    # text, kind, source, cue, content
    ("“We are late,” Maria Silva said.", "direct", "Maria Silva", "said", ["“We are late,”"]),
    ("“We are late,” said the minister.", "direct", "the minister", "said", ["“We are late,”"]),
    ('The mayor said the "old bridge" would close.', "mixed", "The mayor", "said", ['the "old bridge" would close']),
    ("The mayor said that the bridge would close.", "indirect", "The mayor", "said", ["that the bridge would close"]),
    (
        "The bridge is closed, according to the police.",
        "indirect",
        "the police",
        "according to",
        ["The bridge is closed"],
    ),
    (
        "According to the police, the bridge is closed.",
        "indirect",
        "the police",
        "According to",
        ["the bridge is closed"],
    ),
    (
        "“The bridge,” the mayor said, “will close in May.”",
        "direct",
        "the mayor",
        "said",
        ["“The bridge,”", "“will close in May.”"],
    ),
    (
        "“The bridge will close,” he said. “We have no choice. It is old.”",
        "direct",
        "he",
        "said",
        ["“The bridge will close,”", "“We have no choice. It is old.”"],
    ),
    (
        "The union accused the company of lying to its workers.",
        "indirect",
        "The union",
        "accused",
        ["the company of lying to its workers"],
    ),
    ("The party promised to cut taxes.", "indirect", "The party", "promised", ["to cut taxes"]),
    ("Protesters called for an inquiry.", "indirect", "Protesters", "called for", ["an inquiry"]),
]


@pytest.mark.parametrize(("text", "kind", "source", "cue", "content"), CASES)
def test_quote_is_found(quotes_of, text, kind, source, cue, content):
    """Direct, mixed and indirect speech, split, inverted, joined, with objects, infinitives and prepositions."""
    assert quotes_of(text) == [(kind, source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "They will help each other in the event of “aggression” against either country.",
        "The band played “Yesterday” and left the stage.",
        "The so-called “experts” were not there.",
        "It rained.",
    ],
)
def test_scare_quotes_and_titles_are_no_quotes(quotes_of, text):
    """Marks without a cue that reports them make no quotation."""
    assert quotes_of(text) == []


def test_quotation_over_two_paragraphs(quotes_of):
    """A quotation that goes on in the next paragraph is one attribution with a piece in each."""
    [(kind, source, _, content)] = quotes_of("“We will win,” Ana Lopez said. “It is time.\n\n“And it is our time.”")
    assert (kind, source) == ("direct", "Ana Lopez")
    assert content == ["“We will win,”", "“It is time.", "“And it is our time.”"]
