"""Whatever is in a file, reading gives articles or errors that name the place, and never a traceback."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.test_brat import ANN, TEXT
from tests.formats.test_label_studio import RESULTS, region, task
from tests.formats.test_prodigy import TASK
from tests.formats.test_semeval import ITEM
from tests.formats.test_writing import sample
from tui.formats import inquit1, read
from tui.formats.doccano import to_document
from tui.formats.label_studio import to_task as to_label_studio
from tui.formats.prodigy import to_task as to_prodigy
from tui.formats.semeval import to_item
from tui.model.errors import DataError

ROWS = {
    "inquit": [inquit1.to_row(sample())],
    "jsonl": [{"id": 1, "text": "x", "date": "2024-10-22", "authors": ["a"]}],
    "prodigy": [to_prodigy(sample()), TASK],
    "doccano": [to_document(1, sample())],
    "labelstudio": [to_label_studio(1, sample()), task(RESULTS, [region("p", 0, 3, "X")])],
    "semeval": [to_item(sample()), ITEM],
}
fuzzed = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
junk = st.sampled_from(
    [None, True, 0, -1, 2**70, 1.5, "", "x", "a:b", [], [1], ["x", "y"], [[0, 1]], [[5, 2]], {}, {"id": 1}]
)


def places(value, path=()):
    """Every path into a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def changed(row, path, value):
    """The row with another value at the path."""
    if not path:
        return value
    row = copy.deepcopy(row)
    place = row
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return row


@pytest.mark.parametrize("format", ROWS)
@fuzzed
@given(data=st.data())
def test_json(tmp_path, format, data):
    """One value anywhere in a file is another."""
    row = data.draw(st.sampled_from(ROWS[format]))
    wrong = changed(row, data.draw(st.sampled_from(list(places(row)))), data.draw(junk))
    text = (
        json.dumps([wrong, row]) if format in ("labelstudio", "semeval") else f"{json.dumps(wrong)}\n{json.dumps(row)}"
    )
    (tmp_path / "in").write_text(text)
    first, second = read(tmp_path / "in", format)
    assert not isinstance(second, DataError)
    if isinstance(first, DataError):
        assert first.path == str(tmp_path / "in")
        assert first.line == 1 or (first.field or "").startswith("0")


@fuzzed
@given(st.data())
def test_brat(tmp_path, data):
    """A line of an `.ann` file is cut, doubled or has other numbers in it."""
    lines = ANN.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    cut = data.draw(st.integers(0, len(line)))
    lines[number] = data.draw(
        st.sampled_from([line[:cut], line[cut:], line + line, line.replace("1", "99"), line + "\t\t"])
    )
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text("\n".join(lines))
    (found,) = read(tmp_path)
    assert not isinstance(found, DataError) or found.path == str(tmp_path / "a.ann")


@pytest.mark.parametrize(
    "format", ["spacy", "parquet", "cas", "pdf", "docx", "html", "feed", "columns", "text", "markdown"]
)
@fuzzed
@given(
    raw=st.binary(max_size=60)
    | st.sampled_from([b"PK\3\4", b"%PDF-1.7\n%%EOF", b"<rss>", b"---\n\n---", b"PAR1", b"a,b\n1"])
)
def test_bytes(tmp_path, format, raw):
    """Any bytes under any name."""
    path = tmp_path / "in.xmi"
    path.write_bytes(raw)
    for found in read(path, format):
        assert not isinstance(found, DataError) or found.path == str(path)
