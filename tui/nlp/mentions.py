"""Which actor a stretch of text refers to."""

from bisect import bisect_left
from collections.abc import Sequence

from tui.model.span import Span
from tui.nlp.found import FoundActor


class Mentions:
    """Looks actors up by the mention that is, or best overlaps, a span.

    Actors are numbered `a1`, `a2`, … in the order of their first mention.
    """

    def __init__(self, found: Sequence[FoundActor]) -> None:
        self.found = sorted((f for f in found if f.mentions), key=lambda f: min(f.mentions))
        pairs = {(span, f"a{n}") for n, actor in enumerate(self.found, 1) for span in actor.mentions}
        self._sorted = sorted(pairs)
        self._exact = dict(reversed(self._sorted))
        self._starts = [span.start for span, _ in self._sorted]
        self._longest = max((len(span) for span, _ in self._sorted), default=0)

    def actor(self, span: Span | None) -> str | None:
        """The id of the actor that `span` mentions: the same span, or else the one that shares most with it.

        Of mentions that share as much, the shortest counts, then the first. None if no mention overlaps.
        """
        if span is None:
            return None
        if span in self._exact:
            return self._exact[span]
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        near = [pair for pair in self._sorted[low:high] if pair[0].overlaps(span)]
        if not near:
            return None
        return min(near, key=lambda pair: (-_shared(pair[0], span), len(pair[0]), pair[0].start))[1]

    def actor_named(self, span: Span) -> str | None:
        """The id of the actor that exactly `span` mentions, but for an article or a mark at its edges."""
        if span in self._exact:
            return self._exact[span]
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        near = [pair for pair in self._sorted[low:high] if pair[0].end <= span.end and len(span) - len(pair[0]) <= 4]
        return min(near, key=lambda pair: (-len(pair[0]), pair[0].start))[1] if near else None


def _shared(first: Span, second: Span) -> int:
    return min(first.end, second.end) - max(first.start, second.start)
