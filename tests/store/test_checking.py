"""Every kind of fault is found and named, and what needs no guess is repaired, with the original kept."""

import json

import pytest
import tinydb

from tests.store.samples import article, change, edit, entity, put_on_desk, suggestions
from tui.model.annotation import Actor, Stance, Target
from tui.model.edit import Orphan, Quotation
from tui.model.span import Span
from tui.store.maintenance import compact_desk, repair_desk
from tui.store.opening import open_repository


@pytest.fixture
def filled(desk):
    """A closed desk with one of everything."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    stance = Stance(id="s1", spans=(Span(0, 5),), polarity="oppose", holder="a1", target=Target(annotation="e1"))
    repository.apply(
        edit("tag", change(None, Actor(id="a1", name="Kim")), change(None, entity(actor="a1")), change(None, stance))
    )
    repository.put_suggestions(suggestions(article()))
    repository.close()
    return desk


def alter(desk, kind, **fields):
    """Alter the first document of a type with stock TinyDB, as a careless script would."""
    with tinydb.TinyDB(desk) as stock:
        table = stock.table("articles" if kind == "article" else "annotations")
        chosen = table.all()[0] if kind == "article" else table.get(tinydb.where("type") == kind)
        table.update(fields, doc_ids=[chosen.doc_id])


def faults(desk):
    """What the check says."""
    repository = open_repository(desk)
    found = list(repository.check())
    repository.close()
    return found


FAULTS = {
    "hash": (("article", {"text": "altered"}), "article 'a-1': text_sha256: is not the SHA-256"),
    "offset": (("entity", {"spans": [[0, 9999]]}), "entity 'e1': spans: the span [0, 9999] ends beyond the text"),
    "words": (("entity", {"spans": [[1, 3]]}), "entity 'e1': text: says 'Kim' but its spans mark 'im'"),
    "shape": (("entity", {"label": None}), "entity 'e1': label: is missing"),
    "actor": (("entity", {"actor": "a9"}), "entity 'e1': links actor 'a9', who is not there"),
    "deleted actor": (("actor", {"deleted": True}), "entity 'e1': links actor 'a1', who is not there"),
    "target": (("entity", {"deleted": True}), "stance 's1': has annotation 'e1' as its target, which is not there"),
    "twin": (("stance", {"id": "e1"}), "article 'a-1': annotation 'e1' is there 2 times"),
    "structure": (("structure", {"spans": "0+9999||"}), "article 'a-1': structure: has a span beyond the text"),
    "structure shape": (("structure", {"spans": "x"}), "article 'a-1': structure: spans: is not the structure"),
    "unknown": (("structure", {"type": "ghost"}), "is of no known type ('ghost')"),
    "parent": (("edit", {"parent": 77}), "comes after edit 77, which is not there"),
    "number": (("edit", {"number": 77}), "says that its number is 77"),
    "created": (("edit", {"created": [[500, 500]]}), "changed document 500, which is not there"),
    "edit": (("edit", {"created": None}), "cannot be read"),
    "pointer": (("history", {"at": 77}), "history: stands at edit 77, which is not there"),
}
LEFT_ALONE = {"hash", "offset", "words", "unknown"}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_found_and_named(filled, name):
    """And nothing else is wrong before."""
    assert faults(filled) == []
    (kind, fields), sentence = FAULTS[name]
    alter(filled, kind, **fields)
    assert sentence in "\n".join(faults(filled))


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - LEFT_ALONE))
def test_what_needs_no_guess_is_repaired(filled, name):
    """The check is clean afterwards, undo works as far as the history goes, the original is kept beside."""
    (kind, fields), _ = FAULTS[name]
    alter(filled, kind, **fields)
    damaged = json.loads(filled.read_text())
    done = repair_desk(filled)
    assert faults(filled) == []
    (kept,) = filled.parent.glob("inquit.json.before-repair-*")
    assert kept.name in done[-1]
    assert json.loads(kept.read_text()) == damaged
    repository = open_repository(filled)
    while repository.undo():
        pass
    repository.close()


@pytest.mark.parametrize("name", sorted(LEFT_ALONE))
def test_what_only_a_human_can_tell_is_left_alone(filled, name):
    """Repairing changes nothing and makes no copy."""
    (kind, fields), _ = FAULTS[name]
    alter(filled, kind, **fields)
    before = faults(filled)
    repair_desk(filled)
    assert faults(filled) == before
    assert list(filled.parent.glob("*.before-repair-*")) == []


def test_an_unreadable_line_is_found_and_taken_out(filled):
    """One that has the right shape, so that opening does not stumble over it."""
    filled.write_bytes(filled.read_bytes().replace(b'"label":"PERSON"', b'"label":PERSON', 1))
    repository = open_repository(filled)
    assert "is no JSON" in "\n".join(repository.check())
    repository.close()
    assert "is no JSON" in "\n".join(repair_desk(filled))
    assert faults(filled) == []
    json.loads(filled.read_text())


def test_a_target_that_is_an_orphan_is_no_fault(filled):
    """It waits to be settled, so the link stays, through a repair of something else too."""
    repository = open_repository(filled)
    words = (Quotation(exact="Kim", prefix="", suffix=""),)
    old = repository.layer("a-1").annotations["e1"]
    repository.apply(edit("import", change(old, Orphan(id="e1", annotation=old, text_sha256="0", quotations=words))))
    repository.close()
    assert faults(filled) == []
    alter(filled, "history", at=77)
    repair_desk(filled)
    assert faults(filled) == []
    repository = open_repository(filled)
    assert repository.layer("a-1").annotations["s1"].target == Target(annotation="e1")
    repository.close()


def test_compacting_keeps_everything(filled):
    """And says how much smaller the file is."""
    repository = open_repository(filled)
    for _ in range(20):
        repository.undo()
        repository.redo()
    expected = repository.layer("a-1")
    repository._file.close()
    repository._release()
    size = filled.stat().st_size
    (sentence,) = compact_desk(filled)
    assert f"from {size:,} to {filled.stat().st_size:,} bytes" in sentence
    assert filled.stat().st_size < size
    repository = open_repository(filled)
    assert repository.layer("a-1") == expected
    assert repository.can_undo() == "tag"
    repository.close()
