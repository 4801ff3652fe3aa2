from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.nlp.docs import blank, odd_parses
from tui.model.span import Span
from tui.nlp.actors import find_actors
from tui.nlp.actors_names import acronyms

SEED = Path(__file__).parents[2] / "seeds" / "000_9572c48d40091c2f.txt"


def actor_of(doc, words):
    """The name of the actor that the last occurrence of `words` mentions."""
    start = doc.text.rindex(words)
    span = Span(start, start + len(words))
    return next((actor.name for actor in doc._.inquit_actors if span in actor.mentions), None)


CASES = [
    # text, mention (its last occurrence), actor
    ("Georgiy Zinoviev left. Later Zinoviev returned.", "Zinoviev", "Georgiy Zinoviev"),
    (
        "The Russian ambassador, Georgiy Zinoviev, left. The ambassador said nothing.",
        "The ambassador",
        "Georgiy Zinoviev",
    ),
    (
        "The National Intelligence Service (NIS) said so. The NIS gave no details.",
        "NIS",
        "National Intelligence Service",
    ),
    ("Seoul condemned the move. South Korea is angry.", "Seoul", "South Korea"),
    ("He lives in Seoul. South Korea is angry.", "Seoul", "Seoul"),
    (
        "Doctors said it helps. A study says that it is rare. They say it is simple.",
        "They",
        "Doctors",
    ),
    ("The police officers went to the station, where they claimed that he had left.", "they", "police officers"),
    ("Maria Silva, who promised a new bridge, left the town.", "who", "Maria Silva"),
    (
        "“It came to us,” Tom Brown said. The ambassador, Anna White, rejected Brown's account. “No,” she said.",
        "she",
        "Anna White",
    ),
    ("It was hit, said the vessel's owner, Lacombe Marine.", "the vessel's owner", "Lacombe Marine"),
    ("“We are late,” Maria Silva said. She added that it rained.", "She", "Maria Silva"),
    ("Tom Brown met Anna White. “I am glad,” he said.", "he", "Tom Brown"),
    ("It was led by Айгүл Сейітқызы (Aigul Seiitkyzy). Seiitkyzy left.", "Айгүл Сейітқызы", "Aigul Seiitkyzy"),
    ("Dmitri Halvorsen (Дмитрий Халворсен) left.", "Дмитрий Халворсен", "Dmitri Halvorsen"),
    (
        "Maria Silva won the race. She spoke to Tom Brown.\n\nQ: Why?\n\nA: Fun.\n\nQ: Is it?\n\nA: Yes.",
        "Q",
        "Tom Brown",
    ),
    (
        "Maria Silva won the race. She spoke to Tom Brown.\n\nQ: Why?\n\nA: Fun.\n\nQ: Is it?\n\nA: Yes.",
        "A",
        "Maria Silva",
    ),
    ("Tom Brown met Anna White. “I am glad,” she said.", "she", "Anna White"),
    ("“I am glad,” said Anna White.", "I", "Anna White"),
    ("Its leader, Aiko Mori, said that the bill was bad.", "Its leader", "Aiko Mori"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "mention", "actor"), CASES)
def test_mentions_find_their_actor(pipeline, text, mention, actor):
    """Surnames, titles, acronyms, metonyms, pronouns and appositions lead to the one who is meant."""
    assert actor_of(pipeline.nlp(text), mention) == actor


@pytest.mark.model
def test_seed_article(pipeline):
    """Kim is the minister and not the leader; the last "he" is the editor; the agency is an actor of its own."""
    doc = pipeline.nlp(SEED.read_text(encoding="utf-8"))
    kim = doc.text.index("Kim said")
    assert [actor.name for actor in doc._.inquit_actors if Span(kim, kim + 3) in actor.mentions] == ["Kim Hong-kyun"]
    last = doc.text.rindex(" he said") + 1
    names = [actor.name for actor in doc._.inquit_actors if Span(last, last + 2) in actor.mentions]
    assert names == ["Valeriy Ryabykh"]
    assert "Seoul’s spy agency" in [actor.name for actor in doc._.inquit_actors]


@pytest.mark.model
def test_every_source_is_a_mention(pipeline):
    """The source of each quotation belongs to exactly one actor."""
    doc = pipeline.nlp(SEED.read_text(encoding="utf-8"))
    mentions = [mention for actor in doc._.inquit_actors for mention in actor.mentions]
    sources = {quote.source for quote in doc._.inquit_quotes if quote.source}
    assert sources
    assert all(mentions.count(source) == 1 for source in sources)


@pytest.mark.model
def test_the_same_article_gives_the_same_actors(pipeline):
    """Twice the same, in the same order."""
    text = SEED.read_text(encoding="utf-8")
    assert pipeline.nlp(text)._.inquit_actors == pipeline.nlp(text)._.inquit_actors


def test_acronyms():
    """With and without small words."""
    assert acronyms(("bank", "of", "england")) == {"boe", "be"}
    assert acronyms(("nato",)) == set()


def test_nothing_comes_of_nothing():
    """An empty text and one without annotation have no actors."""
    assert find_actors(blank("")) == []
    assert find_actors(blank("He said so.")) == []


@given(odd_parses())
@settings(max_examples=40, deadline=None)
def test_actors_are_well_formed(doc):
    """Whatever the parse: mentions inside the text and in order, each in one actor, all sources among them."""
    actors = find_actors(doc)
    mentions = [mention for actor in actors for mention in actor.mentions]
    assert all(0 <= mention.start < mention.end <= len(doc.text) for mention in mentions)
    assert len(mentions) == len(set(mentions))
    assert all(list(actor.mentions) == sorted(actor.mentions) and actor.name for actor in actors)
    assert {quote.source for quote in doc._.inquit_quotes if quote.source} <= set(mentions)
