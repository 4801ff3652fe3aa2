"""The attributes that the components leave on a `Doc`, and the components under their spaCy names.

Each component calls one plain function over the `Doc` and keeps what it returns:

| component | function | attribute |
|---|---|---|
| `inquit_entities` | `tui.nlp.entities.find_names(doc) -> list[Name]` | `doc._.inquit_entities` |
| `inquit_quotes` | `tui.nlp.quotes.find_quotes(doc) -> list[FoundQuote]` | `doc._.inquit_quotes` |
| `inquit_actors` | `tui.nlp.actors.find_actors(doc) -> list[FoundActor]` | `doc._.inquit_actors` |
| `inquit_claims` | `tui.nlp.claims.find_claims(doc) -> list[FoundClaim]` | `doc._.inquit_claims` |
| `inquit_stances` | `tui.nlp.stances.find_stances(doc) -> list[FoundStance]` | `doc._.inquit_stances` |

`inquit_breaks` (`tui.nlp.breaks.set_breaks`) goes before the parser; the others after it, in this order, each using
what is there of the ones before it.

spaCy finds the names by the entry points of the installed distribution: `nlp.add_pipe("inquit_quotes")` works in any
pipeline without importing anything of ours. The functions are imported when a component is first made.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

COMPONENTS = {
    "inquit_entities": ("tui.nlp.entities", "find_names"),
    "inquit_quotes": ("tui.nlp.quotes", "find_quotes"),
    "inquit_actors": ("tui.nlp.actors", "find_actors"),
    "inquit_claims": ("tui.nlp.claims", "find_claims"),
    "inquit_stances": ("tui.nlp.stances", "find_stances"),
}
"""Component and attribute name → module and function, in pipeline order."""

BREAKS = "inquit_breaks"
"""The component that goes before the parser."""

Component = Callable[[Doc], Doc]


def make_breaks(nlp: Language, name: str) -> Component:  # noqa: ARG001 - spaCy calls all of these by these names
    """Sentence starts where the parser would miss them."""
    from tui.nlp.breaks import set_breaks

    return set_breaks


def make_entities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Names, repaired."""
    return _component("inquit_entities")


def make_quotes(nlp: Language, name: str, verbs: dict[str, str]) -> Component:  # noqa: ARG001
    """Quotations; `verbs` are reporting verbs beside those that ship, each with what it takes ("clause quote")."""
    from tui.nlp.reporting import extended, read_verbs

    return _component("inquit_quotes", lexicon=extended(read_verbs(verbs, "inquit_quotes")))


def make_actors(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Who is who."""
    return _component("inquit_actors")


def make_claims(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """What is asserted."""
    return _component("inquit_claims")


def make_stances(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Who is for or against whom or what."""
    return _component("inquit_stances")


def _component(name: str, **options: Any) -> Component:
    module, function = COMPONENTS[name]
    find = getattr(import_module(module), function)

    def run(doc: Doc) -> Doc:
        doc._.set(name, find(doc, **options))
        return doc

    return run


_FACTORIES: dict[str, Callable[..., Component]] = {
    BREAKS: make_breaks,
    "inquit_entities": make_entities,
    "inquit_quotes": make_quotes,
    "inquit_actors": make_actors,
    "inquit_claims": make_claims,
    "inquit_stances": make_stances,
}


def register() -> None:
    """Declare the attributes and the factories; calling it again changes nothing."""
    for name in COMPONENTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name, make in _FACTORIES.items():
        if name not in _registered:
            _registered.add(name)
            assigns = [f"doc._.{name}"] if name in COMPONENTS else ["token.is_sent_start"]
            options: dict[str, object] = {"verbs": {}} if name == "inquit_quotes" else {}
            Language.factory(name, func=make, assigns=assigns, default_config=options)


_registered: set[str] = set()
register()
