"""Scores are what counting by hand gives; layers compared with themselves are perfect; sides may be swapped."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.gold.build import BUILT
from tests.strategies import annotated_articles
from tui.desk.evaluation import Score, evaluate
from tui.desk.pairing import greedy, jaccard, letters, pair_up
from tui.model.annotation import STATUSES, TYPES, WRITER, Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.codec import actor_from_json, annotation_from_json, article_from_json
from tui.model.errors import DataError
from tui.model.scheme import DEFAULT
from tui.model.span import Span, make_spans
from tui.model.suggestion import AnnotatedArticle

TEXT = "Ana Kovač backed the plan. “It is good,” she said. Bo Lind called it “a bad joke” on Monday."
ANA, BO = Actor(id="ana", name="Ana Kovač"), Actor(id="bo", name="Bo Lind")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def entity(words: str, label: str = "PERSON", actor: str | None = None, **more) -> Entity:
    return Entity(id=f"e-{words}", spans=(at(words),), label=label, actor=actor, **more)


def layer(*annotations, actors=(ANA, BO), text=TEXT, id="a") -> AnnotatedArticle:
    return AnnotatedArticle(article=make_article(id, text), actors=tuple(actors), annotations=annotations)


def total(gold: AnnotatedArticle, predicted: AnnotatedArticle, type: str, measure: str) -> Score:
    return evaluate([gold], {"a": predicted}).total[type, measure]


def counts(gold, predicted, type, measure) -> tuple[int, int, int]:
    score = total(gold, predicted, type, measure)
    return score.gold, score.predicted, score.right


def test_ratios_by_hand():
    """3 of 4 gold found by 5 predictions: P 60 %, R 75 %, F1 2·3 / 9."""
    score = Score(gold=4, predicted=5, right=3)
    assert (score.precision, score.recall) == (0.6, 0.75)
    assert score.f1 == pytest.approx(2 / 3)


def test_nothing_to_divide_by():
    """Ratios that are not defined are None; missing everything is zero."""
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert (Score(gold=2).precision, Score(gold=2).recall, Score(gold=2).f1) == (None, 0, 0)


def test_entities_exact_label_and_overlap():
    """ "Bo Lind" with the wrong label, "Ana" instead of "Ana Kovač" (Jaccard 3/8), and one from nowhere."""
    gold = layer(entity("Ana Kovač"), entity("Bo Lind"))
    predicted = layer(entity("Ana"), entity("Bo Lind", "ORG"), entity("Monday", "ORG"))
    assert counts(gold, predicted, "entity", "exact") == (2, 3, 1)
    assert counts(gold, predicted, "entity", "exact + label") == (2, 3, 0)
    assert counts(gold, predicted, "entity", "overlap") == (2, 3, 1)
    assert counts(gold, predicted, "entity", "overlap: PERSON") == (2, 1, 0)
    assert counts(gold, predicted, "entity", "overlap: ORG") == (0, 2, 0)


def test_marks_and_blanks_do_not_count_for_overlap():
    """The same words with and without their quotation marks overlap wholly, but are not exactly the same."""
    gold = layer(Quote(id="q", spans=(at("“It is good,”"),), kind="direct"))
    predicted = layer(Quote(id="p", spans=(at("It is good"),), kind="direct"))
    assert counts(gold, predicted, "quote", "exact") == (1, 1, 0)
    assert counts(gold, predicted, "quote", "overlap") == (1, 1, 1)


def test_a_split_quote_is_found_once():
    """Half of the content (Jaccard 1/2) is enough to be paired, the rest is a false prediction."""
    whole = Quote(id="q", spans=(at("It is good"),), kind="direct")
    halves = [Quote(id=words, spans=(at(words),), kind="direct") for words in ("It is", "good")]
    assert counts(layer(whole), layer(*halves), "quote", "overlap") == (1, 2, 1)


def test_quotes_by_kind_source_and_actor():
    """One quote with source and actor right, one with the wrong kind, source and actor."""
    content = make_spans([(at("“It is good,”").start, at("“It is good,”").end)])
    names = (entity("Ana Kovač", actor="ana"), entity("Bo Lind", actor="bo"))
    first = Quote(id="1", spans=content, kind="direct", source=at("she"), actor="ana")
    second = Quote(id="2", spans=(at("it “a bad joke”"),), kind="mixed", source=at("Bo Lind"), actor="bo")
    wrong = replace(second, kind="direct", source=at("Ana Kovač"), actor="ana")
    gold, predicted = layer(*names, first, second), layer(*names, first, wrong)
    assert counts(gold, predicted, "quote", "overlap") == (2, 2, 2)
    for facet in ("kind", "source", "actor"):
        assert counts(gold, predicted, "quote", f"overlap + {facet}") == (2, 2, 1)
    assert counts(gold, predicted, "quote", "overlap: direct") == (1, 2, 1)
    assert counts(gold, predicted, "quote", "overlap: mixed") == (1, 0, 0)


def test_a_missing_source_is_right_only_if_nobody_is_named():
    """A source where there is none is as wrong as none where there is one."""
    bare = Quote(id="q", spans=(at("“It is good,”"),), kind="direct")
    sourced = replace(bare, source=at("she"))
    assert counts(layer(bare), layer(bare), "quote", "overlap + source") == (1, 1, 1)
    assert counts(layer(bare), layer(sourced), "quote", "overlap + source") == (1, 1, 0)
    assert counts(layer(sourced), layer(bare), "quote", "overlap + source") == (1, 1, 0)


def test_actors_are_known_by_their_mentions_not_by_their_ids():
    """Other ids and names do not matter while the mentions are the same."""
    gold = layer(entity("Ana Kovač", actor="ana"), entity("Bo Lind", actor="bo"))
    actors = (Actor(id="x", name="A. K."), Actor(id="y", name="B. L."))
    predicted = layer(entity("Ana Kovač", actor="x"), entity("Bo Lind", actor="y"), actors=actors)
    assert counts(gold, predicted, "entity", "overlap + actor") == (2, 2, 2)


def test_a_split_actor_is_right_once():
    """Ana has three mentions; two of them go to one actor, the third to another: two are right."""
    quote = Quote(id="q", spans=(at("“It is good,”"),), kind="direct", source=at("she"), actor="ana")
    gold = layer(entity("Ana Kovač", actor="ana"), entity("Bo Lind", actor="ana"), quote)
    actors = (Actor(id="x", name="Ana"), Actor(id="y", name="she"))
    split = replace(quote, actor="y")
    predicted = layer(entity("Ana Kovač", actor="x"), entity("Bo Lind", actor="x"), split, actors=actors)
    assert counts(gold, predicted, "entity", "overlap + actor") == (2, 2, 2)
    assert counts(gold, predicted, "quote", "overlap + actor") == (1, 1, 0)


def test_most_mentions_in_common_decide():
    """Of two actors that share mentions with Ana, the one that shares more of them is Ana."""
    words = ("Ana Kovač", "Bo Lind", "Monday")
    gold = layer(*(entity(name, actor="ana") for name in words))
    actors = (Actor(id="x", name="x"), Actor(id="y", name="y"))
    ids = ("x", "y", "y")
    predicted = layer(*(entity(name, actor=id) for name, id in zip(words, ids, strict=True)), actors=actors)
    assert counts(gold, predicted, "entity", "overlap + actor") == (3, 3, 2)


def test_sources_are_mentions():
    """A speaker who is never named is known by the sources, unless the quote is rejected."""
    quote = Quote(id="q", spans=(at("“It is good,”"),), kind="direct", source=at("she"), actor="ana")
    other = replace(quote, actor="x")
    actors = (Actor(id="x", name="somebody"),)
    stance = Stance(id="s", spans=(at("backed"),), polarity="support", holder="ana")
    gold = layer(quote, stance)
    found = layer(other, replace(stance, holder="x"), actors=actors)
    assert counts(gold, found, "stance", "overlap + polarity + holder") == (1, 1, 1)
    rejected = layer(replace(other, status="rejected"), replace(stance, holder="x"), actors=actors)
    assert counts(gold, rejected, "stance", "overlap + polarity + holder") == (1, 1, 0)


def test_an_actor_without_mentions_is_known_by_name():
    """Holders that the text does not name are compared by name, case ignored."""
    stance = Stance(id="s", spans=(at("backed"),), polarity="support", holder="ana", target=Target(topic="Plan"))
    gold = layer(stance)
    predicted = layer(replace(stance, holder="z"), actors=[Actor(id="z", name="ana kovač")])
    assert counts(gold, predicted, "stance", "overlap + polarity + holder") == (1, 1, 1)


def test_claims_by_kind_and_claimant():
    """No claimant means the writer."""
    claim = Claim(id="c", spans=(at("It is good"),), kind="fact")
    predicted = layer(replace(claim, claimant=WRITER, kind="opinion"))
    assert counts(layer(claim), predicted, "claim", "overlap + claimant") == (1, 1, 1)
    assert counts(layer(claim), predicted, "claim", "overlap + kind") == (1, 1, 0)


def stance(evidence: str, target: Target, polarity: str = "support") -> Stance:
    return Stance(id=evidence, spans=(at(evidence),), polarity=polarity, holder="ana", target=target)


@pytest.mark.parametrize(
    ("theirs", "same"),
    [
        (Target(span=at("the plan")), True),
        (Target(span=at("plan")), True),
        (Target(span=at("“a bad joke”")), False),
        (Target(topic="The plan"), True),
        (Target(topic="plans"), False),
        (Target(actor="plan"), True),
        (Target(actor="bo"), False),
        (None, False),
    ],
)
def test_targets(theirs, same):
    """A target that is a stretch of text is the same as one that overlaps it, or as anything of the same words."""
    gold, predicted = stance("backed", Target(span=at("the plan"))), stance("backed", theirs)
    named = layer(predicted, actors=(ANA, BO, Actor(id="plan", name="The Plan")))
    right = counts(layer(gold), named, "stance", "overlap + polarity + holder + target")[2]
    assert right == same


def test_an_actor_and_its_mention_are_the_same_target():
    """Whether the machine links the actor or marks the name, the target is found."""
    names = (entity("Bo Lind", actor="bo"),)
    gold = layer(*names, stance("backed", Target(actor="bo")))
    predicted = layer(*names, stance("backed", Target(span=at("Bo Lind"))))
    assert counts(gold, predicted, "stance", "overlap + polarity + target") == (1, 1, 1)
    missed = layer(*names, stance("backed", Target(span=at("Monday"))))
    assert counts(gold, missed, "stance", "overlap + polarity + target") == (1, 1, 0)


def test_relations_are_found_wherever_the_evidence_is():
    """Holder, polarity and target are right, other words are marked: no overlap, but the relation."""
    gold, predicted = stance("backed", Target(topic="plan")), stance("good", Target(topic="plan"))
    assert counts(layer(gold), layer(predicted), "stance", "overlap") == (1, 1, 0)
    assert counts(layer(gold), layer(predicted), "stance", "relation") == (1, 1, 1)
    other = replace(predicted, polarity="oppose")
    assert counts(layer(gold), layer(other), "stance", "relation") == (1, 1, 0)


def test_rejected_and_undecided_annotations():
    """Rejected suggestions are not predictions; undecided ones are not gold."""
    layers = [layer(entity("Bo Lind", status=status)) for status in STATUSES]
    assert [evaluate([one], {}).total["entity", "exact"].gold for one in layers] == [0, 1, 1, 0]
    assert [counts(layer(), one, "entity", "exact")[1] for one in layers] == [1, 1, 1, 0]


def test_totals_are_micro_averages():
    """Counts are added up over the articles before anything is divided."""
    gold = [layer(entity("Bo Lind"), id="a"), layer(entity("Bo Lind"), entity("Ana Kovač"), id="b")]
    evaluation = evaluate(gold, {"a": gold[0], "b": layer(entity("Monday"), id="b")})
    assert evaluation.total["entity", "exact"] == Score(gold=3, predicted=2, right=1)
    assert evaluation.missing == ()


def test_missing_articles_count_as_empty():
    """An article without predictions lowers recall and is named."""
    evaluation = evaluate([layer(entity("Bo Lind"))], {})
    assert evaluation.missing == ("a",)
    assert evaluation.total["entity", "exact"] == Score(gold=1)


def test_another_text_is_refused():
    """Offsets of another text cannot be compared."""
    with pytest.raises(DataError, match="another text"):
        evaluate([layer()], {"a": layer(text="Something else.")})


def test_rows_and_json():
    """The table has per cents with one decimal, the JSON fractions; types and measures are in a fixed order."""
    evaluation = evaluate([layer(entity("Bo Lind"), entity("Ana Kovač"))], {"a": layer(entity("Bo Lind"))})
    rows = evaluation.rows()
    assert rows[0] == ("type", "measure", "gold", "predicted", "right", "P", "R", "F1")
    assert rows[1] == ("entity", "exact", "2", "1", "1", "100.0", "50.0", "66.7")
    assert ("quote", "exact", "0", "0", "0", "–", "–", "–") in rows
    assert sorted(rows[1:], key=lambda row: TYPES.index(row[0])) == rows[1:]
    stored = json.loads(json.dumps(evaluation.to_json()))
    assert stored["total"]["entity"]["exact"]["recall"] == 0.5
    assert stored["articles"][0]["scores"]["entity"]["exact"]["right"] == 1


def gold_articles() -> list[AnnotatedArticle]:
    rows = [json.loads(line) for line in BUILT.read_text(encoding="utf-8").splitlines()]
    return [
        AnnotatedArticle(
            article=article_from_json(row),
            actors=tuple(map(actor_from_json, row["actors"])),
            annotations=tuple(map(annotation_from_json, row["annotations"])),
        )
        for row in rows
    ]


def test_gold_against_itself_is_perfect():
    """On the labelled articles every measure of every type is 100 %."""
    gold = gold_articles()
    evaluation = evaluate(gold, {article.article.id: article for article in gold})
    assert {score.f1 for score in evaluation.total.values()} == {1.0}


def spans(length: int):
    pairs = st.tuples(st.integers(0, length - 1), st.integers(1, 12))
    return pairs.map(lambda pair: (Span(pair[0], min(length, sum(pair))),))


def values(facet: str):
    return st.sampled_from(sorted(DEFAULT.names(facet))[:3])


WHO = st.sampled_from([None, "ana", "bo"])
TARGETS = st.one_of(
    st.none(),
    st.builds(Target, actor=st.sampled_from(["ana", "bo", WRITER])),
    st.builds(Target, span=spans(len(TEXT)).map(lambda pieces: pieces[0])),
    st.builds(Target, topic=st.sampled_from(["the plan", "joke"])),
)


@st.composite
def layers(draw) -> AnnotatedArticle:
    """A few annotations of each type anywhere in the text."""
    where = spans(len(TEXT))
    annotations = [
        *draw(st.lists(st.builds(Entity, id=st.just(""), spans=where, label=values("entity"), actor=WHO), max_size=5)),
        *draw(st.lists(st.builds(Quote, id=st.just(""), spans=where, kind=values("quote"), actor=WHO), max_size=4)),
        *draw(st.lists(st.builds(Claim, id=st.just(""), spans=where, kind=values("claim"), claimant=WHO), max_size=4)),
        *draw(
            st.lists(
                st.builds(Stance, id=st.just(""), spans=where, polarity=values("stance"), holder=WHO, target=TARGETS),
                max_size=4,
            )
        ),
    ]
    return layer(*(replace(annotation, id=str(n)) for n, annotation in enumerate(annotations)))


@settings(max_examples=60, deadline=None)
@given(layers(), layers())
def test_swapping_the_sides_swaps_precision_and_recall(first, second):
    """No rule prefers one side: the same pairs are right, whichever is called gold."""
    there = evaluate([first], {"a": second}).total
    back = evaluate([second], {"a": first}).total
    assert there.keys() == back.keys()
    for key, score in there.items():
        assert (score.precision, score.recall) == (back[key].recall, back[key].precision), key


@settings(max_examples=60, deadline=None)
@given(annotated_articles())
def test_every_layer_agrees_with_itself(one):
    """Spans and values are all found again, in any script, however the annotations overlap."""
    accepted = replace(one, annotations=tuple(replace(a, status="accepted") for a in one.annotations))
    for (_, measure), score in evaluate([accepted], {one.article.id: accepted}).total.items():
        if measure.removeprefix("overlap + ") in ("exact", "overlap", "label", "kind", "polarity"):
            assert score.f1 in (None, 1.0)


def test_greedy_takes_the_best_first():
    """0 and 5 are the best pair, so 0 is not free for 4, and 1 gets nothing better than 4."""
    assert greedy([(0.6, 0, 4), (0.9, 0, 5), (0.5, 1, 4), (0.7, 1, 5)]) == [(0, 5), (1, 4)]


def test_letters_and_jaccard():
    """Marks and blanks are not letters; a text of marks alone counts them all."""
    assert letters("“a b,” 👍", [Span(0, 6)]) == {1, 3}
    assert letters("👍🏽", [Span(0, 2)]) == {0, 1}
    assert jaccard(frozenset({1, 2, 3}), frozenset({3, 4})) == 0.25


def test_equal_overlap_prefers_the_same_label():
    """Of two labels on the same words, the one that is alike is paired."""
    gold, predicted = [entity("Bo Lind", "PERSON")], [entity("Bo Lind", "ORG"), entity("Bo Lind", "PERSON")]
    assert [(a.label, b.label) for a, b in pair_up(TEXT, gold, predicted)] == [("PERSON", "PERSON")]
