"""Contents that say nothing on their own: a pronoun, a preposition, a bare name, one noun."""

from spacy.tokens import Token

from tui.nlp.contents import Attribution
from tui.nlp.page import Page, is_word
from tui.nlp.people import people

_SAYING = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV", "AUX", "INTJ", "X", "SYM"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_ARGUMENTS = frozenset({"object", "prep", "passive", "relative", "xcomp", "ccomp"})


def is_bare(page: Page, item: Attribution) -> bool:
    """Whether content outside marks is no more than pronouns and particles, a name ("praised Takeda") or one noun."""
    words = [page.doc[i] for piece in item.ranges for i in range(*piece) if is_word(page.doc[i])]
    if any(page.inside[token.i] >= 0 for token in words) or item.rule in ("transcript", "label", "colon"):
        return False
    told = [token for token in words if token.pos_ in _SAYING]
    if not told:
        return True
    if item.rule not in _ARGUMENTS:
        return False
    return (len(words) == 1 and told[0].pos_ in ("NOUN", "PROPN")) or all(_is_name(token) for token in told)


def _is_name(token: Token) -> bool:
    aged = token.is_digit and token.nbor(-1).text == "," if token.i else False
    return token.ent_type_ in _NAMED or aged or people().is_title(token.text)
