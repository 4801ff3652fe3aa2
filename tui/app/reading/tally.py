"""Counts that follow every change: what is undecided in the article, how fast the work goes."""

from collections import Counter
from collections.abc import Callable, Iterable
from time import monotonic

from tui.model.annotation import Annotation, AnyAnnotation, Type, type_of
from tui.model.edit import Change

A_MINUTE = 60_000
LONGEST_PAUSE = 300_000
"""Milliseconds: whoever does nothing for longer has left the desk, and that time is not work."""


class Tally:
    """How many annotations of each type have each status. Kept up to date by changes, never counted anew."""

    def __init__(self, annotations: Iterable[AnyAnnotation] = ()) -> None:
        self._counts = Counter((type_of(it), it.status) for it in annotations)

    def follow(self, changes: Iterable[Change]) -> None:
        """Count annotations that came, went, or changed their status."""
        for change in changes:
            if isinstance(change.before, Annotation):
                self._counts[type_of(change.before), change.before.status] -= 1
            if isinstance(change.after, Annotation):
                self._counts[type_of(change.after), change.after.status] += 1

    def undecided(self, type: Type | None = None) -> int:
        """How many suggestions nobody has decided on, of one type or of all."""
        return sum(n for (of, status), n in self._counts.items() if status == "suggested" and type in (None, of))

    def total(self) -> int:
        """How many annotations there are that were not rejected."""
        return sum(n for (_, status), n in self._counts.items() if status != "rejected")


class Figures:
    """How the sitting goes: keys, decisions, and the milliseconds between them, pauses capped."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.keys = 0
        self.decisions = 0
        self.worked_ms = 0
        self._since = clock()

    def restart(self) -> None:
        """Another article is shown: the time starts again."""
        self._since = self.clock()

    def ms(self) -> int:
        """Milliseconds since the last decision (or the article was opened), at most five minutes."""
        return min(LONGEST_PAUSE, round((self.clock() - self._since) * 1000))

    def decided(self, count: int = 1) -> None:
        """Something was decided: the time belongs to it."""
        self.worked_ms += self.ms()
        self.decisions += count
        self._since = self.clock()

    @property
    def an_hour(self) -> int | None:
        """Decisions an hour of work; None in the first minute, which tells nothing."""
        return round(self.decisions * 3_600_000 / self.worked_ms) if self.worked_ms >= A_MINUTE else None

    @property
    def keys_each(self) -> float | None:
        """Keys a decision."""
        return self.keys / self.decisions if self.decisions else None

    def words(self) -> str:
        """All figures in a sentence."""
        if not self.decisions:
            return f"nothing decided yet, {self.keys} keys"
        pace = f", {self.an_hour} an hour" if self.an_hour else ""
        count = f"{self.decisions:,} decision{'' if self.decisions == 1 else 's'}"
        return f"{count}{pace}, {self.keys_each:.1f} keys each"
