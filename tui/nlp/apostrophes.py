"""Curly apostrophes that a model reads as straight ones, because it has hardly seen others: "I’m", "the mayor’s".

What a model sees of a word are its lower-case form, normal form, first letter, last letters and shape. These are
changed, once for each word of the vocabulary; the words themselves and the text of a `Doc` stay as they are written.
"""

from collections.abc import Callable

from spacy.strings import get_string_id
from spacy.vocab import Vocab

_FEATURES = ("lower", "norm", "prefix", "suffix", "shape")
"""What a model sees of a word."""
_STRAIGHT = str.maketrans("’‘ʼ", "'''")


def straighten(vocab: Vocab) -> None:
    """Give every word with a curly apostrophe the features of the same word with a straight one."""
    getters: dict[int, Callable[[str], str]] = vocab.lex_attr_getters  # type: ignore[attr-defined]  # not in the stub
    for feature in _FEATURES:
        key = get_string_id(feature.upper())
        getters[key] = _straight(getters[key])
        for lexeme in vocab:
            if lexeme.text != lexeme.text.translate(_STRAIGHT):
                setattr(lexeme, f"{feature}_", getters[key](lexeme.text))


def _straight(get: Callable[[str], str]) -> Callable[[str], str]:
    return lambda word: get(word.translate(_STRAIGHT))
