"""The scheme: which labels, kinds and polarities a project uses, with their hot keys and definitions.

The default below is the field's usual set: entity labels are OntoNotes 5's (the ones spaCy's English pipelines give).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.model.errors import UsageError


class Label(Struct, frozen=True):
    """One value that an annotation can be given.

    `key` is the key that gives it after the type's verb (`e` `q` `c` `s`); `definition` is shown when labelling.
    `suggest` tells whether the machine may suggest it. `sign` is the one-cell mark in the gutter (polarities).
    """

    name: str
    key: str
    definition: str = ""
    suggest: bool = True
    sign: str = ""


class Scheme(Struct, frozen=True):
    """All labels of a project, one list for each facet; every list is ordered as it is shown."""

    entity: tuple[Label, ...]
    quote: tuple[Label, ...]
    claim: tuple[Label, ...]
    stance: tuple[Label, ...]
    intensity: tuple[Label, ...]

    def labels(self, facet: str) -> tuple[Label, ...]:
        """The labels of `entity`, `quote`, `claim`, `stance` or `intensity`."""
        return tuple(getattr(self, facet))

    def names(self, facet: str) -> frozenset[str]:
        """The names that are allowed in a facet."""
        return frozenset(label.name for label in self.labels(facet))

    def find(self, facet: str, name: str) -> Label | None:
        """The label of that name, if the facet has it."""
        return next((label for label in self.labels(facet) if label.name == name), None)


FACETS = ("entity", "quote", "claim", "stance", "intensity")

DEFAULT = Scheme(
    entity=(
        Label("PERSON", "p", "People, including fictional ones."),
        Label("ORG", "o", "Companies, agencies, institutions, parties, alliances."),
        Label("GPE", "g", "Countries, cities, states: places with a government."),
        Label("NORP", "n", "Nationalities, religious or political groups."),
        Label("LOC", "l", "Other places: mountains, seas, regions."),
        Label("FAC", "f", "Buildings, airports, roads, bridges."),
        Label("EVENT", "v", "Named battles, storms, sports events, summits."),
        Label("PRODUCT", "r", "Objects, vehicles, foods, weapons; not services."),
        Label("WORK_OF_ART", "w", "Titles of books, songs, films, programmes."),
        Label("LAW", "a", "Named documents made into law, treaties."),
        Label("LANGUAGE", "u", "Named languages."),
        Label("DATE", "d", "Absolute or relative dates and periods.", suggest=False),
        Label("TIME", "t", "Times shorter than a day.", suggest=False),
        Label("MONEY", "m", "Amounts of money, with the unit.", suggest=False),
        Label("PERCENT", "%", "Percentages, with the sign or word.", suggest=False),
        Label("QUANTITY", "y", "Measures of weight, distance, and the like.", suggest=False),
        Label("ORDINAL", "1", "First, second, …", suggest=False),
        Label("CARDINAL", "c", "Numbers of no other type.", suggest=False),
    ),
    quote=(
        Label("direct", "d", "Somebody's own words, all of them between quotation marks."),
        Label("mixed", "m", "Reported words, part of them between quotation marks."),
        Label("indirect", "i", "Reported in the writer's words, without quotation marks."),
    ),
    claim=(
        Label("fact", "f", "Says that something is or was so; can be checked now."),
        Label("prediction", "p", "Says that something will or may come about."),
        Label("opinion", "o", "Judges or interprets; no evidence could settle it."),
        Label("policy", "y", "Says what somebody should, must or intends to do."),
    ),
    stance=(
        Label("support", "+", "The holder is for the target: approves, defends, helps.", sign="+"),
        Label("oppose", "-", "The holder is against the target: condemns, rejects, fights.", sign="-"),
        Label("neutral", "0", "The holder speaks of the target and takes no side.", sign="o"),
        Label("unclear", "?", "There is a stance, but the words leave open which.", sign="?"),
    ),
    intensity=(
        Label("weak", "1", "Hedged or mild."),
        Label("average", "2", "Plain."),
        Label("strong", "3", "Emphatic or extreme."),
    ),
)

_LABEL_FIELDS: dict[str, type] = {"key": str, "definition": str, "suggest": bool, "sign": str}


def scheme_from(table: Mapping[str, Any], base: Scheme = DEFAULT) -> Scheme:
    """Make a scheme from the `[scheme]` table of `inquit.toml`; a facet that is not named keeps its labels.

    The table reads like `{"claim": {"fact": {"key": "f", "definition": "…"}, "rumour": {"key": "r"}}}`: a facet
    that is named is replaced as a whole, in the order given. Raises `UsageError` naming the field that is wrong.
    """
    unknown = set(table) - set(FACETS)
    if unknown:
        raise UsageError(f"inquit.toml, scheme: unknown facet {sorted(unknown)[0]!r}; use one of {', '.join(FACETS)}")
    facets = {facet: _labels(facet, entries) for facet, entries in table.items()}
    return replace(base, **facets)


def _labels(facet: str, entries: Any) -> tuple[Label, ...]:
    where = f"inquit.toml, scheme.{facet}"
    if not isinstance(entries, Mapping) or not entries:
        raise UsageError(f'{where}: write one line a label, like  fact = {{ key = "f" }}')
    labels = tuple(_label(f"{where}.{name}", name, entry) for name, entry in entries.items())
    _check_keys(where, labels)
    return labels


def _label(where: str, name: str, entry: Any) -> Label:
    if not isinstance(entry, Mapping):
        raise UsageError(f'{where}: write a table, like  {name} = {{ key = "{name[:1].lower()}" }}')
    for field, value in entry.items():
        if field not in _LABEL_FIELDS:
            raise UsageError(f"{where}: unknown field {field!r}; use {', '.join(_LABEL_FIELDS)}")
        if not isinstance(value, _LABEL_FIELDS[field]):
            raise UsageError(f"{where}.{field}: must be a {_LABEL_FIELDS[field].__name__}, not {value!r}")
    key = entry.get("key", "")
    if len(key) != 1 or not key.isprintable() or key == " ":
        raise UsageError(f"{where}.key: must be one character that can be typed, not {key!r}")
    if len(entry.get("sign", "")) > 1:
        raise UsageError(f"{where}.sign: must be one character, not {entry['sign']!r}")
    return Label(name, **{"sign": key if facet_has_sign(where) else "", **entry})


def facet_has_sign(where: str) -> bool:
    """Whether labels at this place of `inquit.toml` are drawn in the gutter (only polarities are)."""
    return ".stance." in where


def _check_keys(where: str, labels: Iterable[Label]) -> None:
    seen: dict[str, str] = {}
    for label in labels:
        if label.key in seen:
            raise UsageError(
                f"{where}.{label.name}.key: {label.key!r} is already the key of {seen[label.key]}; "
                "give each label of a facet its own key"
            )
        seen[label.key] = label.name
