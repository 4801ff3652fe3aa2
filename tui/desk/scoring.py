"""`inquit evaluate`: fresh suggestions against a labelled file."""

from pathlib import Path

from tui.desk.evaluation import Evaluation, evaluate
from tui.desk.settings import Settings
from tui.formats.reading import read
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def score_file(gold: Path, model: str | None, settings: Settings | None = None) -> Evaluation:
    """Suggest for every article of an `inquit/1` file and compare.

    Suggestions are made as the settings say (model, scheme, reporting verbs); `model` goes before theirs. Raises
    `DataError` for what cannot be read and `UsageError` for a model that cannot be loaded.
    """
    from tui.nlp.suggester import load_suggester

    if not gold.exists():
        raise DataError("no such file; check the name", path=str(gold))
    settings = settings or Settings()
    articles = []
    for item in read(gold, "inquit"):
        if isinstance(item, DataError):
            raise item
        articles.append(item)
    suggester = load_suggester(model or settings.model, settings.scheme, settings.reporting)
    predicted = {}
    for item, found in zip(articles, suggester.suggest_many([item.article for item in articles]), strict=True):
        predicted[item.article.id] = AnnotatedArticle(
            article=item.article, actors=found.actors, annotations=found.annotations
        )
    return evaluate(articles, predicted)
