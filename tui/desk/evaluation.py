"""How good suggestions are: precision, recall and F1 of predicted annotations against labelled articles.

Every measure counts, for one type of annotation, how many *gold* annotations there are, how many *predicted*
ones, and how many of them are *right*, paired one-to-one. With those,

    precision = right / predicted      recall = right / gold      F1 = 2 · right / (gold + predicted)

as fractions in [0, 1], and None where there is nothing to divide by. Totals are micro-averages: the three counts are
added up over all articles first. What "right" demands is said by the measure's name:

- `exact`: the same spans, code point for code point. `exact + …`: and the same label, kind or polarity.
- `overlap`: paired by letters and digits, best first, Jaccard ≥ 0.5 (`tui.desk.pairing`). `overlap + …`: and in
  each pair also the same label, kind, polarity; the same actor, claimant, holder (`tui.desk.sameness`); a source that
  overlaps by a letter or digit, or none on both sides; the same target. Several joined by + must all be right.
- `overlap: VALUE`: of the annotations with this label, kind or polarity alone; right are pairs in which both have it.
- `relation` (stances): the same holder, target and polarity, wherever in the article the evidence is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from tui.desk.pairing import greedy, jaccard, letters, pair_up
from tui.desk.sameness import Compared, compare
from tui.model.annotation import (
    DECIDED,
    TYPES,
    WRITER,
    AnyAnnotation,
    Claim,
    Entity,
    Quote,
    Stance,
    type_of,
    value_of,
)
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle

Right = Callable[[Compared, Any, Any], bool]
"""Whether a predicted annotation agrees with the gold one that it is paired with, in one respect."""


class Score(Struct, frozen=True):
    """Counts of annotations, and the three ratios in [0, 1]; None where there is nothing to divide by."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.right + other.right)

    @property
    def precision(self) -> float | None:
        """right / predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """right / gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """2 · right / (gold + predicted): the harmonic mean of precision and recall."""
        both = self.gold + self.predicted
        return 2 * self.right / both if both else None

    def to_json(self) -> dict[str, Any]:
        """The counts and ratios by name."""
        return {
            "gold": self.gold,
            "predicted": self.predicted,
            "right": self.right,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


Scores = Mapping[tuple[str, str], Score]
"""Scores by type of annotation and name of the measure, in the order in which they are shown."""


class ArticleScores(Struct, frozen=True):
    """The scores of one article; `missing` tells that nothing was predicted for it, which counts as no annotations."""

    id: str
    scores: Scores
    missing: bool = False


class Evaluation(Struct, frozen=True):
    """The scores of all articles, one by one and together."""

    articles: tuple[ArticleScores, ...]
    total: Scores = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the gold articles that nothing was predicted for."""
        return tuple(article.id for article in self.articles if article.missing)

    def to_json(self) -> dict[str, Any]:
        """`{"total": {type: {measure: {…}}}, "articles": [{"id", "scores"}], "missing": [id]}`; ratios in [0, 1]."""
        return {
            "total": _nested(self.total),
            "articles": [{"id": article.id, "scores": _nested(article.scores)} for article in self.articles],
            "missing": list(self.missing),
        }

    def rows(self) -> list[tuple[str, ...]]:
        """The totals as a table, its heading first: ratios in per cent with one decimal, "–" where there is none."""
        rows = [
            (type, measure, *map(str, (s.gold, s.predicted, s.right)), *map(_percent, (s.precision, s.recall, s.f1)))
            for (type, measure), s in self.total.items()
        ]
        return [("type", "measure", "gold", "predicted", "right", "P", "R", "F1"), *rows]


def evaluate(gold: Iterable[AnnotatedArticle], predicted: Mapping[str, AnnotatedArticle]) -> Evaluation:
    """Score what was predicted, by article id, for each of the gold articles.

    Of the gold annotations, those that a human decided for count (`accepted`, `edited`); of the predicted ones, all
    but `rejected`. Raises `DataError` if a predicted article has another text than the gold one of its id.
    """
    articles = tuple(_evaluate_one(article, predicted.get(article.article.id)) for article in gold)
    total: dict[tuple[str, str], Score] = {}
    for article in articles:
        for key, score in article.scores.items():
            total[key] = total.get(key, Score()) + score
    return Evaluation(articles, dict(sorted(total.items(), key=lambda item: _place(item[0]))))


def _evaluate_one(gold: AnnotatedArticle, predicted: AnnotatedArticle | None) -> ArticleScores:
    id = gold.article.id
    if predicted is None:
        empty = AnnotatedArticle(article=gold.article)
        return ArticleScores(id, _scores(gold, empty), missing=True)
    if predicted.article.text_sha256 != gold.article.text_sha256:
        raise DataError(f"article {id!r} has another text than the labelled one; predict for the same text")
    return ArticleScores(id, _scores(gold, predicted))


def _scores(gold: AnnotatedArticle, predicted: AnnotatedArticle) -> Scores:
    compared = compare(gold, predicted)
    scores: dict[tuple[str, str], Score] = {}
    for type in TYPES:
        ours = [a for a in gold.annotations if type_of(a) == type and a.status in DECIDED]
        theirs = [a for a in predicted.annotations if type_of(a) == type and a.status != "rejected"]
        for measure, score in _measures(compared, ours, theirs, type):
            scores[type, measure] = score
    return scores


def _measures(
    compared: Compared, gold: Sequence[AnyAnnotation], predicted: Sequence[AnyAnnotation], type: str
) -> Iterator[tuple[str, Score]]:
    """All measures of one type in one article."""
    sizes = len(gold), len(predicted)
    yield "exact", Score(*sizes, _equal(gold, predicted, lambda a: a.spans))
    yield f"exact + {_VALUE[type]}", Score(*sizes, _equal(gold, predicted, lambda a: (a.spans, value_of(a))))
    pairs = pair_up(compared.first.text, gold, predicted)
    yield "overlap", Score(*sizes, len(pairs))
    for measure, tests in _FACETS[type].items():
        right = sum(all(test(compared, a, b) for test in tests) for a, b in pairs)
        yield f"overlap + {measure}", Score(*sizes, right)
    if type == "stance":
        yield "relation", Score(*sizes, _relations(compared, gold, predicted))
    ours, theirs = Counter(map(value_of, gold)), Counter(map(value_of, predicted))
    both = Counter(value_of(a) for a, b in pairs if value_of(a) == value_of(b))
    for value in sorted(ours | theirs):
        yield f"overlap: {value}", Score(ours[value], theirs[value], both[value])


def _equal(gold: Iterable[Any], predicted: Iterable[Any], key: Callable[[Any], Any]) -> int:
    """How many annotations are the same by `key`, one-to-one."""
    return (Counter(map(key, gold)) & Counter(map(key, predicted))).total()


def _relations(compared: Compared, gold: Sequence[Any], predicted: Sequence[Any]) -> int:
    """How many stances agree in holder, target and polarity, one-to-one; nearest evidence first."""
    text = compared.first.text
    ours, theirs = ([(a, letters(text, a.spans)) for a in side] for side in (gold, predicted))
    tests = _FACETS["stance"]["polarity + holder + target"]
    return len(
        greedy(
            (jaccard(marked_a, marked_b), x, y)
            for x, (a, marked_a) in enumerate(ours)
            for y, (b, marked_b) in enumerate(theirs)
            if all(test(compared, a, b) for test in tests)
        )
    )


def _same_value(_: Compared, a: AnyAnnotation, b: AnyAnnotation) -> bool:
    return value_of(a) == value_of(b)


def _same_actor(compared: Compared, a: Entity | Quote, b: Entity | Quote) -> bool:
    return (a.actor, b.actor) in compared.actors


def _same_source(compared: Compared, a: Quote, b: Quote) -> bool:
    if a.source is None or b.source is None:
        return a.source is b.source
    text = compared.first.text
    return bool(letters(text, [a.source]) & letters(text, [b.source]))


def _same_claimant(compared: Compared, a: Claim, b: Claim) -> bool:
    """A claim without a claimant is the article's own, which is the writer's."""
    return (a.claimant or WRITER, b.claimant or WRITER) in compared.actors


def _same_holder(compared: Compared, a: Stance, b: Stance) -> bool:
    return (a.holder, b.holder) in compared.actors


def _same_target(compared: Compared, a: Stance, b: Stance) -> bool:
    return compared.same_target(a.target, b.target)


_VALUE = {"entity": "label", "quote": "kind", "claim": "kind", "stance": "polarity"}

_FACETS: Mapping[str, Mapping[str, tuple[Right, ...]]] = {
    "entity": {"label": (_same_value,), "actor": (_same_actor,)},
    "quote": {"kind": (_same_value,), "source": (_same_source,), "actor": (_same_actor,)},
    "claim": {"kind": (_same_value,), "claimant": (_same_claimant,)},
    "stance": {
        "polarity": (_same_value,),
        "polarity + holder": (_same_value, _same_holder),
        "polarity + target": (_same_value, _same_target),
        "polarity + holder + target": (_same_value, _same_holder, _same_target),
    },
}
"""What is compared in each pair, by type and by the name that the measure has behind "overlap + "."""


def _place(key: tuple[str, str]) -> tuple[int, int, str]:
    """Where a measure stands in the table: types in their order, values last and in alphabetical order."""
    type, measure = key
    fixed = [
        "exact",
        f"exact + {_VALUE[type]}",
        "overlap",
        *(f"overlap + {facet}" for facet in _FACETS[type]),
        "relation",
    ]
    return [*_VALUE].index(type), fixed.index(measure) if measure in fixed else len(fixed), measure


def _nested(scores: Scores) -> dict[str, dict[str, Any]]:
    nested: dict[str, dict[str, Any]] = {type: {} for type in TYPES}
    for (type, measure), score in scores.items():
        nested[type][measure] = score.to_json()
    return nested


def _percent(ratio: float | None) -> str:
    return "–" if ratio is None else f"{100 * ratio:.1f}"
