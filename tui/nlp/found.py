"""What the components of the pipeline leave on a `Doc`, in character offsets, before it becomes annotations.

Order: `inquit_quotes` → `inquit_actors` → `inquit_claims` → `inquit_stances`. Each reads what earlier ones left in
`doc._.inquit_quotes`, `doc._.inquit_actors`, `doc._.inquit_claims` and writes its own list. Scores are in [0, 1].
"""

from dataclasses import dataclass

from tui.model.span import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuote:
    """One attribution; `why` names the rule and the words ("cue 'said' + clause")."""

    content: Spans
    kind: str
    cue: Span | None
    source: Span | None
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """One person, organisation, place or group, with every mention of it (names, titles, pronouns) in text order."""

    name: str
    label: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """A checkable or arguable assertion; `claimant` is the mention of who asserts it, None for the article itself."""

    content: Spans
    kind: str
    claimant: Span | None
    checkworthy: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStance:
    """`holder` and `target` are stretches of text; whether they are mentions of actors is looked up afterwards.

    `evidence` are the words that say so.
    """

    evidence: Spans
    holder: Span | None
    target: Span
    polarity: str
    intensity: str | None
    score: float
    why: str
