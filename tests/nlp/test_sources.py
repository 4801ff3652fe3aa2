"""Whose words a quotation is: the words that name the speaker, wherever they stand."""

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The scale is too small,” said Robert Reich, who served as labour secretary.", "Robert Reich"),
        ("“Debate recap,” tweeted Rubio spokesman Alex Conant.", "Rubio spokesman Alex Conant"),
        ("“Meh,” wrote a Trump supporter who runs an account.", "a Trump supporter"),
        ("“They were rivals,” William M. Daley, the president's former aide, said of it.", "William M. Daley"),
        ("Rep. Paul Ryan (R-WI) said the pictures have no place in it.", "Rep. Paul Ryan"),
        ("The Post will brand you a liar and NBC News will accuse you of fraud.", "NBC News"),
        ("While he’s said that he will fight on, Sanders must decide.", "he"),
        ("Voters doubt the law, which they say left a hole.", "they"),
        ("It will close, according to a document filed by Ann Bell.", "a document filed by Ann Bell"),
        ("It will close, according to a tally by the Associated Press.", "a tally by the Associated Press"),
        ("It will close, according to a speech Mrs. Hansen gave in June.", "Mrs. Hansen"),
        ("Ann Bell, who’s called for lower fares, will speak.", "who"),
        ("“We will fight on,” Early said of the vote.", "Early"),
        ("The mayor reiterated that the bridge was safe.", "The mayor"),
        ("The mayor voiced his disapproval of the ruling.", "The mayor"),
        ("A warning from the mayor that the bridge was unsafe came late.", "the mayor"),
    ],
)
def test_the_speaker_stands_beside_the_verb(quotes_of, text, source):
    """After it, before an insertion, before a bracket, or nearer than another subject."""
    assert [found[1] for found in quotes_of(text)] == [source]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Carson said the general plans to preview a plan for Libya, insisting that we worry.", "insisting", "Carson"),
        ("He says the general was to blame and says that he tried to help.", "says", "He"),
        ("The council approved a resolution condemning the ban on visitors.", "condemning", "The council"),
        ("Noting that the bridge was late, the mayor of Delft urged patience.", "Noting", "the mayor of Delft"),
        ("“We can float,” Mr. Obama said, not even needing to mention the boxer.", "mention", "Mr. Obama"),
        (
            "As Joel Pollak reported, the agents appear to have left:\n\n“The site was empty.”",
            "reported",
            "Joel Pollak",
        ),
        (
            "Ola Berg is telling the farmers that the harbour is “depleted” and says he will rebuild it.",
            "says",
            "Ola Berg",
        ),
        ("The party released a video that urges voters to stay at home.", "urges", "The party"),
        ("Ola Berg condemned what he called an attack on farmers.", "condemned", "Ola Berg"),
        ("Trump's refusal to denounce the marchers angered many voters.", "denounce", "Trump"),
    ],
    ids=[
        "participle",
        "coordinated",
        "paper",
        "first",
        "behind the inquit",
        "colon",
        "present",
        "video",
        "what",
        "owner",
    ],
)
def test_who_goes_on_speaking_is_the_teller(quotes_of, text, cue, source):
    """Not the subject of what is told, nor the paper that the words stand in."""
    assert {found[1] for found in quotes_of(text) if found[2] == cue} == {source}


def test_a_word_that_begins_the_sentence_is_no_name(quotes_of):
    """ "When" and "Just" are nobody, though a verb follows them."""
    for text in ("When asked why, Hansen shrugged.", "Just said that it rains."):
        assert not {found[1] for found in quotes_of(text)} & {"When", "Just"}
