"""Finding words in a `Doc` without making a Python object for every token."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Doc


def keys(words: Iterable[str]) -> frozenset[int]:
    """The hashes that spaCy knows these words by, in any vocabulary."""
    return frozenset(get_string_id(word) for word in words)


def with_lower(doc: Doc, wanted: AbstractSet[int]) -> list[int]:
    """The tokens whose lower-case form is among these `keys`, in text order."""
    return [i for i, key in enumerate(column(doc, "LOWER")) if key in wanted]


def with_lemma(doc: Doc, wanted: AbstractSet[int]) -> list[int]:
    """The tokens whose lemma or lower-case form is among these `keys`, in text order."""
    pairs = zip(column(doc, "LEMMA"), column(doc, "LOWER"), strict=True)
    return [i for i, (lemma, lower) in enumerate(pairs) if lemma in wanted or lower in wanted]


def column(doc: Doc, attribute: str) -> list[int]:
    """One attribute of every token ("LOWER", "SENT_START", …), as spaCy's numbers."""
    values: Any = doc.to_array([attribute]).ravel()
    return list(values.tolist())


def table(lists: Mapping[str, Iterable[str]]) -> dict[int, tuple[str, ...]]:
    """Turn lists of words by name into hash → the names of the lists that have the word."""
    found: dict[int, tuple[str, ...]] = {}
    for name, words in lists.items():
        for word in words:
            key = get_string_id(word)
            found[key] = (*found.get(key, ()), name)
    return found
