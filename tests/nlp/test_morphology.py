"""Remembering what attribute ruler and lemmatizer said changes nothing of what they say."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tui.nlp.morphology import MORPHOLOGY, remember_morphology
from tui.nlp.pipeline import installed_model

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ODD = "Let's go. There's no way. C'm on, y'all ain't gonna say what you gotta.\n\n LET'S. There was, there. Is there? "
WORDS = (
    "let",
    "'s",
    "there",
    "is",
    "gon",
    "na",
    "saw",
    "had",
    "been",
    "lies",
    "which",
    "I",
    "to",
    "Better",
    "\n",
    "12",
)


@pytest.fixture(scope="module")
def pipelines() -> tuple[Language, Language]:
    """The default model twice: as it is, and remembering; without what does not matter here."""
    stock, ours = (spacy.load(installed_model() or "", exclude=["ner"]) for _ in range(2))
    remember_morphology(ours)
    return stock, ours


def attributes(nlp: Language, text: str) -> list[tuple[object, ...]]:
    """All that the two components may set, and the tree beside it."""
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in nlp(text)]


@pytest.mark.model
def test_attributes_are_the_same(pipelines):
    """Whatever was met before, every attribute is as the stock components set it."""
    stock, ours = pipelines
    assert MORPHOLOGY in ours.pipe_names
    assert "attribute_ruler" not in ours.pipe_names
    for text in (*(path.read_text("utf-8")[:4000] for path in SEEDS), ODD, ODD * 2, "", "\n"):
        assert attributes(ours, text) == attributes(stock, text)


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=12).map(" ".join))
def test_attributes_are_the_same_in_odd_texts(text):
    """Words in any order, and words that no dictionary has."""
    _loaded[:] = _loaded or [spacy.load(installed_model() or "", exclude=["ner"]) for _ in range(2)]
    stock, ours = _loaded
    remember_morphology(ours)
    assert attributes(ours, text) == attributes(stock, text)


_loaded: list[Language] = []


def made(*patterns: list[dict[str, object]]) -> Language:
    """A pipeline whose attribute ruler has these patterns, and looks lemmas up."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    for n, pattern in enumerate(patterns):
        ruler.add([pattern], {"LEMMA": f"rule {n}", "POS": "X"}, index=len(pattern) - 1)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {"cats": "cat", "ran": "run"})
    return nlp


def test_patterns_over_several_tokens_match_only_there():
    """A word that some pattern knows beside another is asked about again where the other stands."""
    patterns = [{"LOWER": "cats"}, {"LOWER": "ran"}, {"LOWER": {"REGEX": "^o"}}], [{"IS_TITLE": True}]
    stock, ours = made(*patterns), made(*patterns)
    remember_morphology(ours)
    assert MORPHOLOGY in ours.pipe_names
    for text in ("cats ran off. Cats ran. cats ran", "ran off cats ran on on", "cats", "cats ran cats ran off"):
        assert [(t.lemma_, t.pos_) for t in ours(text)] == [(t.lemma_, t.pos_) for t in stock(text)]
    assert [t.lemma_ for t in ours("cats ran off")] == ["cat", "run", "rule 0"]


@pytest.mark.parametrize(
    "pattern", [[{"LOWER": "cats", "OP": "+"}], [{"NORM": "cat"}], [{"LEMMA": "cat"}], [{"_": {"odd": True}}]]
)
def test_what_looks_at_more_is_left_alone(pattern):
    """Patterns that ask for more than word, tag and relation keep the stock components."""
    nlp = made(pattern)
    remember_morphology(nlp)
    assert nlp.pipe_names == ["attribute_ruler", "lemmatizer"]
