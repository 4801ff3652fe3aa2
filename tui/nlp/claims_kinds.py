"""What kind of assertion a claim is: fact, prediction, opinion or policy, by its main verb."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from tui.nlp.phrases import SUBJECTS, children
from tui.nlp.stances_lexicon import judgements

_DUTY = frozenset({"should", "must", "ought", "shall"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "would", "shall"})
_POSSIBLE = frozenset({"may", "might", "could"})
_INTEND = frozenset(
    {
        "plan",
        "intend",
        "vow",
        "pledge",
        "promise",
        "aim",
        "propose",
        "urge",
        "demand",
        "recommend",
        "require",
        "commit",
        "seek",
    }
)
_HAVE_TO = frozenset({"have", "need"})
_OPINE = frozenset({"believe", "think", "feel", "hope", "wish", "fear", "doubt", "suspect", "guess", "suppose", "seem"})
_FORESEE = frozenset({"expect", "predict", "forecast", "anticipate", "project"})
_DEMAND = _INTEND | {"order", "threaten"}
"""What leads to an infinitive that says what should or is to be done."""
_CALL = frozenset({"call", "describe", "brand", "dub", "label", "denounce", "dismiss", "decry", "deride", "slam"})
"""What leads to what somebody or something is said to be."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOW = frozenset({"VBZ", "VBP", "VBG"})
_NAMED = 3
"""Tokens of what somebody is called, from which on it is more than a word."""
_DECIDING = frozenset({"i", "we", "he", "she", "they", "it"})


def kind_of(root: Token, told: AbstractSet[str], counts: Mapping[str, int], *, quoted: bool) -> str:
    """The kind of a claim whose main verb is `root`; `quoted` if somebody in the article asserts it.

    `told` are the signs that its main words give, `counts` those of all its words.
    """
    lemma = root.lemma_.lower()
    helpers = {child.lower_ for child in children(root, "aux")} | ({root.lower_} if root.tag_ == "MD" else set())
    if helpers & _DUTY or lemma in _INTEND or (lemma in _HAVE_TO and _takes_infinitive(root)):
        return "policy"
    if helpers & _FUTURE:
        return "policy" if quoted and _decides(root) else "prediction"
    if (
        helpers & _POSSIBLE
        or lemma in _FORESEE
        or (lemma in ("go", "be") and root.tag_ in _NOW and _takes_infinitive(root))
        or "prediction" in told
    ):
        return "prediction"
    counted = bool(counts.get("number")) and not quoted
    return "opinion" if lemma in _OPINE or (not counted and (_judges(root) or "opinion" in told)) else "fact"


def implied_kind(tokens: Sequence[Token], inquit: Token) -> str | None:
    """The kind of a content without a finite verb that its inquit tells: what is demanded, what somebody is called."""
    lemma = inquit.lemma_.lower()
    if any(token.tag_ in _FINITE for token in tokens):
        return None
    if lemma == "call" and inquit.i + 1 < len(inquit.doc) and inquit.nbor(1).lower_ in ("for", "on"):
        return "policy"
    if lemma in _DEMAND and any(token.tag_ == "VB" and token.lower_ not in ("be", "have") for token in tokens):
        before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
        return "policy" if before == "to" or any(token.lower_ == "to" for token in tokens) else None
    named = lemma in _CALL and len(tokens) >= _NAMED and not tokens[0].tag_.startswith("W")
    return "opinion" if named else None


def likens(root: Token) -> bool:
    """Whether it says what something is, now: "it's a derby, not a dance", "they are right"."""
    return root.lemma_ == "be" and root.tag_ in _NOW and any(children(root, "attr", "acomp"))


def _takes_infinitive(verb: Token) -> bool:
    return any(any(sub.lower_ == "to" for sub in child.lefts) for child in children(verb, "xcomp"))


def _decides(verb: Token) -> bool:
    """Whether it is somebody's own resolve: "I will", "he would relay the concerns"."""
    return any(child.lower_ in _DECIDING and child.dep_ in SUBJECTS for child in verb.lefts)


def _judges(verb: Token) -> bool:
    """Whether the predicate is a word that judges: "is a disgrace"."""
    table = judgements()
    for child in children(verb, "acomp", "attr", "oprd"):
        words = (child, *children(child, "amod", "conj"))
        if any(word.lower_ in table or word.lemma_ in table or word.tag_ == "JJS" for word in words):
            return True
    return False
