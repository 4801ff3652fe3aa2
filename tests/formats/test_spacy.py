"""DocBin files, loaded and trained on by spaCy itself."""

import pytest
import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import DocBin, Span

from tests.formats.test_writing import sample
from tui.formats import losses, read, write
from tui.formats.spacy_docs import extend
from tui.model.annotation import Entity
from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.span import Span as Stretch
from tui.model.suggestion import AnnotatedArticle


def load(path):
    """As a user would."""
    extend()
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def test_everything_is_there(tmp_path):
    """Entities, quotes, cues, sources, claims and stances are ents and groups; links are relations between tokens."""
    write("spacy", [sample()], tmp_path / "a.spacy")
    (doc,) = load(tmp_path / "a.spacy")
    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [("Kim", "PERSON", "x1")]
    found = {name: [(span.text, span.label_) for span in group] for name, group in doc.spans.items()}
    assert found["quotes"] == [("“Go,”", "direct"), ("“now.”", "direct")]
    assert (found["cues"], found["sources"]) == ([("said", "cue")], [("Kim", "source")])
    assert (found["claims"], found["stances"]) == ([("“Go,”", "fact")], [("said", "support")])
    assert {label for _, label in found["sc"]} == {
        "PERSON",
        "quote:direct",
        "cue",
        "source",
        "claim:fact",
        "stance:support",
    }
    named = {(doc[head].text, role, doc[child].text) for (head, child), roles in doc._.rel.items() for role in roles}
    assert named == {
        ("“", "cue", "said"),
        ("“", "source", "Kim"),
        ("“", "claimant", "Kim"),
        ("said", "holder", "Kim"),
        ("said", "target", "“"),
    }


def test_losses():
    """A span inside a token is told with its id; nested entities are not lost, they go to the group."""
    entities = [
        Entity(id=id, spans=(Stretch(*pair),), label="X") for id, pair in (("a", (0, 3)), ("b", (0, 7)), ("c", (1, 3)))
    ]
    article = AnnotatedArticle(article=make_article("k", "Kim Lee"), annotations=tuple(entities))
    (loss,) = losses("spacy", [article])
    assert (loss.what, loss.ids) == ("entities off token borders", ("k#c",))


def test_their_file(tmp_path):
    """ents and span groups of somebody else's docs become annotations by their labels, each once."""
    nlp = spacy.blank("en")
    doc = nlp("Kim said peace is near.")
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    doc.spans["sc"] = [Span(doc, 0, 1, label="PERSON"), Span(doc, 2, 5, label="CLAIM:prediction")]
    DocBin(docs=[doc]).to_disk(tmp_path / "theirs.spacy")
    (found,) = read(tmp_path / "theirs.spacy")
    entity, claim = found.annotations
    assert (found.article.id, entity.label, claim.kind) == ("theirs-1", "PERSON", "prediction")
    assert claim.spans[0].of(found.article.text) == "peace is near"


def test_broken(tmp_path):
    """A file that is none is named."""
    (tmp_path / "a.spacy").write_bytes(b"nonsense")
    (fault,) = read(tmp_path / "a.spacy")
    assert isinstance(fault, DataError)
    assert "is not a .spacy file" in str(fault)


@pytest.mark.parametrize("component", ["ner", "spancat"])
def test_spacy_train(tmp_path, component):
    """`spacy train` runs on the export and learns from it."""
    write("spacy", [sample(f"k{n}") for n in range(8)], tmp_path / "train.spacy")
    config = init_config(lang="en", pipeline=[component], optimize="efficiency")
    config["training"]["max_steps"] = 4
    config["training"]["eval_frequency"] = 2
    config.to_disk(tmp_path / "config.cfg")
    file = str(tmp_path / "train.spacy")
    train(tmp_path / "config.cfg", tmp_path / "model", overrides={"paths.train": file, "paths.dev": file})
    labels = spacy.load(tmp_path / "model" / "model-last").get_pipe(component).labels
    assert "PERSON" in labels
    assert component == "ner" or "quote:direct" in labels
