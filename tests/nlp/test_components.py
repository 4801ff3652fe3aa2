"""Our components in pipelines that somebody else made."""

import json
import subprocess
import sys

import pytest

from tui.nlp.extensions import BREAKS, COMPONENTS

SOMEBODY_ELSE = """
import json, sys
import spacy
nlp = {nlp}
ours = [name for name in sys.modules if name.startswith("tui.")]
for name in {names!r}:
    nlp.add_pipe(name)
others = {{"textual", "tinydb"}} & set(sys.modules)
doc = nlp("“We lost 30 percent of our members,” Maria Silva said. Peter Jones condemned the union.")
print(json.dumps([ours, [len(doc._.get(name)) for name in {names!r}], len(others)]))
"""


def run(tmp_path, nlp: str, names: list[str]):
    """What a program prints that knows spaCy and nothing of us but the names of the components."""
    code = SOMEBODY_ELSE.format(nlp=nlp, names=names)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_blank_pipeline_knows_the_names(tmp_path):
    """The installed distribution tells spaCy; until a component is added, no more than the list of them is imported."""
    ours, counts, heavy = run(tmp_path, "spacy.blank('en')", list(COMPONENTS))
    assert ours == ["tui.nlp", "tui.nlp.extensions"]
    assert counts == [0, 1, 1, 0, 0]
    assert not heavy


@pytest.mark.model
def test_a_loaded_pipeline_gets_everything(tmp_path, pipeline):
    """Behind a model's own parts, each component finds what it finds in ours."""
    name = "_".join(pipeline.nlp.meta[key] for key in ("lang", "name"))
    _, counts, _ = run(tmp_path, f"spacy.load({name!r})", list(COMPONENTS))
    assert all(counts)
    _, alone, _ = run(tmp_path, f"spacy.load({name!r})", ["inquit_quotes"])
    assert alone[0] >= 1


def test_components_survive_saving(tmp_path):
    """A pipeline with our parts can be written and read, their settings included."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe(BREAKS)
    nlp.add_pipe("inquit_quotes", config={"verbs": {"tweet": "clause quote"}})
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again.pipe_names == [BREAKS, "inquit_quotes"]
    assert again.config["components"]["inquit_quotes"]["verbs"] == {"tweet": "clause quote"}
