from tui.desk.cast import cast_of
from tui.model.annotation import Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import Layer
from tui.model.span import Span

ARTICLE = make_article("x", "Kim said Lee was wrong.")
ACTORS = {id: Actor(id=id, name=id.title()) for id in ("kim", "lee", "tass")}


def span(words):
    at = ARTICLE.text.index(words)
    return (Span(at, at + len(words)),)


def test_everybody_has_their_parts():
    """Names, quotes, claims and both ends of stances count, with their words, in text order; busiest first."""
    annotations = [
        Stance(id="s", spans=span("wrong"), polarity="oppose", holder="kim", target=Target(actor="lee")),
        Quote(id="q", spans=span("Lee was wrong"), kind="indirect", actor="kim", status="suggested"),
        Entity(id="e", spans=span("Kim"), label="PERSON", actor="kim"),
        Claim(id="c", spans=span("Lee was wrong"), kind="opinion", claimant="kim", status="rejected"),
    ]
    cast = cast_of(ARTICLE, Layer(ACTORS, {a.id: a for a in annotations}, {}))
    assert [member.actor.id for member in cast] == ["kim", "lee", "tass"]
    assert [(p.annotation, p.role, p.decided) for p in cast[0].parts] == [
        ("e", "mention", True),
        ("q", "quote", False),
        ("s", "holder", True),
    ]
    assert [(p.role, p.words) for p in cast[1].parts] == [("target", "wrong")]
    assert cast[2].parts == ()
    assert (cast[0].count("mention", "quote"), cast[0].count("target")) == (2, 0)
