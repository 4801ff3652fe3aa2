"""Bring articles and other people's annotations onto the desk, as one edit that can be undone.

Reading files is `tui.formats`' work; here is decided what they mean for a desk that holds something already. The
same text twice is one article; an article whose text changed keeps its annotations as far as their words are found.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tui.desk.desk import Desk
from tui.desk.merging import changes_between, merge
from tui.desk.settings import GUIDELINES_NAME
from tui.desk.verbs import Changes, change
from tui.formats.format import Format
from tui.formats.known import slug
from tui.formats.reading import files_in, read
from tui.formats.registry import find_format
from tui.model.annotation import TYPES, type_of, value_of
from tui.model.article import Article
from tui.model.codec import check_against
from tui.model.edit import EMPTY_LAYER, ArticleState, Layer
from tui.model.errors import DataError, DeskError, UsageError
from tui.model.scheme import Scheme
from tui.model.suggestion import AnnotatedArticle

MANY = (".jsonl", ".ndjson", ".json")
"""Endings of files that hold many articles, with ids."""


class ImportReport(Struct):
    """What an import did. `faults` names what could not go in; all the rest did.

    Articles were `added`, `known` already, or `changed` their text. `annotations` are new ones, `decided` those that
    took the place of a suggestion, `standing` those left out because their words are annotated so, or were decided on.
    """

    added: int = 0
    changed: int = 0
    known: int = 0
    annotations: int = 0
    decided: int = 0
    standing: int = 0
    orphans: int = 0
    loosened: int = 0
    faults: list[DataError] = field(default_factory=list)

    def sentence(self) -> str:
        """The report in one line."""
        counts = (
            (self.known, "known already"),
            (self.changed, "with a changed text"),
            (self.annotations, "annotation" + _plural(self.annotations)),
            (self.decided, f"suggestion{_plural(self.decided)} decided"),
            (self.standing, f"annotation{_plural(self.standing)} there already"),
            (self.orphans, f"annotation{_plural(self.orphans)} orphaned"),
            (self.loosened, f"annotation{_plural(self.loosened)} without a cue, source or target that is gone"),
            (len(self.faults), "refused"),
        )
        new = f"{self.added} new article{_plural(self.added)}"
        return ", ".join([new, *(f"{n} {what}" for n, what in counts if n)])


def _plural(n: int) -> str:
    return "" if n == 1 else "s"


def files_of(paths: Iterable[Path], format: Format | None = None) -> Iterator[Path | DataError]:
    """The files to read: named ones as they are, folders recursively, each folder in order of name.

    In folders only files that `format` (any, if None) can be in count, and the annotators' guidelines are no article.
    A folder without any file of the `format` that was named is a fault.
    """
    for path in paths:
        if path.is_dir():
            found = [file for file in files_in(path, format) if file.name != GUIDELINES_NAME]
            yield from found
            if format is not None and not found:
                remedy = "check the name, or leave --format out"
                yield DataError(f"nothing in this folder is in the format {format.name}; {remedy}", path=str(path))
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


class _Draft(Struct):
    """An article as the desk has it (not at all: no state), and as the import leaves it."""

    state: ArticleState | None
    layer: Layer
    new_state: ArticleState
    new_layer: Layer

    def changes(self) -> Changes:
        """What leads from the one to the other."""
        id = self.new_state.id
        return (*change(id, self.state, self.new_state), *changes_between(id, self.layer, self.new_layer))


class _Batch:
    """One import under way: the new texts, and what becomes of each article, so that later files find it so."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.report = ImportReport()
        self.articles: dict[str, Article] = {}
        self.by_text: dict[str, str] = {}
        self.drafts: dict[str, _Draft] = {}
        self.on_desk = set(desk.article_ids())

    def take(self, item: AnnotatedArticle | DataError, name: str) -> None:
        """Take in one article, or the fault that stands in its place; `name` is the id a nameless one gets."""
        if isinstance(item, DataError):
            self.report.faults.append(item)
            return
        try:
            check_annotations(item, self.desk.settings.scheme)
        except DataError as error:
            self.report.faults.append(error.at(path=f"article {item.article.id}"))
            return
        id = self._place(item.article, name)
        if item.annotations:
            draft = self._draft(id)
            merged = merge(draft.new_layer, item)
            draft.new_layer = merged.layer
            self.report.annotations += merged.added
            self.report.decided += merged.decided
            self.report.standing += merged.known

    def _place(self, article: Article, name: str) -> str:
        """Find or make the article's place on the desk and return its id there.

        An id that the file gives is kept: another text under it is a new version of that article. An id made from
        the file's name says less: there the texts must be alike, else the article gets an id of its own.
        """
        known = self._known(article.text_sha256)
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
        self._keep(article)
        state = ArticleState(id=article.id, text_sha256=article.text_sha256)
        self.drafts[article.id] = _Draft(None, EMPTY_LAYER, state, EMPTY_LAYER)
        return article.id

    def _known(self, text_sha256: str) -> str | None:
        """The article that has this text now; a text that this import replaced is nobody's any more."""
        found = self.by_text.get(text_sha256) or self.desk.repository.find_text(text_sha256)
        return None if found in self.articles and text_sha256 not in self.by_text else found

    def _keep(self, article: Article) -> None:
        self.articles[article.id] = article
        self.by_text[article.text_sha256] = article.id

    def _draft(self, id: str) -> _Draft:
        """The draft of an article that is on the desk, or in this import."""
        if id not in self.drafts:
            state, layer = self.desk.state(id), self.desk.layer(id)
            self.drafts[id] = _Draft(state, layer, state, layer)
        return self.drafts[id]

    def _is_like(self, article: Article) -> bool:
        return similar(self.desk.article(article.id).text, article.text)

    def _reword(self, article: Article) -> None:
        from tui.desk.rewording import reword

        self.report.changed += 1
        self._keep(article)
        draft = self._draft(article.id)
        result = reword(self.desk.article(article.id), article, draft.new_layer, draft.new_state)
        draft.new_state, draft.new_layer = result.state, result.layer
        self.report.orphans += result.orphans
        self.report.loosened += result.loosened

    def _free_id(self, id: str) -> str:
        number = 2
        while (free := f"{id}-{number}") in self.articles or free in self.on_desk:
            number += 1
        return free

    def save(self) -> None:
        """Put it all on the desk; what was read is durable when this returns. Raises `DeskError` if it is not."""
        repository, articles = self.desk.repository, tuple(self.articles.values())
        changes = tuple(change for draft in self.drafts.values() for change in draft.changes())
        try:
            if articles:
                self.desk.saver.call(lambda: repository.add_articles(articles))
            self.desk.do_and_wait("import", changes)
        except (DeskError, DataError) as error:
            raise DeskError(f"nothing was imported: {error}") from error


def check_annotations(item: AnnotatedArticle, scheme: Scheme) -> None:
    """Raise `DataError` if an annotation ends beyond the text, or has a value that the scheme does not know."""
    values = {facet: scheme.names(facet) for facet in TYPES}
    for number, annotation in enumerate(item.annotations):
        try:
            check_against(annotation, item.article.text)
        except DataError as error:
            raise error.at(field=f"annotations.{number}") from None
        facet, value = type_of(annotation), value_of(annotation)
        if value not in values[facet]:
            known = ", ".join(label.name for label in scheme.labels(facet))
            raise DataError(
                f"unknown {facet} label {value!r}; use one of {known}, or add it to [scheme.{facet}] in inquit.toml",
                field=f"annotations.{number}",
            )


def similar(old: str, new: str) -> bool:
    """Whether two texts are versions of one article: of all runs of three words, three in ten are in both.

    Measured against the shorter text, so that an article that grew counts as the same.
    """
    first, second = _shingles(old), _shingles(new)
    return len(first & second) >= 0.3 * max(1, min(len(first), len(second)))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
