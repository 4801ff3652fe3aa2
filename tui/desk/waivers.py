"""Waivers: an annotator's reason why a rule of the guideline does not count for one annotation.

A waiver is a line of the annotation's note, so that it is saved, undone, exported and read like any other note:

    waived no-source: the headline names nobody

"""

import re
from collections.abc import Mapping

from tui.model.errors import UsageError

_LINE = re.compile(r"^waived (?P<rule>[a-z][a-z-]*): (?P<reason>\S.*)$")


def waivers(note: str | None) -> Mapping[str, str]:
    """The rules that a note waives, each with its reason; the last line about a rule counts."""
    found = (_LINE.match(line.strip()) for line in (note or "").splitlines())
    return {match["rule"]: match["reason"] for match in found if match}


def waive(note: str | None, rule: str, reason: str) -> str:
    """The note with a rule waived, in place of what it said about the rule before.

    Raises `UsageError` for an empty reason: the next reader has to know why.
    """
    why = " ".join(reason.split())
    if not why:
        raise UsageError(f"a waiver of {rule} needs a reason; write one in a few words")
    return "\n".join([*_others(note, rule), f"waived {rule}: {why}"])


def _others(note: str | None, rule: str) -> list[str]:
    return [line for line in (note or "").splitlines() if rule not in waivers(line)]
