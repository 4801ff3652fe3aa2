"""Suggestions for a whole desk at once, for scripts (behind the reader: `tui.desk.feed`).

Parsing runs in worker processes (`tui.nlp.pool`); what they find is saved by the desk's saver, in order with
the annotator's own decisions, and never changes one of those.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from queue import SimpleQueue

from msgspec import Struct

from tui.desk.desk import Desk
from tui.desk.summary import count_words
from tui.model.edit import ArticleState
from tui.model.errors import DataError, UsageError
from tui.nlp.pool import Failure, Result, WorkerPool

AHEAD = 8
"""How many articles a process is given at once where throughput counts."""


class Suggested(Struct, frozen=True):
    """One article is done: its words, and what could not be done as it should (once a sentence)."""

    article: str
    words: int
    notice: str | None = None


def waiting(desk: Desk, ids: Sequence[str] = (), *, again: bool = False) -> list[str]:
    """The articles that have no suggestions for their present text, or all of them; raises for an unknown id."""
    known = set(desk.article_ids())
    for id in ids:
        if id not in known:
            raise DataError(f"no article {id!r} on this desk; `inquit status` lists them")
    return [id for id in (ids or desk.article_ids()) if again or is_waiting(desk.state(id))]


def is_waiting(state: ArticleState) -> bool:
    """Whether nothing was suggested for the article's present text."""
    return state.suggested is None


def suggest_all(desk: Desk, ids: Sequence[str], *, model: str | None = None, jobs: int = 1) -> Iterator[Suggested]:
    """Suggest for the articles in `jobs` processes and save; yields as articles are done, in any order.

    Raises `UsageError` with the worker's sentence if nothing can be suggested at all (no such pipeline).
    """
    results: SimpleQueue[Result] = SimpleQueue()
    settings = desk.settings
    pool = WorkerPool(
        results.put,
        model=model or settings.model,
        scheme=settings.scheme,
        verbs=settings.reporting,
        jobs=min(jobs, max(1, len(ids))),
        ahead=AHEAD,
    )
    said: set[str] = set()
    pool.start()
    try:
        for id in ids:
            pool.submit(desk.article(id))
        for _ in ids:
            result = results.get()
            if isinstance(result, Failure):
                if pool.model is None:
                    raise UsageError(result.message)
                yield Suggested(result.article, 0, f"{result.article}: {result.message}")
                continue
            desk.saver.call(partial(desk.repository.put_suggestions, result))
            fresh = [notice for notice in result.notices if notice not in said]
            said.update(fresh)
            words = count_words(desk.article(result.article).text)
            yield Suggested(result.article, words, "; ".join(fresh) or None)
    finally:
        pool.close()
