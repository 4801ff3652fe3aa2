"""What every repository promises, whether it keeps a file or not."""

import pytest
from msgspec.structs import replace

from tests.store.samples import (
    article,
    change,
    edit,
    entity,
    import_edit,
    put_on_desk,
    snapshot,
    suggestion,
    suggestions,
)
from tui.model.annotation import Actor
from tui.model.edit import ArticleState, Orphan, Quotation, apply_changes
from tui.model.errors import DataError
from tui.model.span import Span
from tui.store.errors import StaleEdit


def test_an_article_is_on_the_desk_once_an_edit_says_so(repository):
    """A text that was added is not on the desk; the import edit puts it there, undo takes it off."""
    source = article()
    repository.add_articles([source])
    assert list(repository.article_ids()) == []
    assert repository.find_text(source.text_sha256) is None
    repository.apply(import_edit(source))
    assert repository.article("a-1") == source
    assert repository.find_text(source.text_sha256) == "a-1"
    repository.undo()
    assert list(repository.article_ids()) == []
    with pytest.raises(KeyError):
        repository.state("a-1")
    repository.redo()
    assert repository.article("a-1") == source


def test_articles_stay_in_the_order_they_came(repository):
    """Also after a newer one was changed."""
    put_on_desk(repository, *(article(f"a-{n}") for n in (3, 1, 2)))
    assert list(repository.article_ids()) == ["a-3", "a-1", "a-2"]


def test_undo_and_redo_return_what_they_did(repository):
    """The changes lead from the layer before to the layer after, in both directions."""
    put_on_desk(repository, article())
    old = entity(note="first")
    repository.apply(edit("tag", change(None, old)))
    new = replace(old, label="ORG", spans=(Span(0, 13),), status="edited")
    repository.apply(edit("relabel", change(old, new)))
    assert repository.can_undo() == "relabel"
    before = repository.layer("a-1")
    undone = repository.undo()
    assert undone.changes == (change(new, old),)
    assert (undone.action, undone.annotator) == ("relabel", "anna")
    assert apply_changes(before, undone.changes) == repository.layer("a-1")
    assert repository.can_redo() == "relabel"
    assert repository.redo().changes == (change(old, new),)
    assert repository.layer("a-1") == before


def test_a_new_edit_after_an_undo_starts_a_branch(repository):
    """Redo then follows the newest branch, and what was undone is not mixed into it."""
    put_on_desk(repository, article())
    repository.apply(edit("first", change(None, entity("e1"))))
    repository.undo()
    assert repository.can_redo() == "first"
    repository.apply(edit("second", change(None, entity("e1", label="ORG"))))
    assert repository.can_redo() is None
    repository.undo()
    assert repository.can_redo() == "second"
    repository.redo()
    assert repository.layer("a-1").annotations["e1"].label == "ORG"


def test_nothing_to_undo_or_redo(repository):
    """An empty history says so."""
    assert (repository.can_undo(), repository.can_redo()) == (None, None)
    assert (repository.undo(), repository.redo()) == (None, None)


def test_a_deleted_annotation_comes_back_at_its_place(repository):
    """The order of a layer is that in which its records came."""
    put_on_desk(repository, article())
    repository.apply(edit("tag", *(change(None, entity(f"e{n}")) for n in range(3))))
    repository.apply(edit("delete", change(entity("e1"), None)))
    assert list(repository.layer("a-1").annotations) == ["e0", "e2"]
    repository.undo()
    assert list(repository.layer("a-1").annotations) == ["e0", "e1", "e2"]


def test_an_annotation_that_becomes_an_orphan_changes_sides(repository):
    """And back on undo, as one change."""
    put_on_desk(repository, article())
    old = entity()
    orphan = Orphan(
        id="e1", annotation=old, text_sha256="0" * 64, quotations=(Quotation(exact="Kim", prefix="", suffix=" "),)
    )
    repository.apply(edit("tag", change(None, old)))
    repository.apply(edit("import", change(old, orphan)))
    layer = repository.layer("a-1")
    assert (dict(layer.annotations), dict(layer.orphans)) == ({}, {"e1": orphan})
    assert repository.undo().changes == (change(orphan, old),)
    assert dict(repository.layer("a-1").annotations) == {"e1": old}
    assert repository.redo().changes == (change(old, orphan),)


def test_an_edit_is_one_step_whatever_it_touches(repository):
    """A bulk accept over several articles is undone at once."""
    put_on_desk(repository, article("a-1"), article("a-2"))
    for id in ("a-1", "a-2"):
        repository.apply(edit("tag", *(change(None, entity(f"e{n}", status="suggested"), id) for n in range(3))))
    before = snapshot(repository)
    changes = [
        change(old, replace(old, status="accepted"), id)
        for id in ("a-1", "a-2")
        for old in repository.layer(id).annotations.values()
    ]
    repository.apply(edit("accept all", *changes))
    assert repository.progress("a-2").counts == {"entity": {"accepted": 3}}
    assert set(repository.undo().changes) == {made.inverse() for made in changes}
    assert snapshot(repository) == before


def test_changes_of_one_record_in_one_edit_add_up(repository):
    """Made, altered and deleted within one edit leaves nothing, and undo copes."""
    put_on_desk(repository, article())
    first, second = entity(), entity(label="ORG")
    repository.apply(edit("mixed", change(None, first), change(first, second)))
    assert repository.layer("a-1").annotations == {"e1": second}
    repository.undo()
    assert repository.layer("a-1").annotations == {}


@pytest.mark.parametrize(
    "wrong",
    [
        change(None, entity("e1")),
        change(entity("e9"), None),
        change(entity("e9"), entity("e9", label="ORG")),
        change(entity("e1", label="GPE"), entity("e1", label="ORG")),
        change(None, entity("e2"), "a-9"),
    ],
    ids=["there already", "never there", "never there to alter", "changed meanwhile", "no such article"],
)
def test_an_edit_made_from_an_old_layer_is_refused_as_a_whole(repository, wrong):
    """Nothing of it is saved, not even the part that would fit."""
    put_on_desk(repository, article())
    repository.apply(edit("tag", change(None, entity("e1"))))
    before = snapshot(repository)
    with pytest.raises(StaleEdit):
        repository.apply(edit("stale", change(None, entity("e5")), wrong))
    assert snapshot(repository) == before
    assert repository.can_undo() == "tag"


def test_a_decision_on_what_was_withdrawn_meanwhile_stands(repository):
    """A newer run of the pipeline removed the suggestion while the annotator was accepting it."""
    source = article()
    put_on_desk(repository, source)
    repository.put_suggestions(suggestions(source, suggestion("e1", 0, 3)))
    old = repository.layer("a-1").annotations["e1"]
    repository.put_suggestions(suggestions(source, model="m 2"))
    assert repository.layer("a-1").annotations == {}
    accepted = replace(old, status="accepted", annotator="anna")
    repository.apply(edit("accept", change(old, accepted)))
    assert repository.layer("a-1").annotations == {"e1": accepted}
    repository.undo()
    assert repository.layer("a-1").annotations == {}


def test_a_span_beyond_the_text_is_refused(repository):
    """No offset that does not fit its text gets onto the desk."""
    put_on_desk(repository, article())
    with pytest.raises(DataError, match="beyond the text"):
        repository.apply(edit("tag", change(None, entity(end=5000))))
    assert repository.layer("a-1").annotations == {}


def test_fields_that_an_edit_does_not_change_are_left_alone(repository):
    """Suggestions stored meanwhile are not forgotten by an edit made from the state before."""
    source = article()
    put_on_desk(repository, source)
    old = repository.state("a-1")
    repository.put_suggestions(suggestions(source, suggestion("e1", 0, 3)))
    repository.apply(edit("done", change(old, replace(old, done=True))))
    assert repository.state("a-1") == ArticleState(id="a-1", text_sha256=source.text_sha256, done=True, suggested="m 1")
    repository.undo()
    assert repository.state("a-1").suggested == "m 1"


def test_the_words_follow_the_text_of_the_edit(repository):
    """An edit that brings a new text has its annotations checked against that one; undo returns to the old text."""
    old, new = article(), article(text="Yes: " + article().text)
    put_on_desk(repository, old)
    repository.apply(edit("tag", change(None, entity())))
    repository.add_articles([new])
    state = repository.state("a-1")
    moved = replace(entity(), spans=(Span(5, 8),))
    after = replace(state, text_sha256=new.text_sha256)
    repository.apply(edit("import", change(entity(), moved), change(state, after)))
    assert repository.article("a-1") == new
    assert list(repository.check()) == []
    repository.undo()
    assert repository.article("a-1") == old
    assert list(repository.check()) == []


def test_progress_counts_what_is_there(repository):
    """By type and status, without what was deleted."""
    put_on_desk(repository, article())
    actor = Actor(id="a1", name="Kim")
    repository.apply(edit("tag", change(None, actor), *(change(None, entity(f"e{n}")) for n in range(3))))
    assert repository.progress("a-1").counts == {"entity": {"accepted": 3}}
    repository.apply(edit("delete", change(entity("e1"), None)))
    repository.apply(edit("reject", change(entity("e2"), entity("e2", status="rejected"))))
    assert repository.progress("a-1").counts == {"entity": {"accepted": 1, "rejected": 1}}
    repository.undo()
    repository.undo()
    assert repository.progress("a-1").counts == {"entity": {"accepted": 3}}


def test_an_edit_without_effect_is_no_step(repository):
    """Nothing changed, nothing to undo."""
    put_on_desk(repository, article())
    repository.apply(edit("nothing"))
    repository.apply(edit("made and deleted", change(None, entity()), change(entity(), None)))
    assert repository.can_undo() == "import"
    repository.apply(edit("tag", change(None, entity()), change(entity(), None), change(None, entity("e2"))))
    repository.undo()
    repository.redo()
    assert list(repository.layer("a-1").annotations) == ["e2"]
