"""Nothing acknowledged is lost and nothing half-done is kept when the process or the power goes."""

import os

import pytest

from tests.store import kill, torn
from tests.store.samples import article, change, edit, entity, put_on_desk, snapshot
from tui.store import file as file_module
from tui.store.opening import open_repository


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments():
    """A few seconds' worth of SIGKILLs; `python -m tests.store.kill` is the long run."""
    assert kill.run(kills=100, seed=7, seconds=5)["kills"] >= 3


def test_torn_by_power_cuts():
    """A few hundred images; `python -m tests.store.torn` is the long run."""
    assert torn.run(images=250, seed=7)["images"] >= 250


def test_killed_while_rewriting(desk, monkeypatch):
    """A new file that was not finished is removed on the next opening; the old one is as it was."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    whole = snapshot(repository)
    monkeypatch.setattr(file_module, "replace_file", lambda new, old: os._exit(0))
    pid = os.fork()
    if pid == 0:
        try:
            repository.compact()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert [*desk.parent.glob(".*.new")]
    repository.close()
    again = open_repository(desk)
    assert snapshot(again) == whole
    assert not [*desk.parent.glob(".*.new")]
    again.close()


def test_what_a_crash_cut_off_is_told_and_kept_beside(desk):
    """The unfinished save is dropped; its bytes stay in a file of their own, in case."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    repository.apply(edit("tag", *(change(None, entity(f"e{n}")) for n in range(9))))
    repository.close()
    data = desk.read_bytes()
    desk.write_bytes(data[: data.rindex(b'"type":"edit"')])
    again = open_repository(desk)
    assert again.layer("a-1").annotations == {}
    assert again.can_undo() == "import"
    (notice,) = again.notices
    (beside,) = desk.parent.glob("inquit.json.dropped-*")
    assert beside.name in notice
    assert b'"e8"' in beside.read_bytes()
    again.close()
    assert desk.read_bytes().endswith(b"}}\n")
