"""Articles in, suggestions out, in this process."""

from collections.abc import Iterable, Iterator
from itertools import tee
from types import MappingProxyType
from typing import Protocol

from tui.model.annotation import Quote
from tui.model.article import Article
from tui.model.scheme import DEFAULT, Scheme
from tui.model.suggestion import Suggester, Suggestions
from tui.nlp import rules
from tui.nlp.assemble import Recipe, assemble, collect, make_id
from tui.nlp.mentions import Mentions
from tui.nlp.pipeline import Pipeline, load_pipeline
from tui.nlp.reporting import Verbs


class SpacySuggester:
    """Suggests with a spaCy pipeline. The same article always gives the same suggestions."""

    def __init__(self, pipeline: Pipeline, scheme: Scheme = DEFAULT) -> None:
        self._pipeline = pipeline
        self._recipe = Recipe(pipeline.model, scheme, pipeline.precision, pipeline.notices)

    @property
    def model(self) -> str:
        """The name and version that suggestions are stored with."""
        return self._recipe.model

    def suggest(self, article: Article) -> Suggestions:
        """Suggest for one article."""
        return next(self.suggest_many([article]))

    def suggest_many(self, articles: Iterable[Article]) -> Iterator[Suggestions]:
        """Suggest for many articles, parsed in batches; results come in the order of `articles`."""
        articles, texts = tee(articles)
        docs = self._pipeline.pipe(article.text for article in texts)
        for article, doc in zip(articles, docs, strict=True):
            yield assemble(article, doc, self._recipe)


class RuleSuggester:
    """Suggests quotations from their marks alone, where no spaCy pipeline is installed."""

    def __init__(self, scheme: Scheme = DEFAULT) -> None:
        self._recipe = Recipe(rules.MODEL, scheme, notices=(rules.NOTICE,))

    @property
    def model(self) -> str:
        """The name and version that suggestions are stored with."""
        return self._recipe.model

    def suggest(self, article: Article) -> Suggestions:
        """Suggest for one article."""
        found = rules.find_marked(article.text)
        mentions = Mentions(rules.find_speakers(found, article.text))
        quotes = [
            Quote(
                id=make_id("quote", item.content, item.kind),
                spans=item.content,
                kind=item.kind,
                cue=item.cue,
                source=item.source,
                actor=mentions.actor(item.source),
                origin="model",
                model=self.model,
                status="suggested",
                score=item.score,
                why=item.why,
            )
            for item in found
        ]
        return collect(article, quotes, mentions.found, self._recipe, rules.find_shape(article.text))

    def suggest_many(self, articles: Iterable[Article]) -> Iterator[Suggestions]:
        """Suggest for many articles, one after the other."""
        return map(self.suggest, articles)


class BatchSuggester(Suggester, Protocol):
    """A suggester that takes many articles at once."""

    def suggest_many(self, articles: Iterable[Article]) -> Iterator[Suggestions]:
        """Suggest for many articles; results come in their order."""
        ...


def load_suggester(
    model: str | None = None, scheme: Scheme = DEFAULT, verbs: Verbs = MappingProxyType({})
) -> BatchSuggester:
    """The suggester of the spaCy pipeline `model`, of the default one if None, or of rules if none is installed.

    `verbs` are reporting verbs beside those that ship; rules know only their own. Raises `UsageError` if the pipeline
    that is named cannot be loaded.
    """
    return make_suggester(load_pipeline(model, verbs), scheme)


def make_suggester(pipeline: Pipeline | None, scheme: Scheme = DEFAULT) -> BatchSuggester:
    """The suggester of a loaded pipeline, or of rules if it is None; costs nothing."""
    return RuleSuggester(scheme) if pipeline is None else SpacySuggester(pipeline, scheme)
