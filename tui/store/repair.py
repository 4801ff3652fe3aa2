"""Repairing a desk's tables without guessing: what can be read stays, a link to nothing becomes no link.

Offsets, words and texts that do not fit are left alone, because nobody but a human can say which of them is right.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tui.model.annotation import WRITER
from tui.model.codec import Json, article_from_json
from tui.model.errors import DataError
from tui.model.linking import ACTOR_FIELD
from tui.store.file import HOT
from tui.store.history import edit_from_document, edit_to_document, pointer_document
from tui.store.index import ARTICLES
from tui.store.layout import Tables, decode, encode
from tui.store.records import HOME_OF_TYPE, from_document, is_live, revive, slot_of_document
from tui.store.structure import last_end, unpack

Documents = dict[int, Json]


def repair_tables(tables: Tables) -> tuple[Tables, list[str]]:
    """The repaired tables, and what was done, one sentence each (empty: nothing to do)."""
    done: list[str] = []
    decoded: dict[str, Documents] = {}
    for name, table in tables.items():
        decoded[name] = dict(_readable(name, table, done))
    hot = decoded.get(HOT, {})
    done += _drop_shapes(hot, dict(_lengths(decoded.get(ARTICLES, {}))))
    for step in (_drop_malformed, _part_twins, _mend_links, _mend_history):
        done += step(hot)
    repaired = {name: {id: encode(document) for id, document in table.items()} for name, table in decoded.items()}
    return repaired, done


def _readable(name: str, table: dict[int, bytes], done: list[str]) -> Iterator[tuple[int, Json]]:
    for id, line in table.items():
        try:
            yield id, decode(line)
        except ValueError:
            done.append(f"table {name}: took out document {id}, which is no JSON")


def _lengths(articles: Documents) -> Iterator[tuple[tuple[str, str], int]]:
    """How long each version of each article's text is, of those whose hash is right."""
    for document in articles.values():
        with suppress(DataError):
            article = article_from_json(document)
            yield (article.id, article.text_sha256), len(article.text)


def _drop_shapes(hot: Documents, lengths: dict[Any, int]) -> Iterator[str]:
    """Take out shapes of texts that cannot be read or do not fit: the next run of the pipeline makes them again."""
    for id, document in [(id, document) for id, document in hot.items() if document.get("type") == "structure"]:
        article = document.get("article")
        try:
            fits = last_end(unpack(document["spans"])) <= lengths.get((article, document["text_sha256"]), sys.maxsize)
        except (DataError, KeyError, AttributeError):
            fits = False
        if not fits:
            del hot[id]
            yield f"article {article!r}: took out the structure of its text"


def _drop_malformed(hot: Documents) -> Iterator[str]:
    """Take out records that cannot be read."""
    for id, document in [(id, document) for id, document in hot.items() if document.get("type") in HOME_OF_TYPE]:
        try:
            slot_of_document(document)
            from_document(document)
        except (DataError, KeyError) as error:
            del hot[id]
            yield f"article {document.get('article')!r}: took out {document['type']} {document.get('id')!r}: {error}"


def _part_twins(hot: Documents) -> Iterator[str]:
    """Of records with one id, equal ones become one, others get ids of their own; links go to the first."""
    seen: dict[object, int] = {}
    for id, document in list(hot.items()):
        slot = slot_of_document(document)
        if slot is None:
            continue
        first = seen.setdefault(slot, id)
        if first == id:
            continue
        article, home, name = slot
        if hot[first] == document or home == "state":
            del hot[id]
            yield f"article {article!r}: took out a copy of {home} {name!r}"
        else:
            new = f"{name}-{id}"
            hot[id] = {**document, "id": new}
            yield f"article {article!r}: the second {home} {name!r} is now {new!r}"


def _mend_links(hot: Documents) -> Iterator[str]:
    """Bring back deleted actors that something links; unlink what is not there at all."""
    slots = {slot: id for id, document in hot.items() if (slot := slot_of_document(document)) is not None}
    for id, document in list(hot.items()):
        slot = slot_of_document(document)
        if slot is None or slot[1] != "annotation" or not is_live(document):
            continue
        article, target = slot[0], document.get("target") or {}
        field = ACTOR_FIELD[document["type"]]
        if document.get(field) not in (None, WRITER):
            yield from _mend_actor(hot, slots, article, document, field)
        if target.get("actor") not in (None, WRITER):
            yield from _mend_actor(hot, slots, article, target, "actor")
            if target["actor"] is None:
                hot[id] = {**document, "target": None}
        aim = target.get("annotation")
        if aim is None:
            continue
        if not any(is_live(hot.get(slots.get((article, home, aim), 0))) for home in ("annotation", "orphan")):
            hot[id] = {**document, "target": None}
            yield f"article {article!r}: {document['type']} {slot[2]!r} has no target now, because {aim!r} is gone"


def _mend_actor(
    hot: Documents, slots: dict[tuple[str, str, str], int], article: str, holder: Json, field: str
) -> Iterator[str]:
    """Mend one link to an actor, in place."""
    actor = holder[field]
    there = slots.get((article, "actor", actor))
    if there is None:
        holder[field] = None
        yield f"article {article!r}: took out a link to actor {actor!r}, who was never there"
    elif not is_live(hot[there]):
        hot[there] = revive(hot[there])
        yield f"article {article!r}: brought back actor {actor!r}, who is linked"


def _mend_history(hot: Documents) -> Iterator[str]:
    """Cut the chain of edits where a link is missing, and let the history stand at an edit that is there."""
    for id, document in [(id, d) for id, d in hot.items() if d.get("type") == "edit"]:
        try:
            stored = edit_from_document(document)
        except (KeyError, TypeError, ValueError):
            del hot[id]
            yield f"history: took out edit {id}, which cannot be read"
            continue
        parent = stored.parent if stored.parent < id and hot.get(stored.parent, {}).get("type") == "edit" else 0
        deltas = {number: delta for number, delta in stored.deltas.items() if number in hot}
        if (id, parent, len(deltas)) != (stored.number, stored.parent, len(stored.deltas)):
            hot[id] = edit_to_document(id, parent, stored.edit, deltas)
            yield f"history: mended edit {id} ({stored.edit.action})"
    edits = [id for id, document in hot.items() if document.get("type") == "edit"]
    pointers = [id for id, document in hot.items() if document.get("type") == "history"]
    good = [id for id in pointers if hot[id].get("at") == 0 or hot[id].get("at") in edits]
    if (len(pointers), len(good)) != (1, 1) and (edits or pointers):
        kept = hot[good[-1]] if good else pointer_document(max(edits, default=0))
        for id in pointers:
            del hot[id]
        hot[max(hot, default=0) + 1] = kept
        yield f"history: stands at edit {kept['at']} now"
