"""An article laid out: its drawable text, its lines at a width, and where its annotations are."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence

from tui.model.annotation import TYPES, AnyAnnotation, Entity, Quote, Type, type_of
from tui.model.article import Article
from tui.model.edit import EMPTY_LAYER, Layer
from tui.model.span import Span, spans_text
from tui.model.suggestion import Structure
from tui.text.display import display
from tui.text.spans import SpanIndex
from tui.text.wrap import Wrap

MANY = 500
"""If more annotations change at once, all are looked at anew, which is quicker than one by one."""

Predicate = Callable[[AnyAnnotation], bool]


def is_live(annotation: AnyAnnotation) -> bool:
    """Whether the annotation is drawn at all: rejected ones are not."""
    return annotation.status != "rejected"


class Sheet:
    """What there is to draw and to step through. `text` is as long as the article's, offset by offset."""

    def __init__(self, article: Article, layer: Layer, structure: Structure, width: int) -> None:
        self.article = article
        self.structure = structure
        self.text = display(article.text)
        self._width = width
        self._wrap: Wrap | None = None
        self.layer = EMPTY_LAYER
        self.wanted: Predicate = is_live
        """What is drawn and stepped to, besides its type."""
        self._index = SpanIndex()
        self._known: dict[str, AnyAnnotation] = {}
        self._mentions: dict[str, list[tuple[int, int, str]]] = {}
        """Where each actor is mentioned, in text order, with the annotation's id."""
        self._called: dict[str, dict[str, str]] | None = None
        """Each mention's words in small letters → annotation → actor; made when first asked for."""
        self.update(layer, layer.annotations.values())

    @property
    def wrap(self) -> Wrap:
        """The lines, made when first asked for."""
        if self._wrap is None or self._wrap.width != self._width:
            self._wrap = Wrap(self.text, self._width)
        return self._wrap

    def rewrap(self, width: int) -> None:
        """Lay the text out at another width (cells)."""
        self._width = max(1, width)

    def update(self, layer: Layer, changed: Iterable[AnyAnnotation]) -> list[Span] | None:
        """Take over the annotations that changed (their old or new state), and return the stretches to redraw.

        None: everything, as so many changed that it was quicker to look at all anew. A span beyond the text (of a layer
        for another version) is left out.
        """
        self.layer = layer
        ids = {annotation.id: None for annotation in changed}
        if len(ids) > MANY:
            self._take_over(layer)
            return None
        dirty: list[Span] = []
        for id in ids:
            before, after = self._known.get(id), layer.annotations.get(id)
            if before is not None:
                dirty += self._take_out(before)
            if after is not None:
                dirty += self._put_in(after)
        return dirty

    def _take_over(self, layer: Layer) -> None:
        self._known = dict(layer.annotations)
        self._index = SpanIndex((span, it.id) for it in self._known.values() for span in self._spans(it))
        self._mentions, self._called = {}, None
        for it in self._known.values():
            if isinstance(it, Entity) and it.actor and is_live(it):
                for span in self._spans(it)[:1]:
                    self._mentions.setdefault(it.actor, []).append((span.start, span.end, it.id))
        for mentions in self._mentions.values():
            mentions.sort()

    def _take_out(self, annotation: AnyAnnotation) -> list[Span]:
        spans = self._spans(self._known.pop(annotation.id))
        for span in spans:
            self._index.remove(span, annotation.id)
        if self._called is not None and spans and isinstance(annotation, Entity):
            self._called.get(self._words(spans), {}).pop(annotation.id, None)
        if spans and isinstance(annotation, Entity) and annotation.actor and is_live(annotation):
            mentions = self._mentions[annotation.actor]
            del mentions[bisect_left(mentions, (spans[0].start, spans[0].end, annotation.id))]
        return spans

    def _put_in(self, annotation: AnyAnnotation) -> list[Span]:
        self._known[annotation.id] = annotation
        spans = self._spans(annotation)
        for span in spans:
            self._index.add(span, annotation.id)
        if spans and isinstance(annotation, Entity) and annotation.actor and is_live(annotation):
            if self._called is not None:
                self._called.setdefault(self._words(spans), {})[annotation.id] = annotation.actor
            insort(self._mentions.setdefault(annotation.actor, []), (spans[0].start, spans[0].end, annotation.id))
        return spans

    def _spans(self, annotation: AnyAnnotation) -> list[Span]:
        return [span for span in annotation.spans if span.end <= len(self.text)]

    def mention(self, actor: str | None, near: int) -> Span | None:
        """Where the actor is mentioned nearest to an offset."""
        mentions = self._mentions.get(actor or "", [])
        at = bisect_left(mentions, (near, 0, ""))
        nearest = min(mentions[max(0, at - 1) : at + 1], key=lambda it: abs(it[0] - near), default=None)
        return Span(*nearest[:2]) if nearest else None

    def actor_called(self, words: str) -> str | None:
        """The id of the actor of whom the words are a mention somewhere; None if they are none yet."""
        if self._called is None:
            self._called = {}
            for it in self._known.values():
                if isinstance(it, Entity) and it.actor and is_live(it):
                    self._called.setdefault(self._words(self._spans(it)), {})[it.id] = it.actor
        return next(iter(self._called.get(words.casefold(), {}).values()), None)

    def _words(self, spans: Sequence[Span]) -> str:
        return spans_text(self.text, tuple(spans)).casefold()

    def annotation(self, id: str) -> AnyAnnotation | None:
        """The annotation of that id."""
        return self._known.get(id)

    def touching(self, span: Span) -> list[AnyAnnotation]:
        """All annotations that share a code point with the span, drawn or not, outer ones first."""
        found = dict.fromkeys(id for _, _, id in self._index.in_range(span.start, span.end))
        return [self._known[id] for id in found]

    def in_range(self, start: int, end: int, types: Iterable[Type]) -> list[tuple[int, int, AnyAnnotation]]:
        """The live pieces `(start, end, annotation)` of these types that touch `[start, end)`, outer ones first."""
        wanted = frozenset(types)
        found = ((first, last, self._known[id]) for first, last, id in self._index.in_range(start, end))
        return [piece for piece in found if type_of(piece[2]) in wanted and self.wanted(piece[2])]

    def at(self, offset: int, types: Iterable[Type]) -> list[AnyAnnotation]:
        """The live annotations of these types at `offset`, the shortest piece first."""
        pieces = self.in_range(offset, offset + 1, types)
        pieces.sort(key=lambda piece: piece[1] - piece[0])
        return [annotation for _, _, annotation in pieces]

    def spans_around(self, selection: Span) -> list[Span]:
        """The live pieces of annotations that cover the selection, sources and cues of quotes near it included."""
        pieces = self.in_range(selection.start, selection.start + 1, TYPES)
        extra = [span for *_, it in pieces if isinstance(it, Quote) for span in (it.cue, it.source) if span]
        return [span for span in (*(Span(*piece[:2]) for piece in pieces), *extra) if span.covers(selection)]

    def find(self, at: Span, id: str, where: Predicate, count: int) -> AnyAnnotation | None:
        """The `count`th annotation behind the one of `id` at `at` (in front if negative) for which `where` holds.

        Reading order: by start, outer before inner, then by id; `id` may be "" for a mere place. Each annotation
        counts once, where it starts. Of as many as there are, the last; None if there is none.
        """
        walk = self._index.after(at, id) if count > 0 else self._index.before(at, id)
        found = None
        for annotation, _ in zip(self._firsts(walk, where), range(abs(count)), strict=False):
            found = annotation
        return found

    def _firsts(self, walk: Iterator[tuple[int, int, str]], where: Predicate) -> Iterator[AnyAnnotation]:
        for start, _, id in walk:
            annotation = self._known[id]
            if where(annotation) and annotation.start == start and self.wanted(annotation):
                yield annotation
