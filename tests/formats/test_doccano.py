"""doccano's exports of sequence labelling and of relation extraction, as its documentation shows them."""

import json

import pytest

from tests.formats.test_writing import sample
from tui.formats import read
from tui.formats.doccano import to_document
from tui.model.annotation import Quote
from tui.model.errors import DataError

LABELLED = {"id": 5, "text": "😀 Obama spoke.", "label": [[2, 7, "PERSON"]], "desk": "world"}
RELATED = {
    "id": 6,
    "text": "“Go,” Kim said.",
    "entities": [
        {"id": 10, "start_offset": 0, "end_offset": 5, "label": "QUOTE"},
        {"id": 11, "start_offset": 6, "end_offset": 9, "label": "PERSON"},
    ],
    "relations": [{"id": 1, "from_id": 10, "to_id": 11, "type": "source"}],
    "Comments": [],
}


def from_lines(tmp_path, *rows):
    path = tmp_path / "all.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return list(read(path))


def test_sequence_labelling(tmp_path):
    """Triples become entities; other keys are kept."""
    (found,) = from_lines(tmp_path, LABELLED)
    assert (found.article.id, found.article.meta) == ("5", {"desk": "world"})
    assert found.annotations[0].spans[0].of(found.article.text) == "Obama"


def test_relation_extraction(tmp_path):
    """Relations that we know become links."""
    (found,) = from_lines(tmp_path, RELATED)
    quote = found.annotations[0]
    assert isinstance(quote, Quote)
    assert quote.source.of(found.article.text) == "Kim"
    assert found.actors[0].name == "Kim"


def test_written_for_both_projects():
    """Triples and entities tell the same; relations name entities that are there."""
    row = to_document(1, sample())
    assert [[e["start_offset"], e["end_offset"], e["label"]] for e in row["entities"]] == row["label"]
    ids = {entity["id"] for entity in row["entities"]}
    assert all({relation["from_id"], relation["to_id"]} <= ids for relation in row["relations"])
    assert {relation["type"] for relation in row["relations"]} == {"cue", "source", "claimant", "holder", "target"}


def test_edited_in_doccano(tmp_path):
    """An entity that doccano's user added is read beside ours; one deleted there is gone, links to it too."""
    row = to_document(1, sample())
    row["entities"] = [e for e in row["entities"] if not e["label"].startswith("claim")]
    row["entities"].append({"id": 99, "start_offset": 19, "end_offset": 21, "label": "PERSON"})
    row["label"] = []
    (found,) = from_lines(tmp_path, row)
    assert [(a.id, a.spans[0].start) for a in found.annotations] == [("x1", 3), ("x2", 13), ("x4", 7), ("x5", 19)]
    assert found.annotations[2].target is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"entities": [{"id": 1, "start_offset": "0", "end_offset": 1, "label": "X"}]}, "entities.0"),
        ({"entities": [{"id": 10, "start_offset": 0, "end_offset": 99, "label": "X"}]}, "annotation x1.spans"),
        ({"relations": [{"from_id": 10, "to_id": 77, "type": "source"}]}, "relations.0"),
    ],
)
def test_broken(tmp_path, change, field):
    """File, line and field are named."""
    _, fault = from_lines(tmp_path, RELATED, {**RELATED, "relations": [], **change})
    assert isinstance(fault, DataError)
    assert (fault.line, fault.field) == (2, field)
