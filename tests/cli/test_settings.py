"""`keys` and `evaluate` go by the inquit.toml beside the desk that --db names."""

import json

import pytest

from tests.cli.test_bad_input import annotated, inquit, said
from tui.desk import scoring
from tui.desk.settings import load_settings
from tui.model.suggestion import Suggestions
from tui.nlp import suggester

TOML = """
model = "xx_no_such_model"

[scheme.claim]
rumour = { key = "r" }

[reporting]
tweet = "clause quote"

[keys]
"decide.done" = ["f4"]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with settings, and a labelled file that is elsewhere."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "inquit.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(annotated() + "\n", encoding="utf-8")
    return tmp_path


def test_keys_of_another_desk(folder):
    """They are those of the settings beside it, whether there is a desk yet or not."""
    rows = json.loads(inquit(folder, "keys", "--db", "desk/inquit.json", "--json").stdout)
    assert ["F4"] in [row["keys"] for row in rows if row["id"] == "decide.done"]
    assert not (folder / "desk" / "inquit.json").exists()


def test_evaluate_takes_the_model_of_the_settings(folder):
    """As `suggest` does; `--model` goes before it."""
    done = inquit(folder, "evaluate", "gold.jsonl", "--db", "desk/inquit.json")
    assert done.returncode == 2
    assert "xx_no_such_model" in said(done)
    done = inquit(folder, "evaluate", "gold.jsonl", "--db", "desk/inquit.json", "--model", "xx_another")
    assert "xx_another" in said(done)


class Nothing:
    """Suggests nothing."""

    def suggest_many(self, articles):
        return (Suggestions(article=a.id, text_sha256=a.text_sha256, model="none") for a in articles)


def test_evaluate_takes_scheme_and_verbs(folder, monkeypatch):
    """Suggestions are made with the project's labels and reporting verbs."""
    asked = []
    monkeypatch.setattr(suggester, "load_suggester", lambda *args: asked.append(args) or Nothing())
    settings = load_settings(folder / "desk")
    scoring.score_file(folder / "gold.jsonl", None, settings)
    ((model, scheme, verbs),) = asked
    assert (model, scheme, verbs) == (settings.model, settings.scheme, settings.reporting)
    assert scheme.names("claim") == {"rumour"}
    assert "tweet" in verbs


def test_a_broken_gold_file_is_named(folder):
    """With path and line."""
    (folder / "gold.jsonl").write_text("{", encoding="utf-8")
    done = inquit(folder, "evaluate", "gold.jsonl")
    assert done.returncode == 1
    assert "gold.jsonl, line 1" in said(done)
