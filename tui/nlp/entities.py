"""Names in the text: spaCy's entities with the mistakes repaired that small models make in news."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.entities_labels import by_context, unify, without_words
from tui.nlp.entities_missed import after_titles, repeated, speakers
from tui.nlp.entities_names import HYPHENS, NAMES, Name, glued, joined, key_of, without_overlaps
from tui.nlp.entities_scripts import after_nouns, in_brackets
from tui.nlp.people import people
from tui.nlp.phrases import char_span
from tui.nlp.places import places

_EDGES = frozenset("“”\"‘’'`«»„.,;:!?-–—()[]{}…/\\*#|@") | {"''", "``", "--", "'s", "’s", "...", "'"}
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})
_GREETINGS = frozenset({"dear", "hello", "hi", "hey"})
_ZONES = frozenset({"GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "CST", "PST", "PDT"})
_PARTICLES = frozenset({"van", "der", "den", "de", "von", "zu", "bin", "ibn", "al", "el", "della", "dos", "da", "ter"})
_SHORTENED = frozenset({"Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd.", "U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "St."})


def find_entities(doc: Doc) -> list[tuple[Span, str]]:
    """Every entity of `doc` as characters and label, in text order, none overlapping another."""
    return [(char_span(doc, name.first, name.end), name.label) for name in names_of(doc)]


def names_of(doc: Doc) -> list[Name]:
    """What the component `inquit_entities` has found, or else what `find_names` finds now."""
    found: list[Name] = doc._.inquit_entities if Doc.has_extension("inquit_entities") else []
    return found or find_names(doc)


def find_names(doc: Doc) -> list[Name]:
    """The same in tokens: repaired, one label for one name in the article, missed repetitions added."""
    repaired = without_overlaps(
        name
        for ent in doc.ents
        for piece in _pieces(doc, ent.start, ent.end, ent.label_)
        for name in _repair(doc, piece)
    )
    titled = after_titles(doc, by_context(doc, in_brackets(doc, after_nouns(doc, joined(doc, repaired)))))
    return repeated(doc, unify(doc, speakers(doc, without_words(doc, titled))))


def _pieces(doc: Doc, first: int, end: int, label: str) -> Iterator[Name]:
    """Cut an entity at line breaks, and "North Korea-Russia" at the hyphen between two places."""
    start = first
    for i in range(first, end):
        token = doc[i]
        broken = token.is_space and "\n" in token.text
        joined = (
            token.text in HYPHENS and first < i < end - 1 and _is_place(doc, start, i) and _is_place(doc, i + 1, end)
        )
        if broken or joined:
            if i > start:
                yield Name(start, i, label)
            start = i + 1
    if start < end:
        yield Name(start, end, label)


def _is_place(doc: Doc, first: int, end: int) -> bool:
    key = key_of(doc, first, end)
    return key in places().names or key in places().capitals


def _repair(doc: Doc, name: Name) -> Iterator[Name]:
    first, end = _trim(doc, name.first, name.end)
    if first >= end or not any(char.isalnum() for token in doc[first:end] for char in token.text):
        return
    if name.label not in NAMES:
        yield Name(first, end, name.label)
        return
    if doc[first].lower_ in _GREETINGS and end - first > 1:
        first += 1
        if end - first == 1 and doc[first].lower_ in people().generic:
            return
    end = _before_open_bracket(doc, first, end)
    first, end = _grow(doc, first, end, name.label)
    if name.label == "PERSON":
        while end - first > 1 and people().is_title(doc[first].text):
            first += 1
    if _is_name(doc, first, end, name.label):
        yield Name(first, end, name.label)


def _before_open_bracket(doc: Doc, first: int, end: int) -> int:
    """Where to cut "World Health Organisation (WHO"; `end` if brackets are closed."""
    opened = next((i for i in range(first + 1, end) if doc[i].text == "("), None)
    return end if opened is None or any(doc[i].text == ")" for i in range(opened, end)) else opened


def _trim(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Without marks, spaces, possessive "'s" and articles at the edges; "The Hague" keeps its capital article."""
    changed = True
    while changed and first < end:
        changed = False
        word, last = doc[first], doc[end - 1]
        if word.is_space or word.text in _EDGES or (word.lower_ in _ARTICLES and not _named_article(doc, first, end)):
            first, changed = first + 1, True
        elif last.is_space or (last.text in _EDGES and last.text not in _SHORTENED):
            end, changed = end - 1, True
    return first, end


def _named_article(doc: Doc, first: int, end: int) -> bool:
    token = doc[first]
    return token.text == "The" and not token.is_sent_start and first > 0 and end - first > 1 and doc[first + 1].is_title


def _grow(doc: Doc, first: int, end: int, label: str) -> tuple[int, int]:
    """Take in the rest of a name that was cut: "Yoon Suk" + "Yeol", "Moon Seong" + "-mok"."""
    while end + 1 < len(doc) and doc[end].text in HYPHENS and glued(doc, end) and doc[end + 1].is_alpha:
        if (
            label != "PERSON"
            or doc[end + 1].is_title == doc[end + 1].is_lower
            or doc[end + 1].ent_type_ in NAMES - {label}
        ):
            break
        end += 2
    if label == "PERSON":
        while end < len(doc) and _continues(doc[end]) and not doc[end - 1].is_punct:
            end += 1
        while end < len(doc) and doc[end - 1].lower_ in _PARTICLES and doc[end].is_title and doc[end].is_alpha:
            end += 1
    return first, end


def _continues(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.is_title
        and token.is_alpha
        and len(token) > 1
        and not token.ent_type_
        and not token.is_sent_start
        and not people().is_title(token.text)
        and (token.nbor(-1).head.i in (token.i, token.head.i) or token.head.i == token.i - 1)
    )


def _is_name(doc: Doc, first: int, end: int, label: str) -> bool:
    """Whether these tokens can be a name: capitals in it, not a shouted headline, not a number or address."""
    words = [token for token in doc[first:end] if token.text[:1].isalpha() or token.text[:1].isdigit()]
    if not words or not any(char.isupper() for token in words for char in token.text):
        return False
    if words[0].like_url or words[0].like_email or (len(words) == 1 and words[0].text in _ZONES):
        return False
    if doc[first].text[0] in HYPHENS:
        return False
    if label == "PERSON" and (any(token.like_num for token in words) or len(words) > 6):
        return False
    if len(words) == 1 and (words[0].is_stop and not words[0].is_upper):
        return False
    return not (len(words) > 3 and all(token.is_upper for token in words if token.is_alpha))
