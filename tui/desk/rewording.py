"""An article's text changed: its annotations go where their words are now, or on the list of orphans.

No annotation moves silently: afterwards each marks the identical words, or is an orphan that somebody must settle. What
stands beside the words (a cue, a source, a target) and is not found does not take the words with it.
"""

from textwrap import shorten

from msgspec import Struct
from msgspec.structs import replace

from tui.model.annotation import AnyAnnotation, Quote, Stance, Target
from tui.model.article import Article
from tui.model.edit import ArticleState, Layer, Orphan
from tui.model.span import Span, hull
from tui.text.anchor import quotation_of, reanchor


class Rewording(Struct, frozen=True):
    """State and layer of the new text; how many annotations became orphans, how many lost a part beside their words."""

    state: ArticleState
    layer: Layer
    orphans: int
    loosened: int


def reword(old: Article, new: Article, layer: Layer, state: ArticleState) -> Rewording:
    """Move a layer from one version of a text to the next; suggestions nobody decided on go (they are made anew)."""
    annotations: dict[str, AnyAnnotation] = {}
    orphans: dict[str, Orphan] = {}
    loosened = 0
    for annotation in layer.annotations.values():
        if annotation.status != "suggested":
            before = _grounded(annotation, layer)
            after = moved(old, new, before)
            if isinstance(after, Orphan):
                orphans[after.id] = after
            else:
                annotations[after.id] = after
                loosened += _parts(after).keys() != _parts(before).keys()
    return Rewording(
        replace(state, text_sha256=new.text_sha256, suggested=None, done=False),
        Layer(layer.actors, annotations, {**layer.orphans, **orphans}),
        len(orphans),
        loosened,
    )


def moved(old: Article, new: Article, annotation: AnyAnnotation) -> AnyAnnotation | Orphan:
    """The annotation on the same words of the new text, or the orphan of it if they are not found.

    A cue, source or target span that is not found is taken off, and a line of the note says so with its words.
    """
    spans = reanchor(old.text, new.text, annotation.spans)
    if spans is None:
        quotations = tuple(quotation_of(old.text, span) for span in annotation.spans)
        return Orphan(id=annotation.id, annotation=annotation, text_sha256=old.text_sha256, quotations=quotations)
    fields: dict[str, object] = {"spans": spans}
    notes = [annotation.note] if annotation.note else []
    for name, span in _parts(annotation).items():
        found = reanchor(old.text, new.text, (span,))
        if found is None:
            fields[name] = None
            notes.append(f"{name} not found in the new text: “{shorten(span.of(old.text), 80, placeholder='…')}”")
        else:
            fields[name] = Target(span=found[0]) if name == "target" else found[0]
    return replace(annotation, **fields, note="\n".join(notes) or None)


def _parts(annotation: AnyAnnotation | Orphan) -> dict[str, Span]:
    """The spans beside the content, by the field they are in."""
    found: dict[str, Span | None] = {}
    match annotation:
        case Quote(cue=cue, source=source):
            found = {"cue": cue, "source": source}
        case Stance(target=Target(span=span)):
            found = {"target": span}
    return {name: span for name, span in found.items() if span is not None}


def _grounded(annotation: AnyAnnotation, layer: Layer) -> AnyAnnotation:
    """A stance about a suggestion that goes is about its words instead."""
    target = annotation.target.annotation if isinstance(annotation, Stance) and annotation.target else None
    other = layer.annotations.get(target) if target else None
    if other is None or other.status != "suggested":
        return annotation
    return replace(annotation, target=Target(span=hull(other.spans)))
