"""Structured sentiment: the shape of SemEval-2022 task 10, read and written."""

import json

from tests.formats.test_writing import changed, sample
from tui.formats import losses, read
from tui.formats.semeval import to_item
from tui.model.annotation import Target
from tui.model.errors import DataError
from tui.model.span import Span

ITEM = {
    "sent_id": "opener_en/1",
    "text": "😀 Japan condemned the pact.",
    "opinions": [
        {
            "Source": [["Japan"], ["2:7"]],
            "Target": [["the pact"], ["18:26"]],
            "Polar_expression": [["condemned"], ["8:17"]],
            "Polarity": "Negative",
            "Intensity": "Strong",
        },
        {
            "Source": [[], []],
            "Target": [[], []],
            "Polar_expression": [["pact"], ["22:26"]],
            "Polarity": "?",
            "Intensity": None,
        },
    ],
}


def from_file(tmp_path, *items):
    (tmp_path / "in.json").write_text(json.dumps(items))
    return list(read(tmp_path / "in.json"))


def test_their_data(tmp_path):
    """Holder, target, expression, polarity and intensity come in; what cannot be told is unclear or nothing."""
    (found,) = from_file(tmp_path, ITEM)
    text, (first, second) = found.article.text, found.annotations
    assert found.article.id == "opener_en/1"
    assert (first.polarity, first.intensity, first.spans[0].of(text)) == ("oppose", "strong", "condemned")
    assert (found.actors[0].name, first.holder) == ("Japan", found.actors[0].id)
    assert first.target.span.of(text) == "the pact"
    assert (second.polarity, second.holder, second.target) == ("unclear", None, None)


def test_ours():
    """Actors stand there by their nearest mention, a claim as target by its words, polarities by the task's names."""
    (opinion,) = to_item(sample())["opinions"]
    assert opinion["Source"] == [["Kim"], ["3:6"]]
    assert opinion["Target"] == [["“Go,”"], ["13:18"]]
    assert opinion["Polar_expression"] == [["said"], ["7:11"]]
    assert opinion["Polarity"] == "Positive"


def test_losses():
    """Other types, holders without a mention and topics are told."""
    article = changed(sample(), x1={"actor": None}, x4={"target": Target(topic="peace")})
    told = {loss.what: loss.count for loss in losses("semeval", [article])}
    assert told == {"entities": 1, "quotes": 1, "claims": 1, "holders": 1, "targets": 1, "actors": 1}
    (span,) = losses("semeval", [changed(sample(), x4={"target": Target(span=Span(3, 6))})])[3:] or [None]
    assert span is None


def test_broken(tmp_path):
    """The item and field are named."""
    broken = {**ITEM, "opinions": [{"Source": "Japan"}]}
    beyond = {**ITEM, "opinions": [{**ITEM["opinions"][0], "Polar_expression": [["x"], ["90:99"]]}]}
    first, second, third = from_file(tmp_path, broken, beyond, {"opinions": []})
    assert all(isinstance(fault, DataError) for fault in (first, second, third))
    assert (first.field, second.field, third.field) == ("0.opinions.0", "1.annotation x1.spans", "2.text")
