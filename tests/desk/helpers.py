"""A desk in memory with one short article, for tests of what people do at it."""

from tests.store.memory import MemoryRepository
from tui.desk.desk import Desk
from tui.model.annotation import Actor, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import ArticleState, Change, Edit
from tui.model.span import Span, make_spans
from tui.model.suggestion import Suggestions

TEXT = "Ana Kovač backed the plan. “It is good,” she said. Her rival called it “a bad joke” on Monday."
NOW = "2025-01-02T03:04:05+00:00"


def span_of(words: str, text: str = TEXT) -> Span:
    """Where the words stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def spans_of(*pieces: str, text: str = TEXT):
    """Where the pieces stand in the text."""
    return make_spans((span_of(piece, text).start, span_of(piece, text).end) for piece in pieces)


def desk_with(*articles, suggestions=(), **options) -> Desk:
    """A desk in memory that holds the articles and suggestions."""
    repository = MemoryRepository()
    repository.add_articles(articles)
    changes = tuple(
        Change(article=a.id, before=None, after=ArticleState(id=a.id, text_sha256=a.text_sha256)) for a in articles
    )
    if changes:
        repository.apply(Edit(action="import", annotator="ana", time=NOW, changes=changes))
    for found in suggestions:
        repository.put_suggestions(found)
    return Desk(repository, annotator="ana", clock=lambda: NOW, **options)


ARTICLE = make_article("a", TEXT, title="The plan")


def some_suggestions() -> Suggestions:
    """An entity, a quote and a stance, as a pipeline would suggest them."""
    kovac = Actor(id="a1", name="Ana Kovač", label="PERSON", origin="model")
    common = {"origin": "model", "status": "suggested", "model": "test 1"}
    return Suggestions(
        article="a",
        text_sha256=ARTICLE.text_sha256,
        model="test 1",
        actors=(kovac,),
        annotations=(
            Entity(id="e1", spans=spans_of("Ana Kovač"), label="PERSON", actor="a1", **common),
            Quote(
                id="q1",
                spans=spans_of("“It is good,”"),
                kind="direct",
                cue=span_of("said"),
                source=span_of("she"),
                actor="a1",
                **common,
            ),
            Stance(
                id="s1",
                spans=spans_of("backed"),
                polarity="support",
                holder="a1",
                target=Target(annotation="q1"),
                **common,
            ),
        ),
    )


def desk_with_suggestions() -> Desk:
    """The article with its three suggestions."""
    return desk_with(ARTICLE, suggestions=[some_suggestions()])
