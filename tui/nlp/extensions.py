"""The attributes that the components leave on a `Doc`, and the components under their spaCy names.

Each component calls one plain function over the `Doc` and keeps what it returns:

| component | function | attribute |
|---|---|---|
| `inquit_quotes` | `tui.nlp.quotes.find_quotes(doc) -> list[FoundQuote]` | `doc._.inquit_quotes` |
| `inquit_actors` | `tui.nlp.actors.find_actors(doc) -> list[FoundActor]` | `doc._.inquit_actors` |
| `inquit_claims` | `tui.nlp.claims.find_claims(doc) -> list[FoundClaim]` | `doc._.inquit_claims` |
| `inquit_stances` | `tui.nlp.stances.find_stances(doc) -> list[FoundStance]` | `doc._.inquit_stances` |

`inquit_breaks` (`tui.nlp.breaks.set_breaks`) goes before the parser; the others after it, in this order.

Importing this module makes the names known to spaCy (`nlp.add_pipe("inquit_quotes")` in any pipeline). The functions
are imported when a component is first made.
"""

from collections.abc import Callable
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from tui.nlp.breaks import set_breaks

COMPONENTS = {
    "inquit_quotes": ("tui.nlp.quotes", "find_quotes"),
    "inquit_actors": ("tui.nlp.actors", "find_actors"),
    "inquit_claims": ("tui.nlp.claims", "find_claims"),
    "inquit_stances": ("tui.nlp.stances", "find_stances"),
}
"""Component and attribute name → module and function, in pipeline order."""

BREAKS = "inquit_breaks"
"""The component that goes before the parser."""


def register() -> None:
    """Declare the attributes and the factories; calling it again changes nothing."""
    if not Language.has_factory(BREAKS):
        Language.component(BREAKS, func=set_breaks)
    for name in COMPONENTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
        if not Language.has_factory(name):
            Language.factory(name, func=_factory(name))


def _factory(component: str) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy calls it by these names
        module, function = COMPONENTS[component]
        find = getattr(import_module(module), function)

        def run(doc: Doc) -> Doc:
            doc._.set(component, find(doc))
            return doc

        return run

    return make


register()
