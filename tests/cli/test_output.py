"""What commands print: harmless to a terminal, in any encoding, and pointing to help that is there."""

import json

import pytest

from tests.cli.test_bad_input import inquit, said
from tui.cli.common import open_desk, print_json
from tui.cli.group import cli, run
from tui.desk.opening import open_desk as opened
from tui.store.repository import FileRepository

EVIL = "\x1b]0;pwned\x07 \x9b2J \u202eback\u2066 \x7f"
HARMFUL = set("\x1b\x07\x9b\x7f\u202e\u2066")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a desk that holds one article; nothing here changes it."""
    tmp_path = tmp_path_factory.mktemp("output")
    (tmp_path / "one.txt").write_text("“Café,” sie sagte.\n\nIt\tis  late.", encoding="utf-8")
    assert inquit(tmp_path, "import", "one.txt").returncode == 0
    return tmp_path


def ran(capsys, *args):
    """Run a command in this process: its exit code, stdout and stderr."""
    with pytest.raises(SystemExit) as end:
        run(args)
    return end.value.code, *capsys.readouterr()


def test_errors_are_printable(capsys):
    """A sentence with somebody's escape sequences in it commands no terminal."""
    code, _, err = ran(capsys, "status", "--db", f"no{EVIL}.json")
    assert code == 1
    assert "␛]0;pwned␇" in err
    assert not HARMFUL & set(err)


def test_notices_are_printable(folder, capsys, monkeypatch):
    """So are the notices of a desk, whatever name or holder stands in them."""
    monkeypatch.setattr(FileRepository, "notices", (f"open in another inquit: {EVIL}",))
    with open_desk(folder / "inquit.json", read_only=True):
        pass
    err = capsys.readouterr().err
    assert "pwned" in err
    assert not HARMFUL & set(err)


def test_a_prepared_lock_file(folder):
    """Its words reach the terminal as pictures."""
    holder = opened(folder / "inquit.json")
    row = {"user": EVIL, "host": "elsewhere", "pid": 1}
    (folder / ".inquit.json.lock").write_text(json.dumps(row), encoding="utf-8")
    try:
        done = inquit(folder, "import", "one.txt")
    finally:
        holder.close()
    assert done.returncode == 1
    assert "pwned" in said(done)
    assert not HARMFUL & set(done.stderr)


def test_json_is_harmless_and_the_same(capsys):
    """Controls that JSON would leave as they are come as escapes, which every parser turns back."""
    print_json({EVIL: [EVIL, "é"]})
    out = capsys.readouterr().out
    assert json.loads(out) == {EVIL: [EVIL, "é"]}
    assert "é" in out
    assert not HARMFUL & set(out)


@pytest.mark.parametrize("command", [("read", "one", "--plain"), ("status",), ("formats",), ("--help",)])
def test_any_encoding(folder, command):
    """Where stdout cannot show a character, its code is shown."""
    done = inquit(folder, *command, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    if command[0] == "read":
        assert done.stdout.isascii()
        assert "\\u201cCaf\\xe9,\\u201d sie sagte." in done.stdout


def test_json_in_any_encoding(folder):
    """JSON stays JSON."""
    done = inquit(folder, "read", "one", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout)["text"].startswith("“Café,”")


@pytest.mark.parametrize("args", [("-h",), ("--help",), ("import", "-h"), ("suggest", "--help")])
def test_help(args, capsys):
    """-h and --help are the same."""
    code, out, err = ran(capsys, *args)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: inquit")


def test_help_names_the_readers_options(capsys):
    """What `inquit PATH` takes is found where its errors point to."""
    words = " ".join(ran(capsys, "--help")[1].split())
    for option in (parameter for parameter in cli.get_command(None, "open").params if parameter.opts[0][:2] == "--"):
        assert f"{option.opts[0]} {option.metavar}" in words


def test_hints_point_to_help_that_is_listed(capsys):
    """A wrong option of the reader points to `inquit --help`, of another command to its own."""
    assert ran(capsys, "--nonsense")[2].endswith("see `inquit --help`\n")
    assert ran(capsys, "status", "--nonsense")[2].endswith("see `inquit status --help`\n")


def test_words_are_counted_in_one_way(folder, capsys):
    """`status` counts words as `suggest` does: what stands between white space."""
    _, out, _ = ran(capsys, "status", "--json", "--db", str(folder / "inquit.json"))
    assert json.loads(out)["articles"][0]["words"] == 6
