"""inquit/1 JSON Lines: everything, byte for byte, checked on the way in."""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies import desks, rough_articles
from tui.formats import losses, read, write
from tui.formats.inquit1 import SCHEMA_FILE, from_row, to_row
from tui.formats.settle import settle
from tui.model.errors import DataError

once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)

TEXT = "Kim 👍🏽 said: “Go.”"
ROW = {
    "schema": "inquit/1",
    "id": "k",
    "text": TEXT,
    "actors": [{"id": "a1", "name": "Kim"}],
    "annotations": [
        {"id": "x1", "type": "entity", "spans": [[0, 3]], "label": "PERSON", "actor": "a1", "text": "Kim"},
        {"id": "x2", "type": "quote", "spans": [[13, 18]], "kind": "direct", "cue": [7, 11], "source": [0, 3]},
    ],
}


@once
@given(desks())
def test_round_trip(tmp_path, desk):
    """Reading gives what was written; writing it again gives the same bytes; nothing is lost."""
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    write("inquit", desk, first)
    assert list(read(first)) == desk
    write("inquit", list(read(first)), second)
    assert first.read_bytes() == second.read_bytes()
    assert losses("inquit", desk) == ()


@once
@given(desks())
def test_schema(tmp_path, desk):
    """The shipped JSON Schema accepts every line."""
    schema = json.loads(SCHEMA_FILE.read_text())
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    write("inquit", desk, tmp_path / "a.jsonl")
    for line in (tmp_path / "a.jsonl").read_text().splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("change", [{"schema": "inquit/2"}, {"text": 1}, {"annotations": [{"type": "entity"}]}])
def test_schema_refuses(change):
    """The schema is not so loose as to accept what is wrong."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(to_row(from_row(ROW)) | change, json.loads(SCHEMA_FILE.read_text()))


@once
@given(rough_articles())
def test_rough_text_keeps_offsets(tmp_path, annotated):
    """Line ends and control characters of a foreign file are replaced at equal length, so spans stay valid."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(to_row(annotated)))
    (found,) = read(path)
    assert found == settle(annotated)
    assert len(found.article.text) == len(annotated.article.text)
    assert "\r" not in found.article.text


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("schema",), "inquit/2", "schema: is 'inquit/2'"),
        (("text_sha256",), "0" * 64, "text_sha256: is not the SHA-256"),
        (("actors", 0, "name"), "", "actors.0.name: is missing"),
        (("annotations", 0, "spans"), [[0, 99]], "annotations.0.spans: the span [0, 99] ends beyond the text"),
        (("annotations", 0, "text"), "Bob", "annotations.0.text: says 'Bob'"),
        (("annotations", 0, "actor"), "a9", "annotations.0: refers to the actor 'a9'"),
        (("annotations", 1, "id"), "x1", "annotations.1.id: the id 'x1' is there twice"),
        (("annotations", 1, "source"), [5, 99], "annotations.1.source: ends at 99"),
        (("annotations", 1, "type"), "rumour", "annotations.1.type: must be one of"),
        (("annotations", 1), {"id": "s", "type": "stance", "spans": [[0, 1]], "polarity": "oppose",
                              "target": {"annotation": "x9"}}, "annotations.1.target: refers to the annotation 'x9'"),
    ],
)  # fmt: skip
def test_faults(tmp_path, path, value, told):
    """A wrong line is refused with its number and field; the lines around it go in."""
    row = json.loads(json.dumps(ROW))
    place = row
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in (ROW, row, ROW | {"id": "z"})))
    before, fault, after = read(file)
    assert (before.article.id, after.article.id) == ("k", "z")
    assert isinstance(fault, DataError)
    assert str(fault).startswith(f"{file}, line 2, {told}"), fault
