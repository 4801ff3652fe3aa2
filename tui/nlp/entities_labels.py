"""The label of a name: by what stands beside it, and the same for all its mentions in the article."""

import re
from collections import Counter, defaultdict

from spacy.tokens import Doc, Token

from tui.nlp.entities_names import NAMES, Name, key_of
from tui.nlp.people import people
from tui.nlp.places import places
from tui.nlp.words import column

_WITHIN = frozenset({"in", "near", "outside", "across", "throughout"})
_THINGS = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "FAC"})
_TRADES = ("er", "or", "ist", "ian", "man", "woman")
_RANKS = frozenset({"constable", "sergeant", "inspector", "detective", "sheriff", "lieutenant", "professor", "imam"})
_RANKS |= {"rabbi", "bishop", "archbishop", "ayatollah", "councillor", "councilor", "senator", "congressman", "nurse"}
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "great"}
)
_DASHES = frozenset({"-", "--", "–", "—"})
_STREETS = frozenset({"street", "road", "lane", "avenue", "square", "bridge", "boulevard", "alley"})
_COMPANIES = frozenset(
    {"marine", "metals", "energy", "holdings", "motors", "pharmaceuticals", "systems", "technologies"}
)
_COMPANIES |= {"foods", "industries", "capital", "partners", "airlines", "media", "mining", "petroleum", "shipping"}
HOLDERS = frozenset(
    {"holder", "owner", "operator", "developer", "maker", "supplier", "contractor", "insurer", "lender"}
)
"""Nouns that an organisation of one word may stand beside, as a surname hardly does."""
_HEAVENLY = frozenset({"comet", "asteroid", "planet", "exoplanet", "nebula"})
_PLATFORMS = frozenset(
    {"twitter", "facebook", "instagram", "youtube", "tiktok", "snapchat", "reddit", "google", "netflix"}
)
_CIVIC = frozenset({"chamber", "city", "county", "university", "school", "police", "hospital", "airport", "council"})
"""What stands behind the name of a town in the name of an institution."""
_FEW = 2
"""Mentions of a lone word as a person that weigh less than a longer organisation's name with it."""
_SAINTS = frozenset({"saint", "st", "st."})
_KOREAN = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
_UNSURE = NAMES - {"PERSON", "NORP", "LANGUAGE"}


def by_context(doc: Doc, names: list[Name]) -> list[Name]:
    """Relabel what its neighbours tell: "the minister, Antti Korpela", "a firm, Askr Kraft", "in Tarnmouth"."""
    return [_seen(doc, name) if name.label in NAMES else name for name in names]


def _seen(doc: Doc, name: Name) -> Name:
    last = doc[name.end - 1].lower_
    first = doc[name.first].lower_
    several = name.end - name.first > 1
    if name.label == "PERSON" and several and (last in people().organisations or last in _COMPANIES):
        return name._replace(label="ORG")
    if name.label == "PERSON" and several and last in _STREETS and first not in people().given:
        return name._replace(label="FAC")
    if first in _SAINTS and _has_house(doc, name.end):
        return Name(name.first, name.end + 2, "ORG")
    if name.label in _THINGS and _KOREAN.fullmatch(doc[name.first : name.end].text):
        return name._replace(label="PERSON")
    if _heads_dateline(doc, name):
        return name._replace(label="GPE")
    if several and first in _RANKS and name.label in _UNSURE and name.end - name.first < 4:
        return Name(name.first + 1, name.end, "PERSON")
    if key_of(doc, name.first, name.end) in places().names:
        return name
    noun = _introducing(doc, name)
    if name.label in _UNSURE and last not in people().organisations and _is_person(doc, name):
        return name._replace(label="PERSON")
    if noun is not None and name.label in _UNSURE and last not in people().organisations and noun in people().titles:
        return name._replace(label="PERSON")
    if noun is not None and name.label == "PERSON" and noun in people().organisations:
        return name._replace(label="ORG")
    if noun in HOLDERS and name.label == "PERSON" and not several and first not in people().given:
        return name._replace(label="ORG")
    if first in _HEAVENLY and several and name.label in _UNSURE | {"PERSON"}:
        return name._replace(label="LOC")
    if name.label in ("ORG", "PRODUCT", "WORK_OF_ART", "PERSON") and _is_located(doc, name):
        return name._replace(label="GPE")
    return name


def _has_house(doc: Doc, end: int) -> bool:
    """Whether "'s Hospital" follows: a house named after a saint."""
    return end + 1 < len(doc) and doc[end].tag_ == "POS" and doc[end + 1].is_title


def _heads_dateline(doc: Doc, name: Name) -> bool:
    """Whether it is the place in "GOTHENBURG - The mayor": capitals, a dash, then a sentence starts."""
    dash, behind = name.end, name.end + 1
    capitals = doc[name.first : name.end].text.isupper() and len(doc[name.end - 1]) > 3
    return bool(capitals and behind < len(doc) and doc[dash].text in _DASHES and doc[behind].is_sent_start)


def _is_person(doc: Doc, name: Name) -> bool:
    """Whether what stands behind two or three words tells a person: ", who …", ", 34,"; or "a man called" before."""
    words = doc[name.first : name.end]
    if not 2 <= len(words) <= 3 or not all(t.text.istitle() or t.text in "-’'" for t in words):
        return False
    trade = doc[name.first - 1] if name.first else words[0]
    if name.label in _THINGS and trade.pos_ in ("NOUN", "PROPN") and trade.is_lower and trade.text.endswith(_TRADES):
        return True
    called = name.first > 1 and doc[name.first - 1].lower_ in ("called", "named")
    if called and (people().is_human(doc[name.first - 2].lemma_.lower()) or doc[name.first - 2].text.endswith(_TRADES)):
        return True
    if name.end + 2 >= len(doc) or doc[name.end].text != ",":
        return False
    age = doc[name.end + 1]
    if age.is_digit and len(age) == 2 and doc[name.end + 2].is_punct:
        return True
    return age.lower_ in ("who", "whose") and (name.label in _THINGS or words[0].lower_ in people().given)


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
    names = _with_surnames(doc, names)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[str] = set()
    keys = [key_of(doc, name.first, name.end) for name in names]
    for key, name in zip(keys, names, strict=True):
        if name.label in NAMES:
            votes[key][name.label] += 1
        if name.label == "PERSON" and name.end - name.first > 1:
            words = key.split()
            surnames.update((words[0], words[-1], doc[name.first].lower_, doc[name.end - 1].lower_))
    parts = _parts(keys, names)
    labels = {key: _label(key, count, surnames, parts) for key, count in votes.items()}
    return [
        name._replace(label=labels[key]) if name.label in NAMES else name for key, name in zip(keys, names, strict=True)
    ]


def _parts(keys: list[str], names: list[Name]) -> dict[str, str]:
    """What the first and last words of organisations are alone: "Lacombe" of "Lacombe Marine", a town of a council."""
    found: dict[str, str] = {}
    for key, name in zip(keys, names, strict=True):
        words = key.split()
        if name.label == "ORG" and len(words) > 1:
            if words[1] in _CIVIC or words[1] in _COMPANIES | people().company:
                found.setdefault(words[0], "GPE" if words[1] in _CIVIC else "ORG")
            if len(words) > 2:
                found.setdefault(words[-1], "ORG")
    return found


def without_words(doc: Doc, names: list[Name]) -> list[Name]:
    """Leave out what is only a capitalised word at the start of a sentence: plain nouns, in lower case elsewhere."""
    alone = [name for name in names if name.end - name.first == 1 and name.label in NAMES - {"GPE", "NORP"}]
    first = [name for name in alone if _begins(doc, name.first) and doc[name.first].is_title]
    if not first:
        return names
    wanted = {doc[name.first].lower for name in first}
    words = Counter(
        lower for lower, orth in zip(column(doc, "LOWER"), column(doc, "ORTH"), strict=True) if lower == orth
    )
    inside = Counter(doc[name.first].lower for name in alone if not _begins(doc, name.first))
    surnames = {doc[name.end - 1].lower for name in names if name.end - name.first > 1 and name.label == "PERSON"}
    plain = {word for word in wanted - surnames if words[word] > inside[word]}
    dropped = {
        name
        for name in first
        if (word := doc[name.first].lower) in plain
        or (doc[name.first].tag_ == "NNS" and not inside[word] and word not in surnames)
    }
    return [name for name in names if name not in dropped]


def _begins(doc: Doc, i: int) -> bool:
    """Whether the token begins a sentence, or the words in quotation marks."""
    return bool(doc[i].is_sent_start) or (i > 0 and doc[i - 1].text in '“"‘:')


def _with_surnames(doc: Doc, names: list[Name]) -> list[Name]:
    """Make persons of "places" and "products" of two words that go by the second alone: no place does."""
    alone = {key_of(doc, name.first, name.end) for name in names if name.end - name.first == 1 and name.label in NAMES}
    alone -= places().names.keys() | places().capitals.keys() | people().generic
    return [
        name._replace(label="PERSON")
        if name.label in ("GPE", "PRODUCT", "WORK_OF_ART")
        and name.end - name.first == 2
        and key_of(doc, name.first, name.end) not in places().names
        and doc[name.end - 1].lower_ in alone
        and doc[name.first].lower_ not in alone | _DIRECTIONS
        and doc[name.end - 1].is_title
        else name
        for name in names
    ]


def _label(key: str, count: Counter[str], surnames: set[str], parts: dict[str, str]) -> str:
    tables = places()
    if key in tables.names or key in tables.capitals:
        if not (count["PERSON"] and key in surnames):
            return "GPE"
    elif key in tables.demonyms:
        return "LANGUAGE" if count["LANGUAGE"] > count["NORP"] else "NORP"
    if key in surnames and " " not in key:
        return "PERSON"
    if key in _PLATFORMS:
        return "ORG"
    best = max(count.values())
    label = min(label for label, n in count.items() if n == best)
    part = parts.get(key)
    few = best <= _FEW and label in ("PERSON", "GPE")
    return part if part is not None and few and key not in tables.names and key not in tables.capitals else label
