"""CSV and TSV tables, read with the standard library and nothing of ours but `undefuse`."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.formats.test_writing import sample
from tests.strategies import desks
from tui.formats import read, write
from tui.formats.tables import defuse, undefuse


def table(folder, name, kind):
    """A table as a list of rows, defusing undone."""
    with (folder / f"{name}.{kind}").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="," if kind == "csv" else "\t")
        return [{key: undefuse(value) for key, value in row.items()} for row in rows]


@pytest.mark.parametrize("kind", ["csv", "tsv"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(desk=desks())
def test_tables(tmp_path, kind, desk):
    """Every annotation is one row of its type's table and every span a row of `spans` that marks its text."""
    out = tmp_path / kind
    write(kind, desk, out)
    texts = {row["article"]: row["text"] for row in table(out, "articles", kind)}
    assert texts == {annotated.article.id: annotated.article.text for annotated in desk}
    for row in table(out, "spans", kind):
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["text"]
    rows = [row for name in ("entities", "quotes", "claims", "stances") for row in table(out, name, kind)]
    expected = {(d.article.id, a.id, a.status, a.note or "") for d in desk for a in d.annotations}
    assert {(row["article"], row["id"], row["status"], row["note"]) for row in rows} == expected


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_reading_back_says_what_it_leaves(tmp_path, kind):
    """Only the articles come in; the annotations left behind are counted in a fault. Without any there is no fault."""
    write(kind, [sample("a"), sample("b")], tmp_path / "some")
    *articles, fault = read(tmp_path / "some")
    assert [article.article.id for article in articles] == ["a", "b"]
    assert "its 8 annotations" in str(fault)
    assert "format inquit" in str(fault)
    write(kind, [replace(sample("a"), annotations=())], tmp_path / "none")
    assert len(list(read(tmp_path / "none"))) == 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''=1"])
def test_formulas_are_defused(cell):
    """A cell that a spreadsheet would run gets an apostrophe, which can be taken off again."""
    assert defuse(cell) == f"'{cell}"
    assert undefuse(defuse(cell)) == cell


@given(st.text(alphabet="'=+-@\t\r ax"))
def test_defusing_is_reversible(cell):
    assert undefuse(defuse(cell)) == cell
    assert not defuse(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_quotes_are_ordinary_text():
    """Only what is risky is touched."""
    assert [defuse(cell) for cell in ("'tis", "it's", "1", "")] == ["'tis", "it's", "1", ""]


def test_links_are_columns(tmp_path):
    """Cue, source, actor, holder and target are columns that join with the other tables."""
    from tests.formats.test_writing import sample

    write("csv", [sample()], tmp_path / "o")
    (quote,), (stance,) = table(tmp_path / "o", "quotes", "csv"), table(tmp_path / "o", "stances", "csv")
    assert (quote["cue"], quote["source"], quote["pieces"]) == ("said", "Kim", "13-18 29-35")
    assert (stance["holder"], stance["target_annotation"], stance["polarity"]) == ("a1", "x3", "support")
    assert table(tmp_path / "o", "actors", "csv")[0]["name"] == "Kim"
