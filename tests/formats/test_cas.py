"""UIMA CAS XMI, loaded by dkpro-cassis, and files as INCEpTION exports them."""

import re

import pytest

from tests.formats.test_writing import sample
from tui.formats import read, write
from tui.formats.cas import LAYER, LINK, NAMED_ENTITY, type_system
from tui.model.errors import DataError

cassis = pytest.importorskip("cassis")


def load(folder, name):
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (folder / name).open("rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def test_cassis_finds_everything(tmp_path):
    """All layers and links are there with their words."""
    write("cas", [sample("a/b")], tmp_path / "o")
    cas = load(tmp_path / "o", "a%2Fb.xmi")
    words = {
        layer: [s.get_covered_text() for s in cas.select(LAYER + layer)]
        for layer in ("Quote", "Cue", "Source", "Claim")
    }
    assert words == {"Quote": ["“Go,”", "“now.”"], "Cue": ["said"], "Source": ["Kim"], "Claim": ["“Go,”"]}
    assert [(e.get_covered_text(), e.value, e.identifier) for e in cas.select(NAMED_ENTITY)] == [
        ("Kim", "PERSON", "a1")
    ]
    assert sorted(link.role for link in cas.select(LINK)) == ["claimant", "cue", "holder", "source", "target"]
    stance = cas.select(LAYER + "Stance")[0]
    assert [link.Dependent.get_covered_text() for link in cas.select(LINK) if link.Governor is stance] == [
        "Kim",
        "“Go,”",
    ]


def test_offsets_are_utf16(tmp_path):
    """An emoji counts as two units each in the file, as UIMA wants."""
    write("cas", [sample("k")], tmp_path / "o")
    xmi = (tmp_path / "o" / "k.xmi").read_text()
    (found,) = re.findall(r"<custom:InquitEntity[^>]*>", xmi)
    assert 'begin="5"' in found  # 👍🏽 are two code points and four units
    assert 'end="8"' in found


def foreign(tmp_path, text="😀 Kim said."):
    """A CAS with a named entity and nothing of ours."""
    types = type_system()
    cas = cassis.Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain")
    cas.add(types.get_type(NAMED_ENTITY)(begin=2, end=5, value="PER"))
    quote = types.get_type(LAYER + "Quote")(begin=2, end=10, value="indirect")
    source = types.get_type(LAYER + "Source")(begin=2, end=5)
    cas.add_all([quote, source, types.get_type(LINK)(begin=2, end=5, role="source", Governor=quote, Dependent=source)])
    types.to_xml(tmp_path / "TypeSystem.xml")
    cas.to_xmi(tmp_path / "theirs.xmi")


def test_their_file(tmp_path):
    """Named entities and layers made in INCEpTION become annotations; links too."""
    foreign(tmp_path)
    (found,) = read(tmp_path / "theirs.xmi")
    text = found.article.text
    assert {(type(a).__name__, a.spans[0].of(text)) for a in found.annotations} == {
        ("Entity", "Kim"),
        ("Quote", "Kim said"),
    }
    (quote,) = (a for a in found.annotations if type(a).__name__ == "Quote")
    assert (quote.kind, quote.source.of(text), found.actors[0].name) == ("indirect", "Kim", "Kim")


def test_broken(tmp_path):
    """The file is named, the others go in."""
    foreign(tmp_path)
    (tmp_path / "bad.xmi").write_text("<xmi:XMI")
    fault, good = read(tmp_path)
    assert isinstance(fault, DataError)
    assert fault.path == str(tmp_path / "bad.xmi")
    assert good.article.id == "theirs"
