"""Full disks, other programs, other processes, threads: the error is told, nothing is lost, work goes on."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
import tinydb

from tests.store.samples import article, change, edit, entity, put_on_desk, snapshot
from tui.store import file as file_module
from tui.store.errors import DeskChanged, DeskGone, DeskReadOnly, SaveFailed
from tui.store.opening import open_repository


@pytest.fixture
def repository(desk):
    """A desk with one article."""
    made = open_repository(desk)
    put_on_desk(made, article())
    yield made
    made.close()


def tag(repository, id):
    """Save one more entity."""
    repository.apply(edit("tag", change(None, entity(id))))


def ids(repository):
    """The ids of what is on the layer."""
    return list(repository.layer("a-1").annotations)


@contextmanager
def failing(monkeypatch, name, after=0, error=errno.ENOSPC):
    """Let a function of the desk file fail from the given call on, a write after having written a part."""
    calls = iter(range(10**9))
    real = getattr(file_module, name)

    def fail(*arguments):
        if next(calls) < after:
            return real(*arguments)
        if name == "_write":
            file, at, data = arguments
            real(file, at, data[: len(data) // 2])
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(file_module, name, fail)
        yield


@pytest.mark.parametrize(
    ("name", "after"), [("_write", 0), ("_write", 1), ("sync_bytes", 0), ("sync_file", 0)], ids=str
)
def test_a_save_that_fails_leaves_everything_as_it_was(desk, repository, monkeypatch, name, after):
    """It is told, the file stays legal, and the same edit can be saved later, here or after opening again."""
    tag(repository, "e1")
    before = snapshot(repository)
    made = edit("tag", *(change(None, entity(f"e{n}", note="x" * 70_000)) for n in range(2, 5)))
    with failing(monkeypatch, name, after):
        for _ in range(3):
            with pytest.raises(SaveFailed, match=str(desk)):
                repository.apply(made)
    assert snapshot(repository) == before
    assert repository.can_undo() == "tag"
    repository.close()
    again = open_repository(desk)
    assert snapshot(again) == before
    tag(again, "e2")
    assert ids(again) == ["e1", "e2"]
    again.close()


def test_work_goes_on_after_room_was_made(desk, repository, monkeypatch):
    """In the same session: the decision that failed is saved when it is tried again."""
    made = edit("tag", change(None, entity("e1", note="x" * 100_000)))
    with failing(monkeypatch, "sync_bytes"), pytest.raises(SaveFailed):
        repository.apply(made)
    repository.apply(made)
    assert ids(repository) == ["e1"]
    repository.close()
    assert "e1" in desk.read_text()


def test_a_failed_rewrite_leaves_the_old_file(desk, repository, monkeypatch):
    """An import that finds no room changes nothing and leaves no half file."""
    before = desk.stat().st_ino
    for name in ("_write", "sync_file", "replace_file"):
        with failing(monkeypatch, name), pytest.raises(SaveFailed):
            repository.add_articles([article("a-2")])
    assert desk.stat().st_ino == before
    assert [path.name for path in desk.parent.iterdir() if path.suffix == ".new"] == []
    put_on_desk(repository, article("a-2"))
    assert list(repository.article_ids()) == ["a-1", "a-2"]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 1 MB, which root may mount."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def save_until_full(repository):
    """Save until that fails for want of room; returns how many were told to be saved."""
    for number in range(10_000):
        try:
            repository.apply(edit("tag", change(None, entity(f"e{number}", note="x" * 500))))
        except SaveFailed as error:
            if "No space left" in str(error):
                return number
            raise
    raise AssertionError("the disk never filled up")


def test_a_really_full_disk(small_disk):
    """Saves until it is full, is told, loses nothing, goes on after room was made; an import says so as well."""
    desk = small_disk / "inquit.json"
    repository = open_repository(desk)
    put_on_desk(repository, article())
    (small_disk / "ballast").write_bytes(b"x" * 600_000)
    saved = save_until_full(repository)
    assert saved > 100
    assert len(ids(repository)) == saved
    with tinydb.TinyDB(desk, access_mode="r") as stock:
        assert len(stock.table("annotations").search(tinydb.where("type") == "entity")) == saved
    with pytest.raises(SaveFailed):
        repository.add_articles([article("a-2")])
    (small_disk / "ballast").unlink()
    tag(repository, "late")
    repository.close()
    again = open_repository(desk)
    assert len(ids(again)) == saved + 1
    again.close()


def test_a_deleted_file_is_noticed(desk, repository):
    """The next save fails and says so; when the file is put back, saving goes on."""
    aside = desk.with_name("aside.json")
    desk.rename(aside)
    with pytest.raises(DeskGone, match="deleted or moved"):
        tag(repository, "e1")
    assert not desk.exists()
    aside.rename(desk)
    tag(repository, "e1")
    assert ids(repository) == ["e1"]


@pytest.mark.parametrize("how", ["stock", "append", "same size", "replaced"])
def test_a_file_changed_behind_our_back_is_not_overwritten(desk, repository, how):
    """Whatever the other program did to it."""
    match how:
        case "stock":
            with tinydb.TinyDB(desk) as stock:
                stock.insert({"theirs": 1})
        case "append":
            with open(desk, "ab") as file:
                file.write(b"\n")
        case "same size":
            data = desk.read_bytes()
            desk.write_bytes(data.replace(b"import", b"IMPORT"))
        case "replaced":
            shutil.copy(desk, desk.with_name("copy"))
            desk.with_name("copy").replace(desk)
    theirs = desk.read_bytes()
    for _ in range(2):
        with pytest.raises(DeskChanged, match="another program"):
            tag(repository, "e1")
        with pytest.raises(DeskChanged):
            repository.add_articles([article("a-2")])
    repository.close()
    assert desk.read_bytes() == theirs


def test_a_touched_file_is_still_ours(desk, repository):
    """A backup program that alters the times alone stops nobody."""
    os.utime(desk, (1, 1))
    tag(repository, "e1")
    assert ids(repository) == ["e1"]


def test_a_second_process_reads_only_and_says_who_writes(desk, repository):
    """It sees every saved decision, can save nothing, and gets the desk when the first is done."""
    tag(repository, "e1")
    program = (
        "import sys\n"
        "from tui.store.opening import open_repository\n"
        "repository = open_repository(sys.argv[1])\n"
        "print(repository.read_only, '|', *repository.layer('a-1').annotations, '|', repository.can_undo())\n"
        "repository.close()\n"
    )

    def second():
        done = subprocess.run([sys.executable, "-c", program, desk], capture_output=True, text=True, check=True)
        return [part.strip() for part in done.stdout.split("|")]

    reason, layer, _ = second()
    assert reason.startswith("open in another inquit: ")
    assert reason.endswith(f"process {os.getpid()}")
    assert layer == "e1"
    tag(repository, "e2")
    repository.close()
    assert second() == ["None", "e1 e2", "tag"]


def test_reading_only_saves_nothing(desk, repository):
    """Every method that would change something refuses."""
    data = desk.read_bytes()
    reader = open_repository(desk, read_only=True)
    for change_it in (lambda: tag(reader, "e1"), reader.undo, reader.redo, lambda: reader.add_articles([article("b")])):
        with pytest.raises(DeskReadOnly, match="for reading only"):
            change_it()
    reader.close()
    assert desk.read_bytes() == data


def test_threads_read_whole_changes_while_one_saves(repository):
    """A reader sees a bulk edit entirely or not at all, and stock TinyDB opens the file all the time."""
    wrong, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            layer = repository.layer("a-1")
            counts = repository.progress("a-1").total("accepted")
            if len(layer.annotations) % 10 or counts % 10:
                wrong.append((len(layer.annotations), counts))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(30):
        repository.apply(edit("tag", *(change(None, entity(f"e{number}-{n}")) for n in range(10))))
        if number % 3 == 0:
            repository.undo()
            repository.redo()
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(ids(repository)) == 300


def test_several_threads_may_save(repository):
    """They wait for each other; every edit is in the history."""
    threads = [threading.Thread(target=lambda t=t: [tag(repository, f"e{t}-{n}") for n in range(10)]) for t in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids(repository)) == 40
    assert len([repository.undo() for _ in range(41)]) == 41
    assert repository.can_undo() is None


def test_stock_opens_the_desk_while_it_is_in_use(desk, repository):
    """After every single save, without closing."""
    for number in range(40):
        tag(repository, f"e{number}")
        with tinydb.TinyDB(desk, access_mode="r") as stock:
            assert len(stock.table("annotations").search(tinydb.where("type") == "entity")) == number + 1
