"""Reporting verbs of a project's own: the table `[reporting]` of `inquit.toml`, beside those that ship."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from tui.model.errors import UsageError
from tui.nlp.lexicon import FRAMES, Lexicon, reporting_verbs

Verbs = Mapping[str, str]
"""Verb, as a dictionary has it, with its particle if any → what it takes: frames and prepositions, with blanks between.

"" says that the verb does not report.
"""

_VERB = re.compile(r"[^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)*(?: [a-z]+)?")
_PREPOSITIONS = (
    frozenset({"about", "above", "after", "against", "along", "among", "around", "as", "at", "before", "behind", "by"})
    | {"between", "beyond", "concerning", "despite", "for", "from", "in", "into", "of", "off", "on", "onto", "out"}
    | {"over", "regarding", "than", "through", "to", "toward", "towards", "under", "upon", "with", "within", "without"}
)


def read_verbs(table: Mapping[str, Any], where: str) -> dict[str, str]:
    """The verbs of a table; raises `UsageError` naming the entry of `where` that is wrong and what to write."""
    for verb, takes in table.items():
        place = f"{where}, reporting.{verb if _VERB.fullmatch(verb) else json.dumps(verb, ensure_ascii=False)}"
        if not _VERB.fullmatch(verb):
            raise UsageError(f'{place}: is no verb; write it as a dictionary does, like tweet or "point out"')
        if not isinstance(takes, str):
            raise UsageError(f'{place}: must be a text like "clause quote", not {takes!r:.40}')
        unknown = [word for word in takes.split() if word not in FRAMES | _PREPOSITIONS]
        if unknown:
            frames = ", ".join(sorted(FRAMES))
            raise UsageError(f"{place}: a verb does not take {unknown[0]!r}; use {frames} or a preposition")
    return dict(table)


def extended(verbs: Verbs) -> Lexicon:
    """The lexicon that ships, with these verbs added, changed, or taken out."""
    merged = {**reporting_verbs(), **{verb: frozenset(takes.split()) for verb, takes in verbs.items()}}
    return {verb: takes for verb, takes in merged.items() if takes}


def mark_of(verbs: Verbs) -> str:
    """What is added to the name of a pipeline with such verbs, so that suggestions tell by which they were made."""
    if not verbs:
        return ""
    told = json.dumps(dict(verbs), sort_keys=True).encode("utf-8", "surrogatepass")
    return f", own verbs {hashlib.sha256(told).hexdigest()[:6]}"
