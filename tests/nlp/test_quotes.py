import pytest

pytestmark = pytest.mark.model

CASES = [
    # text, kind, source, cue, content
    ("“We are late,” Maria Silva said.", "direct", "Maria Silva", "said", ["“We are late,”"]),
    ("“We are late,” said the minister.", "direct", "the minister", "said", ["“We are late,”"]),
    ('The mayor said the "old bridge" would close.', "mixed", "The mayor", "said", ['the "old bridge" would close']),
    ("The mayor said that the bridge would close.", "indirect", "The mayor", "said", ["the bridge would close"]),
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
    assert ("indirect", "The trust", "says", ["it is late"]) in found


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


def test_a_table_of_results_is_no_transcript(quotes_of):
    """What stands behind the names has words."""
    assert quotes_of("Berg: 547.\n\nHansen: 46.\n\nBerg: 2,316.\n\nHansen: 1,547.") == []


@pytest.mark.parametrize("text", ["The coach mentioned Takeda.", "The mayor explained it.", "Concerns were expressed."])
def test_bare_words_are_no_quotes(quotes_of, text):
    """A name, a pronoun or one noun says nothing that could be quoted."""
    assert quotes_of(text) == []


def test_who_is_judged_is_kept_with_a_low_score(pipeline):
    """ "Praised Takeda" can be accepted, and hidden by its score."""
    [found] = pipeline.nlp("The coach praised Takeda.")._.inquit_quotes
    assert found.score <= 0.4


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("His promise to rebuild the harbour was popular.", "His", "promise", "to rebuild the harbour"),
        (
            "The minister's claim that the bridge is safe was false.",
            "The minister",
            "claim",
            "the bridge is safe",
        ),
        ("The union repeated its call for a new harbour law.", "The union", "call for", "a new harbour law"),
        ("Her attacks on the harbour board went on for weeks.", "Her", "attacks on", "the harbour board"),
        ("The mayor expressed doubts about the new timetable.", "The mayor", "doubts about", "the new timetable"),
    ],
)
def test_nouns_report(quotes_of, text, source, cue, content):
    """A noun with its complement reports like a verb; the one who does it, or else its owner, is the source."""
    assert [found[1:] for found in quotes_of(text)] == [(source, cue, [content])]


@pytest.mark.parametrize(
    "text",
    ["The attack on the village lasted an hour.", "She has an interest in old ships.", "He had no plan to leave."],
)
def test_nouns_that_mean_something_else(quotes_of, text):
    """ "Attack" needs an owner and "interest" a verb that voices it."""
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "If this plan fails, Mr. Silva argues, there are others in the drawer.",
            ["If this plan fails", "there are others in the drawer"],
        ),
        (
            "Although it rained on Monday, the captain said the match was fair.",
            ["the match was fair"],
        ),
        (
            "The mayor said she had met Maria Silva, who lives in a house by the sea.",
            ["she had met Maria Silva"],
        ),
        (
            "The company said it was sorry and promised to pay.",
            ["it was sorry"],
        ),
        (
            "The harbour will close in May, according to the board - a month before the elections.",
            ["The harbour will close in May"],
        ),
        ("Lawmakers did not say when they would vote.", ["when they would vote"]),
        ("Asked by a visitor if the harbour would close, the mayor left.", ["if the harbour would close"]),
        ("Trump said after the convention he would not accept the offer.", ["he would not accept the offer"]),
        ("Three boats from the old harbour, he said.", ["Three boats from the old harbour"]),
        ("It will close, she said, because it is old.", ["It will close", "because it is old"]),
        ("“I like it,” he said, but “it is old.”", ["“I like it,”", "but “it is old.”"]),
    ],
)
def test_end_of_a_clause(quotes_of, text, content):
    """What the article itself tells before, in and after a reported clause stays out."""
    assert quotes_of(text)[0][3] == content


def test_quoted_paragraphs_that_follow(quotes_of):
    """A paragraph that is a quotation and nothing else goes on with the one before it, a foreign one does not."""
    found = quotes_of("“We won,” Ana Lopez said.\n\n“It was late and we were tired.”\n\n“Stop,” Bo Lind said.")
    assert [content for *_, content in found] == [["“We won,”", "“It was late and we were tired.”"], ["“Stop,”"]]


def test_quoted_sentence_after_a_clause(quotes_of):
    """The sentence between marks behind a reported clause belongs to it."""
    [(kind, *_, content)] = quotes_of("The captain said the match was fair. “They were simply better than us.”")
    assert (kind, content) == ("mixed", ["the match was fair", "“They were simply better than us.”"])


def test_signed_quotations(quotes_of):
    """A dash and a name behind the marks sign a quotation."""
    assert quotes_of("“It was the best evening of my life.” ― Ana Lopez") == [
        ("direct", "Ana Lopez", "―", ["“It was the best evening of my life.”"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is worth noting that the harbour is old.",
        "They need a majority to confirm judges.",
        "Please ask yourself that question.",
    ],
)
def test_what_nobody_has_said_is_no_quote(quotes_of, text):
    """Turns of phrase, purposes and commands report nothing."""
    assert quotes_of(text) == []


def test_title_in_an_inquit(quotes_of):
    """The name of a show between marks is not what was said on it."""
    found = quotes_of("In an interview on “Face the Harbour,” the mayor said the old bridge would close.")
    assert found == [("indirect", "the mayor", "said", ["the old bridge would close"])]


def test_who_is_asked_about_it(quotes_of):
    """The hearer before "about" is not content."""
    assert quotes_of("A reporter asked him about the old bridge.")[0][3] == ["the old bridge"]


def test_elements_of_web_pages_do_not_tweet(quotes_of):
    """The name of an element that was left in the text is no verb."""
    assert quotes_of('<tweet author="ana">The harbour is closed.</tweet>') == []


def test_dateline_is_not_said(quotes_of):
    """Content and source begin after the dateline."""
    [(_, source, _, content)] = quotes_of("SKARHOLM - A cat was found, the coastguard said.")
    assert (source, content) == ("the coastguard", ["A cat was found"])


def test_unit_with_a_point_ends_the_sentence(quotes_of):
    """ "£4m. She" is two sentences."""
    found = quotes_of("The mayor said it would cost £4m. She added that it was late.")
    assert [content for *_, content in found] == [["it would cost £4m"], ["it was late"]]


def test_according_to_inside_a_clause(quotes_of):
    """ "that, according to her husband, …" reports that clause, and leaves the quotation around it alone."""
    found = quotes_of("“I was seven,” she said, with a scarf that, according to her husband, brings luck. “I am glad.”")
    assert found[0][3] == ["“I was seven,”", "“I am glad.”"]
    assert found[1][1] == "her husband"
