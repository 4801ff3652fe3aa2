"""From an edit or a run of the pipeline to the documents it leaves behind, checked before anything is written."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tui.model.annotation import Actor, Annotation, AnyAnnotation
from tui.model.codec import Json, annotation_from_json
from tui.model.edit import ArticleState, Change, Edit, Record
from tui.model.suggestion import Suggestions
from tui.store.delta import difference, patch
from tui.store.errors import StaleEdit
from tui.store.records import HOMES, Slot, bury, is_live, layer_of, live_record, revive, slot_of, to_document
from tui.store.suggesting import is_renewed, is_untouched, merge

Fetch = Callable[[Slot], Json | None]
"""Gives the document in a slot, tombstones included; None if there never was one."""

TextOf = Callable[[str, str], str]
"""Gives the text of an article's id and text hash; raises `KeyError` if it was never added."""


DocumentsOf = Callable[[str], Mapping[Slot, Json]]
"""Gives all documents of an article, tombstones included."""


def withdraw(staged: Mapping[Slot, Json], fetch: Fetch, documents_of: DocumentsOf) -> dict[Slot, Json]:
    """The tombstones of suggestions for texts that articles have no longer once `staged` is done.

    Their offsets would mark other words. Only what nobody touched goes; whatever `staged` holds is its business.
    """
    gone: dict[Slot, Json] = {}
    for slot, document in staged.items():
        before = fetch(slot) if slot[1] == "state" else None
        if before is not None and before["text_sha256"] != document["text_sha256"]:
            left = {other: row for other, row in documents_of(slot[0]).items() if other not in staged and is_live(row)}
            gone |= {other: bury(row) for other, row in left.items() if _is_stale(other, row)}
    return gone


def _is_stale(slot: Slot, document: Json) -> bool:
    return slot[1] == "annotation" and is_untouched(annotation_from_json(document))


class Stage:
    """Plays an edit on copies of the documents of the slots that it touches."""

    def __init__(self, fetch: Fetch, text_of: TextOf, documents_of: DocumentsOf) -> None:
        self._documents: dict[Slot, Json] = {}
        self._fetch = fetch
        self._documents_of = documents_of
        self._text_of = text_of
        self._texts: dict[str, str] = {}

    def play(self, edit: Edit) -> dict[Slot, Json]:
        """The documents that all changes of an edit lead to; raises `StaleEdit` or `DataError`."""
        for article in edit.articles:
            self._texts[article] = self._text_after(edit, article)
        for change in edit.changes:
            self._carry_out(change)
        self._documents |= withdraw(self._documents, self._fetch, self._documents_of)
        return {slot: document for slot, document in self._documents.items() if self._matters(slot, document)}

    def _matters(self, slot: Slot, document: Json) -> bool:
        """Whether the slot is altered after all: not if something was both made and deleted by this edit."""
        before = self._fetch(slot)
        return document != before and (is_live(before) or is_live(document))

    def _text_after(self, edit: Edit, article: str) -> str:
        """The text that annotations of the article refer to when the edit is done."""
        hashes = [
            state.text_sha256
            for change in edit.changes
            if change.article == article and isinstance(state := change.record, ArticleState)
        ]
        if hashes:
            chosen = hashes[-1]
        elif (document := self._fetch((article, "state", article))) is not None:
            chosen = document["text_sha256"]
        else:
            raise StaleEdit(f"article {article!r} is not on the desk; import it again")
        try:
            return self._text_of(article, chosen)
        except KeyError:
            raise StaleEdit(f"the text of article {article!r} is not in the desk; import it again") from None

    def _carry_out(self, change: Change) -> None:
        before, after = change.before, change.after
        if before is not None and after is not None and slot_of("", before) == slot_of("", after):
            self._alter(change.article, before, after)
            return
        if before is not None:
            self._remove(change.article, before)
        if after is not None:
            self._create(change.article, after)

    def _current(self, slot: Slot) -> Json | None:
        return self._documents[slot] if slot in self._documents else self._fetch(slot)

    def _need(self, slot: Slot) -> Json:
        """What is in the slot; a tombstone will do: a human's decision on what a pipeline withdrew meanwhile stands."""
        document = self._current(slot)
        if document is None:
            raise StaleEdit(f"{slot[1]} {slot[2]!r} of article {slot[0]!r} was never there; open the article again")
        return document

    def _document(self, article: str, record: Record) -> Json:
        return to_document(article, record, self._texts[article] if isinstance(record, Annotation) else None)

    def _create(self, article: str, record: Record) -> None:
        slot = slot_of(article, record)
        if is_live(self._current(slot)):
            raise StaleEdit(f"{slot[1]} {slot[2]!r} of article {article!r} is there already; open the article again")
        self._documents[slot] = self._document(article, record)

    def _remove(self, article: str, record: Record) -> None:
        slot = slot_of(article, record)
        self._documents[slot] = bury(self._need(slot))

    def _alter(self, article: str, before: Record, after: Record) -> None:
        """Change the fields that differ; what somebody else changed meanwhile in other fields stays."""
        slot = slot_of(article, after)
        current = revive(self._need(slot))
        target = self._document(article, after)
        minus, plus = difference(to_document(article, before), {k: v for k, v in target.items() if k != "text"})
        for name, value in minus.items():
            if current.get(name) != value:
                raise StaleEdit(
                    f"{slot[1]} {slot[2]!r} of article {article!r} has another {name} by now; open the article again"
                )
        patched = patch(current, minus, plus)
        self._documents[slot] = {key: target[key] if key == "text" else patched[key] for key in target} | {
            key: value for key, value in patched.items() if key not in target and key != "text"
        }


class StagedSuggestions(NamedTuple):
    """The documents that a run leaves behind, and what of it is on the desk under which ids."""

    documents: dict[Slot, Json]
    actors: tuple[Actor, ...]
    annotations: tuple[AnyAnnotation, ...]


def stage_suggestions(there: Mapping[Slot, Json], new: Suggestions, text: str) -> StagedSuggestions:
    """Join a run of the pipeline with all documents of its article (tombstones included), which has this `text`."""
    layer = layer_of(map(live_record, there.values()))
    ids = {home: [slot[2] for slot in there if slot[1] == home] for home in HOMES}
    merged = merge(layer, ids["actor"], ids["annotation"], new)
    documents: dict[Slot, Json] = {}
    for home, gone in (("actor", merged.gone_actors), ("annotation", merged.gone_annotations)):
        for id in gone:
            documents[new.article, home, id] = bury(there[new.article, home, id])
    for actor in merged.actors:
        documents[slot_of(new.article, actor)] = to_document(new.article, actor)
    for annotation in merged.annotations:
        if is_renewed(layer.annotations.get(annotation.id), annotation):
            documents[slot_of(new.article, annotation)] = to_document(new.article, annotation, text)
    state = (new.article, "state", new.article)
    if there[state]["suggested"] != new.model:
        documents[state] = {**there[state], "suggested": new.model}
    return StagedSuggestions(documents, merged.actors, merged.annotations)
