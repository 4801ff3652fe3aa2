"""What a suggester hands over, and what a reader or writer of files handles: an article with all that is known."""

from typing import Protocol

from msgspec import Struct, field

from tui.model.annotation import Actor, AnyAnnotation
from tui.model.article import Article
from tui.model.span import Span


class Structure(Struct, frozen=True):
    """The shape of a text, for growing a selection by meaning; each list is in text order and may nest."""

    sentences: tuple[Span, ...] = ()
    clauses: tuple[Span, ...] = ()
    noun_phrases: tuple[Span, ...] = ()


class Suggestions(Struct, frozen=True, kw_only=True):
    """Everything a pipeline found in one text. `model` is its name and version; `notices` what it could not do."""

    article: str
    text_sha256: str
    model: str
    actors: tuple[Actor, ...] = ()
    annotations: tuple[AnyAnnotation, ...] = ()
    structure: Structure = field(default_factory=Structure)
    notices: tuple[str, ...] = ()


class Suggester(Protocol):
    """Finds entities, quotes, claims and stances. The same article always gives the same suggestions."""

    @property
    def model(self) -> str:
        """The name and version that suggestions are stored with."""
        ...

    def suggest(self, article: Article) -> Suggestions:
        """Suggest for one article."""
        ...


class AnnotatedArticle(Struct, frozen=True, kw_only=True):
    """One article with its actors and annotations, as files hold it."""

    article: Article
    actors: tuple[Actor, ...] = ()
    annotations: tuple[AnyAnnotation, ...] = ()
