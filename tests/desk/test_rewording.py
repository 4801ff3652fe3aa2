"""Annotations in a changed text: words that are still there keep theirs, whatever became of the rest."""

import pytest
from msgspec.structs import replace

from tests.desk.helpers import span_of
from tui.desk.rewording import reword
from tui.model.annotation import Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import ArticleState, Layer

TEXT = "Seoul will “respond with all measures available”, Kim Hong-kyun said. Moscow denounced the move and its makers."
QUOTE = Quote(
    id="q",
    spans=(span_of("Seoul will “respond with all measures available”", TEXT),),
    kind="mixed",
    cue=span_of("said", TEXT),
    source=span_of("Kim Hong-kyun", TEXT),
    actor="kim",
)
STANCE = Stance(id="s", spans=(span_of("denounced", TEXT),), polarity="oppose", target=Target(annotation="c"))
MOVE = Claim(id="c", spans=(span_of("the move", TEXT),), kind="fact")


def reworded(*annotations, **changes):
    """What becomes of annotations when some words of the text are others."""
    new = TEXT
    for old_words, new_words in changes.values():
        new = new.replace(old_words, new_words)
    old, article = make_article("x", TEXT), make_article("x", new)
    layer = Layer({}, {annotation.id: annotation for annotation in annotations}, {})
    return article, reword(old, article, layer, ArticleState(id="x", text_sha256=old.text_sha256))


def test_a_quote_whose_source_is_gone_keeps_its_words_and_its_cue():
    """The content is there word for word: only the source is taken off, and the note and the count say so."""
    article, result = reworded(replace(QUOTE, note="ask Anna"), who=("Kim Hong-kyun", "his deputy"))
    quote = result.layer.annotations["q"]
    assert quote.spans[0].of(article.text) == QUOTE.spans[0].of(TEXT)
    assert (quote.source, quote.cue.of(article.text), quote.actor) == (None, "said", "kim")
    assert quote.note == "ask Anna\nsource not found in the new text: “Kim Hong-kyun”"
    assert (result.orphans, result.loosened) == (0, 1)


def test_a_quote_whose_words_are_gone_is_an_orphan_whole():
    """Its cue and source alone are no quote."""
    _, result = reworded(QUOTE, what=("all measures", "no measures"))
    assert result.layer.orphans["q"].annotation == QUOTE
    assert (result.layer.annotations, result.orphans, result.loosened) == ({}, 1, 0)


def test_a_stance_waits_for_its_target_that_is_an_orphan():
    """Settling the orphan brings the link back to life."""
    _, result = reworded(STANCE, MOVE, what=("the move and", "it and"))
    assert result.layer.annotations["s"].target == Target(annotation="c")
    assert list(result.layer.orphans) == ["c"]


@pytest.mark.parametrize(
    ("words", "target", "loosened"), [("the move and", Target(span=span_of("the move", TEXT)), 0), ("it and", None, 1)]
)
def test_a_stance_about_a_suggestion_that_goes_keeps_its_words(words, target, loosened):
    """Suggestions are made anew under ids of their own; no stance is left with the old one."""
    _, result = reworded(
        STANCE, replace(MOVE, status="suggested"), what=("the move and", words), end=("makers", "friends")
    )
    assert list(result.layer.annotations) == ["s"]
    assert (result.layer.annotations["s"].target, result.loosened) == (target, loosened)


def test_a_name_beside_a_changed_word_stays():
    """Its own words and one side are the same."""
    name = Entity(id="e", spans=(span_of("Moscow", TEXT),), label="GPE")
    article, result = reworded(name, what=("denounced", "condemned"))
    assert result.layer.annotations["e"].spans[0].of(article.text) == "Moscow"
