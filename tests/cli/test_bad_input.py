"""Bad input gets one clear line and the right exit code; nothing is lost and nothing half-done."""

import json
import os
import subprocess
import sys

import pytest

INQUIT = [sys.executable, "-c", "from tui.cli import main; main()"]


def inquit(cwd, *args, **env):
    """Run the command in a folder."""
    return subprocess.run(
        [*INQUIT, *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def said(done) -> str:
    """The one line on stderr; fails if there are several, or a traceback."""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("inquit: ")
    return lines[0]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text("A good article.\n\nAll of it.", encoding="utf-8")
    return tmp_path


def annotated(text="A tiny text.", **annotation):
    """A line of inquit/1 with one annotation."""
    row = {"id": "n1", "type": "entity", "spans": [[0, 1]], "label": "PERSON", **annotation}
    return json.dumps({"schema": "inquit/1", "id": "x", "text": text, "annotations": [row]})


def test_missing_file(folder):
    """A file that is not there is named; the others go in."""
    done = inquit(folder, "import", "gone.txt", "good.txt")
    assert done.returncode == 1
    assert "gone.txt" in said(done)
    assert "1 new article" in done.stdout


def test_binary_file(folder):
    """A picture is no article."""
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 8)
    done = inquit(folder, "import", "photo.txt")
    assert done.returncode == 1
    assert "photo.txt" in said(done)


def test_text_that_is_not_utf8(folder):
    """Another encoding is detected and read right."""
    text = "Müller und Söhne erklärten, die Größe der Übung sei überraschend gewesen. " * 5
    (folder / "old.txt").write_bytes(text.encode("cp1252"))
    assert inquit(folder, "import", "old.txt").returncode == 0
    assert "Müller und Söhne" in inquit(folder, "read", "old", "--plain").stdout


def test_invalid_utf8_in_json_lines(folder):
    """A line that is not UTF-8 is named by its number."""
    (folder / "bad.jsonl").write_bytes(b'{"id": "a", "text": "fine"}\n{"id": "b", "text": "\xff\xfe broken"}\n')
    done = inquit(folder, "import", "bad.jsonl")
    assert done.returncode == 1
    assert "bad.jsonl, line 2" in said(done)
    assert "1 new article" in done.stdout


def test_broken_line_17(folder):
    """One broken line of JSON Lines is named; the other 19 articles go in."""
    rows = [json.dumps({"id": f"a{n}", "text": f"Article number {n} says something."}) for n in range(1, 21)]
    rows[16] = rows[16][:-5]
    (folder / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = inquit(folder, "import", "many.jsonl")
    assert done.returncode == 1
    assert "many.jsonl, line 17" in said(done)
    assert "19 new articles" in done.stdout


def test_a_date_that_is_none(folder):
    """Front matter that no library can take costs its file alone."""
    (folder / "bad.md").write_text("---\ndate: 2024-02-30\n---\nA body.\n", encoding="utf-8")
    done = inquit(folder, "import", ".")
    assert done.returncode == 1
    assert "bad.md: the front matter has a date or number that cannot be" in said(done)
    assert "1 new article" in done.stdout


def test_span_beyond_the_text(folder):
    """Offsets that cannot be right are refused with the field."""
    (folder / "beyond.jsonl").write_text(annotated(spans=[[5, 99]]), encoding="utf-8")
    done = inquit(folder, "import", "beyond.jsonl")
    assert done.returncode == 1
    assert "line 1, annotations.0.spans" in said(done)


def test_unknown_label(folder):
    """A label outside the scheme is named with those that are in it."""
    (folder / "label.jsonl").write_text(annotated(label="DRAGON"), encoding="utf-8")
    done = inquit(folder, "import", "label.jsonl")
    assert done.returncode == 1
    assert "'DRAGON'" in said(done)
    assert "inquit.toml" in said(done)


@pytest.mark.parametrize("content", ["[1, 2, 3]", "not json at all", '{"articles": [1]}'])
def test_desk_that_is_not_tinydb(folder, content):
    """Somebody else's file is left alone."""
    (folder / "inquit.json").write_text(content, encoding="utf-8")
    done = inquit(folder, "import", "good.txt")
    assert done.returncode == 1
    assert "inquit.json" in said(done)
    assert (folder / "inquit.json").read_text(encoding="utf-8") == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder(folder):
    """A folder that cannot be written is named."""
    folder.chmod(0o555)
    done = inquit(folder, "import", "good.txt")
    folder.chmod(0o755)
    assert done.returncode == 1
    assert str(folder) in said(done) or "inquit.json" in said(done)


def test_no_desk_yet(folder):
    """Looking at a desk that is not there makes none."""
    done = inquit(folder, "status")
    assert done.returncode == 1
    assert "inquit.json" in said(done)
    assert not (folder / "inquit.json").exists()


def test_unknown_article(folder):
    """An id that is not on the desk is named."""
    inquit(folder, "import", "good.txt")
    done = inquit(folder, "read", "nobody")
    assert done.returncode == 1
    assert "'nobody'" in said(done)


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("export", "out.xyz"), "out.xyz"),
        (("export", "out.jsonl", "--format", "papyrus"), "papyrus"),
        (("export", "out.jsonl", "--status", "maybe"), "maybe"),
        (("import",), "PATH"),
        (("suggest", "--jobs", "0"), "--jobs"),
        (("read",), "ID"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_wrong_calls(folder, args, word):
    """A wrong call is exit code 2 and says what was wrong with it."""
    inquit(folder, "import", "good.txt")
    done = inquit(folder, *args)
    assert done.returncode == 2
    assert word in said(done)


def test_unknown_model(folder):
    """A pipeline that is not installed is named, with what to do."""
    inquit(folder, "import", "good.txt")
    done = inquit(folder, "suggest", "--model", "xx_no_such_model")
    assert done.returncode == 2
    assert "xx_no_such_model" in said(done)


def test_wrong_settings(folder):
    """A wrong line of inquit.toml is named before anything is touched."""
    (folder / "inquit.toml").write_text('[scheme.claim]\nfact = { key = "ff" }\n', encoding="utf-8")
    done = inquit(folder, "import", "good.txt")
    assert done.returncode == 2
    assert "scheme.claim.fact.key" in said(done)
    assert not (folder / "inquit.json").exists()


def test_the_reader_needs_a_terminal(folder):
    """In a pipe the reader says what to use instead."""
    done = inquit(folder, ".")
    assert done.returncode == 2
    assert "inquit export" in said(done)


def test_a_word_that_is_neither_path_nor_command(folder):
    """A mistyped command is not taken for a new file."""
    done = inquit(folder, "exprot")
    assert done.returncode in (1, 2)
    said(done)
