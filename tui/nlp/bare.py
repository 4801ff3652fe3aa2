"""Contents that say next to nothing on their own: a pronoun, a preposition, a bare name, one noun."""

from spacy.tokens import Token

from tui.nlp.contents import Attribution
from tui.nlp.page import Page, is_word
from tui.nlp.people import people

_SAYING = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV", "AUX", "INTJ", "X", "SYM"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_ARGUMENTS = frozenset({"object", "prep", "passive", "relative", "xcomp", "ccomp"})


def is_bare(page: Page, item: Attribution) -> bool:
    """Whether content outside marks is no more than pronouns and particles, a name ("mentioned Takeda") or one noun.

    Not so what is asked for ("called for calm") and who is judged ("praised Takeda").
    """
    words = _words(page, item)
    if any(page.inside[token.i] >= 0 for token in words) or item.rule in ("transcript", "label", "colon", "signed"):
        return False
    told = [token for token in words if token.pos_ in _SAYING]
    if not told:
        return True
    if item.rule not in _ARGUMENTS or (item.rule == "prep" and told[0].pos_ == "NOUN"):
        return False
    if len(words) == 1 and told[0].pos_ in ("NOUN", "PROPN"):
        return not _judges(item)
    return all(_is_name(token) for token in told) and not _judges(item)


def is_judged(page: Page, item: Attribution) -> bool:
    """Whether the content is no more than the name of who is praised or blamed."""
    told = [token for token in _words(page, item) if token.pos_ in _SAYING]
    return _judges(item) and all(token.pos_ == "PROPN" or _is_name(token) for token in told)


def _words(page: Page, item: Attribution) -> list[Token]:
    return [page.doc[i] for piece in item.ranges for i in range(*piece) if is_word(page.doc[i])]


def _judges(item: Attribution) -> bool:
    """Whether the verb praises or blames: such verbs have an object and take "for"."""
    return item.rule == "object" and {"object", "for"} <= item.cue.takes


def _is_name(token: Token) -> bool:
    aged = token.is_digit and token.nbor(-1).text == "," if token.i else False
    return token.ent_type_ in _NAMED or aged or people().is_title(token.text)
