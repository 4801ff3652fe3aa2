"""`inquit export` never replaces what the desk lives on, and takes no typing error for a filter that finds nothing."""

import shutil
from functools import partial

import pytest

from tests.cli.test_bad_input import inquit, said
from tui.cli.data import export_order
from tui.cli.group import cli
from tui.desk.exporting import Order, export
from tui.desk.importing import import_paths
from tui.desk.opening import open_desk
from tui.formats.registry import find_format, formats
from tui.formats.select import Filter
from tui.model.annotation import DECIDED
from tui.model.errors import UsageError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a desk that holds one labelled article."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "in.jsonl").write_text(
        '{"schema": "inquit/1", "id": "x", "text": "Ana spoke.", "annotations": ['
        '{"id": "n1", "type": "entity", "spans": [[0, 3]], "label": "PERSON", "annotator": "anna",'
        ' "status": "accepted", "updated": "2024-10-22T09:30:00+02:00"}]}\n',
        encoding="utf-8",
    )
    (folder / "inquit.toml").write_text('annotator = "anna"\n', encoding="utf-8")
    (folder / "guidelines.md").write_text("Label names only.\n", encoding="utf-8")
    desk = open_desk(folder / "inquit.json")
    assert import_paths(desk, [folder / "in.jsonl"]).added == 1
    desk.close()
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of that folder of the test's own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "inquit.json",
        ".inquit.json.lock",
        "inquit.toml",
        "guidelines.md",
        "inquit.json.before-repair-20250101T000000",
        "sub/../inquit.json",
        "link.jsonl",
    ],
)
def test_what_belongs_to_the_desk_is_never_replaced(folder, name):
    """The desk, its lock and backups and the settings stay, by whatever name an export is sent there."""
    (folder / "sub").mkdir()
    (folder / "link.jsonl").symlink_to("inquit.json")
    before = (folder / "inquit.json").read_bytes()
    desk = open_desk(folder / "inquit.json", read_only=True)
    with pytest.raises(UsageError, match="belongs to the desk"):
        export(desk, Order(out=folder / name, format=find_format("inquit")))
    desk.close()
    assert (folder / "inquit.json").read_bytes() == before


def test_a_folder_with_the_desk_in_it_is_never_replaced(folder):
    """Not even one that an earlier export wrote."""
    (folder / ".inquit-export").write_text("ours")
    desk = open_desk(folder / "inquit.json", read_only=True)
    with pytest.raises(UsageError, match="is in this folder"):
        export(desk, Order(out=folder, format=find_format("csv")))
    desk.close()


@pytest.mark.parametrize(
    ("name", "text"),
    [("mine.jsonl", '{"text": "Ana spoke."}\n'), ("mine.md", "# Mine\n\nAna spoke."), ("mine.txt", "Ana spoke.")],
)
@pytest.mark.parametrize("format", ["inquit", "labelstudio"])
def test_articles_are_never_replaced(folder, name, text, format):
    """What was imported stays, though its name was typed for the export's."""
    (folder / name).write_text(text, encoding="utf-8")
    desk = open_desk(folder / "inquit.json", read_only=True)
    with pytest.raises(UsageError, match="is there already, and no export"):
        export(desk, Order(out=folder / name, format=find_format(format)))
    desk.close()
    assert (folder / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("format", [format for format in formats() if format.can_write], ids=lambda format: format.name)
def test_earlier_exports_are_replaced(folder, format):
    """With and without annotations, in any format, under any name; so is an export in another format."""
    desk = open_desk(folder / "inquit.json", read_only=True)
    for name in (f"out{format.endings[0] if format.endings else ''}", "out.dat"):
        for statuses in (("rejected",), DECIDED, ("rejected",)):
            order = Order(out=folder / name, format=format, filter=Filter(statuses=statuses))
            assert export(desk, order).articles == 1
    if not format.folder:
        other = "doccano" if format.name == "inquit" else "inquit"
        assert export(desk, Order(out=folder / name, format=find_format(other))).articles == 1
    desk.close()


def test_names_like_the_desks_are_free(folder):
    """`inquit.jsonl` is no part of `inquit.json`."""
    assert inquit(folder, "export", "inquit.jsonl").returncode == 0
    assert '"inquit/1"' in (folder / "inquit.jsonl").read_text(encoding="utf-8")


def test_the_command_refuses_the_desk(folder):
    """One sentence, exit code 2, and the desk is as it was."""
    before = (folder / "inquit.json").read_bytes()
    done = inquit(folder, "export", "inquit.json", "--format", "inquit")
    assert done.returncode == 2
    assert "belongs to the desk" in said(done)
    assert (folder / "inquit.json").read_bytes() == before


def order(folder, *args):
    """The order that the command makes of its words."""
    command = cli.get_command(None, "export")
    options = command.make_context("export", [str(folder / "out.jsonl"), *args]).params
    return export_order(options.pop("out"), options)


def run_export(folder, *args):
    """Export in this process, as the command does."""
    desk = open_desk(folder / "inquit.json", read_only=True)
    try:
        return export(desk, order(folder, *args))
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("option", "word", "told"),
    [
        ("--type", "entity,foo", "unknown type 'foo'; use entity, quote, claim, stance"),
        ("--label", "PERSN", "unknown label 'PERSN'.*entity:PERSON"),
        ("--label", "claim:PERSON", "unknown label 'claim:PERSON'"),
        ("--article", "x,nope", "no article 'nope' on this desk; `inquit status` lists them"),
        ("--by", "anna,nobody", "nobody called 'nobody' has annotated here; use one of anna"),
        ("--since", "yesterday", "--since yesterday: is no date or time; write it like  2024-10-22"),
    ],
)
def test_filters_that_name_nothing(folder, option, word, told):
    """A typing error in a filter is told, with what there is, and nothing is written."""
    with pytest.raises(UsageError, match=told):
        run_export(folder, option, word)
    assert not (folder / "out.jsonl").exists()


def test_filters_that_name_something(folder):
    """Labels of the scheme count though nothing has them, and so does a label that the scheme has lost."""
    found = partial(run_export, folder)
    assert found("--label", "entity:PERSON,LAW", "--by", "anna", "--article", "x").annotations == {"entity": 1}
    assert found("--label", "LAW").annotations == {}
    assert found("--since", "2024-10-22T07:30:00Z").annotations == {"entity": 1}
    assert found("--since", "2024-10-22T07:30:01Z").annotations == {}
    toml = folder / "inquit.toml"
    toml.write_text('[scheme.entity]\nTHING = { key = "t" }\n', encoding="utf-8")
    assert found("--label", "PERSON").annotations == {"entity": 1}


def test_a_wrong_filter_is_a_wrong_call(folder):
    """One sentence, exit code 2."""
    done = inquit(folder, "export", "out.jsonl", "--by", "nobody")
    assert done.returncode == 2
    assert "use one of anna" in said(done)
