"""Parsed texts for tests: articles by the default pipeline, and made-up parses that no parser would give."""

import spacy
from hypothesis import strategies as st
from spacy.tokens import Doc

from tui.nlp.extensions import register
from tui.nlp.found import FoundQuote

WORDS = (
    *("said", "condemned", "Trump", "Kim", "Seoul", "he", "she", "it", "they", "I", "the", "ambassador", "Mr", "not"),
    *("support", "for", "of", "by", "call", "reckless", "liar", "would", "if", "“", "”", "(", ")", ",", ".", "?", "\n"),
    *("-", "'s", "A", "NIS", "12", "percent", "critic", "letter", "one", "who", "that", "👍🏽", "서울", "U.S.", "and"),
)
DEPS = (
    *(
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "prep",
        "poss",
        "amod",
        "compound",
        "appos",
        "conj",
        "ccomp",
        "xcomp",
        "acl",
    ),
    *("relcl", "attr", "acomp", "agent", "aux", "neg", "mark", "punct", "det", "advcl", "oprd", "prt", "case"),
)
POS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "PRON", "ADP", "DET", "PUNCT", "NUM", "PART", "ADV")
TAGS = ("NN", "NNS", "NNP", "VB", "VBD", "VBN", "VBG", "VBZ", "JJ", "JJS", "PRP", "IN", "MD", "CD")
ENTS = ("O", "O", "B-PERSON", "B-ORG", "B-GPE", "B-NORP", "B-DATE", "B-CARDINAL", "I-PERSON", "I-ORG")

_VOCAB = spacy.blank("en").vocab


def blank(text: str) -> Doc:
    """The text as tokens alone: no tags, no parse, no entities, no quotations."""
    register()
    return spacy.blank("en")(text)


@st.composite
def odd_parses(draw) -> Doc:
    """A `Doc` with any tree, tags and entities over words that the rules look for, and quotations anywhere in it."""
    register()
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    n = len(words)
    heads = [draw(st.integers(0, i)) for i in range(n)]
    if draw(st.booleans()):
        heads = [n - 1 - head for head in reversed(heads)]
    pick = lambda options: [draw(st.sampled_from(options)) for _ in range(n)]  # noqa: E731
    deps = [dep if head != i else "ROOT" for i, (dep, head) in enumerate(zip(pick(DEPS), heads, strict=True))]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=pick((True, True, False)),
        heads=heads,
        deps=deps,
        pos=pick(POS),
        tags=pick(TAGS),
        lemmas=[word.lower() for word in words],
        ents=_valid(pick(ENTS)),
    )
    doc._.inquit_quotes = [draw(quotes(doc)) for _ in range(draw(st.integers(0, 3)))]
    return doc


def _valid(ents: list[str]) -> list[str]:
    """An "I-" continues an entity of the same label, or starts one."""
    valid: list[str] = []
    for ent in ents:
        goes_on = valid and valid[-1][2:] == ent[2:] and valid[-1] != "O"
        valid.append(ent if not ent.startswith("I-") or goes_on else "B-" + ent[2:])
    return valid


@st.composite
def quotes(draw, doc: Doc) -> FoundQuote:
    """A quotation whose content and source are any tokens of `doc`."""
    from tui.nlp.phrases import char_span

    def stretch():
        first = draw(st.integers(0, len(doc) - 1))
        return char_span(doc, first, draw(st.integers(first + 1, len(doc))))

    kind = draw(st.sampled_from(("direct", "mixed", "indirect")))
    source = stretch() if draw(st.booleans()) else None
    return FoundQuote(content=(stretch(),), kind=kind, cue=None, source=source, score=0.5, why="made up")
