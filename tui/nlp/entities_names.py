"""What a name is while entities are repaired: tokens and a label, and the helpers that all steps share."""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from tui.nlp.people import people

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"})
"""Labels of proper names; the others are numbers, amounts and times."""

HYPHENS = frozenset("-‐‑–")


class Name(NamedTuple):
    """An entity over the tokens `[first, end)`."""

    first: int
    end: int
    label: str


def without_overlaps(names: Iterable[Name]) -> list[Name]:
    """In text order; of two that overlap the first counts, of two that start together the longer."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.first, -name.end)):
        if not kept or name.first >= kept[-1].end:
            kept.append(name)
    return kept


def joined(doc: Doc, names: list[Name]) -> list[Name]:
    """Make one name of "Comet 21X/Sørli–Nakaō", of which the model sees two: a number or stroke, then a glued dash."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if before is not None and name.first == before.end + 1 and doc[before.end].text in HYPHENS:
            coded = any(not token.is_alpha for token in doc[before.first : before.end])
            if coded and before.label in NAMES - {"PERSON", "GPE", "NORP"} and glued(doc, before.end):
                found[-1] = before._replace(end=name.end)
                continue
        found.append(name)
    return found


def key_of(doc: Doc, first: int, end: int) -> str:
    """The name in one form: lower case, single blanks, no article, no dots after initials."""
    text = (doc[first].text if end - first == 1 else " ".join(doc[first:end].text.split())).casefold()
    return text.removeprefix("the ").replace("’", "'")


def glued(doc: Doc, i: int) -> bool:
    """Whether no blank is on either side of token `i`."""
    return not doc[i - 1].whitespace_ and not doc[i].whitespace_


def is_name_part(doc: Doc, i: int) -> bool:
    """Whether the token can stand in a person's name: a capitalised proper noun, or what a hyphen joins to one."""
    token = doc[i]
    if token.pos_ == "PROPN" and token.text[:1].isupper() and not people().is_title(token.text):
        return True
    joined = 0 < i < len(doc) - 1 and glued(doc, i)
    return (joined and token.text in HYPHENS) or (
        not doc[i - 1].whitespace_ and doc[i - 1].text in HYPHENS and token.is_alpha
    )
