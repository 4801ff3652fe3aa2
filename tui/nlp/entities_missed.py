"""Names that the model passed over: after titles, as speakers, and repetitions of names that it saw elsewhere."""

from functools import cache

from spacy.tokens import Doc, Token

from tui.nlp.entities_names import Name, is_name_part, without_overlaps
from tui.nlp.people import people
from tui.nlp.places import places
from tui.nlp.words import keys, with_lemma, with_lower

_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "argue",
        "insist",
        "claim",
        "deny",
        "ask",
        "warn",
        "explain",
        "think",
        "believe",
        "call",
        "reject",
    }
)


def after_titles(doc: Doc, names: list[Name]) -> list[Name]:
    """What stands after "Mr" or "Cllr" is a person's name, whatever the model made of it."""
    at = {name.first: k for k, name in enumerate(names)}
    taken = {i for name in names for i in range(name.first, name.end)}
    changed = list(names)
    for i in with_lower(doc, _title_keys()):
        first = i + 1 + (i + 1 < len(doc) and doc[i + 1].text == ".")
        if first >= len(doc) or not doc[i].text[:1].isupper() or i in taken or doc[first].is_punct:
            continue
        honorific = doc[i].lower_.rstrip(".") in people().honorifics
        if first in at:
            if honorific and names[at[first]].label in (
                "ORG",
                "GPE",
                "LOC",
                "FAC",
                "NORP",
                "PRODUCT",
                "WORK_OF_ART",
                "DATE",
            ):
                changed[at[first]] = names[at[first]]._replace(label="PERSON")
            continue
        end = first
        while end < len(doc) and end not in taken and is_name_part(doc, end):
            end += 1
        if end - first > (0 if honorific else 1):
            changed.append(Name(first, end, "PERSON"))
    return without_overlaps(changed)


@cache
def _title_keys() -> frozenset[int]:
    titles = {*people().honorifics, *people().titles} - people().persons
    return keys([*titles, *(f"{title}." for title in titles)])


def speakers(doc: Doc, names: list[Name]) -> list[Name]:
    """Add capitalised subjects of verbs of saying: "Kadri Laanemets told"."""
    taken = {i for name in names for i in range(name.first, name.end)}
    added = []
    for i in with_lemma(doc, keys(_SAYING)):
        for child in doc[i].lefts:
            if child.dep_ == "nsubj" and child.i not in taken and is_name_part(doc, child.i):
                first = child.i
                while first and first - 1 not in taken and is_name_part(doc, first - 1):
                    first -= 1
                known = doc[first].lower_ in people().given
                if 1 < child.i + 1 - first <= 3 and (known or all(t.is_title for t in doc[first : child.i + 1])):
                    organisation = child.lower_ in people().organisations
                    added.append(Name(first, child.i + 1, "ORG" if organisation else "PERSON"))
    return without_overlaps([*names, *added]) if added else names


def repeated(doc: Doc, names: list[Name]) -> list[Name]:
    """Add the mentions of one-word names and surnames that the model saw elsewhere in the article but missed here."""
    known: dict[str, str] = {}
    taken: set[int] = set()
    for name in names:
        taken.update(range(name.first, name.end))
        last = doc[name.end - 1]
        alone = name.label == "PERSON" or (name.label in ("ORG", "GPE") and name.end - name.first == 1)
        if alone and last.is_alpha and last.text[0].isupper() and len(last) > 2:
            known.setdefault(last.text, name.label)
    missed = [
        Name(i, i + 1, label)
        for i in with_lower(doc, _one_word_places() | keys(text.lower() for text in known))
        if i not in taken and (label := _missed_label(doc[i], known))
    ]
    return sorted([*names, *missed]) if missed else names


@cache
def _one_word_places() -> frozenset[int]:
    tables = places()
    return keys(name for table in (tables.names, tables.capitals, tables.demonyms) for name in table if " " not in name)


def _missed_label(token: Token, known: dict[str, str]) -> str | None:
    """The label of a capitalised word that the model passed over: known in this article, a country, a people."""
    tables, lower = places(), token.lower_
    label = known.get(token.text)
    if label is not None:
        seen = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.dep_ == "nsubj" and label == "PERSON")
        return label if seen and token.ent_type_ in ("", label) else None
    if token.ent_type_ or token.pos_ not in ("PROPN", "ADJ", "NOUN") or not token.text[:1].isupper():
        return None
    if lower in tables.names or (token.is_upper and len(token) > 3 and lower in tables.capitals):
        return "GPE"
    return "NORP" if lower in tables.demonyms and token.is_title else None
