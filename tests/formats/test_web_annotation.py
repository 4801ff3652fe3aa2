"""Web Annotations: valid JSON-LD shapes whose selectors find the words."""

import json

from hypothesis import HealthCheck, given, settings

from tests.formats.test_writing import sample
from tests.strategies import desks
from tui.formats import write
from tui.formats.web_annotation import CONTEXT


def items(path):
    graph = json.loads(path.read_text())
    assert graph["@context"] == CONTEXT
    return {collection["id"]: collection["first"]["items"] for collection in graph["@graph"]}


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(desk=desks())
def test_selectors_agree(tmp_path, desk):
    """Position and quotation select the same words, and the quotation's surroundings are the text's."""
    write("w3c", desk, tmp_path / "a.jsonld")
    for annotated, found in zip(desk, items(tmp_path / "a.jsonld").values(), strict=True):
        text = annotated.article.text
        assert len(found) == len(annotated.annotations)
        for item in found:
            for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
                position, words = target["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == words["exact"]
                assert text[:start].endswith(words["prefix"])
                assert text[end:].startswith(words["suffix"])


def test_links(tmp_path):
    """Cue and source are places, holder and target identify an actor and another annotation."""
    write("w3c", [sample()], tmp_path / "a.jsonld")
    entity, quote, claim, stance = items(tmp_path / "a.jsonld")["urn:inquit:k"]
    assert entity["type"] == "Annotation"
    assert {b["name"]: b["selector"][1]["exact"] for b in quote["body"] if "selector" in b} == {
        "cue": "said",
        "source": "Kim",
    }
    assert len(quote["target"]) == 2
    links = {b["name"]: b["id"] for b in stance["body"] if "id" in b}
    assert links == {"holder": "urn:inquit:k:a1", "target": claim["id"]}
