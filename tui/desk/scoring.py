"""`inquit evaluate`: fresh suggestions against a labelled file."""

from pathlib import Path

from tui.desk.evaluation import Evaluation, evaluate
from tui.formats.registry import find_format, load
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def score_file(gold: Path, model: str | None) -> Evaluation:
    """Suggest for every article of an `inquit/1` file and compare; raises `DataError` for what cannot be read."""
    from tui.nlp.suggester import load_suggester

    if not gold.exists():
        raise DataError("no such file; check the name", path=str(gold))
    articles = []
    for item in load(find_format("inquit")).read(gold):
        if isinstance(item, DataError):
            raise item
        articles.append(item)
    suggester = load_suggester(model)
    predicted = {}
    for item, found in zip(articles, suggester.suggest_many([item.article for item in articles]), strict=True):
        predicted[item.article.id] = AnnotatedArticle(
            article=item.article, actors=found.actors, annotations=found.annotations
        )
    return evaluate(articles, predicted)
