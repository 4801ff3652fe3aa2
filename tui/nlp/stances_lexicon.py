"""The words of support and disapproval and what they take (`stances.tsv`), and words that judge (`stances.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FLIPPED = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True, slots=True)
class Word:
    """One entry: `takes` holds "obj" and prepositions that bring the target; `intensity` is None for average."""

    kind: str
    polarity: str
    intensity: str | None
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a word says of the thing that it is said of."""

    polarity: str
    intensity: str | None


@cache
def stance_words() -> dict[str, tuple[Word, ...]]:
    """Lemma → its entries, read once for the process."""
    words: dict[str, tuple[Word, ...]] = {}
    for line in files("tui.nlp").joinpath("stances.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, kind, polarity, intensity, takes = line.split("\t")
            word = Word(kind, polarity, None if intensity == "-" else intensity, frozenset(takes.split("|")))
            words[lemma] = (*words.get(lemma, ()), word)
    return words


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(
        files("tui.nlp").joinpath("stances.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def around(name: str) -> frozenset[str]:
    """The lemmas of one list of words around a stance: `reversing`, `light`, `receiving`, …."""
    return frozenset(_table()["around"][name].split())


@cache
def judgements() -> dict[str, Judgement]:
    """Lower-case word → what it judges, read once for the process."""
    return {
        word: Judgement(polarity, None if intensity == "average" else intensity)
        for polarity in FLIPPED
        for intensity, words in _table()[polarity].items()
        for word in words.split()
    }
