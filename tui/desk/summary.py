"""What is on a desk, in figures."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from tui.desk.desk import Desk
from tui.model.annotation import TYPES, type_of, value_of


class ArticleSummary(Struct, frozen=True):
    """One article: its annotations by status, whether it is done, and whose suggestions it has (None: nobody's yet)."""

    id: str
    title: str
    words: int
    suggested: int
    decided: int
    rejected: int
    done: bool
    suggested_by: str | None


class Summary(Struct, frozen=True):
    """A desk: its articles, and how often each value of each type was given (decided annotations only)."""

    articles: tuple[ArticleSummary, ...]
    labels: dict[str, dict[str, int]]

    def to_json(self) -> dict[str, Any]:
        """As JSON types."""
        return {"articles": [asdict(article) for article in self.articles], "labels": self.labels}

    def lines(self) -> Iterator[str]:
        """For people: a line an article, then the labels."""
        width = max((len(article.id) for article in self.articles), default=0)
        for article in self.articles:
            mark = "done" if article.done else "    "
            waits = article.suggested_by is None and not article.suggested
            undecided = "not suggested yet" if waits else f"{article.suggested:7} undecided"
            yield (
                f"{article.id:<{width}}  {mark}  {undecided}  {article.decided:5} decided  "
                f"{article.rejected:5} rejected  {article.words:6} words  {article.title}"
            )
        done = sum(article.done for article in self.articles)
        yield f"{len(self.articles)} articles, {done} done"
        for type, counts in self.labels.items():
            yield f"{type}: " + ", ".join(f"{name} {n}" for name, n in counts.items())


def count_words(text: str) -> int:
    """How many words a text has: what stands between white space."""
    return len(text.split())


def summarise(desk: Desk) -> Summary:
    """Count what the desk holds."""
    labels: dict[str, Counter[str]] = {type: Counter() for type in TYPES}
    articles = []
    for id in desk.article_ids():
        head, state = desk.head(id), desk.state(id)
        progress = head.progress
        articles.append(
            ArticleSummary(
                id=id,
                title=head.title,
                words=count_words(desk.article(id).text),
                suggested=progress.total("suggested"),
                decided=progress.total("accepted", "edited"),
                rejected=progress.total("rejected"),
                done=state.done,
                suggested_by=state.suggested,
            )
        )
        if progress.total("accepted", "edited"):
            for annotation in desk.repository.layer(id).annotations.values():
                if annotation.status in ("accepted", "edited"):
                    labels[type_of(annotation)][value_of(annotation)] += 1
    counted = {type: dict(counter.most_common()) for type, counter in labels.items() if counter}
    return Summary(tuple(articles), counted)
