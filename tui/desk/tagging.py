"""New annotations from a selection: what can be known without asking is filled in.

All functions are pure: the article and its layer in, the changes of one edit out. Tagging words that have an equal
annotation already corrects that one, whatever its status, so that no label stands twice. What stands `around` the
selection is looked for in the whole layer, unless whoever has an index of the text gives it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from tui.desk.stamp import Stamp, new_id
from tui.desk.verbs import Changes, accept, add, corrected, relabel
from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.article import Article
from tui.model.edit import Change, Layer
from tui.model.scheme import DEFAULT, Scheme
from tui.model.span import Span, Spans, spans_text

OPENING = '“"«„‟'
PERSON = "PERSON"

CLOSING = '”"»‟“'

Around = Iterable[AnyAnnotation] | None
"""All annotations that share a code point with the selection, whatever their status; None: look for them."""


def tag_entity(
    article: Article,
    layer: Layer,
    spans: Spans,
    label: str,
    stamp: Stamp,
    around: Around = None,
    mentioned: Callable[[str], str | None] | None = None,
) -> Changes:
    """Tag a name. Its actor is the one whose name it is, in full or in part, or a new one.

    `mentioned` gives the id of the actor that some words are a mention of; None: look for it.
    """
    same = _same_words(_near(layer, around), Entity, spans)
    if same is not None:
        return relabel(article.id, same, label, stamp)
    name = spans_text(article.text, spans)
    named = _mentioned(article.text, layer, name) if mentioned is None else mentioned(name)
    actor = (
        _called(layer, name) or layer.actors.get(named or "") or (_namesake(layer, name) if label == PERSON else None)
    )
    made: Changes = ()
    if actor is None:
        actor = Actor(id=new_id(), name=name, label=label)
        made = add(article.id, actor)
    entity = Entity(id=new_id(), spans=spans, label=label, actor=actor.id, **signature(stamp))
    return (*made, *add(article.id, entity))


def tag_quote(
    article: Article,
    layer: Layer,
    spans: Spans,
    stamp: Stamp,
    kind: str | None = None,
    around: Around = None,
    scheme: Scheme = DEFAULT,
) -> Changes:
    """Tag reported speech; the kind comes from the quotation marks unless given, and is one of the scheme's.

    A suggested quote of nearly the same words (Jaccard over code points at least 0.5) is corrected, and so keeps
    its cue and source.
    """
    kind = kind or known_kind(kind_of_quote(article.text, spans), scheme)
    near = _nearest(_near(layer, around), spans)
    if near is not None:
        if near.spans == spans and near.kind == kind:
            return accept(article.id, [near], stamp)
        return (Change(article=article.id, before=near, after=corrected(near, stamp, spans=spans, kind=kind)),)
    return add(article.id, Quote(id=new_id(), spans=spans, kind=kind, **signature(stamp)))


def tag_claim(article: Article, layer: Layer, spans: Spans, kind: str, stamp: Stamp, around: Around = None) -> Changes:
    """Tag an assertion; the claimant is the actor of the quote it stands in, else nobody (the article)."""
    near = tuple(_near(layer, around))
    same = _same_words(near, Claim, spans)
    if same is not None:
        return relabel(article.id, same, kind, stamp)
    quote = quote_around(near, spans)
    claimant = quote.actor if quote else None
    return add(article.id, Claim(id=new_id(), spans=spans, kind=kind, claimant=claimant, **signature(stamp)))


def tag_stance(
    article: Article,
    layer: Layer,
    spans: Spans,
    polarity: str,
    stamp: Stamp,
    *,
    holder: str | None,
    target: Target | None,
    around: Around = None,
) -> Changes:
    """Tag a stance whose evidence is `spans`; the same evidence, holder and target again changes its polarity."""
    for old in _near(layer, around):
        if isinstance(old, Stance) and (old.spans, old.holder, old.target) == (spans, holder, target):
            return relabel(article.id, old, polarity, stamp)
    stance = Stance(id=new_id(), spans=spans, polarity=polarity, holder=holder, target=target, **signature(stamp))
    return add(article.id, stance)


def signature(stamp: Stamp) -> dict[str, Any]:
    """The provenance fields of a new annotation made by hand."""
    return {"annotator": stamp.annotator, "created": stamp.time, "updated": stamp.time, "ms": stamp.ms}


def known_kind(kind: str, scheme: Scheme) -> str:
    """The kind if the project has it, else the project's first: its own kinds say nothing about marks."""
    return kind if kind in scheme.names("quote") else scheme.quote[0].name


def kind_of_quote(text: str, spans: Spans) -> str:
    """`direct` if all words stand between double quotation marks, `indirect` if none does, else `mixed`.

    Counted in letters and digits, so that marks, commas and blanks at the edges do not matter. A mark that opens
    is looked for from the start of the paragraph; an unclosed one runs to the paragraph's end.
    """
    inside = outside = 0
    for span in spans:
        opened = _open_before(text, span.start)
        for char in span.of(text):
            if char == "\n" or (opened and char in CLOSING):
                opened = False
            elif char in OPENING:
                opened = True
            elif char.isalnum():
                inside += opened
                outside += not opened
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _open_before(text: str, offset: int) -> bool:
    """Whether a quotation is open at `offset`, counting from the start of its paragraph."""
    opened = False
    for char in text[text.rfind("\n", 0, offset) + 1 : offset]:
        if opened and char in CLOSING:
            opened = False
        elif char in OPENING:
            opened = True
    return opened


def quote_around(near: Iterable[AnyAnnotation], spans: Spans) -> Quote | None:
    """The shortest quote, not rejected, whose content covers the start of the selection."""
    around = [
        quote
        for quote in near
        if isinstance(quote, Quote)
        and quote.status != "rejected"
        and any(spans[0].start in piece for piece in quote.spans)
    ]
    return min(around, key=lambda quote: sum(map(len, quote.spans)), default=None)


def _called(layer: Layer, name: str) -> Actor | None:
    wanted = name.casefold()
    return next((actor for actor in layer.actors.values() if actor.name.casefold() == wanted), None)


def _mentioned(text: str, layer: Layer, name: str) -> str | None:
    wanted = name.casefold()
    for entity in layer.annotations.values():
        if isinstance(entity, Entity) and entity.actor and spans_text(text, entity.spans).casefold() == wanted:
            return entity.actor
    return None


def _namesake(layer: Layer, name: str) -> Actor | None:
    """The one person of whose name the words are the first or the last part; None if there are several."""
    wanted = name.casefold().split()
    size = len(wanted)
    found = [
        actor
        for actor in layer.actors.values()
        if actor.label == PERSON and wanted in ((words := actor.name.casefold().split())[:size], words[-size:])
    ]
    return found[0] if len(found) == 1 else None


def actor_at(layer: Layer, span: Span, around: Around = None) -> Actor | None:
    """The actor whom the words name: that of the shortest entity around them, else of a person in them ("South
    Korea's vice-minister Kim"), else of the name they end with ("the news agency Tass"). "Seoul's spy agency" names
    nobody."""
    found = [
        (not piece.covers(span), entity.label != PERSON, len(piece), entity.actor)
        for entity in _near(layer, around)
        if isinstance(entity, Entity) and entity.actor in layer.actors and entity.status != "rejected"
        for piece in entity.spans
        if piece.covers(span) or (span.covers(piece) and (entity.label == PERSON or piece.end == span.end))
    ]
    best = min(found, default=None)
    return layer.actors[best[-1]] if best and best[-1] else None


def _near(layer: Layer, around: Around) -> Iterable[AnyAnnotation]:
    return layer.annotations.values() if around is None else around


def _same_words(near: Iterable[AnyAnnotation], kind: type[AnyAnnotation], spans: Spans) -> AnyAnnotation | None:
    return next((a for a in near if a.spans == spans and isinstance(a, kind)), None)


def _nearest(near: Iterable[AnyAnnotation], spans: Spans) -> Quote | None:
    wanted = {i for span in spans for i in range(span.start, span.end)}
    best, best_share = None, 0.5
    for quote in near:
        if not isinstance(quote, Quote) or quote.end <= spans[0].start or quote.start >= spans[-1].end:
            continue
        if quote.status in ("accepted", "edited") and quote.spans != spans:
            continue
        here = {i for span in quote.spans for i in range(span.start, span.end)}
        share = len(wanted & here) / len(wanted | here)
        if share >= best_share:
            best, best_share = quote, share
    return best
