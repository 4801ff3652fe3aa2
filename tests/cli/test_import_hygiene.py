"""Heavy libraries stay out of the way until they are needed."""

import json
import subprocess
import sys

import pytest

HEAVY = ("textual", "spacy", "numpy", "pydantic")


def loaded_after(code: str, cwd) -> set[str]:
    """The top-level modules in `sys.modules` after running code in a fresh interpreter."""
    program = f"{code}\nimport sys, json\nprint('\\n' + json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], cwd=cwd, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def run(*args: str) -> str:
    """Code that runs a command in this interpreter and survives its exit."""
    return f"from tui.cli import main\ntry: main({list(args)!r})\nexcept SystemExit: pass"


@pytest.fixture
def desk_folder(tmp_path):
    """A folder with a desk that holds one article."""
    (tmp_path / "one.txt").write_text("A short article.\n\nIt has two paragraphs.", encoding="utf-8")
    subprocess.run([sys.executable, "-c", run("import", "one.txt")], cwd=tmp_path, check=True)
    assert (tmp_path / "inquit.json").exists()
    return tmp_path


@pytest.mark.parametrize(
    "args",
    [
        ("--help",),
        ("export", "out.jsonl", "--status", "all"),
        ("status",),
        ("keys",),
        ("formats",),
        ("import", "one.txt"),
        ("read", "one"),
        ("check",),
    ],
)
def test_commands_load_neither_textual_nor_spacy(desk_folder, args):
    """No command but the reader and `suggest` waits for them."""
    assert not loaded_after(run(*args), desk_folder) & set(HEAVY)


@pytest.mark.parametrize("package", ["tui.model", "tui.text", "tui.store", "tui.formats.registry", "tui.desk.desk"])
def test_layers_below_load_neither(tmp_path, package):
    """The layers below the app can be used without it."""
    assert not loaded_after(f"import {package}", tmp_path) & set(HEAVY)


def test_store_alone_loads_tinydb(tmp_path):
    """TinyDB comes with the store and with nothing below or beside it."""
    for package in ("tui.model", "tui.text", "tui.formats.registry", "tui.formats.writing"):
        assert "tinydb" not in loaded_after(f"import {package}", tmp_path)


def test_the_app_loads_no_spacy(tmp_path):
    """The reader paints before spaCy is imported, and spaCy is imported in another process."""
    assert "spacy" not in loaded_after("import tui.app.app", tmp_path)


def test_the_reader_starts_without_the_widgets_of_dialogs(tmp_path):
    """Textual's palette and what is in it are left out while it is imported, and can be had afterwards."""
    code = (
        "from tui.app.tuning import without_palette\n"
        "with without_palette(): import tui.app.inquit_app\n"
        "import sys\n"
        "assert not {'_input', '_option_list', '_tree'} & {m.split('.')[-1] for m in sys.modules}\n"
        "from textual.command import CommandPalette\n"
        "assert CommandPalette.is_open"
    )
    assert "textual" in loaded_after(code, tmp_path)
