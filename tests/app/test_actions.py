import subprocess
import sys

import pytest

from tui.app.actions import ACTIONS, key_name, key_rows, key_table_markdown


def test_every_action_says_what_it_does():
    """Ids are unique, and each action has a title, a sentence of help and a short name for the bar."""
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.title
        assert action.short
        assert action.group
        assert action.help.endswith(".")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a", "a"),
        ("shift+left", "Shift+←"),
        ("ctrl+r", "Ctrl+r"),
        ("pagedown", "PgDn"),
        ("escape", "Esc"),
        ("f2", "F2"),
    ],
)
def test_keys_are_shown_as_people_write_them(key, shown):
    """The same names stand on the bar, the help page and in the README."""
    assert key_name(key) == shown


def test_rows_follow_the_keymap_and_the_context():
    """Remapped keys are the ones shown, and a screen can ask for its own context only."""
    rows = {row.id: row for row in key_rows({"decide.note": ("f2",)}, ["reading"])}
    assert rows["decide.note"].keys == ("F2",)
    assert rows["decide.accept"].keys == ("a", "Enter")
    assert "stance.writer" not in rows


def test_the_readme_table_has_every_action():
    """One line each, with its keys in code marks."""
    table = key_table_markdown()
    assert all(f"| {action.title} | " in table for action in ACTIONS)
    assert "| Undo | `u` | " in table


def test_the_table_needs_no_textual():
    """`inquit keys` and the README come without loading the user interface."""
    code = "import sys, tui.app.actions, tui.app.keymap; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
