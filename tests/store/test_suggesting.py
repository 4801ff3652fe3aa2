"""How a run of the pipeline joins what is there: human decisions stand, ids stay, nothing is suggested twice."""

import pytest
from msgspec.structs import replace

from tests.store.memory import MemoryRepository
from tests.store.samples import article, change, edit, entity, put_on_desk, snapshot, suggestion, suggestions
from tui.model.annotation import WRITER, Actor, Quote, Stance, Target
from tui.model.span import Span
from tui.store.errors import DeskReadOnly

KIM = Actor(id="a1", name="Kim Hong-kyun", label="PERSON", origin="model")


@pytest.fixture
def source(repository):
    """The article on the desk."""
    put_on_desk(repository, article())
    return repository.article("a-1")


def stance(id, start, end, **known):
    """A suggested stance."""
    common = {"origin": "model", "model": "m 1", "status": "suggested", "polarity": "oppose"}
    return Stance(id=id, spans=(Span(start, end),), **{**common, **known})


def put(repository, source, *annotations, **known):
    """Store a run and return the layer."""
    repository.put_suggestions(suggestions(source, *annotations, **known))
    assert list(repository.check()) == []
    return repository.layer(source.id)


def test_a_first_run_is_stored_with_its_model_and_shape(repository, source):
    """And is no step of the history."""
    found = suggestions(source, suggestion("e1", 0, 13, actor="a1"), actors=(KIM,))
    assert repository.put_suggestions(found) == ((KIM,), found.annotations)
    assert repository.state("a-1").suggested == "m 1"
    assert repository.structure("a-1") == found.structure
    assert repository.can_undo() == "import"


def test_the_same_run_again_changes_nothing(repository, source):
    """Not even the time a suggestion was made."""
    put(repository, source, suggestion("e1", 0, 13, created="2026-01-01T00:00:00+00:00"))
    before = snapshot(repository)
    put(repository, source, suggestion("e1", 0, 13, created="2026-02-02T00:00:00+00:00"))
    assert snapshot(repository) == before


def test_untouched_suggestions_of_an_older_run_go(repository, source):
    """Those that are equal keep their id and get the new score; their actors go when nobody needs them."""
    other = Actor(id="a2", name="Seoul", label="GPE", origin="model")
    put(
        repository,
        source,
        *(suggestion("e1", 0, 13, actor="a1"), suggestion("e2", 18, 20, actor="a2")),
        actors=(KIM, other),
    )
    layer = put(repository, source, suggestion("e9", 0, 13, actor="x", score=0.5), actors=(replace(KIM, id="x"),))
    assert list(layer.annotations) == ["e1"]
    assert (layer.annotations["e1"].score, layer.annotations["e1"].actor) == (0.5, "a1")
    assert list(layer.actors) == ["a1"]


@pytest.mark.parametrize(
    "touch",
    [
        {"status": "accepted", "annotator": "anna"},
        {"status": "rejected", "annotator": "anna"},
        {"status": "edited", "label": "ORG"},
        {"note": "look again"},
        {"ms": 500},
    ],
)
def test_what_a_human_touched_stays_and_is_not_suggested_again(repository, source, touch):
    """Whatever the human did to it."""
    old = put(repository, source, suggestion("e1", 0, 13)).annotations["e1"]
    touched = replace(old, **touch)
    repository.apply(edit("touch", change(old, touched)))
    layer = put(repository, source, suggestion("e1", 0, 13), suggestion("e2", 18, 20), model="m 2")
    assert dict(layer.annotations) == {"e1": touched, "e2": suggestion("e2", 18, 20)}


def test_what_a_human_deleted_keeps_its_id(repository, source):
    """A new suggestion under the same id gets another one, so that the deletion can still be undone."""
    put(repository, source, suggestion("e1", 0, 13))
    repository.apply(edit("delete", change(suggestion("e1", 0, 13), None)))
    layer = put(repository, source, suggestion("e1", 4, 13), model="m 2")
    assert list(layer.annotations) == ["e2"]
    repository.undo()
    assert repository.layer("a-1").annotations["e1"].spans == (Span(0, 13),)


def test_links_follow_the_ids(repository, source):
    """Of actors and annotations that are there under other ids."""
    repository.apply(
        edit(
            "tag",
            change(None, Actor(id="a7", name="kim hong-kyun")),
            change(None, Actor(id="a1", name="Somebody else")),
            change(None, Quote(id="q5", spans=(Span(35, 60),), kind="direct", actor="a7")),
        )
    )
    run = (
        Quote(id="q1", spans=(Span(35, 60),), kind="mixed", origin="model", status="suggested", actor="a1"),
        stance("s1", 21, 30, holder="a1", target=Target(annotation="q1")),
        stance("s2", 21, 30, holder=WRITER, target=Target(actor="a1")),
    )
    layer = put(repository, source, *run, actors=(KIM,))
    assert set(layer.actors) == {"a7", "a1"}
    assert layer.annotations["q5"].kind == "direct"
    assert layer.annotations["s1"].holder == "a7"
    assert layer.annotations["s1"].target == Target(annotation="q5")
    assert layer.annotations["s2"].target == Target(actor="a7")


def test_an_actor_a_human_renamed_is_the_same(repository, source):
    """But another name under the same id is somebody else, and gets another id."""
    put(repository, source, suggestion("e1", 0, 3, actor="a1"), actors=(replace(KIM, name="Kim"),))
    old = repository.layer("a-1").actors["a1"]
    repository.apply(edit("rename", change(old, replace(old, name="Kim Hong-kyun", origin="human"))))
    layer = put(repository, source, suggestion("e1", 0, 3, actor="a1"), actors=(replace(KIM, name="Kim"),))
    assert {id: actor.name for id, actor in layer.actors.items()} == {"a1": "Kim Hong-kyun"}
    layer = put(repository, source, suggestion("e1", 0, 3, actor="a1"), actors=(replace(KIM, name="Seoul"),))
    assert {id: actor.name for id, actor in layer.actors.items()} == {"a1": "Kim Hong-kyun", "a2": "Seoul"}
    assert layer.annotations["e1"].actor == "a2"


def test_a_suggestion_that_a_decision_aims_at_stays(repository, source):
    """Otherwise the stance would lose its target."""
    put(repository, source, suggestion("e1", 0, 13), suggestion("e2", 18, 20))
    repository.apply(edit("tag", change(None, stance("s1", 0, 3, status="accepted", target=Target(annotation="e1")))))
    layer = put(repository, source, model="m 2")
    assert list(layer.annotations) == ["e1", "s1"]


def test_suggestions_for_another_text_are_dropped(repository, source):
    """And for an article that is not on the desk."""
    before = snapshot(repository)
    assert repository.put_suggestions(suggestions(article(text="Another text"), entity())) == ((), ())
    assert repository.put_suggestions(suggestions(article("a-9"), entity())) == ((), ())
    assert snapshot(repository) == before


def test_suggestions_go_with_the_text_they_were_made_for(repository, source):
    """Undo and redo of a changed text never leave a suggestion on another text than its own."""
    put(repository, source, suggestion("e1", 0, 13))
    other = article(text="Well. " + source.text)
    repository.add_articles([other])
    state = repository.state("a-1")
    new_state = replace(state, text_sha256=other.text_sha256, suggested=None)
    repository.apply(edit("import", change(state, new_state)))
    assert repository.layer("a-1").annotations == {}
    put(repository, other, suggestion("e1", 6, 19), model="m 2")
    undone = repository.undo()
    assert list(repository.layer("a-1").annotations) == ["e1"]
    assert list(repository.check()) == []
    assert change(suggestion("e2", 6, 19), None) in undone.changes
    put(repository, source, suggestion("e1", 18, 20), model="m 3")
    repository.redo()
    assert repository.layer("a-1").annotations == {}
    assert repository.state("a-1").suggested is None


def test_reading_only_memory_refuses():
    """The fake says why, as the file does."""
    repository = MemoryRepository(read_only="open in another inquit: anna, process 4711")
    with pytest.raises(DeskReadOnly, match="process 4711"):
        repository.add_articles([article()])
