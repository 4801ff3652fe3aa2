"""Edits as documents: a chain by `parent`, with one small pointer document to where the history stands.

Undo moves the pointer to the parent; an edit made after an undo starts a branch, so nothing is ever thrown away. What
an edit did is kept in as little space as will do: ranges of document ids for what it created and removed, the
differing fields for what it changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tui.model.codec import Json
from tui.model.edit import Edit
from tui.store.delta import CREATED, REMOVED, Delta
from tui.store.layout import decode

_ACTION = re.compile(rb'\{"type":"edit","number":\d+,"parent":\d+,"action":"([^"\\]*)"')


class StoredEdit(NamedTuple):
    """An edit as read back: whose it is, the number of the edit before it, and what it did to each document."""

    number: int
    parent: int
    edit: Edit
    deltas: dict[int, Delta]


def edit_to_document(number: int, parent: int, edit: Edit, deltas: Mapping[int, Delta]) -> Json:
    """An edit as a document; `number` is the document's id. Its changes are told by the deltas, by document id."""
    return {
        "type": "edit",
        "number": number,
        "parent": parent,
        "action": edit.action,
        "annotator": edit.annotator,
        "time": edit.time,
        "created": to_ranges(id for id, delta in deltas.items() if delta == CREATED),
        "removed": to_ranges(id for id, delta in deltas.items() if delta == REMOVED),
        "changed": [[id, *delta] for id, delta in deltas.items() if delta not in (CREATED, REMOVED)],
    }


def edit_from_document(row: Json) -> StoredEdit:
    """Read an edit; its `changes` are empty, because they depend on what the documents hold now."""
    edit = Edit(action=row["action"], annotator=row["annotator"], time=row["time"], changes=())
    deltas: dict[int, Delta] = dict.fromkeys(from_ranges(row["created"]), CREATED)
    deltas |= dict.fromkeys(from_ranges(row["removed"]), REMOVED)
    deltas |= {id: (minus, plus) for id, minus, plus in row["changed"]}
    return StoredEdit(row["number"], row["parent"], edit, deltas)


def pointer_document(at: int) -> Json:
    """The history's pointer: the number of the last edit that holds, 0 for none."""
    return {"type": "history", "at": at}


def action_of(line: bytes) -> str:
    """The action of a stored edit, without reading the rest of it, which may be long."""
    match = _ACTION.match(line)
    return match[1].decode() if match else str(decode(line)["action"])


def to_ranges(ids: Iterable[int]) -> list[list[int]]:
    """Ids as `[first, last]` ranges, in ascending order."""
    ranges: list[list[int]] = []
    for id in sorted(ids):
        if ranges and ranges[-1][1] == id - 1:
            ranges[-1][1] = id
        else:
            ranges.append([id, id])
    return ranges


def from_ranges(ranges: Iterable[list[int]]) -> Iterator[int]:
    """The ids of all ranges."""
    for first, last in ranges:
        yield from range(first, last + 1)
