"""An article's text changed: its annotations go where their words are now, or on the list of orphans.

No annotation moves silently: afterwards each marks the identical words, or is an orphan that somebody must settle.
"""

from msgspec import Struct
from msgspec.structs import replace

from tui.model.annotation import AnyAnnotation, Quote, Stance, Target
from tui.model.article import Article
from tui.model.edit import ArticleState, Change, Layer, Orphan, apply_changes
from tui.model.span import Span
from tui.text.anchor import quotation_of, reanchor


class Rewording(Struct, frozen=True):
    """The changes of a new text, the layer after them, and how many annotations became orphans."""

    changes: tuple[Change, ...]
    layer: Layer
    orphans: int


def reword(old: Article, new: Article, layer: Layer, state: ArticleState) -> Rewording:
    """Move a layer from one version of a text to the next; suggestions nobody decided on go (they are made anew)."""
    changes: list[Change] = [
        Change(
            article=new.id,
            before=state,
            after=replace(state, text_sha256=new.text_sha256, suggested=None, done=False),
        )
    ]
    for annotation in layer.annotations.values():
        after: AnyAnnotation | Orphan | None = None
        if annotation.status != "suggested":
            after = moved(old, new, annotation)
        if after != annotation:
            changes.append(Change(article=new.id, before=annotation, after=after))
    orphans = sum(isinstance(change.after, Orphan) for change in changes)
    return Rewording(tuple(changes), apply_changes(layer, changes), orphans)


def moved(old: Article, new: Article, annotation: AnyAnnotation) -> AnyAnnotation | Orphan:
    """The annotation on the same words of the new text, or the orphan of it.

    Any span that is not found makes an orphan, a cue or source too: half a quote would be a silent loss.
    """
    fields: dict[str, object] = {}
    wanted = {"spans": annotation.spans}
    if isinstance(annotation, Quote):
        wanted |= {name: (span,) for name in ("cue", "source") if (span := getattr(annotation, name))}
    if isinstance(annotation, Stance) and annotation.target and annotation.target.span:
        wanted["target"] = (annotation.target.span,)
    for name, spans in wanted.items():
        found = reanchor(old.text, new.text, spans)
        if found is None:
            quotations = tuple(quotation_of(old.text, span) for span in annotation.spans)
            return Orphan(id=annotation.id, annotation=annotation, text_sha256=old.text_sha256, quotations=quotations)
        fields[name] = found if name == "spans" else _single(name, found[0])
    return replace(annotation, **fields)


def _single(name: str, span: Span) -> Span | Target:
    return Target(span=span) if name == "target" else span
