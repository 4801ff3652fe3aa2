"""What kind of assertion a claim is: fact, prediction, opinion or policy, by its main verb."""

from collections.abc import Mapping

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
_LIKELY = frozenset(
    {"likely", "unlikely", "probably", "poised", "expected", "due", "bound", "inevitable", "inevitably"}
)
_DECIDING = frozenset({"i", "we", "he", "she", "they", "it"})


def kind_of(root: Token, counts: Mapping[str, int], *, quoted: bool) -> str:
    """The kind of a claim whose main verb is `root`; `quoted` if somebody in the article asserts it."""
    lemma = root.lemma_.lower()
    helpers = {child.lower_ for child in children(root, "aux")} | ({root.lower_} if root.tag_ == "MD" else set())
    if helpers & _DUTY or lemma in _INTEND or (lemma in _HAVE_TO and _takes_infinitive(root)):
        return "policy"
    if helpers & _FUTURE:
        return "policy" if quoted and _decides(root) else "prediction"
    if (
        helpers & _POSSIBLE
        or lemma in _FORESEE
        or (lemma == "go" and _takes_infinitive(root))
        or counts.get("prediction")
    ):
        return "prediction"
    if lemma in _OPINE or _judges(root) or (counts.get("opinion") and not counts.get("number")):
        return "opinion"
    return "fact"


def _likely(verb: Token) -> bool:
    """Whether the predicate says how likely something is: "is likely to", "are expected to"."""
    return (
        any(child.lower_ in _LIKELY for child in children(verb, "acomp", "advmod", "xcomp")) or verb.lower_ in _LIKELY
    )


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
