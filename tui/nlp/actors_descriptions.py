"""Descriptions of actors: the titles they are introduced with, and "the ambassador" that takes one up again."""

from spacy.tokens import Doc, Token

from tui.nlp.actors_cast import Cast, Cluster, Mention
from tui.nlp.people import people
from tui.nlp.phrases import conjuncts, noun_phrase
from tui.nlp.places import places
from tui.nlp.words import keys, with_lower

_PLACE_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "city", "town", "village"})
_PASSING = frozenset({"former", "new", "current", "late", "young", "old", "then", "first", "second"})
_DEFINITE = frozenset({"the", "this", "that"})


def learn_titles(doc: Doc, cast: Cast) -> None:
    """Note for every name the nouns it is introduced with: "ambassador X", "X, editor of Y", "X is a lawyer"."""
    for cluster in cast.clusters:
        for mention in cluster.mentions:
            for noun in _introductions(doc, mention):
                cluster.titles.add(noun.lower_)
                first, end = noun_phrase(noun)
                cluster.modifiers.update(
                    token.lower_ for token in doc[first:end] if token.pos_ in ("ADJ", "PROPN", "NOUN")
                )
                cluster.gender = cluster.gender or people().titles.get(noun.lower_, "")


def _introductions(doc: Doc, mention: Mention) -> list[Token]:
    head = doc[mention.head]
    found = [doc[i] for i in range(max(mention.first - 3, 0), mention.first) if _is_role(doc[i])]
    found += [one for child in head.rights if child.dep_ == "appos" for one in conjuncts(child) if _is_noun(one)]
    if head.dep_ == "appos" and _is_noun(head.head):
        found.append(head.head)
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        found += [child for child in head.head.rights if child.dep_ == "attr" and _is_noun(child)]
    return found


def _is_role(token: Token) -> bool:
    return token.lower_ in people().titles or token.lower_.rsplit("-", 1)[-1] in people().titles


def _is_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" or _is_role(token)


def resolve_description(head: Token, cast: Cast) -> Cluster | None:
    """The actor that a definite description takes up: the nearest one before that was introduced so, else after."""
    noun = head.lower_
    if head.pos_ not in ("NOUN", "PROPN") or not _is_definite(head):
        return None
    wanted = _modifiers(head)
    for _, cluster in _near(cast, head.i):
        if noun in cluster.titles and _agree(wanted, cluster):
            return cluster
    if noun in people().organisations and not wanted:
        return next((c for k, c in _near(cast, head.i) if _is_organisation(c, noun) and head.i - k < 80), None)
    if noun in _PLACE_NOUNS:
        return next((c for _, c in _near(cast, head.i) if c.label == "GPE" and _is_place(c, noun)), None)
    return _only_later(noun, wanted, cast)


def _near(cast: Cast, position: int, limit: int = 80) -> list[tuple[int, Cluster]]:
    return [found for found, _ in zip(cast.before(position), range(limit), strict=False)]


def _is_definite(head: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in head.lefts)


def _modifiers(head: Token) -> set[str]:
    """What the description says besides the noun: "Russian" in "the Russian ambassador"."""
    return {child.lower_ for child in head.lefts if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod")}


def _agree(wanted: set[str], cluster: Cluster) -> bool:
    return wanted - _PASSING <= cluster.modifiers


def _is_organisation(cluster: Cluster, noun: str) -> bool:
    if cluster.label != "ORG":
        return False
    words = {word for form in cluster.forms for word in form}
    return noun in words or (noun in people().taken_up and not words & people().organisations)


def _is_place(cluster: Cluster, noun: str) -> bool:
    """Whether "the country" or "the city" may be it: the tables know all countries, other places are cities."""
    return (cluster.name.casefold() in places().names) == (noun in ("country", "nation", "kingdom", "republic"))


def _only_later(noun: str, wanted: set[str], cast: Cast) -> Cluster | None:
    """The one actor introduced with this noun later on, if there is exactly one and it is a person."""
    found = {id(c): c for c in cast.clusters if noun in c.titles and c.label == "PERSON" and _agree(wanted, c)}
    return next(iter(found.values())) if len(found) == 1 else None


def describe(doc: Doc, cast: Cast) -> None:
    """Add the definite descriptions of known actors to the cast, in text order."""
    nouns = keys(title for cluster in cast.clusters for title in cluster.titles)
    for i in with_lower(doc, nouns):
        token = doc[i]
        found = resolve_description(token, cast) if i not in cast.at and token.pos_ == "NOUN" else None
        if found is not None:
            first, end = noun_phrase(token, tail=False)
            cast.add(found, Mention(first, end, i))
