"""README's commands, one after the other, do what it says."""

import json
import os
import shlex
import shutil

import pytest

from tests.cli.test_bad_input import inquit
from tests.gold.build import BUILT
from tests.test_docs import COMMANDS, INQUIT_LINES, ROOT
from tui.desk import verbs
from tui.desk.opening import open_desk

LINES = [words for line in INQUIT_LINES if (words := shlex.split(line)[1:])[0] in COMMANDS]
"""What stands behind `inquit`, where the command ends by itself."""

MADE = {
    "inquit.json",
    "labels.jsonl",
    "corpus/README.md",
    *(f"corpus/data/{part}-00000-of-00001.parquet" for part in ("train", "dev", "test")),
}


@pytest.fixture
def folder(tmp_path):
    """What the commands are given: the seeds, one article more, two labelled ones."""
    shutil.copytree(ROOT / "seeds", tmp_path / "articles")
    (tmp_path / "more.jsonl").write_text('{"id": "more", "text": "The mayor said it rained."}\n', encoding="utf-8")
    gold = BUILT.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "gold.jsonl").write_text("".join(gold[:2]), encoding="utf-8")
    return tmp_path


def accept_all(folder, id):
    """What an annotator does between `suggest` and `export`."""
    desk = open_desk(folder / "inquit.json", annotator="anna")
    suggestions = list(desk.layer(id).annotations.values())
    desk.do("accept", verbs.accept(id, suggestions, desk.stamp()))
    assert desk.close()
    return len(suggestions)


@pytest.mark.model
def test_the_commands_in_their_order(folder):
    """Every command of README that ends by itself exits with 0, says nothing on stderr, and makes what it promises."""
    said = {}
    for words in LINES:
        done = inquit(folder, *words, HF_HUB_OFFLINE="1", HF_HOME=str(folder / ".cache"))
        assert (done.returncode, done.stderr) == (0, ""), words
        said[words[0]] = done.stdout
        if words[0] == "suggest":
            accepted = accept_all(folder, "cable-ship")
    assert set(said) == {name for name in COMMANDS if name != "open"}
    assert [path for path in sorted(MADE) if not (folder / path).is_file()] == []

    seeds = os.listdir(ROOT / "seeds")
    assert said["import"].startswith(f"{len(seeds) + 1} new articles")
    assert f"{len(seeds) + 1} articles" in said["suggest"]
    assert accepted > 10
    rows = map(json.loads, (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    labels = {row["id"]: len(row["annotations"]) for row in rows if row["annotations"]}
    assert labels == {"cable-ship": accepted}
    assert said["status"].count(" words ") == len(seeds) + 1
    assert said["read"].count("(accepted)") == accepted
    assert "\n0 faults" in f"\n{said['check']}"
    assert "exact" in said["evaluate"]
    assert "decide.accept" in said["keys"]
    assert "labelstudio" in said["formats"]
