"""Opening whatever is there: nothing, a stock file, a damaged one, an older or newer one, somebody else's."""

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import tinydb

from tests.store.samples import article, change, edit, entity, put_on_desk, snapshot
from tui.model.errors import DeskError
from tui.store import migrations, opening
from tui.store.errors import DeskReadOnly, NewerDesk, NotADesk
from tui.store.index import ARTICLES
from tui.store.migrations import migrate, new_tables
from tui.store.opening import open_repository
from tui.store.place import warn_of_place


def filled(desk):
    """A closed desk with an article and two entities; returns what it held."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    repository.apply(edit("tag", change(None, entity("e1")), change(None, entity("e2", 4, 13))))
    whole = snapshot(repository)
    repository.close()
    return whole


def opened(desk):
    """What a desk holds, and its notices."""
    repository = open_repository(desk)
    whole, notices = snapshot(repository), repository.notices
    assert list(repository.check()) == []
    repository.close()
    return whole, notices


def test_a_new_desk_is_made(desk):
    """Empty, legal, without a word."""
    assert opened(desk) == ({}, ())
    with tinydb.TinyDB(desk) as stock:
        assert stock.table("meta").all() == [{"schema": 1}]


def test_a_closed_desk_holds_what_was_saved(desk):
    """And has no room left behind its tail, nor superseded lines when most of it was."""
    whole = filled(desk)
    assert opened(desk) == (whole, ())
    assert desk.read_bytes().endswith(b"}}\n")


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"{}\n"])
def test_an_empty_file_becomes_a_desk(desk, content):
    """As stock TinyDB takes it too."""
    desk.write_bytes(content)
    assert opened(desk)[0] == {}


def test_a_file_that_stock_tinydb_wrote_is_taken_over(desk):
    """Everything is there, and it is told once."""
    whole = filled(desk)
    with tinydb.TinyDB(desk) as stock:
        stock.table("theirs").insert({"x": 1})
    again, notices = opened(desk)
    assert again == whole
    assert "written by another program" in notices[0]
    assert opened(desk) == (whole, ())
    with tinydb.TinyDB(desk) as stock:
        assert stock.table("theirs").all() == [{"x": 1}]


def test_a_pretty_printed_desk_is_taken_over(desk):
    """With indents and another order of keys."""
    whole = filled(desk)
    desk.write_text(json.dumps(json.loads(desk.read_text()), indent=2, sort_keys=True, ensure_ascii=False))
    assert opened(desk)[0] == whole


@pytest.mark.parametrize(
    "content",
    [b"hello", b"[1]", b'{"a": 1}', b'{"t": {"x": {"a": 1}}}', b'{"t": {"1": [2]}}', b"\x89PNG\r\n", b'{"a":{'],
)
def test_a_file_that_is_no_tinydb_file_is_refused_and_left_alone(desk, content):
    """In one sentence that names it."""
    desk.write_bytes(content)
    with pytest.raises(NotADesk, match=r"inquit\.json is not a desk"):
        open_repository(desk)
    assert desk.read_bytes() == content


def test_somebody_elses_tinydb_file_is_refused_and_left_alone(desk):
    """It has tables, but no schema of ours."""
    with tinydb.TinyDB(desk) as stock:
        stock.insert({"a": 1})
    before = desk.read_bytes()
    with pytest.raises(NotADesk, match="not a desk of inquit"):
        open_repository(desk)
    assert desk.read_bytes() == before


def test_a_newer_desk_is_refused_and_left_alone(desk):
    """And says what to do."""
    filled(desk)
    desk.write_text(desk.read_text().replace('{"schema":1}', '{"schema":9}'))
    before = desk.read_bytes()
    with pytest.raises(NewerDesk, match="pip install -U inquit"):
        open_repository(desk)
    assert desk.read_bytes() == before


def test_an_older_desk_is_brought_up_to_date(desk, monkeypatch):
    """Step by step, with a copy of what it was, and it is told."""
    whole = filled(desk)

    def rename(documents):
        for document in documents[ARTICLES].values():
            document["title"] = "renamed"

    monkeypatch.setattr(opening, "migrate", lambda tables, path: migrate(tables, path, [rename]))
    repository = open_repository(desk)
    assert repository.article("a-1").title == "renamed"
    assert repository.layer("a-1") == whole["a-1"][2]
    assert "older inquit" in repository.notices[0]
    repository.close()
    (copy,) = desk.parent.glob("inquit.json.before-update-*")
    assert '"schema":1' in copy.read_text()
    assert '"schema":2' in desk.read_text()


def test_migrations_lead_from_any_schema_to_the_newest(desk):
    """Only the missing steps are taken, in order."""
    steps = [lambda documents, n=n: documents[ARTICLES].update({n: {"step": n}}) for n in (1, 2, 3)]
    for schema in (1, 2, 3):
        tables = migrate(new_tables(schema), desk, steps)
        assert list(tables[ARTICLES]) == list(range(schema, 4))
    assert migrate(new_tables(4), desk, steps) is None
    assert migrations.schema_of(new_tables(), desk) == len(migrations.MIGRATIONS) + 1


def test_damage_in_the_middle_costs_the_damaged_line_only(desk):
    """The rest is kept, the damaged file too, and it is told how many lines are gone."""
    filled(desk)
    data = desk.read_bytes()
    desk.write_bytes(data.replace(b'"e1"', b"\n\0garbage", 1))
    repository = open_repository(desk)
    assert list(repository.layer("a-1").annotations) == ["e2"]
    (copy,) = desk.parent.glob("inquit.json.damaged-*")
    assert "damaged" in repository.notices[0]
    assert copy.name in repository.notices[0]
    repository.close()
    json.loads(desk.read_text())


def test_reading_only_mends_and_writes_nothing(desk):
    """A damaged or foreign file is read as well as can be and left alone."""
    whole = filled(desk)
    for broken in (desk.read_bytes()[:-40], json.dumps(json.loads(desk.read_text())).encode()):
        desk.write_bytes(broken)
        repository = open_repository(desk, read_only=True)
        assert repository.read_only
        assert list(repository.article_ids()) == list(whole)
        repository.close()
        assert desk.read_bytes() == broken
    assert [path.name for path in desk.parent.iterdir() if path.name.startswith("inquit")] == ["inquit.json"]


def test_reading_only_what_is_not_there(desk):
    """Is refused, and makes no file."""
    with pytest.raises(DeskReadOnly, match="there is no desk"):
        open_repository(desk, read_only=True)
    assert not desk.exists()


def test_a_folder_that_cannot_be_written_is_read(desk, monkeypatch):
    """The reason is the folder; where nothing is there to read, that is told."""
    whole = filled(desk)

    def refuse(lock):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening.DeskLock, "acquire", refuse)
    repository = open_repository(desk)
    assert "cannot be written (Permission denied)" in repository.read_only
    assert snapshot(repository) == whole
    repository.close()
    with pytest.raises(DeskReadOnly, match="cannot be written"):
        open_repository(desk.with_name("other.json"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the right to mount")
def test_a_really_read_only_folder(tmp_path):
    """Mounted for reading only."""
    folder = tmp_path / "ro"
    folder.mkdir()
    filled(folder / "inquit.json")
    mount = ["mount", "--bind", str(folder), str(folder)], ["mount", "-o", "remount,ro,bind", str(folder)]
    if any(subprocess.run(command, capture_output=True, check=False).returncode for command in mount):
        pytest.skip("cannot mount here")
    try:
        repository = open_repository(folder / "inquit.json")
        assert "Read-only file system" in repository.read_only
        assert list(repository.article_ids()) == ["a-1"]
        repository.close()
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_wrong_paths_are_refused(tmp_path):
    """A folder, and a file in a folder that is not there."""
    with pytest.raises(NotADesk, match="is a folder"):
        open_repository(tmp_path)
    with pytest.raises(DeskError, match="does not exist"):
        open_repository(tmp_path / "no" / "inquit.json")


@pytest.mark.parametrize("through_link", [False, True])
@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_what_is_no_file_is_refused_and_left_alone(tmp_path, kind, through_link):
    """A pipe or a device is not replaced by a file, nor read until doomsday; nothing is written beside it."""
    special = tmp_path / "special"
    if kind == "device":
        try:
            os.mknod(special, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        except PermissionError:
            pytest.skip("only an administrator makes devices")
    elif kind == "pipe":
        os.mkfifo(special)
    else:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(os.path.relpath(special))
    before = special.lstat().st_ino, special.lstat().st_mode
    path = special
    if through_link:
        path = tmp_path / "link.json"
        path.symlink_to(special)
    names = sorted(os.listdir(tmp_path))
    with pytest.raises(NotADesk, match="special is a device or a pipe, not a file"):
        open_repository(path)
    assert (special.lstat().st_ino, special.lstat().st_mode) == before
    assert sorted(os.listdir(tmp_path)) == names


def test_a_link_to_nothing_leads_to_the_new_desk(tmp_path):
    """And links in a circle lead nowhere."""
    link, loop = tmp_path / "link.json", tmp_path / "loop.json"
    link.symlink_to(tmp_path / "real.json")
    open_repository(link).close()
    assert link.is_symlink()
    assert (tmp_path / "real.json").is_file()
    loop.symlink_to(loop)
    with pytest.raises(DeskError, match="cannot be opened"):
        open_repository(loop)
    assert loop.is_symlink()
    with pytest.raises(DeskError, match="cannot be opened"):
        open_repository(tmp_path / ("long" * 100))


def test_a_link_to_a_desk_stays_a_link(desk):
    """The file behind it is the desk."""
    whole = filled(desk)
    link = desk.with_name("link.json")
    link.symlink_to(desk)
    repository = open_repository(link)
    repository.add_articles([article("a-2")])
    repository.close()
    assert link.is_symlink()
    assert opened(desk)[0] == whole


def test_progress_is_told_while_a_large_desk_is_read(desk):
    """Rising shares of the file."""
    repository = open_repository(desk)
    put_on_desk(repository, article())
    repository.apply(edit("tag", *(change(None, entity(f"e{n}")) for n in range(3000))))
    repository.close()
    shares = []
    open_repository(desk, progress=shares.append).close()
    assert shares == sorted(shares)
    assert len(shares) >= 3
    assert 0 < shares[0] < shares[-1] <= 1


@pytest.mark.parametrize(
    ("path", "mounts", "word"),
    [
        ("/mnt/share/inquit.json", "server:/x /mnt/share nfs4 rw 0 0", "network"),
        ("/mnt/ssh/inquit.json", "a@b: /mnt/ssh fuse.sshfs rw 0 0", "network"),
        ("/home/anna/Dropbox/inquit.json", "/dev/sda / ext4 rw 0 0", "syncs"),
        ("/Users/a/Library/Mobile Documents/x/inquit.json", "", "syncs"),
        ("/home/anna/inquit.json", "/dev/sda / ext4 rw 0 0\nserver:/x /home/bob nfs rw 0 0", None),
    ],
)
def test_places_where_saving_is_not_safe_are_told(path, mounts, word):
    """Network file systems and synced folders, not the disk of this computer."""
    warning = warn_of_place(Path(path), mounts)
    assert (warning is None) if word is None else (word in warning)


def test_the_store_loads_no_user_interface(desk):
    """Neither Textual nor spaCy, and TinyDB only when a desk is opened."""
    modules = "sys, tui.store.protocol, tui.store.staging, tui.desk.desk, tui.desk.importing"
    program = f"import {modules}; print([m for m in ('textual', 'spacy', 'tinydb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
