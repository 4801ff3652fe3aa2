"""Whatever files come in, in whatever order: what is shown is what is stored, it is sound, and undo leads back."""

from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk.helpers import desk_with
from tui.desk.importing import import_paths
from tui.model.annotation import WRITER, Actor, Entity, Stance, Target
from tui.model.article import make_article
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

TEXTS = (
    "Kim met Trump in Rome and they all said very little about it.",
    "On Monday Kim met Trump in Paris and they all said very little of it.",
)


@st.composite
def items(draw):
    """A version of one of two articles with actors and annotations whose ids and words get in each other's way."""
    labels = st.sampled_from(["PERSON", None])
    names = st.sampled_from(["Kim", "Trump"])
    actors = [Actor(id=f"a{n}", name=draw(names), label=draw(labels)) for n in range(draw(st.integers(0, 2)))]
    who = st.sampled_from([None, WRITER, *(actor.id for actor in actors)])
    ids = [f"e{n}" for n in range(draw(st.integers(0, 4)))]
    made = []
    for id in ids:
        start = draw(st.sampled_from([0, 8, 17, 40]))
        common = {
            "id": id,
            "spans": (Span(start, start + 3),),
            "status": draw(st.sampled_from(["suggested", "accepted"])),
        }
        common |= {"origin": draw(st.sampled_from(["human", "model"]))}
        if draw(st.booleans()):
            made.append(Entity(label=draw(st.sampled_from(["PERSON", "ORG"])), actor=draw(who), **common))
        else:
            target = st.builds(Target, annotation=st.sampled_from(ids)) | st.builds(Target, topic=st.just("it"))
            made.append(Stance(polarity="oppose", holder=draw(who), target=draw(st.none() | target), **common))
    article = make_article(draw(st.sampled_from(["x", "y"])), draw(st.sampled_from(TEXTS)))
    return AnnotatedArticle(article=article, actors=tuple(actors), annotations=tuple(made))


def shown(desk):
    """All that an annotator sees, after making sure that it is what is stored."""
    for id in desk.article_ids():
        assert desk.layer(id) == desk.repository.layer(id)
        assert desk.state(id) == desk.repository.state(id)
    assert list(desk.repository.check()) == []
    return {id: (desk.article(id), desk.state(id), desk.layer(id)) for id in desk.article_ids()}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(items(), min_size=1, max_size=4), min_size=1, max_size=3))
def test_imports_are_stored_as_they_are_shown(imports):
    """Several articles a file, several files after each other; undo and redo go through the same states."""
    desk = desk_with()
    seen = [shown(desk)]
    for batch in imports:
        with patch("tui.desk.importing.read", lambda *_, batch=batch: iter(batch)):
            report = import_paths(desk, [Path(__file__)])
        assert report.faults == []
        assert report.annotations + report.decided + report.standing == sum(len(item.annotations) for item in batch)
        if shown(desk) != seen[-1]:
            seen.append(shown(desk))
    for state in reversed(seen[:-1]):
        desk.undo()
        assert shown(desk) == state
    for state in seen[1:]:
        desk.redo()
        assert shown(desk) == state
    desk.close()
