"""What an edit did to one document, in a form that can be taken back and done again.

A delta is a pair `(minus, plus)`: the differing fields as they were before and as they are after. `CREATED` and
`REMOVED` need no fields, because a removed document stays where it is as a tombstone.
"""

from tui.model.codec import Json
from tui.store.records import bury, revive

Delta = tuple[Json | None, Json | None]

CREATED: Delta = (None, {})
REMOVED: Delta = ({}, None)


def difference(before: Json, after: Json) -> tuple[Json, Json]:
    """The fields that differ, on either side; a field that one side lacks is not in that side's."""
    differ = [k for k in {**before, **after} if k not in before or k not in after or before[k] != after[k]]
    return {k: before[k] for k in differ if k in before}, {k: after[k] for k in differ if k in after}


def patch(document: Json, minus: Json, plus: Json) -> Json:
    """Go from one side of a `difference` to the other."""
    return {key: value for key, value in document.items() if key not in minus or key in plus} | plus


def delta_between(before: Json | None, after: Json) -> Delta:
    """What leads from `before` (None: no such document) to `after`."""
    if before is None:
        return CREATED
    minus, plus = difference(before, after)
    return REMOVED if (minus, plus) == ({}, {"deleted": True}) else (minus, plus)


def replay(document: Json, delta: Delta) -> Json:
    """Carry out a delta on a document as it is now, which may have other fields changed meanwhile."""
    minus, plus = delta
    if plus is None:
        return bury(document)
    if minus is None:
        return revive(document)
    patched = patch(document, minus, plus)
    return patched if plus.get("deleted") else revive(patched)


def inverse(delta: Delta) -> Delta:
    """The delta that takes this one back."""
    minus, plus = delta
    return plus, minus
