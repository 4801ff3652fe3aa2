"""Label Studio tasks as it exports them, and ours as it imports them."""

import json
from xml.etree import ElementTree

import pytest

from tests.formats.test_writing import changed, sample
from tui.formats import read
from tui.formats.label_studio import interface, to_task
from tui.model.annotation import Entity, Quote
from tui.model.errors import DataError
from tui.model.scheme import DEFAULT

TEXT = "😀 “Go,” Kim said."


def region(id, start, end, label, text=None, **more):
    value = {"start": start, "end": end, "text": text or TEXT[start:end], "labels": [label]}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def task(results, predictions=()):
    layer = {"id": 1, "completed_by": {"id": 2, "email": "anna@example.org"}, "result": results, "was_cancelled": False}
    made = {"id": 7, "data": {"text": TEXT, "title": "T"}, "annotations": [layer]}
    return made | {"predictions": [{"model_version": "ner-3", "result": list(predictions)}]}


RESULTS = [
    region("r1", 2, 7, "Quote"),
    {"id": "r1", "from_name": "value", "to_name": "text", "type": "choices",
     "value": {"start": 2, "end": 7, "choices": ["mixed"]}},
    region("r2", 8, 11, "PERSON", meta={"text": ["check"]}),
    {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "right", "labels": ["source"]},
]  # fmt: skip


def from_file(tmp_path, *tasks):
    (tmp_path / "in.json").write_text(json.dumps(tasks))
    return list(read(tmp_path / "in.json"))


def test_their_export(tmp_path):
    """Regions, per-region choices, relations, notes and the annotator come in; predictions are suggestions."""
    (found,) = from_file(tmp_path, task(RESULTS, [region("p1", 8, 11, "ORG", score=0.5)]))
    quote, entity, suggestion = found.annotations
    assert (found.article.id, found.article.title) == ("7", "T")
    assert isinstance(quote, Quote)
    assert isinstance(entity, Entity)
    assert (quote.kind, quote.source.of(TEXT), quote.annotator) == ("mixed", "Kim", "anna@example.org")
    assert (entity.note, entity.status) == ("check", "accepted")
    assert (suggestion.status, suggestion.origin, suggestion.model, suggestion.score) == (
        "suggested",
        "model",
        "ner-3",
        0.5,
    )


def test_old_exports_count_utf16(tmp_path):
    """Offsets that fit the words only in UTF-16 units, as before version 1.5, are converted."""
    (found,) = from_file(tmp_path, task([region("r", 9, 12, "PERSON", text="Kim")]))
    assert found.annotations[0].spans[0].of(TEXT) == "Kim"


def test_broken(tmp_path):
    """The item and field are named, the others go in."""
    wrong = task([region("r", 0, 3, "X", text="nowhere")])
    fault, shapeless, good = from_file(tmp_path, wrong, task([{"type": "labels"}]), task(RESULTS))
    assert isinstance(fault, DataError)
    assert fault.field == "0.value.text"
    assert shapeless.field == "1.annotations.0.result"
    assert good.article.id == "7"
    (tmp_path / "bad.json").write_text('[\n{"data":')
    (broken,) = read(tmp_path / "bad.json", "labelstudio")
    assert broken.line == 2


def test_predictions_are_kept_apart():
    """Undecided suggestions are predictions; all else is annotations."""
    made = to_task(1, changed(sample(), x1={"status": "suggested", "origin": "model", "model": "m 1"}))
    ids = {
        name: {r["id"] for layer in made[name] for r in layer["result"] if "id" in r}
        for name in ("annotations", "predictions")
    }
    assert ids["predictions"] == {"x1/content/0"}
    assert made["predictions"][0]["model_version"] == "m 1"
    assert "x2/source/0" in ids["annotations"]


def test_interface():
    """The labelling interface is XML that has every label and choice of the scheme."""
    view = ElementTree.fromstring(interface(DEFAULT))
    labels = {label.get("value") for label in view.iter("Label")}
    assert {"PERSON", "quote", "cue", "source", "claim", "stance", "target"} <= labels
    assert {"direct", "policy", "oppose"} <= {choice.get("value") for choice in view.iter("Choice")}


@pytest.mark.parametrize("role", ["cue", "source", "claimant", "holder", "target"])
def test_relations(role):
    """Each relation joins two regions that are there."""
    results = to_task(1, sample())["annotations"][0]["result"]
    ids = {result["id"] for result in results if result["type"] == "labels"}
    (relation,) = [r for r in results if r["type"] == "relation" and r["labels"] == [role]]
    assert {relation["from_id"], relation["to_id"]} <= ids
