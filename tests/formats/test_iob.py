"""CoNLL columns, read by spaCy's own converters."""

import pytest
from hypothesis import HealthCheck, given, settings
from spacy.training import iob_to_biluo
from spacy.training.converters import conll_ner_to_docs

from tests.strategies import annotated_articles
from tui.formats import losses, write
from tui.formats.iob import bilou, carry, iob2, lines
from tui.model.annotation import Entity, Stance
from tui.model.article import make_article
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

TEXT = "Kim Hong-kyun met Nato’s Rutte in New York. “Go!” he said.\nSeoul agreed"


def entity(id, words, label="X"):
    start = TEXT.index(words)
    return Entity(id=id, spans=(Span(start, start + len(words)),), label=label)


ARTICLE = AnnotatedArticle(
    article=make_article("k", TEXT),
    annotations=(
        entity("x1", "Kim Hong-kyun", "PERSON"),
        entity("x2", "Kim", "PERSON"),
        entity("x3", "Nato", "ORG"),
        entity("x4", "New York", "GPE"),
        entity("x5", "Seou", "WORK OF ART"),
        Stance(id="x6", spans=(Span(0, 3),), polarity="oppose"),
        Entity(id="x7", spans=(Span(18, 22), Span(31, 33)), label="ORG"),
    ),
)


def tags(tag):
    return " ".join(line.replace("\t", "/") or "|" for line in lines(carry(ARTICLE), tag))


def test_columns():
    """One token a line, cut where an entity ends; sentences and paragraphs end with an empty line."""
    assert tags(iob2) == (
        "Kim/B-PERSON Hong/I-PERSON -/I-PERSON kyun/I-PERSON met/O Nato/B-ORG ’/O s/O Rutte/O in/O New/B-GPE "
        "York/I-GPE ./O | “/O Go/O !/O ”/O he/O said/O ./O | Seou/B-WORK_OF_ART l/O agreed/O |"
    )
    assert "Kim/B-PERSON Hong/I-PERSON -/I-PERSON kyun/L-PERSON met/O Nato/U-ORG" in tags(bilou)


def test_losses():
    """Nested and discontinuous entities, stances and renamed labels are told with their ids."""
    told = {loss.what: loss.ids for loss in losses("iob2", [ARTICLE])}
    assert told == {
        "nested or overlapping entities": ("k#x2",),
        "labels": ("k#x5",),
        "stances": ("k#x6",),
        "discontinuous entities": ("k#x7",),
    }


@pytest.mark.parametrize("format", ["iob2", "bilou"])
def test_spacy_convert(tmp_path, format):
    """What `spacy convert` runs finds exactly these entities."""
    write(format, [ARTICLE, ARTICLE], tmp_path / "a.iob")
    docs = conll_ner_to_docs((tmp_path / "a.iob").read_text(), no_print=True)
    found = [(ent.text.replace(" ", ""), ent.label_) for doc in docs for ent in doc.ents]
    once = [("KimHong-kyun", "PERSON"), ("Nato", "ORG"), ("NewYork", "GPE"), ("Seou", "WORK_OF_ART")]
    assert found == once * 2


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(annotated_articles())
def test_flat_entities_all_arrive(annotated):
    """spaCy's reading of the tags gives as many entities as the format says it carries."""
    carried = carry(annotated)
    column = [line.split("\t")[1] for line in lines(carried, iob2) if line]
    assert sum(tag[0] in "BU" for tag in iob_to_biluo(column)) == len(carried.annotations)
    assert [line.split("\t")[1][0] in "BIO" for line in lines(carried, iob2) if line]
