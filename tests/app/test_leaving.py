"""Ways to leave, through a real terminal: nothing is lost, and the file is free afterwards."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

from tests.app.fakes import arrival, seeds
from tui.desk.desk import Desk
from tui.desk.opening import open_desk

ROOT = Path(__file__).parents[2]
READER = """
import sys
from pathlib import Path
from tui.app.app import run
from tui.desk.opening import open_desk
sys.exit(run(lambda progress=None: open_desk(Path(sys.argv[1]), annotator="anna", progress=progress)))
"""

pytestmark = pytest.mark.pty


@pytest.fixture
def path(tmp_path):
    desk = open_desk(tmp_path / "desk.json", annotator="anna")
    for article, suggestions in seeds():
        desk.repository.add_articles([article])
        desk.repository.apply(arrival(article))
        if suggestions is not None:
            desk.repository.put_suggestions(suggestions)
    desk.close()
    return tmp_path / "desk.json"


def started(path):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    child = pexpect.spawn(sys.executable, ["-c", READER, str(path)], dimensions=(24, 80), env=env, timeout=30)
    child.expect("undecided")
    return child


def decided(path):
    desk: Desk = open_desk(path, annotator="bob")
    try:
        assert desk.repository.read_only is None, "the lock was not released"
        return {it.id for it in desk.layer("one").annotations.values() if it.status == "accepted"}
    finally:
        desk.close()


@pytest.mark.parametrize(("name", "code"), [("SIGHUP", 129), ("SIGTERM", 143)])
def test_a_signal_loses_nothing(path, name, code):
    """A lost terminal or a stopped process saves what was decided and releases the file."""
    child = started(path)
    child.send("a")
    child.expect("7 undecided")
    child.kill(getattr(signal, name))
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert decided(path) == {"e1"}


def test_a_closed_terminal_loses_nothing(path):
    """The window is closed under the reader."""
    child = started(path)
    child.send("a")
    child.expect("7 undecided")
    child.close(force=False)
    for _ in range(100):
        if not child.isalive():
            break
        time.sleep(0.05)
    assert decided(path) == {"e1"}


def test_quitting_returns_nought(path):
    """`Ctrl+q`: everything is saved, the exit code is 0."""
    child = started(path)
    child.send("ax")
    child.expect("6 undecided")
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert decided(path) == {"e1"}
