"""Hugging Face folders, loaded by `datasets` itself."""

import os

import pytest
from msgspec.structs import replace

from tests.formats.test_writing import sample
from tui.formats import read, write
from tui.formats.module import WriteOptions
from tui.formats.reading import files_in
from tui.formats.registry import find_format
from tui.model.errors import DataError

os.environ.setdefault("HF_HUB_OFFLINE", "1")
datasets = pytest.importorskip("datasets")
import pyarrow  # noqa: E402
import pyarrow.parquet  # noqa: E402


def load(folder, tmp_path):
    return datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))


def without(annotated, *ids):
    return replace(annotated, annotations=tuple(a for a in annotated.annotations if a.id not in ids))


def test_loads(tmp_path):
    """load_dataset finds every entity, quote, cue, source, claim and stance; slices are plain Python."""
    write("hf", [sample("a"), sample("b")], tmp_path / "o")
    rows = load(tmp_path / "o", tmp_path)["train"]
    assert rows["id"][:] == ["a", "b"]
    row = rows[0]
    (entity,), (quote,), (claim,), (stance,) = row["entities"], row["quotes"], row["claims"], row["stances"]
    cut = lambda span: row["text"][span[0] : span[1]]  # noqa: E731
    assert (cut(entity["spans"][0]), entity["label"], entity["actor"]) == ("Kim", "PERSON", "a1")
    assert ([cut(s) for s in quote["spans"]], cut(quote["cue"]), cut(quote["source"])) == (
        ["“Go,”", "“now.”"],
        "said",
        "Kim",
    )
    assert (claim["claimant"], stance["holder"], stance["target"]["annotation"]) == ("a1", "a1", "x3")
    assert stance["polarity"] == "support"


def test_the_folder_of_a_named_format(tmp_path):
    """`--format hf` takes the folder as a whole, named itself or found below, as no `--format` does."""
    (tmp_path / "below").mkdir()
    write("hf", [sample("a")], tmp_path / "below" / "o")
    for folder in (tmp_path, tmp_path / "below" / "o"):
        assert list(files_in(folder, find_format("hf"))) == list(files_in(folder)) == [tmp_path / "below" / "o"]
    assert list(files_in(tmp_path / "below" / "o", find_format("brat"))) == []


def test_first_article_without_stances(tmp_path):
    """The features are declared, so they do not depend on what the first article happens to have."""
    bare = without(sample("a"), "x1", "x2", "x3", "x4")
    write("hf", [replace(bare, actors=()), sample("b")], tmp_path / "o")
    write("hf", [sample("a")], tmp_path / "full")
    some, full = load(tmp_path / "o", tmp_path)["train"], load(tmp_path / "full", tmp_path)["train"]
    assert some.features == full.features
    assert [len(row["stances"]) for row in some] == [0, 1]


def test_splits_and_card(tmp_path):
    """Each part is a split; the card has counts, scheme, provenance, licence and features."""
    splits = {"a": "train", "b": "dev", "c": "train"}
    options = WriteOptions(splits=splits, name="Stances", licence="cc-by-4.0", agreement=("Krippendorff’s α 0.8",))
    write("hf", [sample(id) for id in "abcd"], tmp_path / "o", options)
    loaded = load(tmp_path / "o", tmp_path)
    assert {name: list(part["id"]) for name, part in loaded.items()} == {"train": ["a", "c"], "dev": ["b"]}
    card = (tmp_path / "o" / "README.md").read_text()
    for words in (
        "license: cc-by-4.0",
        "| PERSON | 3 |",
        "| oppose | The holder is against",
        "α 0.8",
        "| accepted | 12 |",
    ):
        assert words in card
    from datasets import load_dataset_builder

    info = load_dataset_builder(str(tmp_path / "o"), cache_dir=str(tmp_path / "cache")).info
    assert info.features == loaded["train"].features


def test_nothing_to_export(tmp_path):
    """An export without articles has a file with all columns and no rows (`datasets` itself loads no empty split)."""
    write("hf", [], tmp_path / "o")
    (file,) = (tmp_path / "o" / "data").iterdir()
    table = pyarrow.parquet.read_table(file)
    assert (table.num_rows, "stances" in table.column_names) == (0, True)


def test_their_parquet(tmp_path):
    """A Parquet file of somebody else's: known columns are fields, others metadata; bad rows are named."""
    table = pyarrow.table({"text": ["One.", None], "headline": ["T", "U"], "year": [2024, 2025]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    article, fault = read(tmp_path / "a.parquet")
    assert (article.article.id, article.article.title, article.article.meta) == ("a-1", "T", {"year": 2024})
    assert isinstance(fault, DataError)
    assert (fault.line, fault.field) == (2, "text")
    (tmp_path / "b.parquet").write_bytes(b"nonsense")
    assert "is not a Parquet file" in str(next(read(tmp_path / "b.parquet")))


@pytest.mark.parametrize("raw", [b"PAR1junkPAR1", b"PAR1" + b"\0" * 40 + b"\x05\0\0\0PAR1", b""])
def test_damaged_files(tmp_path, raw):
    """What is no Parquet file is named in one line."""
    (tmp_path / "a.parquet").write_bytes(raw)
    (fault,) = read(tmp_path / "a.parquet")
    assert "is not a Parquet file that can be read" in str(fault)
    assert "\n" not in str(fault)


def test_errors_of_pyarrow(tmp_path, monkeypatch):
    """Those of its errors that are no ValueError count as damage too."""
    write("hf", [sample()], tmp_path / "o")

    def stumble(*_args, **_options):
        raise pyarrow.lib.ArrowNotImplementedError("Unknown encoding\ntype")

    monkeypatch.setattr(pyarrow.parquet, "ParquetFile", stumble)
    (fault,) = read(tmp_path / "o")
    assert "is not a Parquet file that can be read: Unknown encoding type" in str(fault)
