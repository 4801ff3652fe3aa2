"""Exports of what was annotated on a desk, found again by the libraries that consume them."""

import csv
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import brat_parser
import pytest
import spacy
from spacy.tokens import DocBin
from spacy.training.converters import conll_ner_to_docs

from tui.desk import tagging, verbs
from tui.desk.exporting import Order, export, losses_of
from tui.desk.importing import import_paths
from tui.desk.opening import open_desk
from tui.formats import find_format, formats
from tui.formats.spacy_docs import extend
from tui.model.annotation import Target
from tui.model.span import Span

os.environ.setdefault("HF_HUB_OFFLINE", "1")

TEXT = """Envoy summoned 👩‍👩‍👧

“It threatens us,” Kim Hong-kyun 👍🏽 said in Seoul.
Café owners (الشرق) oppose the pact.
"""
FOUND = {
    ("entity", "Kim Hong-kyun"),
    ("entity", "Seoul"),
    ("quote", "“It threatens us,”"),
    ("cue", "said"),
    ("source", "Kim Hong-kyun"),
    ("claim", "It threatens us"),
    ("stance", "oppose"),
    ("target", "the pact"),
}
"""What was tagged, as (role, words)."""


def at(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with one imported article, annotated with the verbs that the reader's keys call."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "envoy.txt").write_text(TEXT)
    desk = open_desk(folder / "inquit.json", annotator="anna")
    import_paths(desk, [folder / "envoy.txt"])

    def tag(make, *args, **options):
        article, layer = desk.article("envoy"), desk.layer("envoy")
        changes = make(article, layer, *args, desk.stamp(900), **options)
        desk.do("test", changes)
        return changes[-1].after

    kim = tag(tagging.tag_entity, (at("Kim Hong-kyun"),), "PERSON")
    tag(tagging.tag_entity, (at("Seoul"),), "GPE")
    quote = tag(tagging.tag_quote, (at("“It threatens us,”"),))
    fields = {"cue": at("said"), "source": at("Kim Hong-kyun"), "actor": kim.actor}
    desk.do("link", verbs.set_fields("envoy", quote, desk.stamp(), **fields))
    tag(tagging.tag_claim, (at("It threatens us"),), "opinion")

    def stance(article, layer, stamp):
        target = Target(span=at("the pact"))
        return tagging.tag_stance(article, layer, (at("oppose"),), "oppose", stamp, holder=kim.actor, target=target)

    tag(stance)
    assert desk.saver.flush(10)
    yield desk
    desk.close()


def cut(text, pairs):
    return [text[start:end] for start, end in pairs]


def in_rows(rows):
    """What rows in the shape of `inquit/1` hold."""
    for row in rows:
        for a in row["annotations"]:
            yield from ((a["type"], words) for words in cut(row["text"], a["spans"]))
            spans = {"cue": a.get("cue"), "source": a.get("source"), "target": (a.get("target") or {}).get("span")}
            yield from ((role, cut(row["text"], [span])[0]) for role, span in spans.items() if span)


def jsonl(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def from_labels(pairs):
    """Roles of labels as other tools have them: "PERSON", "quote:direct", "cue", …"""
    names = ("quote", "claim", "stance", "cue", "source", "target")
    for label, words in pairs:
        kind = label.lower().partition(":")[0]
        yield (kind if kind in names else "entity"), words


def of_inquit(path):
    return in_rows(jsonl(path))


def of_tables(path):
    (file,) = path.glob("spans.*")
    with file.open(newline="") as lines:
        for row in csv.DictReader(lines, delimiter="," if file.suffix == ".csv" else "\t"):
            yield row["role"], row["text"]


def of_sqlite(path):
    query = 'select role, substr(a.text, "start" + 1, "end" - "start") from spans join articles a using (article)'
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def of_w3c(path):
    for collection in json.loads(path.read_text())["@graph"]:
        for item in collection["first"]["items"]:
            kind = next(body["value"] for body in item["body"] if body.get("purpose") == "tagging")
            yield kind, item["target"]["selector"][1]["exact"]
            yield from ((body["name"], body["selector"][1]["exact"]) for body in item["body"] if "selector" in body)


def of_spacy(path):
    extend()
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    assert {ent.text for ent in doc.ents} == {"Kim Hong-kyun", "Seoul"}
    yield from from_labels((span.label_, span.text) for span in doc.spans["sc"])


def of_iob(path):
    for doc in conll_ner_to_docs(path.read_text(), no_print=True):
        yield from (("entity", ent.text.replace(" - ", "-")) for ent in doc.ents)


def of_hf(path):
    from datasets import load_dataset

    for row in load_dataset(str(path), cache_dir=str(path.parent / "cache"))["train"]:
        typed = {"entity": "entities", "quote": "quotes", "claim": "claims", "stance": "stances"}
        annotations = [{**a, "type": kind} for kind, table in typed.items() for a in row[table]]
        yield from in_rows([{"text": row["text"], "annotations": annotations}])


def of_cas(path):
    import cassis

    with (path / "TypeSystem.xml").open("rb") as types, (path / "envoy.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))
    for layer in ("Entity", "Quote", "Claim", "Stance", "Cue", "Source", "Target"):
        yield from ((layer.lower(), spot.get_covered_text()) for spot in cas.select(f"webanno.custom.Inquit{layer}"))


def of_brat(path):
    lines = (path / "envoy.ann").read_text().split("\n")
    document = brat_parser.parse_string("\n".join(line for line in lines if line[:1] in "TRA"))
    text = (path / "envoy.txt").read_text()
    return from_labels((entity.type, " ".join(cut(text, entity.span))) for entity in document.entities)


def of_label_studio(path):
    (task,) = json.loads(path.read_text())
    values = [r["value"] for r in task["annotations"][0]["result"] if r["type"] == "labels"]
    return from_labels((v["labels"][0], task["data"]["text"][v["start"] : v["end"]]) for v in values)


def of_prodigy(path):
    (task,) = jsonl(path)
    tokens = task["tokens"]
    for span in task["spans"]:
        start, end = tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]
        yield from from_labels([(span["label"], task["text"][start:end])])


def of_doccano(path):
    (row,) = jsonl(path)
    return from_labels((label, row["text"][start:end]) for start, end, label in row["label"])


def of_semeval(path):
    (item,) = json.loads(path.read_text())
    (opinion,) = item["opinions"]
    for name, role in (("Polar_expression", "stance"), ("Target", "target")):
        yield role, cut(item["text"], [map(int, opinion[name][1][0].split(":"))])[0]
    assert (opinion["Source"][0], opinion["Polarity"]) == (["Kim Hong-kyun"], "Negative")


CONSUMERS = {
    "inquit": of_inquit,
    "csv": of_tables,
    "tsv": of_tables,
    "sqlite": of_sqlite,
    "w3c": of_w3c,
    "spacy": of_spacy,
    "iob2": of_iob,
    "bilou": of_iob,
    "hf": of_hf,
    "cas": of_cas,
    "brat": of_brat,
    "labelstudio": of_label_studio,
    "prodigy": of_prodigy,
    "doccano": of_doccano,
    "semeval": of_semeval,
}
ROLES_OF = {"quote": {"cue", "source"}, "stance": {"target"}}


def test_every_format_has_a_consumer():
    assert set(CONSUMERS) == {format.name for format in formats() if format.can_write}


@pytest.mark.parametrize("name", CONSUMERS)
def test_consumer_finds_everything(desk, tmp_path, name):
    """Every span that the format can carry is found with its words by the library that users load it with."""
    format = find_format(name)
    out = Path(tmp_path / f"out{'' if format.folder else format.endings[0]}")
    order = Order(out=out, format=format)
    report = export(desk, order)
    roles = set(format.types).union(*(ROLES_OF.get(type, set()) for type in format.types))
    assert set(CONSUMERS[name](out)) == {(role, words) for role, words in FOUND if role in roles}
    assert report.losses == losses_of(desk, order)
    told = " ".join(loss.what for loss in report.losses)
    assert all(
        (type in format.types) != (plural in told) for type, plural in (("quote", "quotes"), ("claim", "claims"))
    )


def test_comes_back(desk, tmp_path):
    """What went out in a format that carries everything is already known when it comes in again."""
    for name in ("inquit", "prodigy", "hf"):
        format = find_format(name)
        out = tmp_path / f"{name}{'' if format.folder else format.endings[0]}"
        export(desk, Order(out=out, format=format))
        report = import_paths(desk, [out])
        assert (report.added, report.annotations, report.faults) == (0, 0, [])
