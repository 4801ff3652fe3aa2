from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.nlp.docs import blank, odd_parses
from tests.strategies import texts
from tui.nlp.entities import find_entities
from tui.nlp.places import places

CASES = [
    ("South Korea’s vice-foreign minister spoke to reporters.", "South Korea", "GPE"),
    ("President Yoon Suk Yeol urged the alliance to act.", "Yoon Suk Yeol", "PERSON"),
    ("“It could help,” said Moon Seong-mok from the institute.", "Moon Seong-mok", "PERSON"),
    ("The United States has condemned the plan.", "United States", "GPE"),
    ("SEOUL - South Korea has summoned the ambassador.", "SEOUL", "GPE"),
    ("GOTHENBURG - Battery makers met on Monday.", "GOTHENBURG", "GPE"),
    ("“It is over,” said Piet van der Wouden on Monday.", "Piet van der Wouden", "PERSON"),
    ("The water came in, said Marta Quispe, 58.", "Marta Quispe", "PERSON"),
    ("It was led by Айгүл Сейітқызы (Aigul Seiitkyzy) in Almaty.", "Айгүл Сейітқызы", "PERSON"),
    ("Dmitri Halvorsen (Дмитрий Халворсен), a biologist, left.", "Дмитрий Халворсен", "PERSON"),
    ("Cllr June Pargeter cast the deciding vote.", "June Pargeter", "PERSON"),
    ("Finland’s energy minister, Antti Korpela, rejected the complaint.", "Antti Korpela", "PERSON"),
    ("It was found by the amateur 中尾 健. It returns every 133 years.", "中尾 健", "PERSON"),
    ("A faint tail behind Comet 21X/Sørli–Nakaō contains ice.", "Comet 21X/Sørli–Nakaō", "LOC"),
    ("The concession's holder, Kavtimber, expressed its condolences.", "Kavtimber", "ORG"),
    ("Farther down, the baker Yusuf Demirci welcomed the decision.", "Yusuf Demirci", "PERSON"),
    ("The vessel’s owner, Lacombe Marine, sued. Lacombe’s shares fell 3.2%.", "Lacombe", "ORG"),
    ("Nordal Metals said it would close. Shares in Nordal rose 4 percent.", "Nordal", "ORG"),
    ("He was taken to Saint Malachy’s Hospital on Monday.", "Saint Malachy’s Hospital", "ORG"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "name", "label"), CASES)
def test_names_are_whole_and_labelled(pipeline, text, name, label):
    """The name is found without article, title or possessive, with its label."""
    assert (name, label) in [(span.of(text), found) for span, found in find_entities(pipeline.nlp(text))]


@pytest.mark.model
def test_two_places_joined_by_a_hyphen_are_two(pipeline):
    """ "North Korea-Russia" is two places."""
    text = "He denied the alleged North Korea-Russia cooperation."
    names = [span.of(text) for span, _ in find_entities(pipeline.nlp(text))]
    assert "North Korea" in names
    assert "Russia" in names


@pytest.mark.model
def test_one_name_has_one_label(pipeline):
    """A surname has the label of the full name, wherever it stands."""
    text = "Mayor Rosa Linden spoke. Linden opposes the tax. A poll put Linden ahead. Linden will win."
    labels = {label for span, label in find_entities(pipeline.nlp(text)) if span.of(text) == "Linden"}
    assert labels == {"PERSON"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One letter was read: “Dear Council, please make the road not scary.”", "Dear Council"),
        ("Nato Secretary-General Mark Rutte said it was a threat.", "-General"),
        ("Iodine helps. Too little iodine is bad, and iodine is cheap.", "Iodine"),
        ("Shares opened at 0900 GMT on Monday.", "GMT"),
    ],
)
def test_other_words_are_no_names(pipeline, text, words):
    """Greetings, pieces of titles, nouns at the start of a sentence and time zones are left out."""
    assert words not in [span.of(text) for span, _ in find_entities(pipeline.nlp(text))]


def test_places_know_countries_capitals_and_seats():
    """The library's tables and ours are joined, ours win."""
    assert places().country("south korean") == "South Korea"
    assert places().country("Britons") == "United Kingdom"
    assert places().capitals["seoul"] == "South Korea"
    assert places().seats["kremlin"] == "Russia"
    assert places().country("IT") is None


def test_without_a_model_there_are_few_entities_and_no_error():
    """A text with tokens alone works, an empty one too."""
    assert find_entities(blank("")) == []
    assert find_entities(blank("He met them in Oslo.")) == []


@given(odd_parses())
@settings(max_examples=40, deadline=None)
def test_entities_stay_inside_and_apart(doc):
    """Whatever the parse, spans are in the text, in order, and do not overlap."""
    spans = [span for span, _ in find_entities(doc)]
    assert all(span.end <= len(doc.text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(texts)
@settings(max_examples=40, deadline=None)
def test_any_text_without_annotation_works(text):
    """Rough text never raises."""
    find_entities(blank(text))
