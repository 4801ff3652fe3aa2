"""Take a labelled dataset off the desk."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tui.desk.desk import Desk
from tui.desk.settings import FILE_NAME, GUIDELINES_NAME
from tui.formats.format import Format
from tui.formats.losses import Loss, losses
from tui.formats.place import real_path
from tui.formats.registry import find_format, format_for, holds_articles
from tui.formats.select import Filter, Selection, anonymise, parse_time
from tui.formats.split import split
from tui.formats.writing import WriteOptions, WriteReport, write
from tui.model.annotation import DECIDED, STATUSES, TYPES, type_of, value_of
from tui.model.errors import DataError, UsageError
from tui.model.suggestion import AnnotatedArticle


class Order(Struct, frozen=True, kw_only=True):
    """What to export: where to, in which format, and which annotations of which articles.

    `shares` splits the articles into parts by name ("train": 0.8); `strict` refuses an export that would lose
    anything; `licence` goes into the dataset card.
    """

    out: Path
    format: Format
    filter: Filter = field(default_factory=Filter)
    shares: dict[str, float] | None = None
    anonymous: bool = False
    strict: bool = False
    licence: str | None = None


def parse_statuses(words: str) -> tuple[str, ...]:
    """Statuses of `--status accepted,edited` or `all`; raises `UsageError` naming the unknown one."""
    if words == "all":
        return STATUSES
    statuses = parse_words(words)
    for status in statuses:
        if status not in STATUSES:
            raise UsageError(f"unknown status {status!r}; use {', '.join(STATUSES)} or all, joined by commas")
    return statuses or DECIDED


def parse_words(words: str) -> tuple[str, ...]:
    """Words joined by commas."""
    return tuple(word.strip() for word in words.split(",") if word.strip())


def parse_types(words: str) -> tuple[str, ...]:
    """Types of `--type entity,quote`; raises `UsageError` naming the unknown one."""
    types = parse_words(words)
    for type in types:
        if type not in TYPES:
            raise UsageError(f"unknown type {type!r}; use {', '.join(TYPES)}, joined by commas")
    return types


def parse_since(words: str | None) -> datetime | None:
    """The time of `--since 2024-10-22`, in UTC unless it names a zone; raises `UsageError` if it is none."""
    if words is None:
        return None
    time = parse_time(words)
    if time is None:
        raise UsageError(f"--since {words}: is no date or time; write it like  2024-10-22  or  2024-10-22T09:30+02:00")
    return time


def check_filter(desk: Desk, filter: Filter) -> None:
    """Raise `UsageError` for an article, label or annotator that is not on the desk: it would let nothing through."""
    ids = set(desk.article_ids()) if filter.articles else set()
    for id in filter.articles:
        if id not in ids:
            raise UsageError(f"no article {id!r} on this desk; `inquit status` lists them")
    labels = {(facet, name) for facet in TYPES for name in desk.settings.scheme.names(facet)}
    names: set[str] = set()
    if filter.annotators or not _known(filter.labels, labels):
        for annotated in DeskArticles(desk):
            labels.update((type_of(annotation), value_of(annotation)) for annotation in annotated.annotations)
            names.update(annotation.annotator for annotation in annotated.annotations if annotation.annotator)
    for label in filter.labels:
        if not _known([label], labels):
            there = ", ".join(f"{type}:{name}" for type, name in sorted(labels))
            raise UsageError(f"unknown label {label!r}; use, with the type or without, {there}")
    for name in filter.annotators:
        if name not in names:
            there = f"use one of {', '.join(sorted(names))}" if names else "nobody has yet"
            raise UsageError(f"nobody called {name!r} has annotated here; {there}")


def _known(wanted: Iterable[str], labels: Iterable[tuple[str, str]]) -> bool:
    """Whether all labels, alone or with their types, are among these."""
    return set(wanted) <= {form for type, name in labels for form in (name, f"{type}:{name}")}


def choose_format(out: Path, name: str | None) -> Format:
    """The format named, or the one that `out`'s ending tells; raises `UsageError` if neither does."""
    return find_format(name) if name else format_for(out, reading=False)


def check_out(out: Path, format: Format, desk: Path | None) -> None:
    """Raise `UsageError` if writing to `out` would replace what is no export.

    That is the file of articles that somebody may have imported, and the desk (None: it is in memory), its lock and
    backups, the settings and guidelines beside it.
    """
    if desk is not None:
        _check_desk(out, desk)
    if articles := holds_articles(out, format):
        raise UsageError(f"{out}: is there already, and no export ({articles.title}); name another path or remove it")


def _check_desk(out: Path, desk: Path) -> None:
    target, file = real_path(out), desk.expanduser().resolve()
    kept = [file, (desk.parent / FILE_NAME).resolve(), (desk.parent / GUIDELINES_NAME).resolve()]
    beside = target.parent == file.parent and target.name.startswith((f"{file.name}.", f".{file.name}."))
    if beside or any(path == target or _is_same_file(path, target) for path in kept):
        raise UsageError(f"{out}: belongs to the desk {desk}, which an export must not replace; name another path")
    if file.is_relative_to(target):
        raise UsageError(f"{out}: the desk {desk} is in this folder, which the export would replace; name another one")


def _is_same_file(first: Path, second: Path) -> bool:
    """Whether two names, of whatever case, lead to one file that is there."""
    return first.exists() and second.exists() and first.samefile(second)


class DeskArticles(Struct, frozen=True):
    """All articles of a desk as files hold them, read one by one; can be gone through again."""

    desk: Desk

    def __len__(self) -> int:
        return len(self.desk.article_ids())

    def __iter__(self) -> Iterator[AnnotatedArticle]:
        repository = self.desk.repository
        for id in self.desk.article_ids():
            layer = repository.layer(id)
            yield AnnotatedArticle(
                article=repository.article(id),
                actors=tuple(layer.actors.values()),
                annotations=tuple(layer.annotations.values()),
            )


class _Selected:
    """The articles of an order; can be gone through again. `selection` gathers what was loosened on the way."""

    def __init__(self, desk: Desk, order: Order) -> None:
        self.desk = desk
        self.order = order
        self.selection = Selection(order.filter)

    def __iter__(self) -> Iterator[AnnotatedArticle]:
        chosen = self.selection.of(DeskArticles(self.desk))
        return anonymise(chosen) if self.order.anonymous else iter(chosen)


def losses_of(desk: Desk, order: Order) -> tuple[Loss, ...]:
    """What the export would lose: all that the format cannot carry, and targets that the filter leaves out."""
    chosen = _Selected(desk, order)
    found = losses(order.format, chosen)
    return (*chosen.selection.losses(), *found)


def export(
    desk: Desk,
    order: Order,
    *,
    tell: Callable[[tuple[Loss, ...]], None] = lambda _: None,
    progress: Callable[[int], None] | None = None,
) -> WriteReport:
    """Write the dataset in one step.

    `tell` is called with what will be lost before anything is written, `progress` with the number of articles done.
    Raises `DataError` and writes nothing if the order is strict and something would be lost, `UsageError` if `out` is
    a file that the desk itself needs, or the filter names what is not on the desk.
    """
    check_filter(desk, order.filter)
    check_out(order.out, order.format, desk.settings.desk)
    lost = losses_of(desk, order)
    if lost and order.strict:
        raise DataError(
            f"{order.format.name} cannot hold everything: {', '.join(map(str, lost))}; "
            "choose another format or leave --strict out",
            path=str(order.out),
        )
    tell(lost)
    chosen = _Selected(desk, order)
    splits = split(chosen, order.shares) if order.shares else None
    options = WriteOptions(scheme=desk.settings.scheme, name=order.out.stem, licence=order.licence, splits=splits)
    return replace(write(order.format, chosen, order.out, options, progress=progress), losses=lost)
