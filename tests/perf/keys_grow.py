"""How many quotes are reached by growing from a word in them (`.`), with the parse but without suggestions."""

from collections.abc import Iterator

from tests.gold.build import HERE, read_article
from tests.perf.keys_wanted import wanted_for
from tui.model.annotation import Quote
from tui.model.article import Article
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle, Structure
from tui.nlp.suggester import BatchSuggester
from tui.text.grow import grow
from tui.text.words import words_in

QUOTES = 50
MOST = 3
"""So many keys may it take."""


def grow_shares(suggester: BatchSuggester, seed: Article) -> dict[str, float]:
    """The share of 50 quotes that at most 3 keys reach: from the best word in each, and from any word on average.

    All of the seed article's that are in one piece, and as many as are left of tests/gold's, spread evenly.
    """
    labelled = [wanted_for(seed), *(read_article(path) for path in sorted((HERE / "articles").glob("*.txt")))]
    shapes = [found.structure for found in suggester.suggest_many(it.article for it in labelled)]
    cases = [list(quotes(it, shape)) for it, shape in zip(labelled, shapes, strict=True)]
    others = [case for article in cases[1:] for case in article]
    left = QUOTES - len(cases[0])
    chosen = [*cases[0], *(others[at * len(others) // left] for at in range(left))]
    reached = [
        [keys_to(text, shape, word, goal) <= MOST for word in _words(text, goal)] for text, shape, goal in chosen
    ]
    best = sum(map(any, reached)) / len(reached)
    anywhere = sum(sum(each) / len(each) for each in reached) / len(reached)
    print(f"growing: {best:.0%} of {len(reached)} quotes in ≤ {MOST} keys from a word in them, {anywhere:.0%} from any")
    return {"quotes": len(reached), "reached": round(best, 3), "from_any_word": round(anywhere, 3)}


def quotes(labelled: AnnotatedArticle, shape: Structure) -> Iterator[tuple[str, Structure, Span]]:
    """The contents of the article's quotes that are in one piece."""
    for it in labelled.annotations:
        if isinstance(it, Quote) and len(it.spans) == 1:
            yield labelled.article.text, shape, it.spans[0]


def keys_to(text: str, shape: Structure, word: Span, goal: Span) -> int:
    """How often `.` must be pressed on the word until the goal's letters are selected; 99 if it never is."""
    selection = word
    for keys in range(MOST + 3):
        if _bare(text, selection) == _bare(text, goal):
            return keys
        selection = grow(text, shape, (), selection)
    return 99


def _words(text: str, goal: Span) -> list[Span]:
    return list(words_in(text, goal.start, goal.end))


def _bare(text: str, span: Span) -> Span:
    """Without the marks and blanks at its edges."""
    inked = [at for at in range(span.start, span.end) if text[at].isalnum()]
    return Span(inked[0], inked[-1] + 1) if inked else span
