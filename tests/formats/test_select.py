"""Filters, anonymous names and splits."""

from collections import Counter

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.formats.test_writing import changed, sample
from tests.strategies import desks
from tui.formats.links import check_links
from tui.formats.select import Filter, Selection, anonymise, parse_time
from tui.formats.split import parse_split, split
from tui.model.annotation import WRITER, Entity
from tui.model.article import make_article
from tui.model.errors import UsageError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle


def taken(annotated, **options):
    """The ids of the annotations that a filter takes."""
    (article,) = Selection(Filter(**options)).of([annotated])
    return [annotation.id for annotation in article.annotations]


def test_filters():
    """Each filter alone, and human decisions by default."""
    article = changed(
        sample(),
        x1={"status": "suggested", "annotator": "anna"},
        x2={"status": "edited", "updated": "2025-01-01T00:00:00+00:00"},
        x3={"created": "2024-01-01T00:00:00+00:00"},
    )
    assert taken(article) == ["x2", "x3", "x4"]
    assert taken(article, statuses=["suggested"]) == ["x1"]
    assert taken(article, statuses=()) == ["x1", "x2", "x3", "x4"]
    assert taken(article, annotators=["anna"], statuses=()) == ["x1"]
    assert taken(article, since=parse_time("2024-06")) == ["x2"]
    assert taken(article, labels=["claim:fact", "support"]) == ["x3", "x4"]
    assert taken(article, types=["quote"]) == ["x2"]
    assert list(Selection(Filter(articles=["other"])).of([article])) == []


@pytest.mark.parametrize(
    ("since", "ids"),
    [
        ("2024-10-22T08:00:00+00:00", ["x1", "x2"]),
        ("2024-10-22T10:00:00+02:00", ["x1", "x2"]),
        ("2024-10-22T08:00:01Z", ["x2"]),
        ("2024-10-22T08:00:01", ["x2"]),
        ("2024-10-22", ["x1", "x2"]),
        ("20241023", []),
    ],
)
def test_since_compares_times(since, ids):
    """Zones count, a time without one is in UTC, and what has no time that can be read is left out."""
    article = changed(
        sample(),
        x1={"updated": "2024-10-22T10:00:00+02:00"},
        x2={"updated": "2024-10-22T08:30:00"},
        x3={"updated": "some day"},
    )
    assert taken(article, since=parse_time(since)) == ids


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("2024", "2024-01-01T00:00:00+00:00"),
        ("2024-06", "2024-06-01T00:00:00+00:00"),
        ("2024-10-22T09:30+02:00", "2024-10-22T09:30:00+02:00"),
        ("yesterday", None),
        ("2024-13", None),
        ("", None),
    ],
)
def test_times(words, time):
    """What is no time is none."""
    found = parse_time(words)
    assert (found and found.isoformat()) == time


def test_target_that_is_left_out():
    """A stance toward a claim that is left out keeps the claim's words as its target, and that is told."""
    selection = Selection(Filter(types=["stance"]))
    (article,) = selection.of([sample()])
    assert article.annotations[0].target.span == Span(13, 18)
    (loss,) = selection.losses()
    assert (loss.count, loss.ids) == (1, ("k#x4",))


@pytest.mark.parametrize("options", [{}, {"statuses": ()}])
def test_links_to_what_is_not_there(options):
    """A target that became an orphan, a holder nobody knows: the link is left out and told, and nothing else."""
    whole = sample()
    article = replace(whole, annotations=tuple(a for a in whole.annotations if a.id != "x3"))
    article = changed(article, x1={"actor": "a9"}, x2={"actor": WRITER})
    selection = Selection(Filter(**options))
    (found,) = selection.of([article])
    assert check_links(found) == changed(article, x1={"actor": None}, x4={"target": None})
    (loss,) = selection.losses()
    assert loss.ids == ("k#x1", "k#x4")
    assert "not there" in str(loss)


@settings(max_examples=15, deadline=None)
@given(desks())
def test_no_filter_leaves_dangling_links(desk):
    """Whatever is filtered, every link names something that is there; an open filter changes nothing."""
    for options in ({}, {"statuses": ["suggested"]}, {"types": ["stance"]}, {"labels": ["oppose", "PERSON"]}):
        for article in Selection(Filter(**options)).of(desk):
            check_links(article)
    assert list(Selection(Filter(statuses=())).of(desk)) == desk


def test_actors_that_nothing_names():
    """The machine's actors go with the annotations that named them; a human's stay."""
    article = sample()
    machine = replace(article, actors=(replace(article.actors[0], origin="model"),))
    assert [len(next(Selection(Filter(types=["quote"])).of([a])).actors) for a in (article, machine)] == [1, 0]


def test_anonymise():
    """The same person is the same number throughout; nobody's name is left."""
    first = changed(sample("a"), x1={"annotator": "anna"}, x2={"annotator": "boris"})
    second = changed(sample("b"), x1={"annotator": "boris"})
    names = [[a.annotator for a in article.annotations] for article in anonymise([first, second])]
    assert names == [["annotator-1", "annotator-2", None, None], ["annotator-2", None, None, None]]


def labelled(id, text, label):
    entity = Entity(id="x", spans=(Span(0, 1),), label=label)
    return AnnotatedArticle(article=make_article(id, text), annotations=(entity,))


def many():
    """100 articles, a tenth of them with a rare label; every fifth is a near-copy of the one before it."""
    articles = []
    for n in range(100):
        base = n - 1 if n % 5 == 4 else n
        text = " ".join(f"word{base * 1000 + k}" for k in range(200)) + (" and one more" if base != n else "")
        articles.append(labelled(f"id{n:03}", text, "LAW" if n % 10 == 0 else "ORG"))
    return articles


def test_split_is_stratified_and_grouped():
    """Each part gets its share of articles and of the rare label; near-duplicates stay together."""
    parts = split(many(), parse_split("train=80,dev=10,test=10"))
    sizes = Counter(parts.values())  # groups cannot be cut, so an article or two may go elsewhere
    assert all(abs(sizes[name] - share) <= 2 for name, share in (("train", 80), ("dev", 10), ("test", 10)))
    assert Counter(parts[f"id{n:03}"] for n in range(0, 100, 10)) == {"train": 8, "dev": 1, "test": 1}
    assert all(parts[f"id{n:03}"] == parts[f"id{n - 1:03}"] for n in range(4, 100, 5))


def test_split_does_not_depend_on_order():
    shares = parse_split("train=8,test=2")
    assert split(many(), shares) == split(reversed(many()), shares)


@pytest.mark.parametrize("spec", ["", "train", "train=x", "train=0", "a=1,a=2", "a=1,,b=2", "../x=1"])
def test_wrong_split(spec):
    """A share that cannot be read is a wrong call that shows the right form."""
    with pytest.raises(UsageError, match="--split"):
        parse_split(spec)
