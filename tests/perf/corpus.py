"""Long articles with many annotations, and desks that hold them, for measuring."""

from pathlib import Path

from msgspec.structs import replace

from tests.app.sample import seed_article, seed_layer
from tui.model.annotation import AnyAnnotation, Entity
from tui.model.article import Article, make_article
from tui.model.edit import ArticleState, Change, Edit, Layer
from tui.model.span import Span
from tui.text.words import words_in


def long_article(words: int) -> tuple[Article, Layer]:
    """An article of so many words, with an annotation of any type for every ten of them."""
    seed = seed_article()
    layer = seed_layer(seed)
    piece = seed.text.rstrip() + "\n\n"
    per_piece = sum(1 for _ in words_in(piece, 0, len(piece)))
    copies = -(-words // per_piece)
    text = piece * copies
    cut = [span.end for span in words_in(text, 0, len(text))][min(words, per_piece * copies) - 1]
    article = make_article(f"long-{words}", text[:cut], title=f"{words} words")
    found: dict[str, AnyAnnotation] = {}
    for copy in range(copies):
        for it in layer.annotations.values():
            moved = tuple(Span(span.start + copy * len(piece), span.end + copy * len(piece)) for span in it.spans)
            if moved[-1].end <= cut and len(found) < words // 10:
                found[f"{it.id}.{copy}"] = replace(it, id=f"{it.id}.{copy}", spans=moved)
    spare = (span for span in words_in(article.text, 0, cut) if len(span) > 8)
    while len(found) < words // 10:
        span = next(spare)
        found[f"x{span.start}"] = Entity(id=f"x{span.start}", spans=(span,), label="ORG")
    return article, Layer(layer.actors, found, {})


def make_desk(path: Path, words: int, *, suggested: bool = True) -> None:
    """A desk file with that article; unless `suggested`, opening it makes suggestions in the background."""
    from tui.store.opening import open_repository

    article, layer = long_article(words)
    state = ArticleState(id=article.id, text_sha256=article.text_sha256, suggested="by hand" if suggested else None)
    records = [state, *layer.actors.values(), *layer.annotations.values()]
    changes = tuple(Change(article=article.id, before=None, after=record) for record in records)
    repository = open_repository(path)
    repository.add_articles([article])
    repository.apply(Edit(action="import", annotator="perf", time="2024-10-22T09:00:00+00:00", changes=changes))
    repository.close()
