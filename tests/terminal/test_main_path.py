"""The whole job through a real terminal: open, decide, tag, undo, quit or die, export."""

import json
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.terminal.screen import INQUIT, Terminal

SEED = "000_9572c48d40091c2f.txt"
SEEDS = Path(__file__).parents[2] / "seeds"

pytestmark = [
    pytest.mark.pty,
    pytest.mark.model,
    pytest.mark.skipif(not Path(INQUIT).exists(), reason="the command is not installed"),
]


@pytest.fixture
def folder(tmp_path):
    """A folder with the seed article alone."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(SEEDS / SEED, tmp_path / "seeds")
    return tmp_path


def find(terminal: Terminal, words: str) -> None:
    """Select words by searching for them."""
    terminal.press("/")
    terminal.press(words, "\r")


def at(terminal: Terminal, what: str) -> None:
    """Go through the annotations under the cursor until the inspector shows the wanted one first."""
    for _ in range(6):
        terminal.read(0.1)
        inspector = terminal.text.splitlines()[-2]
        if re.match(rf"\W*{what}\b", inspector):
            return
        terminal.press("\t")
    raise AssertionError(f"no {what} here:\n{terminal.text}")


def hint_on(terminal: Terminal, before: str, word: str) -> str:
    """The hint drawn over the first letters of a word that follows `before` on the screen."""
    drawn = terminal.wait(rf"{before} (\S+)")[1]
    length = 1 if drawn[1:2] == word[1:2] else 2
    return drawn[:length]


def annotate(terminal: Terminal) -> None:
    """Accept an entity and a quote, reject one, tag a claim and a stance, undo and redo the stance."""
    terminal.wait(r"[1-9]\d* undecided", 60)
    find(terminal, "Georgiy Zinoviev")
    at(terminal, "PERSON")
    terminal.press("a")
    find(terminal, "not only gravely")
    at(terminal, "quote direct")
    terminal.press("a")
    find(terminal, "Dmitry Peskov")
    at(terminal, "PERSON")
    terminal.press("x")
    find(terminal, "introduced a bill to ratify the pact")
    terminal.press("c", "f")
    find(terminal, "condemned")
    terminal.press("s")
    target = hint_on(terminal, "condemned", "the")
    terminal.press("w", target, "-")
    terminal.wait("tagged stance oppose")
    terminal.press("u")
    terminal.wait("undone")
    terminal.press("\x12")
    terminal.wait("redone")
    terminal.wait(r"undecided · saved")


def inquit(folder, *args):
    """Run a command and return what it printed."""
    return subprocess.run([INQUIT, *args], cwd=folder, capture_output=True, text=True, check=True).stdout


def check_everything(folder) -> None:
    """The export holds exactly what was done, every offset is right, and stock TinyDB sees the same."""
    inquit(folder, "check")
    inquit(folder, "export", "out.jsonl", "--status", "accepted,edited,rejected")
    row = json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))
    found = {(a["type"], a["text"], a["status"]) for a in row["annotations"]}
    assert found == {
        ("entity", "Georgiy Zinoviev", "accepted"),
        ("quote", "“[This] not only gravely threatens South Korea but the international community,”", "accepted"),
        ("entity", "Dmitry Peskov", "rejected"),
        ("claim", "introduced a bill to ratify the pact", "accepted"),
        ("stance", "condemned", "accepted"),
    }
    for annotation in row["annotations"]:
        assert " … ".join(row["text"][s:e] for s, e in annotation["spans"]) == annotation["text"]
    (stance,) = [a for a in row["annotations"] if a["type"] == "stance"]
    assert (stance["holder"], stance["polarity"]) == ("writer", "oppose")
    start, end = stance["target"].get("span") or next(
        a["spans"][0] for a in row["annotations"] if a["id"] == stance["target"].get("annotation")
    )
    assert row["text"][start:end].startswith("the deepening military ties")
    with TinyDB(folder / "inquit.json") as stock:
        rows = [dict(r) for r in stock.table("annotations").all()]
    kept = {a["id"] for a in rows if a.get("status") in ("accepted", "edited", "rejected") and not a.get("deleted")}
    assert kept == {a["id"] for a in row["annotations"]}


@pytest.mark.parametrize("ending", ["quit", "kill", "hangup"])
def test_the_job_from_end_to_end(folder, ending):
    """However the reader ends, what it said was saved is on the disk."""
    terminal = Terminal("seeds", cwd=folder)
    annotate(terminal)
    if ending == "quit":
        terminal.press("\x11")
        assert terminal.exit_code() == 0
    else:
        terminal.kill(signal.SIGKILL if ending == "kill" else signal.SIGHUP)
    check_everything(folder)


@pytest.mark.parametrize("paths", [[], ["seeds"]], ids=["desk", "paths"])
def test_a_second_reader_is_read_only(folder, paths):
    """The second process is told who has the desk, and changes nothing, whether it was to import something or not."""
    first = Terminal("seeds", cwd=folder)
    first.wait("saved", 60)
    second = Terminal(*paths, cwd=folder, columns=120)
    second.wait(rf"read-only: .*{first.child.pid}", 30)
    second.press("e", "p")
    second.wait(r"(?m)^ read-only", 30)
    second.press("\x11")
    assert second.exit_code() == 0
    first.press("\x11")
    assert first.exit_code() == 0


def test_a_terminal_too_small_says_so(folder):
    """40×10 is too small to work in; the reader says so and works again when there is room."""
    terminal = Terminal("seeds", cwd=folder, columns=40, rows=10)
    terminal.wait("needs a window of", 60)
    terminal.resize(80, 24)
    terminal.wait("South Korea", 30)
    terminal.press("\x11")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("where", ["text", "title"])
def test_no_escape_reaches_the_terminal(tmp_path, where):
    """Escape sequences and bidi controls in an article are shown, never sent."""
    evil = "\x1b]0;owned\x07\x1b[31mred\x9b1m \u202egnp.exe\u202c end"
    row = {"id": "evil", "text": "Plain words here.", "title": "A title"}
    row[where] = f"Before {evil} after."
    (tmp_path / "evil.jsonl").write_text(json.dumps(row), encoding="utf-8")
    terminal = Terminal("evil.jsonl", cwd=tmp_path)
    terminal.wait("Before" if where == "text" else "Plain words", 60)
    terminal.press("l", "l", "l", "l", "\x11")
    terminal.exit_code()
    assert b"\x1b]0;owned" not in terminal.bytes
    assert b"\x1b[31mred" not in terminal.bytes
    for control in ("\x9b", "\u202e", "\u202c"):
        assert control.encode() not in terminal.bytes
