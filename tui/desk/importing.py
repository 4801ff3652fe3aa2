"""Bring articles and other people's annotations onto the desk, as one edit that can be undone.

Reading files is `tui.formats`' work; here is decided what they mean for a desk that holds something already. The
same text twice is one article; an article whose text changed keeps its annotations as far as their words are found.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tui.desk.desk import Desk
from tui.desk.settings import GUIDELINES_NAME
from tui.desk.stamp import new_id
from tui.desk.verbs import Changes
from tui.formats.format import Format
from tui.formats.known import slug
from tui.formats.reading import files_in, read
from tui.formats.registry import find_format
from tui.model.annotation import Actor, AnyAnnotation, actors_of, type_of, value_of
from tui.model.article import Article
from tui.model.edit import ArticleState, Change, Layer
from tui.model.errors import DataError, UsageError
from tui.model.scheme import Scheme
from tui.model.suggestion import AnnotatedArticle

MANY = (".jsonl", ".ndjson", ".json")
"""Endings of files that hold many articles, with ids."""


class ImportReport(Struct):
    """What an import did. `faults` names what could not go in; all the rest did."""

    added: int = 0
    changed: int = 0
    known: int = 0
    annotations: int = 0
    orphans: int = 0
    faults: list[DataError] = field(default_factory=list)

    def sentence(self) -> str:
        """The report in one line."""
        parts = [f"{self.added} new article{'' if self.added == 1 else 's'}"]
        parts += [f"{n} {what}" for n, what in self._rest() if n]
        return ", ".join(parts)

    def _rest(self) -> tuple[tuple[int, str], ...]:
        return (
            (self.known, "known already"),
            (self.changed, "with a changed text"),
            (self.annotations, "annotations"),
            (self.orphans, "annotations orphaned"),
            (len(self.faults), "refused"),
        )


def files_of(paths: Iterable[Path], format: Format | None = None) -> Iterator[Path | DataError]:
    """The files to read: named ones as they are, folders recursively, each folder in order of name.

    In folders only files that `format` (any, if None) can be in count, and the annotators' guidelines are no article.
    """
    for path in paths:
        if path.is_dir():
            yield from (file for file in files_in(path, format) if file.name != GUIDELINES_NAME)
        elif path.exists():
            yield path
        else:
            yield DataError("no such file or folder; check the name", path=str(path))


def import_paths(
    desk: Desk,
    paths: Iterable[Path],
    *,
    format: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> ImportReport:
    """Read files and folders and put what is new on the desk, durably, as one edit.

    `progress` is called with the files read and the files there are. Raises `UsageError` for an unknown format and
    `DeskError` if nothing can be saved; whatever is wrong with single files or lines is in the report.
    """
    desk.check_writable()
    batch = _Batch(desk)
    files = list(files_of(paths, find_format(format) if format else None))
    for done, file in enumerate(files):
        progress(done, len(files))
        if isinstance(file, DataError):
            batch.report.faults.append(file)
            continue
        for item in _read(file, format):
            batch.take(item, name_of(file))
    progress(len(files), len(files))
    batch.save()
    return batch.report


def name_of(file: Path) -> str:
    """The id that an article gets from its file's name; empty where a file holds many, with ids of their own."""
    return "" if file.suffix.lower() in MANY else slug(file.stem)


def _read(file: Path, format: str | None) -> Iterator[AnnotatedArticle | DataError]:
    """Read a file; one that nothing can read is a fault like any other, so that the rest goes in."""
    try:
        yield from read(file, format)
    except UsageError as error:
        yield DataError(str(error))


class _Batch:
    """One import under way: the articles and changes to come, and what the desk will hold after them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.report = ImportReport()
        self.articles: dict[str, Article] = {}
        self.by_text: dict[str, str] = {}
        self.changes: list[Change] = []
        self.layers: dict[str, Layer] = {}
        self.on_desk = set(desk.article_ids())

    def take(self, item: AnnotatedArticle | DataError, name: str) -> None:
        """Take in one article, or the fault that stands in its place; `name` is the id a nameless one gets."""
        if isinstance(item, DataError):
            self.report.faults.append(item)
            return
        try:
            check_labels(item, self.desk.settings.scheme)
        except DataError as error:
            self.report.faults.append(error.at(path=f"article {item.article.id}"))
            return
        id = self._place(item.article, name)
        if item.annotations:
            layer = self.layers.get(id) or (self.desk.layer(id) if id in self.on_desk else Layer({}, {}, {}))
            changes = merge(id, layer, item)
            self.report.annotations += sum(not isinstance(change.after, Actor) for change in changes)
            self.changes += changes

    def _place(self, article: Article, name: str) -> str:
        """Find or make the article's place on the desk and return its id there.

        An id that the file gives is kept: another text under it is a new version of that article. An id made from
        the file's name says less: there the texts must be alike, else the article gets an id of its own.
        """
        known = self.by_text.get(article.text_sha256) or self.desk.repository.find_text(article.text_sha256)
        if known is not None:
            self.report.known += 1
            return known
        unlike = article.id == name and article.id in self.on_desk and not self._is_like(article)
        if article.id in self.articles or unlike:
            article = replace(article, id=self._free_id(article.id))
        elif article.id in self.on_desk:
            self._reword(article)
            return article.id
        self.report.added += 1
        self.articles[article.id] = article
        self.by_text[article.text_sha256] = article.id
        state = ArticleState(id=article.id, text_sha256=article.text_sha256)
        self.changes.append(Change(article=article.id, before=None, after=state))
        return article.id

    def _is_like(self, article: Article) -> bool:
        return similar(self.desk.article(article.id).text, article.text)

    def _reword(self, article: Article) -> None:
        from tui.desk.rewording import reword

        self.report.changed += 1
        self.articles[article.id] = article
        self.by_text[article.text_sha256] = article.id
        old = self.desk.article(article.id)
        result = reword(old, article, self.desk.layer(article.id), self.desk.state(article.id))
        self.layers[article.id] = result.layer
        self.report.orphans += result.orphans
        self.changes += result.changes

    def _free_id(self, id: str) -> str:
        number = 2
        while (free := f"{id}-{number}") in self.articles or free in self.on_desk:
            number += 1
        return free

    def save(self) -> None:
        """Put it all on the desk; what was read is durable when this returns."""
        repository = self.desk.repository
        if self.articles:
            articles = tuple(self.articles.values())
            self.desk.saver.call(lambda: repository.add_articles(articles))
        if self.changes:
            self.desk.do("import", tuple(self.changes))
            self.desk.saver.call(lambda: None)


def check_labels(item: AnnotatedArticle, scheme: Scheme) -> None:
    """Raise `DataError` if an annotation has a label, kind or polarity that the scheme does not know."""
    for number, annotation in enumerate(item.annotations):
        facet, value = type_of(annotation), value_of(annotation)
        if value not in scheme.names(facet):
            known = ", ".join(label.name for label in scheme.labels(facet))
            raise DataError(
                f"unknown {facet} label {value!r}; use one of {known}, or add it to [scheme.{facet}] in inquit.toml",
                field=f"annotations.{number}",
            )


def merge(article: str, layer: Layer, item: AnnotatedArticle) -> Changes:
    """The changes that add an imported layer to what is there.

    What stands there already (same type, spans and value) is left alone, whoever made it; an id that is taken by
    something else is replaced, in links too; actors are matched by id and name, then by name.
    """
    renamed = {actor.id: _matching_actor(layer, actor) for actor in item.actors}
    changes = [Change(article=article, before=None, after=actor) for actor in item.actors if renamed[actor.id] is None]
    actor_ids = {old: (match.id if match else old) for old, match in renamed.items()}
    present = {_words(annotation): annotation.id for annotation in layer.annotations.values()}
    ids: dict[str, str] = {}
    for annotation in item.annotations:
        taken = annotation.id in layer.annotations or annotation.id in layer.orphans
        ids[annotation.id] = present.get(_words(annotation)) or (new_id() if taken else annotation.id)
    for annotation in item.annotations:
        if _words(annotation) not in present:
            moved = relink(annotation, actor_ids, ids)
            changes.append(Change(article=article, before=None, after=moved))
    return tuple(changes)


def _matching_actor(layer: Layer, actor: Actor) -> Actor | None:
    same_id = layer.actors.get(actor.id)
    if same_id is not None and same_id.name == actor.name:
        return same_id
    return next((other for other in layer.actors.values() if other.name == actor.name), None)


def _words(annotation: AnyAnnotation) -> tuple[object, ...]:
    links = actors_of(annotation) if type_of(annotation) == "stance" else ()
    return type_of(annotation), annotation.spans, value_of(annotation), links


def relink(annotation: AnyAnnotation, actors: dict[str, str], annotations: dict[str, str]) -> AnyAnnotation:
    """The annotation with its own id and all its links renamed."""
    fields: dict[str, object] = {"id": annotations.get(annotation.id, annotation.id)}
    for name in ("actor", "claimant", "holder"):
        old = getattr(annotation, name, None)
        if old is not None:
            fields[name] = actors.get(old, old)
    target = getattr(annotation, "target", None)
    if target is not None and target.actor is not None:
        fields["target"] = replace(target, actor=actors.get(target.actor, target.actor))
    elif target is not None and target.annotation is not None:
        fields["target"] = replace(target, annotation=annotations.get(target.annotation, target.annotation))
    return replace(annotation, **fields)


def similar(old: str, new: str) -> bool:
    """Whether two texts are versions of one article: of all runs of three words, three in ten are in both.

    Measured against the shorter text, so that an article that grew counts as the same.
    """
    first, second = _shingles(old), _shingles(new)
    return len(first & second) >= 0.3 * max(1, min(len(first), len(second)))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
