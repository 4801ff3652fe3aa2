"""A labelled dataset leaves the desk."""

import json

import pytest

from tests.desk.helpers import ARTICLE, desk_with_suggestions
from tui.desk import verbs
from tui.desk.exporting import Order, choose_format, export, parse_statuses
from tui.formats.select import Filter
from tui.model.errors import DataError, UsageError


@pytest.fixture
def desk():
    desk = desk_with_suggestions()
    yield desk
    desk.close()


def decide(desk, verb, *ids):
    """Accept or reject some annotations and wait until that is saved."""
    layer = desk.layer("a")
    desk.do("test", verb("a", [layer.annotations[id] for id in ids], desk.stamp(5)))
    assert desk.saver.flush(5)


def exported(desk, out, **options):
    """The rows of an export to JSON Lines."""
    export(desk, Order(out=out, format=choose_format(out, None), **options))
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_export_holds_decisions_by_default(desk, tmp_path):
    """Accepted and edited annotations go out, undecided and rejected ones do not."""
    decide(desk, verbs.accept, "e1")
    decide(desk, verbs.reject, "q1")
    (row,) = exported(desk, tmp_path / "out.jsonl")
    assert [a["id"] for a in row["annotations"]] == ["e1"]
    assert row["annotations"][0]["text"] == "Ana Kovač"
    assert [actor["id"] for actor in row["actors"]] == ["a1"]


def test_export_all(desk, tmp_path):
    """`all` takes every status along, and every span marks its words."""
    decide(desk, verbs.reject, "q1")
    (row,) = exported(desk, tmp_path / "out.jsonl", filter=Filter(statuses=parse_statuses("all")))
    assert {a["status"] for a in row["annotations"]} == {"suggested", "rejected"}
    for annotation in row["annotations"]:
        assert " … ".join(ARTICLE.text[s:e] for s, e in annotation["spans"]) == annotation["text"]


def test_target_that_stays_behind_is_told(desk, tmp_path):
    """A stance about a rejected quote keeps the words as target, and the report says so before writing."""
    decide(desk, verbs.accept, "s1")
    told = []
    out = tmp_path / "out.jsonl"
    export(desk, Order(out=out, format=choose_format(out, None)), tell=told.extend)
    assert [(loss.count, loss.ids) for loss in told] == [(1, ("a#s1",))]
    row = json.loads(out.read_text(encoding="utf-8"))
    assert list(row["annotations"][0]["target"]) == ["span"]


def test_strict_writes_nothing_that_loses(desk, tmp_path):
    """Strict refuses before anything is written."""
    decide(desk, verbs.accept, "s1")
    out = tmp_path / "out.jsonl"
    with pytest.raises(DataError, match="--strict"):
        export(desk, Order(out=out, format=choose_format(out, None), strict=True))
    assert not out.exists()


def test_unknown_status():
    """A wrong status is named."""
    with pytest.raises(UsageError, match="'maybe'"):
        parse_statuses("accepted,maybe")
