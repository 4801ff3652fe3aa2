"""What every reader does last: make an article's text and metadata harmless without moving an offset."""

from typing import Any, TypeVar

from msgspec.structs import replace

from tui.model.annotation import Actor, AnyAnnotation, Target
from tui.model.article import META_FIELDS, Article, hash_text
from tui.model.suggestion import AnnotatedArticle
from tui.text.sanitise import sanitise, sanitise_json

R = TypeVar("R", Actor, AnyAnnotation, Target)


def settle_text(text: str) -> str:
    """The text with line ends as `\\n` and no control characters, at equal length: `\\r\\n` becomes blank + `\\n`."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return sanitise(text)


def settle(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """The same article made harmless, its offsets as they were; the hash follows the text."""
    article = settle_article(annotated.article)
    actors = tuple(_settle_record(actor) for actor in annotated.actors)
    annotations = tuple(_settle_record(annotation) for annotation in annotated.annotations)
    return AnnotatedArticle(article=article, actors=actors, annotations=annotations)


def settle_article(article: Article) -> Article:
    """The article made harmless; itself if it was."""
    changed: dict[str, Any] = {}
    text = settle_text(article.text)
    if text != article.text:
        changed = {"text": text, "text_sha256": hash_text(text)}
    for name in ("id", *META_FIELDS):
        value = getattr(article, name)
        if value is not None and sanitise(value) is not value:
            changed[name] = sanitise(value)
    meta = sanitise_json(dict(article.meta))
    if meta != article.meta:
        changed["meta"] = meta
    return replace(article, **changed) if changed else article


def _settle_record(record: R) -> R:
    """Ids are changed like all else, everywhere in the same way, so that links hold."""
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str):
            clean: Any = sanitise(value)
        elif isinstance(value, Target):
            clean = _settle_record(value)
        else:
            continue
        if clean is not value:
            changed[name] = clean
    return replace(record, **changed) if changed else record
