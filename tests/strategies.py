"""Hypothesis strategies: articles and annotations that break careless offset arithmetic.

`annotated_articles()` makes what a desk may hold; `rough_articles()` the same before a reader has settled the text
(CRLF and control characters).
"""

from functools import cache

from hypothesis import strategies as st

from tui.formats.settle import settle
from tui.model.annotation import WRITER, Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.scheme import DEFAULT
from tui.model.span import Span, make_spans
from tui.model.suggestion import AnnotatedArticle

WORDS = (
    *("said", "Kim", "the", "ambassador", "“aggression”", '"yes"', "U.S.", "it’s", "1,500", "a", "=1+1", "@home", "-"),
    *("👩‍👩‍👧", "🇰🇷", "👍🏽", "😀", "𝒳", "e\u0301te\u0301", "n\u0303", "שלום", "مرحبا", "北朝鮮", "서울", "नमस्ते"),
    *("x\u00a0y", "\u200fא", "zero\u200bwidth", "tab\there", "<b>&amp;", "{json}", "back\\slash", "%20", "#1", "'"),
)
GAPS = (" ", " ", " ", "  ", "\n", "\n\n", "\u00a0", "\u2028", "")
ROUGH = ("\r\n", "\r", "\x1b[31m", "\x07", "\x85", "\u202e")


def _texts(gaps):
    """Words and gaps by turns; one draw each, as drawing is what takes time."""
    parts = st.lists(st.sampled_from([word + gap for gap in gaps for word in WORDS]), min_size=1, max_size=16)
    return parts.map("".join)


texts = _texts(GAPS)
rough_texts = _texts(GAPS + ROUGH)

MODEL = "en_core_web_sm 3.8.0, inquit 0.1.0"
NOON = "2024-10-22T12:00:00+00:00"
PROVENANCES = (
    {},
    {"annotator": "anna", "created": NOON, "updated": NOON, "ms": 1234, "note": 'say "x"\n\t=1'},
    {"annotator": "Бо́рис", "status": "edited", "origin": "model", "model": MODEL, "score": 0.25, "why": "cue 'said'"},
    {"status": "suggested", "origin": "model", "model": MODEL, "score": 1.0, "created": NOON},
    {"status": "rejected", "origin": "model", "model": MODEL, "annotator": "anna", "note": "👍🏽 שלום"},
)
"""Where annotations come from: each field is given in one, missing in another."""

KNOWN = (
    {},
    {"title": "=SUM(A1)", "source": 'say "x"', "language": "ko", "published": "2024-10-22T08:30:00+09:00"},
    {"author": "Kim 👍🏽", "place": "a\tb\nc", "url": "https://example.org/a?b=c&d=é", "published": "2024-10-22"},
    {"title": "שלום", "meta": {"desk": "world", "tags": ["a", 1, None], "deep": {"k": 0.5}}, "language": "en"},
)
"""What is known about articles."""

NAMES = ("Kim 👍🏽", "=SUM(A1)", "שלום", "a\tb\nc", 'say "x"', "’")
ONE_ID = st.just("a-1")


@cache
def spans(length: int):
    """One span of a text of so many code points."""
    return st.tuples(st.integers(0, length - 1), st.integers(1, min(length, 40))).map(
        lambda pair: Span(pair[0], min(length, pair[0] + pair[1]))
    )


@cache
def pieces(length: int):
    """One to three pieces, in order and apart."""

    def split(offsets: list[int]) -> tuple[Span, ...]:
        return make_spans(zip(offsets[::2], offsets[1::2], strict=True))

    several = st.lists(st.integers(0, length), min_size=4, max_size=6, unique=True).map(sorted)
    even = several.map(lambda offsets: split(offsets[: len(offsets) // 2 * 2]))
    one = spans(length).map(lambda span: (span,))
    return st.one_of(one, one, even) if length >= 6 else one


@cache
def names(facet: str):
    """A label of the default scheme."""
    return st.sampled_from([label.name for label in DEFAULT.labels(facet)])


@st.composite
def annotations(draw, length: int, actors: tuple[str, ...]):
    """Up to six annotations of all types, nested, overlapping and discontinuous as they come."""
    actor = st.sampled_from([None, *actors])
    made = []
    for number in range(draw(st.integers(0, 6))):
        common = {"id": f"x{number}", "spans": draw(pieces(length)), **draw(st.sampled_from(PROVENANCES))}
        match draw(st.sampled_from(["entity", "quote", "claim", "stance"])):
            case "entity":
                made.append(Entity(**common, label=draw(names("entity")), actor=draw(actor)))
            case "quote":
                cue, source = draw(st.none() | spans(length)), draw(st.none() | spans(length))
                made.append(Quote(**common, kind=draw(names("quote")), cue=cue, source=source, actor=draw(actor)))
            case "claim":
                claimant = draw(st.sampled_from([None, WRITER, *actors]))
                worth = draw(st.sampled_from([None, True, False]))
                made.append(Claim(**common, kind=draw(names("claim")), claimant=claimant, checkworthy=worth))
            case _:
                holder, target = draw(st.sampled_from([None, WRITER, *actors])), draw(targets(length, actors, made))
                polarity, intensity = draw(names("stance")), draw(st.none() | names("intensity"))
                made.append(Stance(**common, polarity=polarity, intensity=intensity, holder=holder, target=target))
    return tuple(made)


def targets(length: int, actors: tuple[str, ...], made: list):
    """What a stance is about, or nothing."""
    choices = [st.none(), st.builds(Target, span=spans(length)), st.just(Target(topic="sanctions 👍🏽"))]
    if actors:
        choices.append(st.sampled_from(actors).map(lambda id: Target(actor=id)))
    if made:
        choices.append(st.sampled_from([a.id for a in made]).map(lambda id: Target(annotation=id)))
    return st.one_of(choices)


@st.composite
def rough_articles(draw, text=rough_texts, ids=ONE_ID):
    """An article as a file may hold it."""
    body = draw(text.filter(str.strip))
    article = make_article(draw(ids), body, **draw(st.sampled_from(KNOWN)))
    actors = tuple(
        Actor(
            id=f"a{n}",
            name=draw(st.sampled_from(NAMES)),
            label=draw(st.sampled_from([None, "PERSON", "GPE"])),
            origin=origin,
        )
        for n, origin in enumerate(draw(st.lists(st.sampled_from(["human", "model"]), max_size=3)))
    )
    found = draw(annotations(len(body), tuple(actor.id for actor in actors)))
    return AnnotatedArticle(article=article, actors=actors, annotations=found)


def annotated_articles(**options):
    """An article as a desk holds it: its text has been made harmless at equal length."""
    return rough_articles(**options).map(settle)


def desks(max_size: int = 3):
    """Several articles with ids of their own, some of them awkward as file names."""
    ids = st.sampled_from(["a", "B-2", "Ökonomie 7", "x/y", "..", "café.txt"])
    return st.lists(annotated_articles(ids=ids), min_size=1, max_size=max_size, unique_by=lambda a: a.article.id)
