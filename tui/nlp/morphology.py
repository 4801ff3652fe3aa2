"""Part of speech, morphology and lemma, worked out once for each kind of word and not again for each token.

spaCy's attribute ruler and rule lemmatizer look at a token's word, tag and relation and, in a handful of patterns
("there is", "let's"), at its neighbours; in English pipelines they take a quarter of the time. `Morphology` asks these
very components about each kind of word that it has not met, and remembers what they said: all attributes are the same
as without it. To the ruler, words are of one kind if the same of its patterns know them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

import numpy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

MORPHOLOGY = "inquit_morphology"
"""The component that takes the place of the two."""

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_TOLD = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
"""What the two may set."""
_GRAMMAR = frozenset({"TAG", "DEP"})
_LEXICAL = frozenset({"ORTH", "TEXT", "LOWER", "LENGTH", "SHAPE", "PREFIX", "SUFFIX"})
_BEFORE = frozenset(
    {"tok2vec", "transformer", "curated_transformer", "tagger", "parser", "senter", "sentencizer", "ner"}
)
"""Components that may stand before the two: none of them sets what they set."""
_AT_MOST = 500_000
"""Words that are remembered; then all are forgotten."""

_Row = tuple[int, ...]
_Place = tuple[int, int]
"""The number of a pattern over several tokens, and a token's place in it."""


class Morphology:
    """Does what the `ruler` and the `lemmatizer` of a pipeline do, faster."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._vocab = lemmatizer.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._longer = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        self._reach = max(map(len, self._longer), default=1) - 1
        self._listed: dict[str, set[int]] = {}
        """Lower-case word → the tests that it passes, of those that list their words."""
        self._lexical = Matcher(self._vocab)
        """The other tests of words."""
        for n, test in enumerate(_tests(ruler)):
            listed = _words_of(test)
            if listed is None:
                self._lexical.add(str(n), [[test]])
            for word in listed or ():
                self._listed.setdefault(word, set()).add(n)
        self._places = Matcher(self._vocab)
        for n, pattern in enumerate(self._longer):
            for place, spec in enumerate(pattern):
                self._places.add(f"{n} {place}", [[spec]])
        _index(lemmatizer)
        self._forget()

    def _forget(self) -> None:
        self._kinds: dict[int, int] = {}
        """Word → its kind, by number."""
        self._numbers: dict[frozenset[int], int] = {}
        self._ruled: dict[_Row, _Row] = {}
        """Kind, tag, relation → what the ruler sets."""
        self._fits: dict[_Row, frozenset[_Place]] = {}
        self._lemmas: dict[_Row, int] = {}
        """Word, part of speech, morphology → lemma."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token."""
        if not len(doc):
            return doc
        if len(self._lemmas) > _AT_MOST:
            self._forget()
        rows = _rows(doc, "ORTH", "TAG", "DEP")
        self._learn_kinds({orth for orth, _, _ in rows if orth not in self._kinds})
        words = [(self._kinds[orth], tag, dep) for orth, tag, dep in rows]
        self._learn_rules({word: row for word, row in zip(words, rows, strict=True) if word not in self._ruled})
        told = [self._ruled[word] for word in words]
        for i in self._matched(words):
            first = max(i - self._reach, 0)
            told[i] = self._rule(rows[first : i + self._reach + 1])[i - first]
        asked = [(row[0], pos, morph) for row, (_, _, pos, morph, _) in zip(rows, told, strict=True)]
        self._learn_lemmas(list({key for key in asked if key not in self._lemmas}))
        always = self._lemmatizer.overwrite
        lemmas = [self._lemmas[key] if always or not row[4] else row[4] for key, row in zip(asked, told, strict=True)]
        values = [(*row[:4], lemma) for row, lemma in zip(told, lemmas, strict=True)]
        return _set(doc, _TOLD, values)

    def _learn_kinds(self, new: Iterable[int]) -> None:
        """Find out which tests of the patterns the words pass, by the words alone."""
        words = list(new)
        doc = self._doc(words)
        found = [set(self._listed.get(token.lower_, ())) for token in doc]
        for test, first, _ in self._lexical(doc) if len(self._lexical) else ():
            found[first].add(int(self._vocab.strings[test]))
        for word, tests in zip(words, found, strict=True):
            self._kinds[word] = self._numbers.setdefault(frozenset(tests), len(self._numbers))

    def _learn_rules(self, new: dict[_Row, _Row]) -> None:
        """Ask the ruler about words that were not met before, each for itself; `new` has a token for each."""
        for word, row in new.items():
            self._ruled[word] = self._rule([row])[0]
            places = self._places(self._tagged([row]), allow_missing=True) if self._longer else ()
            fits = (self._vocab.strings[match].split() for match, _, _ in places)
            self._fits[word] = frozenset((int(pattern), int(place)) for pattern, place in fits)

    def _learn_lemmas(self, new: Sequence[_Row]) -> None:
        doc = self._doc([orth for orth, _, _ in new])
        _set(doc, ("POS", "MORPH"), [row[1:] for row in new])
        self._lemmas.update(
            (row, lemma) for row, (lemma,) in zip(new, _rows(self._lemmatizer(doc), "LEMMA"), strict=True)
        )

    def _matched(self, words: Sequence[_Row]) -> list[int]:
        """The tokens that stand in a pattern over several tokens."""
        found: set[int] = set()
        for i, word in enumerate(words):
            for pattern, place in self._fits[word]:
                end = i + len(self._longer[pattern])
                if place == 0 and end <= len(words):
                    fit = all((pattern, k) in self._fits[other] for k, other in enumerate(words[i:end]))
                    found.update(range(i, end) if fit else ())
        return sorted(found)

    def _rule(self, rows: Sequence[_Row]) -> list[_Row]:
        return _rows(self._ruler(self._tagged(rows)), *_TOLD)

    def _tagged(self, rows: Sequence[_Row]) -> Doc:
        doc = self._doc([orth for orth, _, _ in rows])
        return _set(doc, ("TAG", "DEP"), [row[1:] for row in rows])

    def _doc(self, words: Sequence[int]) -> Doc:
        return Doc(self._vocab, words=[self._vocab.strings[word] for word in words])


def remember_morphology(nlp: Language) -> None:
    """Let `Morphology` stand in for attribute ruler and lemmatizer, if they look only at what it remembers."""
    names = nlp.pipe_names
    if _RULER not in names or names[names.index(_RULER) + 1 :][:1] != [_LEMMATIZER]:
        return
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    if type(ruler) is not AttributeRuler or type(lemmatizer) not in (Lemmatizer, EnglishLemmatizer):
        return
    before = {nlp.get_pipe_meta(name).factory for name in names[: names.index(_RULER)]}
    if before <= _BEFORE and _asks_for_words(ruler):
        nlp.add_pipe(MORPHOLOGY, before=_RULER)
        nlp.disable_pipe(_RULER)
        nlp.disable_pipe(_LEMMATIZER)


def _asks_for_words(ruler: AttributeRuler) -> bool:
    """Whether the patterns ask for nothing but word, tag and relation, token by token, and set nothing unknown."""
    asked = {key.upper() for pattern in _patterns(ruler) for spec in pattern for key in spec} - _GRAMMAR - _LEXICAL
    told = {str(key).upper() for entry in ruler.patterns for key in cast(Any, entry["attrs"])}
    return told <= set(_TOLD) and all(key.startswith(("IS_", "LIKE_")) and "SENT" not in key for key in asked)


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for entry in ruler.patterns for pattern in cast(Any, entry["patterns"])]


def _tests(ruler: AttributeRuler) -> list[dict[str, Any]]:
    """What the patterns ask of a word apart from its grammar, each once."""
    found: list[dict[str, Any]] = []
    for spec in (spec for pattern in _patterns(ruler) for spec in pattern):
        test = {key: value for key, value in spec.items() if key.upper() not in _GRAMMAR}
        if test and test not in found:
            found.append(test)
    return found


def _words_of(test: dict[str, Any]) -> list[str] | None:
    """The lower-case words that pass, if the test lists them."""
    value = test.get("LOWER")
    if len(test) == 1 and isinstance(value, str):
        return [value]
    listed = value.get("IN") if len(test) == 1 and isinstance(value, dict) and len(value) == 1 else None
    return listed if isinstance(listed, list) else None


def _index(lemmatizer: Lemmatizer) -> None:
    """Make sets of the lists of known lemmas, tens of thousands long, through which the rules search."""
    if lemmatizer.lookups.has_table("lemma_index"):
        known = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, lemmas in list(known.items()):
            known[part_of_speech] = frozenset(lemmas)


def _rows(doc: Doc, *attributes: str) -> list[_Row]:
    values = doc.to_array(list(attributes)).reshape(len(doc), len(attributes))
    return [tuple(row) for row in cast(Any, values.tolist())]


def _set(doc: Doc, attributes: Sequence[str], rows: Sequence[_Row]) -> Doc:
    values: Any = numpy.array(rows, dtype=numpy.uint64).reshape(len(rows), len(attributes))
    return doc.from_array(list(attributes), values)


def _make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy calls it by these names
    return Morphology(cast(AttributeRuler, nlp.get_pipe(_RULER)), cast(Lemmatizer, nlp.get_pipe(_LEMMATIZER)))


Language.factory(MORPHOLOGY, func=_make)
