"""Prodigy tasks: as its documentation shows them, and as its recipes check them."""

import itertools
import json

from hypothesis import given, settings

from tests.formats.test_writing import sample
from tests.strategies import annotated_articles
from tui.formats import read
from tui.formats.prodigy import to_task
from tui.model.annotation import Claim, Entity, Quote, Stance
from tui.model.errors import DataError

TASK = {
    "text": "Kim said 😀 peace is near.",
    "_task_hash": 1,
    "_annotator_id": "db-anna",
    "tokens": [
        {"text": "Kim", "start": 0, "end": 3, "id": 0, "ws": True},
        {"text": "said", "start": 4, "end": 8, "id": 1, "ws": True},
        {"text": "😀", "start": 9, "end": 10, "id": 2, "ws": True},
    ],
    "spans": [
        {"start": 0, "end": 3, "token_start": 0, "token_end": 0, "label": "PERSON"},
        {"start": 11, "end": 24, "token_start": 3, "token_end": 5, "label": "QUOTE"},
        {"start": 4, "end": 8, "token_start": 1, "token_end": 1, "label": "CUE"},
    ],
    "relations": [
        {"head": 5, "child": 0, "label": "SOURCE",
         "head_span": {"start": 11, "end": 24}, "child_span": {"start": 0, "end": 3}},
        {"head": 5, "child": 1, "label": "CUE",
         "head_span": {"start": 11, "end": 24}, "child_span": {"start": 4, "end": 8}},
    ],
    "answer": "accept",
}  # fmt: skip


def from_lines(tmp_path, *rows):
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return list(read(path))


@settings(max_examples=15, deadline=None)
@given(annotated_articles())
def test_tokens_and_spans_agree(annotated):
    """Tokens are in order and are the text's; each span is from one's start to another's end, the end inclusive."""
    task = to_task(annotated)
    text, tokens = task["text"], task["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
    assert all(a["end"] <= b["start"] for a, b in itertools.pairwise(tokens))
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    for relation in task["relations"]:
        assert relation["head"] == relation["head_span"]["token_end"]
        assert relation["child"] == relation["child_span"]["token_end"]


def test_everything_is_there():
    """Entity, quote with cue and source, claim with claimant, stance with holder and target are spans and relations."""
    task = to_task(sample())
    labels = {span["label"]: task["text"][span["start"] : span["end"]] for span in task["spans"]}
    assert labels["PERSON"] == labels["source"] == "Kim"
    assert {"quote:direct", "cue", "claim:fact", "stance:support"} <= labels.keys()
    relations = {(r["head_span"]["label"], r["label"], r["child_span"]["label"]) for r in task["relations"]}
    assert relations == {
        ("quote:direct", "cue", "cue"),
        ("quote:direct", "source", "source"),
        ("claim:fact", "claimant", "PERSON"),
        ("stance:support", "holder", "PERSON"),
        ("stance:support", "target", "claim:fact"),
    }


def test_task_of_prodigys_own(tmp_path):
    """Spans become annotations, known relations become links, the annotator is kept."""
    (found,) = from_lines(tmp_path, TASK)
    entity, quote = found.annotations
    assert isinstance(entity, Entity)
    assert isinstance(quote, Quote)
    text = found.article.text
    assert (quote.cue.of(text), quote.source.of(text), quote.spans[0].of(text)) == ("said", "Kim", "peace is near")
    assert quote.actor == entity.actor == found.actors[0].id
    assert entity.annotator == "db-anna"


def test_answers(tmp_path):
    """Rejected tasks come with rejected spans, ignored ones with none."""
    rejected, ignored = from_lines(tmp_path, TASK | {"answer": "reject"}, TASK | {"answer": "ignore", "relations": []})
    assert {annotation.status for annotation in rejected.annotations} == {"rejected"}
    assert ignored.annotations == ()


def test_claims_and_stances(tmp_path):
    """Labels with a type and a value are read as such."""
    spans = [{"start": 0, "end": 3, "label": "CLAIM:opinion"}, {"start": 4, "end": 8, "label": "stance:oppose"}]
    (found,) = from_lines(tmp_path, {"text": TASK["text"], "spans": spans, "answer": "accept"})
    claim, stance = found.annotations
    assert isinstance(claim, Claim)
    assert isinstance(stance, Stance)
    assert (claim.kind, stance.polarity) == ("opinion", "oppose")


def test_broken_tasks(tmp_path):
    """File, line and field are named."""
    bad = [
        TASK | {"spans": [{"start": 0, "label": "X"}]},
        TASK | {"spans": [{"start": 0, "end": 99, "label": "X"}], "relations": []},
        TASK | {"relations": [{"head": 1}]},
        TASK | {"text": None},
    ]
    faults = from_lines(tmp_path, TASK, *bad)[1:]
    assert [(fault.line, fault.field) for fault in faults] == [
        (2, "spans.0"),
        (3, "annotation x1.spans"),
        (4, "relations.0"),
        (5, "text"),
    ]
    assert all(isinstance(fault, DataError) for fault in faults)
