"""The saving thread and the saved mark."""

import threading

import pytest
from msgspec.structs import replace

from tests.desk.helpers import ARTICLE, desk_with, desk_with_suggestions, some_suggestions, spans_of
from tui.desk import verbs
from tui.desk.saver import SaveError, Saver
from tui.model.annotation import Entity
from tui.model.edit import Change, Edit
from tui.store.errors import SaveFailed, StaleEdit


class FullDisk:
    """A repository call that fails until room is made."""

    def __init__(self):
        self.full = True
        self.done = []

    def __call__(self, what):
        if self.full:
            raise SaveFailed("no space left on the disk")
        self.done.append(what)
        return what


@pytest.fixture
def saver():
    saver = Saver()
    yield saver
    saver.close(0.1)


def test_saved_only_when_the_call_returned(saver):
    """While the disk works the mark says so."""
    gate = threading.Event()
    saver.put(gate.wait)
    assert not saver.state.saved
    gate.set()
    assert saver.flush(2)
    assert saver.state.saved


def test_failure_keeps_everything_in_order(saver):
    """What failed stays first in line and goes first after the retry."""
    disk = FullDisk()
    for n in range(3):
        saver.put(lambda n=n: disk(n))
    assert not saver.flush(2)
    assert (saver.state.waiting, saver.state.failure) == (3, "no space left on the disk")
    disk.full = False
    saver.retry()
    assert saver.flush(2)
    assert disk.done == [0, 1, 2]


def test_a_call_that_fails_is_forgotten(saver):
    """Undo on a full disk says so, and does not happen later behind the annotator's back."""
    disk = FullDisk()
    with pytest.raises(SaveError, match="no space left"):
        saver.call(lambda: disk("undo"))
    disk.full = False
    saver.retry()
    assert saver.flush(2)
    assert disk.done == []


def test_layers_show_what_is_not_saved_yet():
    """A decision is on the screen at once, on the disk when the mark says so, and survives a refresh between."""
    desk = desk_with_suggestions()
    gate = threading.Event()
    desk.saver.put(gate.wait)
    entity = desk.layer("a").annotations["e1"]
    desk.do("accept", verbs.accept("a", [entity], desk.stamp()))
    assert desk.layer("a").annotations["e1"].status == "accepted"
    assert desk.refresh("a").annotations["e1"].status == "accepted"
    assert desk.repository.layer("a").annotations["e1"].status == "suggested"
    gate.set()
    assert desk.close()
    assert desk.repository.layer("a").annotations["e1"].status == "accepted"


def test_a_decision_saved_while_the_layer_is_read_is_shown():
    """It is neither missed between the disk and the queue, nor does taking it from both change anything."""
    desk = desk_with_suggestions()
    gate = threading.Event()
    desk.saver.put(gate.wait)
    layer = desk.layer("a")
    mine = Entity(id="mine", spans=spans_of("Monday"), label="DATE")
    desk.do("accept", verbs.accept("a", [layer.annotations["e1"]], desk.stamp()))
    desk.do("tag", verbs.add("a", mine))
    desk.do("delete", verbs.delete("a", layer, layer.annotations["q1"], desk.stamp()))
    shown, read = desk.layer("a"), desk.repository.layer

    def read_slowly(id):
        before = read(id)
        gate.set()
        assert desk.saver.flush(5)
        return before

    desk.repository.layer = read_slowly
    assert desk.refresh("a") == shown
    desk.repository.layer = read
    assert desk.refresh("a") == shown
    desk.close()


def test_a_state_that_is_not_saved_yet_is_shown():
    """Also after a refresh, and together with what came to the disk meanwhile."""
    desk = desk_with(ARTICLE)
    gate = threading.Event()
    before = desk.state("a")
    desk.saver.put(gate.wait)
    desk.do("done", verbs.mark_done(before, True))
    desk.refresh("a")
    assert desk.state("a") == replace(before, done=True)
    desk.repository.put_suggestions(some_suggestions())
    assert desk.state("a") == replace(before, done=True, suggested="test 1")
    gate.set()
    assert desk.saver.flush(5)
    assert desk.state("a") == desk.repository.state("a") == replace(before, done=True, suggested="test 1")
    desk.undo()
    assert desk.state("a") == replace(before, suggested="test 1")
    desk.close()


def test_what_must_be_on_disk_is_shown_only_then():
    """An edit that is refused is an error for whoever waits, and changes nothing on screen."""
    desk = desk_with_suggestions()
    before = desk.layer("a")
    with pytest.raises(StaleEdit, match="is there already"):
        desk.do_and_wait("tag", verbs.add("a", before.annotations["e1"]))
    assert desk.layer("a") == before
    edit = desk.do_and_wait("accept", verbs.accept("a", before.annotations.values(), desk.stamp()))
    assert desk.saving.saved
    assert len(edit.changes) == 3
    assert desk.layer("a") == desk.repository.layer("a") != before
    assert desk.do_and_wait("nothing", ()) is None
    desk.close()


def test_undo_and_redo_show_what_they_did():
    """Undo takes the last edit back and redo does it again, on screen and in the repository."""
    desk = desk_with_suggestions()
    before = desk.layer("a")
    desk.do("reject", verbs.reject("a", before.annotations.values(), desk.stamp()))
    after = desk.layer("a")
    assert desk.undo().action == "reject"
    assert desk.layer("a") == before == desk.repository.layer("a")
    assert desk.redo() is not None
    assert desk.layer("a") == after == desk.repository.layer("a")
    desk.close()


def test_what_can_never_be_saved_is_refused_and_told(saver):
    """An outdated edit neither blocks what comes after it nor goes unnoticed."""
    edit = Edit(action="accept", annotator="ana", time="t", changes=(Change(article="a", before=None, after=None),))
    told = []
    saver.refused = lambda refused, why: told.append((refused.action, why))

    def stale():
        raise StaleEdit("e1 is not what the edit says")

    saver.put(stale, edit)
    later = saver.put(lambda: "saved")
    assert saver.flush(2)
    assert later.result() == "saved"
    assert told == [("accept", "e1 is not what the edit says")]
    assert saver.state.saved


EDIT = Edit(action="accept", annotator="ana", time="t", changes=(Change(article="a", before=None, after=None),))


def test_a_decision_waits_until_its_key_is_painted_unless_somebody_waits_for_it(monkeypatch, saver):
    """Nobody waits: it is saved after the pause. `flush` and whatever wants a result end the pause at once."""
    monkeypatch.setattr("tui.desk.saver.PAUSE_SECONDS", 30.0)
    alone = saver.put(lambda: "saved", EDIT)
    with pytest.raises(TimeoutError):
        alone.result(timeout=0.1)
    assert not saver.state.saved
    assert saver.flush(5)
    saver.put(lambda: "saved", EDIT)
    assert saver.put(lambda: "read").result(timeout=5) == "read"


def test_nothing_has_to_wait_for_it(monkeypatch, saver):
    """The pause ends by itself."""
    monkeypatch.setattr("tui.desk.saver.PAUSE_SECONDS", 0.01)
    assert saver.put(lambda: "saved", EDIT).result(timeout=5) == "saved"
