"""A desk in a folder that several people share: everybody who may write it can, and is told the truth if not."""

import json
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from tests.store.samples import article, put_on_desk
from tui.store.opening import open_repository

unix = pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
administrator = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only an administrator can act for others"
)

TEAM, ANNA, BOB = 54321, 54322, 54323


def mode(path):
    """The rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def lock_of(desk):
    """The lock file."""
    return desk.with_name(".inquit.json.lock")


@unix
def test_the_lock_file_has_the_rights_of_the_desk(desk):
    """Of a new desk at once, and of one whose rights were changed when it is opened the next time."""
    repository = open_repository(desk)
    assert mode(lock_of(desk)) == mode(desk)
    repository.close()
    for rights in (0o664, 0o600, 0o660):
        desk.chmod(rights)
        repository = open_repository(desk)
        assert mode(lock_of(desk)) == rights
        repository.close()


@unix
def test_a_rewrite_keeps_the_rights(desk, monkeypatch):
    """And is private until it has them, for what nobody else may read."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    seen = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (seen.append(stat.S_IMODE(os.fstat(file).st_mode)), sync(file)))
    for rights in (0o600, 0o664):
        desk.chmod(rights)
        seen.clear()
        repository.compact()
        assert mode(desk) == rights
        assert seen[0] == rights
    repository.close()


@unix
def test_a_lock_file_that_cannot_be_opened_is_named(desk, monkeypatch):
    """With what helps, instead of blaming the folder."""
    open_repository(desk).close()
    lock = lock_of(desk)
    monkeypatch.setattr("tui.store.lock.DeskLock.acquire", denied)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != lock)
    repository = open_repository(desk)
    assert repository.read_only.startswith(
        f"the lock file {lock} cannot be written (Permission denied); let {lock.owner()}"
    )
    repository.close()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) == lock)
    repository = open_repository(desk)
    assert repository.read_only == "the file is write-protected"
    repository.close()


def denied(_):
    """What the system says to those without the right."""
    raise PermissionError(13, "Permission denied")


@pytest.fixture
def shared(tmp_path):
    """A folder of a team, not below the test's own private one."""
    work_at(tmp_path / "warm.json", "a-0")  # what is imported only when used may be out of others' reach
    folder = Path(tempfile.mkdtemp(prefix="inquit-team-"))
    os.chown(folder, ANNA, TEAM)
    folder.chmod(0o2775)
    yield folder
    shutil.rmtree(folder)


def work_at(desk, id):
    """Open the desk, import an article if that can be, rewrite it all; returns what was seen."""
    repository = open_repository(desk)
    if repository.read_only is None:
        put_on_desk(repository, article(id))
        repository.compact()
    seen = [repository.read_only, list(repository.article_ids())]
    repository.close()
    return seen


def work_as(user, desk, id):
    """`work_at` in a process of a member of the team."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([TEAM])
            os.setgid(user)
            os.setuid(user)
            os.umask(0o022)
            os.write(writing, json.dumps(work_at(desk, id)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as file:
        seen = file.read()
    os.waitpid(child, 0)
    return json.loads(seen)


@administrator
def test_two_people_take_turns(shared):
    """Once the desk may be written by its group, each of them can; a rewrite by one does not shut the other out."""
    desk = shared / "inquit.json"
    assert work_as(ANNA, desk, "a-1") == [None, ["a-1"]]
    assert work_as(BOB, desk, "a-2") == ["the file is write-protected", ["a-1"]]
    desk.chmod(0o664)
    reason, _ = work_as(BOB, desk, "a-2")
    assert reason.startswith(f"the lock file {lock_of(desk)} cannot be written")
    assert work_as(ANNA, desk, "a-2") == [None, ["a-1", "a-2"]]
    assert work_as(BOB, desk, "a-3") == [None, ["a-1", "a-2", "a-3"]]
    assert work_as(ANNA, desk, "a-4") == [None, ["a-1", "a-2", "a-3", "a-4"]]
    assert (mode(desk), desk.stat().st_gid) == (0o664, TEAM)


@administrator
def test_an_administrators_rewrite_leaves_the_desk_to_its_owner(shared):
    """Owner and group stay."""
    desk = shared / "inquit.json"
    work_as(ANNA, desk, "a-1")
    repository = open_repository(desk)
    repository.compact()
    repository.close()
    assert (desk.stat().st_uid, desk.stat().st_gid) == (ANNA, TEAM)
