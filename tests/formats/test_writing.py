"""Writing: the offset oath, files put in place in one step, and what is refused."""

import os
import re
import signal
import subprocess
import sys
import textwrap

import pytest
from msgspec.structs import replace

from tui.formats import Format, find_format, formats, losses, place, read, write
from tui.formats import inquit1 as inquit_format
from tui.formats.module import WriteOptions
from tui.formats.records import LONGEST, file_name, id_in_name
from tui.formats.registry import format_for
from tui.model.annotation import Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.errors import DataError, UsageError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle

TEXT = "👍🏽 Kim said: “Go,” he added, “now.”"


def sample(id="k"):
    """An article with one annotation of each type."""
    return AnnotatedArticle(
        article=make_article(id, TEXT, title="=T"),
        actors=(Actor(id="a1", name="Kim"),),
        annotations=(
            Entity(id="x1", spans=(Span(3, 6),), label="PERSON", actor="a1"),
            Quote(id="x2", spans=(Span(13, 18), Span(29, 35)), kind="direct", cue=Span(7, 11), source=Span(3, 6)),
            Claim(id="x3", spans=(Span(13, 18),), kind="fact", claimant="a1"),
            Stance(id="x4", spans=(Span(7, 11),), polarity="support", holder="a1", target=Target(annotation="x3")),
        ),
    )


def changed(annotated, **changes):
    """The article with some annotations changed: `x1={"status": …}`."""
    annotations = tuple(replace(a, **changes.get(a.id, {})) for a in annotated.annotations)
    return replace(annotated, annotations=annotations)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_report(tmp_path):
    """The report counts articles, annotations and their pieces."""
    seen = []
    report = write("inquit", iter([sample("a"), sample("b")]), tmp_path / "o.jsonl", progress=seen.append)
    assert (report.articles, report.annotations) == (2, {"entity": 2, "quote": 2, "claim": 2, "stance": 2})
    assert (report.spans, report.losses, seen) == (10, (), [1, 2])


@pytest.mark.parametrize("shift", [1, -1])
def test_oath_refuses_drift(tmp_path, monkeypatch, shift):
    """A writer whose offsets drift by one is caught: an error, and neither file nor remains."""
    honest = inquit_format.to_row

    def drifting(annotated):
        row = honest(annotated)
        row["annotations"][0]["spans"] = [[3 + shift, 6 + shift]]
        return row

    monkeypatch.setattr(inquit_format, "to_row", drifting)
    with pytest.raises(DataError, match="article k: the entity 'Kim' does not come back"):
        write("inquit", [sample()], tmp_path / "o.jsonl")
    assert names(tmp_path) == []


@pytest.mark.parametrize(("place", "role"), [((1, "cue"), "cue"), ((1, "source"), "source")])
def test_oath_covers_links(tmp_path, monkeypatch, place, role):
    """Cues and sources are sworn to as well, and so is the text."""
    honest = inquit_format.to_row

    def drifting(annotated):
        row = honest(annotated)
        row["annotations"][place[0]][place[1]] = [8, 12]
        return row

    monkeypatch.setattr(inquit_format, "to_row", drifting)
    with pytest.raises(DataError, match=f"article k: the {role} "):
        write("inquit", [sample()], tmp_path / "o.jsonl")
    monkeypatch.setattr(inquit_format, "to_row", lambda annotated: honest(annotated) | {"text": TEXT + "!"})
    with pytest.raises(DataError, match="article k: the text "):
        write("inquit", [sample()], tmp_path / "o.jsonl")


def test_oath_counts_articles(tmp_path, monkeypatch):
    """A writer that drops an article is caught, and the old file stays."""
    (tmp_path / "o.jsonl").write_text("old")
    monkeypatch.setattr(inquit_format, "write_lines", lambda out, rows: [out.write_text(""), *rows])
    with pytest.raises(DataError, match="another number of articles"):
        write("inquit", [sample()], tmp_path / "o.jsonl")
    assert (tmp_path / "o.jsonl").read_text() == "old"


def test_error_while_streaming_leaves_the_old(tmp_path):
    """An export that fails half-way leaves the old one and nothing else."""

    def breaking():
        yield sample()
        raise RuntimeError

    for format, name in (("inquit", "o.jsonl"), ("csv", "folder")):
        write(format, [sample("old")], tmp_path / name)
        with pytest.raises(RuntimeError):
            write(format, breaking(), tmp_path / name)
    assert names(tmp_path) == ["folder", "o.jsonl"]
    assert '"old"' in (tmp_path / "o.jsonl").read_text()
    assert "old" in (tmp_path / "folder" / "articles.csv").read_text()


@pytest.mark.parametrize(("format", "name"), [("inquit", "o.jsonl"), ("csv", "o")])
def test_kill_leaves_the_old(tmp_path, format, name):
    """Kill -9 in the middle of an export leaves the old one whole."""
    write(format, [sample("old")], tmp_path / name)
    code = f"""
        import os, signal
        from pathlib import Path
        from tests.formats.test_writing import sample
        from tui.formats import write
        def articles():
            yield sample("new")
            os.kill(os.getpid(), signal.SIGKILL)
            yield sample("never")
        write({format!r}, articles(), Path({str(tmp_path / name)!r}))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, cwd=os.getcwd())
    assert done.returncode == -signal.SIGKILL
    file = tmp_path / name if format == "inquit" else tmp_path / name / "articles.csv"
    assert "old" in file.read_text()
    assert "new" not in file.read_text()


def test_refusals(tmp_path):
    """What must not be replaced is not, and the sentence says what to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("x")
    for format, out, told in (
        ("inquit", tmp_path / "folder", "is a folder; name a file"),
        ("csv", tmp_path / "folder", "has other files in it"),
        ("csv", tmp_path / "file", "is a file, but this format is written as a folder"),
        ("inquit", tmp_path / "no" / "o.jsonl", "does not exist; make it first"),
        ("text", tmp_path / "o.txt", "can only be read"),
        ("nonsense", tmp_path / "o", "unknown format 'nonsense'; use one of inquit"),
    ):
        with pytest.raises(UsageError, match=told):
            write(format, [sample()], out)
    assert names(tmp_path / "folder") == ["thesis.txt"]


def test_pipes_are_not_replaced(tmp_path):
    """A pipe or device is refused, and is still one."""
    os.mkfifo(tmp_path / "pipe")
    for format in ("inquit", "csv"):
        with pytest.raises(UsageError, match="is a device or a pipe"):
            write(format, [sample()], tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


LONG = [
    "https://example.org/" + "a/" * 140 + "b",
    "記事" * 60,
    "é" * 300,
    "x" * 186 + "/////",
    "a" * 400 + "1",
    "a" * 400 + "2",
]


@pytest.mark.parametrize("id", LONG)
def test_long_ids_as_file_names(id):
    """A name is short enough for every disk, and what is told by it gives the same name again."""
    assert len(file_name(id).encode()) <= LONGEST
    assert file_name(id_in_name(id)) == file_name(id)
    assert not re.search(r'[/\\:*?"<>|]', file_name(id))


@pytest.mark.parametrize("format", ["brat", "cas"])
def test_long_ids(tmp_path, format):
    """Folders hold articles of any id; where the name is all there is for it, what is lost of it is told."""
    report = write(format, [sample(id) for id in LONG], tmp_path / "o")
    ids = {found.article.id for found in read(tmp_path / "o", format)}
    assert ids == (set(LONG) if format == "cas" else set(map(id_in_name, LONG)))
    told = [loss for loss in report.losses if "ids of articles" in loss.what]
    assert [loss.ids for loss in told] == ([] if format == "cas" else [tuple(LONG)])


@pytest.mark.parametrize(("format", "name"), [("inquit", "o.jsonl"), ("csv", "o")])
def test_links_are_followed(tmp_path, format, name):
    """A symbolic link stays, and what it leads to is written, whether it is there or not."""
    (tmp_path / "real").mkdir()
    (tmp_path / name).symlink_to(f"real/{name}")
    for id in ("first", "second"):
        write(format, [sample(id)], tmp_path / name)
        assert names(tmp_path / "real") == [name]
        file = tmp_path / "real" / name if format == "inquit" else tmp_path / "real" / name / "articles.csv"
        assert id in file.read_text()
    assert (tmp_path / name).is_symlink()


def test_links_in_a_circle(tmp_path):
    """They lead nowhere: refused."""
    (tmp_path / "o.jsonl").symlink_to("p.jsonl")
    (tmp_path / "p.jsonl").symlink_to("o.jsonl")
    with pytest.raises(UsageError, match="leads back to itself"):
        write("inquit", [sample()], tmp_path / "o.jsonl")


def test_folder_is_replaced_whole(tmp_path):
    """A second export to a folder replaces the first; nothing of it stays."""
    write("csv", [sample("one")], tmp_path / "o")
    (tmp_path / "o" / "stale.csv").write_text("x")
    write("csv", [sample("two")], tmp_path / "o")
    assert "stale.csv" not in names(tmp_path / "o")
    assert "two" in (tmp_path / "o" / "articles.csv").read_text()
    assert names(tmp_path) == ["o"]


def test_splits(tmp_path):
    """With splits the export is a folder with one file a part; articles in none are left out."""
    splits = {"a": "train", "b": "test", "c": "train"}
    write("inquit", [sample(id) for id in "abcd"], tmp_path / "o", WriteOptions(splits=splits))
    assert names(tmp_path / "o") == [".inquit-export", "test.jsonl", "train.jsonl"]
    assert (tmp_path / "o" / "train.jsonl").read_text().count('"inquit/1"') == 2
    with pytest.raises(UsageError, match="give a list"):
        write("inquit", iter([sample()]), tmp_path / "p", WriteOptions(splits=splits))


def test_formats_keep_their_promises():
    """Names and endings are unique, and every module has the functions that its format promises."""
    from tui.formats.registry import load

    assert len({format.name for format in formats()}) == len(formats())
    for format in formats():
        wanted = (["read"] if format.can_read else []) + (["write", "carry", "marks"] if format.can_write else [])
        assert not [name for name in wanted if not callable(getattr(load(format), name, None))], format.name


def test_format_for(tmp_path):
    """The ending names the format for writing; ambiguous and unknown endings are told."""
    assert format_for(tmp_path / "O.JSONL", reading=False).name == "inquit"
    with pytest.raises(UsageError, match="no format can be written"):
        format_for(tmp_path / "o.docx", reading=False)


def test_third_party_format(monkeypatch):
    """A format of another package is found by its entry point, and cannot take a name of ours."""

    class Point:
        def __init__(self, format):
            self.format = format

        def load(self):
            return self.format

    theirs = [Format(name=name, title=name, module="x.y") for name in ("theirs", "csv")]
    monkeypatch.setattr("tui.formats.registry.entry_points", lambda group: map(Point, theirs))
    formats.cache_clear()
    try:
        assert find_format("theirs") is theirs[0]
        assert find_format("csv").module == "tui.formats.tables"
    finally:
        formats.cache_clear()


def test_losses_of_unknown_format():
    with pytest.raises(UsageError, match="unknown format"):
        losses("nonsense", [])


def test_nothing_heavy_is_imported():
    """Knowing the formats costs no third-party library."""
    code = "import sys, tui.formats as f; f.formats(); print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    heavy = {"spacy", "textual", "tinydb", "pyarrow", "datasets", "cassis", "numpy", "yaml", "charset_normalizer"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize(("format", "name"), [("inquit", "o.jsonl"), ("csv", "o")])
def test_synced(tmp_path, monkeypatch, format, name):
    """Every file, and the folder it is put in, is synced before the export counts as written, the folder last."""
    synced = []
    monkeypatch.setattr(place, "_sync_one", synced.append)
    write(format, [sample()], tmp_path / name)
    assert synced[-1] == tmp_path
    written = {path.name for path in (tmp_path / name).rglob("*")} if format == "csv" else set()
    assert written <= {path.name for path in synced}
    assert any(path.name.endswith(".part") for path in synced)
