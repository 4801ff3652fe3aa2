"""Names that mean the same: surnames and full names, short and long forms of organisations, acronyms, metonyms."""

import re

from spacy.tokens import Doc, Token

from tui.nlp.actors_cast import Cast, Cluster, Mention
from tui.nlp.entities_names import NAMES, Name, key_of
from tui.nlp.entities_scripts import is_foreign, paired
from tui.nlp.people import people
from tui.nlp.places import places

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "&", "'s"})
_REACHED = frozenset({"visit", "leave", "reach", "enter", "tour", "attack", "bomb", "capture", "seize", "shell", "hit"})


def cluster_names(doc: Doc, names: list[Name], cast: Cast) -> None:
    """Put every proper name of the article into the cast, in text order."""
    proper = [name for name in names if name.label in NAMES and not _is_adjective(doc, name)]
    _introduce_persons(doc, proper, cast)
    also = {inner.first: outer for outer, inner in paired(doc, proper)}
    at: dict[int, Cluster] = {}
    for name in proper:
        mention = Mention(name.first, name.end, head_of(doc, name.first, name.end))
        cast.names.add(mention.head)
        if name.label == "PERSON":
            same = at.get(also[name.first].first) if name.first in also else None
            at[name.first] = _person(doc, name, cast, same)
            cast.add(at[name.first], mention)
            if same is not None and is_foreign(doc[also[name.first].first]):
                same.name = " ".join(doc[name.first : name.end].text.split())
        else:
            cast.add(_thing(doc, name, mention, cast), mention)


def _is_adjective(doc: Doc, name: Name) -> bool:
    """Whether a people's name only says of what nation something is: "Russian troops", not "the Russians"."""
    last = doc[name.end - 1]
    return name.label == "NORP" and (last.pos_ == "ADJ" or last.dep_ in ("amod", "compound", "nmod"))


def head_of(doc: Doc, first: int, end: int) -> int:
    """The token of `[first, end)` that the others hang on; the last of several."""
    for i in range(end - 1, first - 1, -1):
        head = doc[i].head.i
        if (head == i or not first <= head < end) and not doc[i].is_punct:
            return i
    return end - 1


def words_of(doc: Doc, first: int, end: int) -> tuple[str, ...]:
    """The words of a name, lower case, without honorifics, suffixes and dots."""
    words = re.sub(r"['’]s\b", "", doc[first:end].text).casefold().replace(",", " ").replace(".", " ").split()
    kept = tuple(word for word in words if word not in _SUFFIXES and word not in people().honorifics)
    return kept or tuple(words)


def _introduce_persons(doc: Doc, names: list[Name], cast: Cast) -> None:
    """Make a cluster for each full name first, so that a surname in a headline finds its owner."""
    for name in names:
        words = words_of(doc, name.first, name.end) if name.label == "PERSON" else ()
        if len(words) < 2 or _same_person(words, cast) is not None:
            continue
        cluster = _new_person(doc, name, words)
        _register(cluster, words, cast)


def _new_person(doc: Doc, name: Name, words: tuple[str, ...]) -> Cluster:
    text = " ".join(doc[name.first : name.end].text.split())
    return Cluster(text, "PERSON", gender=_gender(doc, name, words), human=True)


def _register(cluster: Cluster, words: tuple[str, ...], cast: Cast) -> None:
    if words not in cluster.forms:
        cluster.forms.add(words)
        for word in set(words):
            if cluster not in cast.by_word[word]:
                cast.by_word[word].append(cluster)


def _same_person(words: tuple[str, ...], cast: Cast) -> Cluster | None:
    """The cluster with another form of this full name: "Donald J. Trump" and "Donald Trump"."""
    for cluster in cast.by_word.get(words[-1], []) + cast.by_word.get(words[0], []):
        if any(_same_name(words, form) for form in cluster.forms):
            return cluster
    return None


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other or set(one) < set(other) or set(other) < set(one):
        return len(one) > 1 and len(other) > 1
    first, second = one[0], other[0]
    initial = len(first) == 1 or len(second) == 1
    return (
        len(one) > 1
        and len(other) > 1
        and one[-1] == other[-1]
        and (first == second or (initial and first[0] == second[0]))
    )


def _gender(doc: Doc, name: Name, words: tuple[str, ...]) -> str:
    tables = people()
    for i in range(name.first - 1, max(name.first - 3, -1), -1):
        key = doc[i].lower_.rstrip(".")
        gender = tables.honorifics.get(key) or tables.titles.get(key)
        if gender:
            return gender
    return tables.given.get(words[0], "") if len(words) > 1 else ""


def _person(doc: Doc, name: Name, cast: Cast, same: Cluster | None) -> Cluster:
    """Whose name it is; `same` if it is only written there in another script."""
    words = words_of(doc, name.first, name.end)
    gender = _gender(doc, name, words)
    found = same
    if found is None:
        found = _same_person(words, cast) if len(words) > 1 else _short_form(words[0], gender, name.first, cast)
    if found is None:
        found = _new_person(doc, name, words)
    _register(found, words, cast)
    found.gender = found.gender or gender
    return found


def surname_of(token: Token, cast: Cast) -> Cluster | None:
    """The person whose surname a capitalised word is, where the model saw no name in it."""
    if not token.text[:1].isupper() or token.pos_ != "PROPN":
        return None
    return _short_form(token.lower_, "", token.i, cast)


def _short_form(word: str, gender: str, position: int, cast: Cast) -> Cluster | None:
    """Whom a surname (or a family name that comes first) means: the one called so before, else the latest."""
    best: tuple[tuple[int, ...], Cluster] | None = None
    for cluster in cast.by_word.get(word, []):
        if cluster.label != "PERSON" or (gender and cluster.gender and gender != cluster.gender):
            continue
        place = (
            2
            if any(form[-1] == word for form in cluster.forms)
            else 1
            if any(f[0] == word for f in cluster.forms)
            else 0
        )
        last = cluster.mentions[-1].head if cluster.mentions else -1
        rank = (int(last >= 0), int(last > position - 60), int((word,) in cluster.forms), place, last)
        if place and (best is None or rank > best[0]):
            best = rank, cluster
    return best[1] if best else None


def _thing(doc: Doc, name: Name, mention: Mention, cast: Cast) -> Cluster:
    key = key_of(doc, name.first, name.end)
    country = country_meant(doc[mention.head], key)
    text = country or " ".join(doc[name.first : name.end].text.split())
    words = tuple(country.casefold().split()) if country else words_of(doc, name.first, name.end)
    found = cast.by_key.get(country.casefold() if country else key)
    if found is None and name.label == "ORG":
        found = _organisation(words, text, cast)
    if found is None:
        found = Cluster(text, "GPE" if country else name.label)
        if name.label == "ORG":
            _register(found, words, cast)
            for short in acronyms(words):
                cast.by_key.setdefault(short, found)
    cast.by_key.setdefault(country.casefold() if country else key, found)
    _bracketed(doc, name, found, cast)
    longer = len(text) > len(found.name) and found.label == "ORG"
    if not country and (longer or (found.name.isupper() and text.casefold() == found.name.casefold())):
        found.name = text
    return found


def country_meant(head: Token, key: str) -> str | None:
    """The country that a place name, people or seat of government stands for in this sentence, if it does."""
    tables = places()
    country = tables.names.get(key) or tables.demonyms.get(key) or tables.seats.get(key)
    if country is None and key in tables.capitals and acts(head):
        country = tables.capitals[key]
    return country


def acts(head: Token) -> bool:
    """Whether a place is spoken of as a government: it does, owns or is dealt with, not where something is."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    above = head.head
    match head.dep_:
        case "nsubj" | "nsubjpass" | "agent" | "poss":
            return True
        case "dobj":
            return above.lemma_ not in _REACHED
        case "pobj":
            return above.lower_ in {"with", "between", "against", "by", "towards", "toward"}
    return False


def _organisation(words: tuple[str, ...], text: str, cast: Cast) -> Cluster | None:
    """The organisation with another form of this name: its beginning, or without "Inc."."""
    core = tuple(word for word in words if word not in people().company) or words
    for cluster in cast.by_word.get(core[0], []):
        for form in cluster.forms if cluster.label == "ORG" else ():
            other = tuple(word for word in form if word not in people().company) or form
            short, long = sorted((core, other), key=len)
            alone = len(short) == 1 and (short[0] in people().generic or places().country(short[0]) is not None)
            alone = alone or (len(short) == 1 < len(long) and short[0].upper() in cluster.name + text)
            ends = len(short) == 1 and len(long) > 2 and long[-1] == short[0]
            if (long[: len(short)] == short or ends) and not alone:
                return cluster
    return None


def acronyms(words: tuple[str, ...]) -> set[str]:
    """The acronyms of a name of several words, lower case: with and without its small words."""
    if len(words) < 2:
        return set()
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in _SMALL)
    return {acronym for acronym in (full, short) if len(acronym) > 1}


def _bracketed(doc: Doc, name: Name, cluster: Cluster, cast: Cast) -> None:
    """Learn "(NIS)" right after a name as another name of it."""
    if name.end + 2 < len(doc) and doc[name.end].text == "(" and doc[name.end + 2].text == ")":
        short = doc[name.end + 1]
        if short.is_upper and len(short) > 1:
            cast.by_key.setdefault(short.lower_, cluster)
