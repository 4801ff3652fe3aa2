"""Links within an article: from annotations to actors, and from stances to other annotations."""

from collections.abc import Iterable

from msgspec.structs import replace

from tui.model.annotation import WRITER, AnyAnnotation, Stance, actors_of
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def check_links(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """The same article; raises `DataError` if an id is there twice or a link names nothing in the article."""
    actors = [actor.id for actor in annotated.actors]
    for number, id in enumerate(actors):
        if id in actors[:number]:
            raise DataError(f"the id {id!r} is there twice", field=f"actors.{number}.id")
    ids: set[str] = set()
    for number, annotation in enumerate(annotated.annotations):
        if annotation.id in ids:
            raise DataError(f"the id {annotation.id!r} is there twice", field=f"annotations.{number}.id")
        ids.add(annotation.id)
        for actor in actors_of(annotation):
            if actor not in actors and actor != WRITER:
                raise DataError(f"refers to the actor {actor!r}, who is not listed", field=f"annotations.{number}")
    for number, annotation in enumerate(annotated.annotations):
        if (target := target_id(annotation)) is not None and target not in ids:
            raise DataError(
                f"refers to the annotation {target!r}, which is not in the article",
                field=f"annotations.{number}.target",
            )
    return annotated


def target_id(annotation: AnyAnnotation) -> str | None:
    """The id of the annotation that a stance is about, if it is about one."""
    return annotation.target.annotation if isinstance(annotation, Stance) and annotation.target else None


def without_dangling(annotations: Iterable[AnyAnnotation]) -> tuple[AnyAnnotation, ...]:
    """The annotations, where stances about an annotation that is not among them have no target any more."""
    kept = tuple(annotations)
    ids = {annotation.id for annotation in kept}
    return tuple(_without_target(annotation, ids) for annotation in kept)


def _without_target(annotation: AnyAnnotation, ids: set[str]) -> AnyAnnotation:
    target = target_id(annotation)
    if isinstance(annotation, Stance) and target is not None and target not in ids:
        return replace(annotation, target=None)
    return annotation
