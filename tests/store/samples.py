"""Small articles, edits, and a seeded annotator who does anything at all, for the tests of the store."""

from collections.abc import Callable
from random import Random
from typing import Any

from msgspec.structs import replace

from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.article import Article, make_article
from tui.model.edit import EMPTY_LAYER, ArticleState, Change, Edit, Layer, Orphan, Quotation, Record
from tui.model.span import Span
from tui.model.suggestion import Structure, Suggestions
from tui.store.protocol import Repository

TEXT = (
    'Kim Hong-kyun said on Monday that "this gravely threatens 👩‍👩‍👧 and \\ the world". '
    "Seoul’s spy agency agrees — strongly.\n"
)
TIME = "2026-01-01T00:00:00+00:00"


def article(id: str = "a-1", text: str = TEXT) -> Article:
    """A short article with everything that JSON and careless offsets stumble over."""
    return make_article(id, text, title='A "title" with \\ and é', meta={"n": [1, None]})


def edit(action: str, *changes: Change, annotator: str = "anna") -> Edit:
    """An edit at a fixed time."""
    return Edit(action=action, annotator=annotator, time=TIME, changes=changes)


def change(before: Record | None, after: Record | None, id: str = "a-1") -> Change:
    """A change of one record."""
    return Change(article=id, before=before, after=after)


def import_edit(*articles: Article) -> Edit:
    """The edit that puts articles on the desk."""
    states = [ArticleState(id=a.id, text_sha256=a.text_sha256) for a in articles]
    return edit("import", *(change(None, state, state.id) for state in states))


def put_on_desk(repository: Repository, *articles: Article) -> None:
    """Import articles."""
    repository.add_articles(articles)
    repository.apply(import_edit(*articles))


def entity(id: str = "e1", start: int = 0, end: int = 3, **known: Any) -> Entity:
    """An entity of a human, or what `known` says."""
    return Entity(**{"id": id, "spans": (Span(start, end),), "label": "PERSON", **known})


def suggestion(id: str, start: int, end: int, **known: Any) -> Entity:
    """An entity as a pipeline leaves it."""
    return entity(id, start, end, **{"origin": "model", "model": "m 1", "status": "suggested", **known})


def suggestions(source: Article, *annotations: AnyAnnotation, model: str = "m 1", **known: Any) -> Suggestions:
    """What a pipeline found in an article."""
    shape = Structure(sentences=(Span(0, 20), Span(21, 40)), clauses=(Span(0, 40), Span(5, 9)))
    made = {"article": source.id, "text_sha256": source.text_sha256, "model": model, "structure": shape}
    return Suggestions(annotations=annotations, **{**made, **known})


def snapshot(repository: Repository) -> dict[str, Any]:
    """Everything that a repository tells about its articles."""
    return {
        id: (
            repository.article(id),
            repository.state(id),
            repository.layer(id),
            repository.progress(id),
            repository.structure(id),
        )
        for id in repository.article_ids()
    }


class Monkey:
    """A seeded annotator: imports, tags, alters, deletes, decides in bulk, changes texts, undoes and redoes."""

    def __init__(self, seed: int, articles: int = 4) -> None:
        self.random = Random(seed)
        self.versions = [[article(f"a-{n}", TEXT * 2), article(f"a-{n}", "New. " + TEXT * 2)] for n in range(articles)]
        self.made = 0

    def next_edit(self, repository: Repository) -> Edit:
        """An edit that fits what is on the desk now."""
        ids = list(repository.article_ids())
        kinds: list[Callable[[Repository, str], Edit | None]] = [self._tag] * 6 + [self._alter] * 4
        kinds += [self._delete, self._bulk, self._done, self._change_text, self._link]
        missing = [pair[0] for pair in self.versions if pair[0].id not in ids]
        if missing and (not ids or self.random.random() < 0.1):
            return import_edit(*self.random.sample(missing, self.random.randint(1, len(missing))))
        while True:
            made = self.random.choice(kinds)(repository, self.random.choice(ids))
            if made is not None:
                return made

    def _id(self, letter: str) -> str:
        self.made += 1
        return f"h{letter}{self.made}"

    def _span(self, length: int) -> Span:
        start = self.random.randrange(length - 1)
        return Span(start, min(length, start + self.random.randint(1, 40)))

    def _tag(self, repository: Repository, id: str) -> Edit:
        layer, length = repository.layer(id), 200  # within either version of the text
        actor = self.random.choice([None, *layer.actors])
        spans = (self._span(length),)
        common: dict[str, Any] = {"spans": spans, "annotator": "anna", "created": TIME, "note": 'é "\\'}
        target = Target(annotation=self.random.choice([*layer.annotations])) if layer.annotations else None
        made: list[AnyAnnotation] = [
            Entity(id=self._id("e"), label="ORG", actor=actor, **common),
            Quote(id=self._id("q"), kind="mixed", cue=self._span(length), actor=actor, **common),
            Claim(id=self._id("c"), kind="fact", claimant=actor, checkworthy=True, **common),
            Stance(id=self._id("s"), polarity="oppose", holder=actor, target=target, **common),
        ]
        return edit("tag", change(None, self.random.choice(made), id))

    def _link(self, repository: Repository, id: str) -> Edit:
        actor = Actor(id=self._id("a"), name="Kim 👍🏽")
        return edit("link", change(None, actor, id), change(None, entity(self._id("e"), actor=actor.id), id))

    def _alter(self, repository: Repository, id: str) -> Edit | None:
        annotations = list(repository.layer(id).annotations.values())
        if not annotations:
            return None
        old = self.random.choice(annotations)
        status = self.random.choice(["accepted", "rejected", "edited", "suggested"])
        new = replace(old, status=status, ms=self.random.randrange(9999), spans=(self._span(100),))
        return edit("alter", change(old, new, id))

    def _delete(self, repository: Repository, id: str) -> Edit | None:
        layer = repository.layer(id)
        targets = {a.target.annotation for a in layer.annotations.values() if isinstance(a, Stance) and a.target}
        free = [annotation for annotation in layer.annotations.values() if annotation.id not in targets]
        return edit("delete", change(self.random.choice(free), None, id)) if free else None

    def _bulk(self, repository: Repository, id: str) -> Edit | None:
        changes = [
            change(old, replace(old, status="accepted", note=f"bulk {self.made}"), other)
            for other in list(repository.article_ids())[:2]
            for old in repository.layer(other).annotations.values()
        ]
        return edit("accept all", *changes) if changes else None

    def _done(self, repository: Repository, id: str) -> Edit:
        state = repository.state(id)
        return edit("done", change(state, replace(state, done=not state.done), id))

    def _change_text(self, repository: Repository, id: str) -> Edit:
        """Another version of the text: every annotation moves, but for those that become orphans."""
        state = repository.state(id)
        old, new = self.versions[int(id.split("-")[1])]
        if state.text_sha256 == new.text_sha256:
            old, new = new, old
        moved = replace(state, text_sha256=new.text_sha256)
        layer = repository.layer(id)
        targets = {a.target.annotation for a in layer.annotations.values() if isinstance(a, Stance) and a.target}
        changes = [change(state, moved, id)]
        for annotation in layer.annotations.values():
            if annotation.id not in targets and self.random.random() < 0.2:
                quoted = tuple(Quotation(exact=span.of(old.text), prefix="", suffix="é") for span in annotation.spans)
                orphan = Orphan(id=annotation.id, annotation=annotation, text_sha256=old.text_sha256, quotations=quoted)
                changes.append(change(annotation, orphan, id))
            else:
                changes.append(change(annotation, replace(annotation, spans=(self._span(100),)), id))
        return edit("import", *changes)


def empty(layer: Layer) -> bool:
    """Whether nothing is in the layer."""
    return layer == EMPTY_LAYER
