"""What words before names and given names tell: titles, and grammatical gender ("m", "f", or "" where unknown)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class People:
    """Lower-case words without final dot. `titles` and `given` map to a gender, `groups` are plural titles,
    `persons` other nouns for people.

    `organisations` are nouns for one, `taken_up` those that need not be in its name, `generic` words are no name
    alone, `company` words may be left out of a name.
    """

    honorifics: dict[str, str]
    titles: dict[str, str]
    given: dict[str, str]
    groups: frozenset[str]
    persons: frozenset[str]
    organisations: frozenset[str]
    taken_up: frozenset[str]
    generic: frozenset[str]
    company: frozenset[str]

    def is_title(self, word: str) -> bool:
        """Whether the word goes before a name without being part of it ("Mr", "Sen.", "President")."""
        key = word.casefold().rstrip(".")
        return key in self.honorifics or key in self.titles

    def is_human(self, lemma: str) -> bool:
        """Whether the noun is for a person."""
        return lemma in self.titles or lemma in self.persons or lemma in self.groups

    def is_agent(self, lemma: str) -> bool:
        """Whether the noun is for people or an organisation: somebody who can speak or take a side."""
        return self.is_human(lemma) or lemma in self.organisations


@cache
def people() -> People:
    """The tables of `people.toml`, read once for the process."""
    table = tomllib.loads(files("tui.nlp").joinpath("people.toml").read_text(encoding="utf-8"))
    titles = dict.fromkeys(table["titles"]["neutral"].split(), "")
    for gender in ("m", "f"):
        titles.update(dict.fromkeys(table["titles"][gender].split(), gender))
    given: dict[str, str] = {}
    for gender in ("m", "f"):
        for name in table["given"][gender].split():
            given[name] = "" if name in given else gender
    lists = {name: frozenset(words.split()) for name, words in table["organisations"].items()}
    return People(
        honorifics=table["honorifics"],
        titles=titles,
        given=given,
        groups=frozenset(table["titles"]["group"].split()),
        persons=frozenset(table["titles"]["person"].split()),
        organisations=lists["nouns"],
        taken_up=lists["taken_up"],
        generic=lists["generic"],
        company=lists["company"],
    )
