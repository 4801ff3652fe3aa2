"""Who does something, when, and how long it took."""

from datetime import UTC, datetime
from random import SystemRandom
from typing import NamedTuple

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


class Stamp(NamedTuple):
    """The signature of one action: the annotator, the time (UTC, ISO 8601), the milliseconds spent on it."""

    annotator: str
    time: str
    ms: int | None = None


def now() -> str:
    """The present time in UTC, ISO 8601 with seconds: "2024-10-22T09:30:00+00:00"."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_id() -> str:
    """Ten random letters and digits (50 bits): unique without asking anybody, so that layers can be merged."""
    return "".join(SystemRandom().choices(_ALPHABET, k=10))
