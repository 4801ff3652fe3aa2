"""Names in two scripts: "Дмитрий Халворсен (Dmitri Halvorsen)" is one person, whichever of the two the model saw."""

import re
import unicodedata
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.nlp.entities_names import Name, without_overlaps
from tui.nlp.people import people
from tui.nlp.words import column

_LONGEST = 4
_OTHER = re.compile(r"[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
"""Letters of scripts other than Latin; most articles have none."""


def has_others(doc: Doc) -> bool:
    """Whether a word of the text begins with a letter of a script other than Latin."""
    return any(_OTHER.match(doc.vocab.strings[first]) for first in set(column(doc, "PREFIX")))


def after_nouns(doc: Doc, names: list[Name]) -> list[Name]:
    """Add persons' names in another script right after a noun for people: "by the amateur 中尾 健"."""
    if not has_others(doc):
        return names
    taken = {i for name in names for i in range(name.first, name.end)}
    added = []
    for token in doc[1:]:
        begins = is_foreign(token) and token.i not in taken and not is_foreign(token.nbor(-1))
        if not begins or not people().is_human(token.nbor(-1).lower_):
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i < _LONGEST and is_foreign(doc[end]) and end not in taken:
            end += 1
        added.append(Name(token.i, end, "PERSON"))
    return without_overlaps([*names, *added]) if added else names


def in_brackets(doc: Doc, names: list[Name]) -> list[Name]:
    """Add and relabel what stands in another script right before or inside brackets beside a person's name.

    A name in Latin letters that the model passed over counts too, if the other script stands right before its bracket.
    """
    if not has_others(doc):
        return names
    added = [name for pair in _pairs(doc, names) for name in pair]
    taken = {i for name in added for i in range(name.first, name.end)}
    kept = [name for name in names if not taken.intersection(range(name.first, name.end))]
    return without_overlaps([*kept, *added]) if added else names


def paired(doc: Doc, names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Persons' names of which the second stands in brackets right behind the first, in another script."""
    by_start = {name.first: name for name in names if name.label == "PERSON"}
    for name in by_start.values():
        inner = by_start.get(name.end + 1)
        if inner is not None and doc[name.end].text == "(" and _foreign(doc, name) != _foreign(doc, inner):
            yield name, inner


def _pairs(doc: Doc, names: list[Name]) -> Iterator[tuple[Name, Name]]:
    persons = {name.first: name for name in names if name.label == "PERSON"}
    ends = {name.end: name for name in persons.values()}
    for token in doc:
        if token.text != "(" or not 0 < token.i < len(doc) - 2:
            continue
        close = next((i for i in range(token.i + 2, min(token.i + 2 + _LONGEST, len(doc))) if doc[i].text == ")"), None)
        first = token.i
        while first > 0 and token.i - first < _LONGEST and is_foreign(doc[first - 1]):
            first -= 1
        if close is None:
            continue
        inner = doc[token.i + 1 : close]
        if first < token.i and all(t.is_title or t.text in "-’'" for t in inner):
            yield Name(first, token.i, "PERSON"), Name(token.i + 1, close, "PERSON")
        elif token.i in ends and all(is_foreign(t) for t in inner):
            yield ends[token.i], Name(token.i + 1, close, "PERSON")


def _foreign(doc: Doc, name: Name) -> bool:
    return is_foreign(doc[name.first])


def is_foreign(token: Token) -> bool:
    """Whether the word's letters are not Latin ones."""
    letter = token.text[0]
    return letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith(("LATIN", "MODIFIER"))
