"""The label of a name: by what stands beside it, and the same for all its mentions in the article."""

from collections import Counter, defaultdict

from spacy.tokens import Doc, Token

from tui.nlp.entities_names import NAMES, Name, key_of
from tui.nlp.people import people
from tui.nlp.places import places

_WITHIN = frozenset({"in", "near", "outside", "across", "throughout"})
_OF_PLACES = frozenset({"mayor", "city", "town", "village", "port", "governor"})
_UNSURE = NAMES - {"PERSON", "NORP", "LANGUAGE"}


def by_context(doc: Doc, names: list[Name]) -> list[Name]:
    """Relabel what its neighbours tell: "the minister, Antti Korpela", "a firm, Askr Kraft", "in Tarnmouth"."""
    return [_seen(doc, name) if name.label in NAMES else name for name in names]


def _seen(doc: Doc, name: Name) -> Name:
    last = doc[name.end - 1].lower_
    if name.label == "PERSON" and name.end - name.first > 1 and last in people().organisations:
        return name._replace(label="ORG")
    if key_of(doc, name.first, name.end) in places().names:
        return name
    noun = _introducing(doc, name)
    if noun is not None and name.label in _UNSURE and last not in people().organisations and noun in people().titles:
        return name._replace(label="PERSON")
    if noun is not None and name.label == "PERSON" and noun in people().organisations:
        return name._replace(label="ORG")
    if name.label in ("ORG", "PRODUCT", "WORK_OF_ART", "PERSON") and _is_located(doc, name):
        return name._replace(label="GPE")
    return name


def _introducing(doc: Doc, name: Name) -> str | None:
    """The noun that the name is an apposition to, or that stands before it, lower case."""
    head = next((token for token in doc[name.first : name.end] if token.dep_ == "appos"), None)
    if head is not None and head.head.pos_ == "NOUN":
        return str(head.head.lower_)
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.text == "," and name.first > 1:
        before = doc[name.first - 2]
        return (
            str(before.lower_) if before.pos_ == "NOUN" and name.end < len(doc) and doc[name.end].text == "," else None
        )
    return str(before.lower_) if before is not None and before.pos_ == "NOUN" else None


def _is_located(doc: Doc, name: Name) -> bool:
    """Whether one word stands where a place does: "in Tarnmouth", "mayor of Vellinge"."""
    token: Token = doc[name.first]
    if name.end - name.first > 1 or not token.is_title or token.dep_ != "pobj":
        return False
    if token.head.lower_ in _WITHIN:
        return token.head.i == token.i - 1 and name.label != "PERSON"
    return token.head.lower_ == "of" and token.head.head.lower_ in (
        "mayor",
        "city",
        "town",
        "village",
        "port",
        "governor",
    )


def unify(doc: Doc, names: list[Name]) -> list[Name]:
    """Give the same name the same label: what the tables say, else what most of its mentions have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    keys = [key_of(doc, name.first, name.end) for name in names]
    for key, name in zip(keys, names, strict=True):
        if name.label in NAMES:
            votes[key][name.label] += 1
        if name.label == "PERSON" and name.end - name.first > 1:
            surnames.update((doc[name.first].lower_, doc[name.end - 1].lower_))
    labels = {key: _label(key, count, surnames) for key, count in votes.items()}
    return [
        name._replace(label=labels[key]) if name.label in NAMES else name for key, name in zip(keys, names, strict=True)
    ]


def _label(key: str, count: Counter[str], surnames: set[str]) -> str:
    tables = places()
    if key in tables.names or key in tables.capitals:
        if not (count["PERSON"] and key in surnames):
            return "GPE"
    elif key in tables.demonyms:
        return "LANGUAGE" if count["LANGUAGE"] > count["NORP"] else "NORP"
    if key in surnames and " " not in key:
        return "PERSON"
    best = max(count.values())
    return min(label for label, n in count.items() if n == best)
