"""README is true: its commands, options, keys, formats and files exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from tests.readme import with_tables
from tui.app.keymap import load_keymap
from tui.app.themes import THEMES
from tui.cli.group import cli
from tui.desk.settings import load_settings
from tui.formats.registry import find_format

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
COMMANDS = {name: cli.get_command(CONTEXT, name) for name in cli.list_commands(CONTEXT)}


def code_lines():
    """The lines of README's shell blocks, comments cut off."""
    for block in re.findall(r"```sh\n(.*?)```", README, re.S):
        yield from (line.split("  #")[0].strip() for line in block.splitlines() if line.strip())


INQUIT_LINES = [line for line in code_lines() if line.startswith("inquit ")]


@pytest.mark.parametrize("line", INQUIT_LINES)
def test_commands_and_options_exist(line):
    """Every documented call has a command that is there and options that it knows."""
    words = shlex.split(line)[1:]
    name = words[0] if words[0] in COMMANDS else "open"
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    known |= {"--help", "--version"}
    assert {word.split("=")[0] for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize(
    ("option", "without"),
    [("--db", {"formats"}), ("--annotator", {"evaluate", "formats", "keys"}), ("--json", {"open"})],
)
def test_common_options(option, without):
    """README's sentence about what every command takes holds."""
    commands = {name: cli.get_command(CONTEXT, name) for name in (*COMMANDS, "open")}
    lacking = {name for name, command in commands.items() if option not in {o for p in command.params for o in p.opts}}
    assert lacking == without


def test_every_command_is_documented():
    """No command is a secret."""
    shown = " ".join(INQUIT_LINES)
    for name, command in COMMANDS.items():
        assert command.hidden or f"inquit {name}" in shown


def test_tables_are_the_real_ones():
    """Keys and formats are as the program has them; `python -m tests.readme` writes them anew."""
    assert with_tables(README) == README


def test_linked_files_exist():
    """Pictures and files that README points to are there."""
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_options_take_help():
    """Every option of every command says what it does."""
    for command in COMMANDS.values():
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help


def test_documented_formats_exist():
    """What stands behind --format is a format."""
    for name in re.findall(r"--format (\S+)", "\n".join(INQUIT_LINES)):
        assert find_format(name)


def test_the_settings_shown_are_right(tmp_path):
    """The example of inquit.toml is read without a complaint, theme and keys included."""
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    (tmp_path / "inquit.toml").write_text(example, encoding="utf-8")
    settings = load_settings(tmp_path)
    assert [label.name for label in settings.scheme.claim] == ["fact", "rumour"]
    assert settings.theme in [theme.name for theme in THEMES]
    assert "f4" in load_keymap(settings.keys).keys["decide.done"]


def test_ci_runs_the_documented_tests():
    """`.ci/run` takes its test command from README."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"sed -n '/(.*?)/\{p;q\}' README\.md", script)
    assert any(re.search(pattern, line) for line in code_lines())
