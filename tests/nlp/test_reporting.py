"""Reporting verbs that a project adds in `inquit.toml`."""

import json
import subprocess
import sys

import pytest

from tui.desk.settings import load_settings
from tui.model.errors import UsageError
from tui.nlp.lexicon import reporting_verbs
from tui.nlp.reporting import extended, mark_of, read_verbs

TEXT = "The mayor teased that the bridge would close in May. The union moaned about the plan."


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('tweet = "clouse"', r"inquit.toml, reporting.tweet: a verb does not take 'clouse'; use clause, .* or a prep"),
        ("tweet = 3", r'reporting.tweet: must be a text like "clause quote", not 3'),
        ('Tweeted = "clause"', r'reporting."Tweeted": is no verb; write it as a dictionary does'),
        ('"point it out" = "clause"', r'reporting."point it out": is no verb'),
    ],
)
def test_bad_entries_are_named(tmp_path, entry, told):
    """One sentence says which entry is wrong, and what to write."""
    (tmp_path / "inquit.toml").write_text(f'[reporting]\nsay = "clause"\n{entry}\n')
    with pytest.raises(UsageError, match=told) as caught:
        load_settings(tmp_path)
    assert "\n" not in str(caught.value)


def test_what_ships_is_valid_and_can_be_changed():
    """Every verb that ships would be accepted; own ones are added, replace others, or take them out."""
    shipped = {verb: " ".join(takes) for verb, takes in reporting_verbs().items()}
    assert read_verbs(shipped, "x") == shipped
    lexicon = extended({"skeet": "clause quote", "say": "quote", "deny": ""})
    assert lexicon["skeet"] == {"clause", "quote"}
    assert lexicon["say"] == {"quote"}
    assert "deny" not in lexicon
    assert lexicon["add"] == reporting_verbs()["add"]


def test_own_verbs_are_told_in_the_name_of_the_model():
    """The same verbs in any order have the same mark; none has none."""
    assert mark_of({"a": "clause", "b": "to"}) == mark_of({"b": "to", "a": "clause"}) != mark_of({"a": "clause"})
    assert mark_of({}) == ""


def inquit(folder, *arguments: str) -> str:
    """What a command prints."""
    code = f"import sys; from tui.cli import main; sys.argv[1:] = {arguments!r}; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.model
def test_own_verbs_reach_the_suggestions(tmp_path):
    """`inquit suggest` finds what the project's verbs report, and says by which verbs it was found."""
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "inquit.toml").write_text('[reporting]\ntease = "clause quote"\nmoan = "about"\n')
    inquit(tmp_path, "import", "one.txt")
    inquit(tmp_path, "suggest")
    inquit(tmp_path, "export", "out.jsonl", "--status", "all")
    row = json.loads((tmp_path / "out.jsonl").read_text())
    quotes = {item["text"]: item for item in row["annotations"] if item["type"] == "quote"}
    assert set(quotes) == {"the bridge would close in May", "the plan"}
    assert all("own verbs" in item["model"] for item in quotes.values())
    assert [row["text"][a:b] for a, b in (item["cue"] for item in quotes.values())] == ["teased", "moaned about"]
