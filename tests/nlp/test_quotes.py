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


def test_inquit_after_the_last_paragraph(quotes_of):
    """Paragraphs that open with marks and do not close them belong to the inquit that comes at last."""
    [(_, source, _, content)] = quotes_of("“We won.\n\n“It was late.\n\n“I was glad of it,” Ana Lopez said.")
    assert (source, content) == ("Ana Lopez", ["“We won.", "“It was late.", "“I was glad of it,”"])


def test_who_is_retold_in_a_question(quotes_of):
    """The subject of the sentence speaks, not the label before it."""
    found = quotes_of("Q: The trust says that it is late. Is it?\n\nA: No.\n\nQ: Why?\n\nA: Why not?")
    assert ("indirect", "The trust", "says", ["that it is late"]) in found


def test_transcript_is_whole_and_keeps_what_is_retold(quotes_of):
    """Questions keep their mark, and what an answer quotes from others is a quotation too."""
    found = quotes_of("Q: Is it far?\n\nA: His mother said, “You will walk home.” I did.\n\nQ: Why?\n\nA: Why not?")
    assert [content for *_, content in found] == [
        ["Is it far?"],
        ["His mother said, “You will walk home.” I did."],
        ["“You will walk home.”"],
        ["Why?"],
        ["Why not?"],
    ]


@pytest.mark.parametrize("text", ["The coach praised Takeda.", "The mayor explained it.", "Concerns were expressed."])
def test_bare_words_are_no_quotes(quotes_of, text):
    """A name, a pronoun or one noun says nothing that could be quoted."""
    assert quotes_of(text) == []


def test_dateline_is_not_said(quotes_of):
    """Content and source begin after the dateline."""
    [(_, source, _, content)] = quotes_of("SKARHOLM - A cat was found, the coastguard said.")
    assert (source, content) == ("the coastguard", ["A cat was found"])


def test_unit_with_a_point_ends_the_sentence(quotes_of):
    """ "£4m. She" is two sentences."""
    found = quotes_of("The mayor said it would cost £4m. She added that it was late.")
    assert [content for *_, content in found] == [["it would cost £4m"], ["that it was late"]]


def test_according_to_inside_a_clause(quotes_of):
    """ "that, according to her husband, …" reports that clause, and leaves the quotation around it alone."""
    found = quotes_of("“I was seven,” she said, with a scarf that, according to her husband, brings luck. “I am glad.”")
    assert found[0][3] == ["“I was seven,”", "“I am glad.”"]
    assert found[1][1] == "her husband"
