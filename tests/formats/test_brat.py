"""brat standoff: read by a public package, and read from what brat's documentation shows."""

import re

import brat_parser
import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.test_writing import sample
from tests.strategies import annotated_articles
from tui.formats import losses, read, write
from tui.formats.brat import carry, to_lines
from tui.model.annotation import Quote
from tui.model.errors import DataError

TEXT = "😀 Kim said:\n“Go,\nnow.”\n"
ANN = """T1\tPERSON 2 5\tKim
T2\tQuote 12 16;17 22\t“Go, now.”
T3\tCue 6 10\tsaid
R1\tSource Arg1:T2 Arg2:T1\t
R2\tCue Arg1:T2 Arg2:T3
A1\tKind T2 direct
A2\tNegation T2
N1\tReference T1 Wikipedia:534366\tKim Hong-kyun
#1\tAnnotatorNotes T2\tsure?
E1\tMeeting:T1 Who:T1
*\tEquiv T1 T3
"""


def put(tmp_path, text, ann):
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.ann").write_text(ann)
    return list(read(tmp_path))


def test_their_files(tmp_path):
    """Fragments, relations, attributes, references and notes come in; events and equivalences are left out."""
    (found,) = put(tmp_path, TEXT, ANN)
    entity, quote = found.annotations
    text = found.article.text
    assert isinstance(quote, Quote)
    assert (entity.label, entity.note) == ("PERSON", "Wikipedia:534366 Kim Hong-kyun")
    assert [span.of(text) for span in quote.spans] == ["“Go,\nnow.”"]
    assert (quote.cue.of(text), quote.source.of(text), quote.kind) == ("said", "Kim", "direct")
    assert quote.note == "Negation; sure?"
    assert found.actors[0].name == "Kim"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T9\tPERSON 4 7\tKim", "says 'Kim' but its offsets mark"),
        ("T9\tPERSON 0 99\tKim", "beyond the text"),
        ("T9\tPERSON x y\tKim", "is not a line of brat's"),
        ("R9\tSource Arg1:T2 Arg2:T77", "is not a line of brat's"),
        ("T9\tPERSON 5 2\tKim", "a span must have"),
    ],
)
def test_broken(tmp_path, line, told):
    """File and line are named, and the other documents go in."""
    (tmp_path / "b.txt").write_text("fine")
    fault, good = put(tmp_path, TEXT, ANN + line + "\n")
    assert isinstance(fault, DataError)
    assert (fault.path, fault.line) == (str(tmp_path / "a.ann"), 12)
    assert told in str(fault)
    assert good.article.text == "fine"


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(annotated_articles())
def test_a_public_parser_reads_it(annotated):
    """mendelai-brat-parser finds every span with its words, and every relation between spans that are there."""
    carried = carry(annotated)
    lines, ids = to_lines(carried)
    known = [line for line in lines if line[0] in "TRA"]  # it takes other lines for parts of the one before
    document = brat_parser.parse_string("\n".join(known))
    entities = {entity.id: entity for entity in document.entities}
    assert set(ids.values()) <= entities.keys()
    text = carried.article.text
    for entity in entities.values():
        assert "\n" not in "".join(text[start:end] for start, end in entity.span)
        words = " ".join(text[start:end] for start, end in entity.span)
        assert words.split() == entity.text.split()  # the parser strips, and takes tabs for blanks
    assert all({relation.subj, relation.obj} <= entities.keys() for relation in document.relations)
    quotes = [a for a in carried.annotations if isinstance(a, Quote)]
    assert sum(r.type == "Cue" for r in document.relations) == sum(quote.cue is not None for quote in quotes)


def test_folder(tmp_path):
    """Two files an article, and a configuration that declares every type, relation and attribute used."""
    write("brat", [sample("a/b"), sample("c")], tmp_path / "o")
    assert {"a%2Fb.txt", "a%2Fb.ann", "c.txt", "c.ann", "annotation.conf"} < {
        p.name for p in (tmp_path / "o").iterdir()
    }
    conf, ann = (tmp_path / "o" / "annotation.conf").read_text(), (tmp_path / "o" / "c.ann").read_text()
    for section in ("entities", "relations", "events", "attributes"):
        assert f"[{section}]" in conf
    used = re.findall(r"^[TRA]\d+\t(\w+)", ann, re.MULTILINE)
    assert {"PERSON", "Quote", "Cue", "Source", "Holder", "Kind", "Polarity"} <= set(used)
    assert all(re.search(rf"^{name}\b", conf, re.MULTILINE) for name in used)


def test_losses():
    """Times, annotators and metadata are told."""
    assert {loss.what for loss in losses("brat", [sample()])} == {"titles"}
