"""Write articles in any format: streamed, checked against the offset oath, put in place in one step."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path

from msgspec import Struct

from tui.formats.format import Format
from tui.formats.ledger import Ledger, marks_of
from tui.formats.losses import Loss, Tally, note_losses
from tui.formats.module import FormatModule, Marks, WriteOptions
from tui.formats.place import in_place_of
from tui.formats.registry import find_format, load
from tui.model.annotation import type_of
from tui.model.errors import UsageError
from tui.model.suggestion import AnnotatedArticle

__all__ = ["WriteOptions", "WriteReport", "write"]

DEFAULTS = WriteOptions()


class WriteReport(Struct, frozen=True, kw_only=True):
    """What was written: where, how many articles, how many annotations of each type, of how many pieces."""

    path: Path
    format: str
    articles: int
    annotations: Mapping[str, int]
    spans: int
    losses: tuple[Loss, ...]


def write(
    format: str | Format,
    articles: Iterable[AnnotatedArticle],
    out: Path,
    options: WriteOptions = DEFAULTS,
    *,
    progress: Callable[[int], None] | None = None,
) -> WriteReport:
    """Write the articles to the file or folder `out`, replacing an earlier export there in one step.

    What was written is read again before that, in the format's own unit: raises `DataError` and keeps nothing if one
    span's words differ. `progress` is called with the number of articles done. With `options.splits`, `out` is a
    folder with one part for each split, and `articles` is gone through once for each, so it must not be an iterator.
    Raises `UsageError` for a format that cannot be written, a missing extra, or an `out` that must not be replaced.
    """
    chosen = find_format(format) if isinstance(format, str) else format
    if not chosen.can_write:
        raise UsageError(f"the format {chosen.name!r} can only be read; see inquit formats")
    module = load(chosen)
    with closing(_Passage(chosen, module, progress)) as passage:
        if options.splits is None:
            with in_place_of(out, folder=chosen.folder) as part:
                module.write(passage.of(articles), part, options)
                passage.verify(module.marks(part))
        else:
            with in_place_of(out, folder=True) as part:
                _write_splits(module, passage, articles, part, options)
        return passage.report(out)


def _write_splits(
    module: FormatModule, passage: "_Passage", articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions
) -> None:
    splits = options.splits or {}
    if iter(articles) is articles:
        raise UsageError("a split export goes through the articles several times; give a list, not an iterator")
    names = tuple(dict.fromkeys(splits.values()))

    def part_of(name: str) -> Iterator[AnnotatedArticle]:
        return (annotated for annotated in articles if splits.get(annotated.article.id) == name)

    if getattr(module, "SPLITS", False):
        module.write(passage.of(chain.from_iterable(map(part_of, names))), out, options)
        passage.verify(module.marks(out))
        return
    paths = {name: _part(passage.format, out, name) for name in names}
    for name, path in paths.items():
        module.write(passage.of(part_of(name)), path, options)
    passage.verify(chain.from_iterable(module.marks(path) for path in paths.values()))


def _part(format: Format, out: Path, name: str) -> Path:
    path = out / name
    if format.folder:
        path.mkdir()
        return path
    return path.with_name(name + format.endings[0])


class _Passage:
    """Articles on their way to a writer: reduced to what the format carries, counted, and noted for the oath."""

    def __init__(self, format: Format, module: FormatModule, progress: Callable[[int], None] | None) -> None:
        self.format = format
        self.ledger = Ledger()
        self._module = module
        self._progress = progress
        self._expected = getattr(module, "expected_marks", marks_of)
        self._wants_all = getattr(module, "WANTS_ALL", False)
        self._reason = getattr(module, "REASON", None)
        self._tally = Tally()
        self._counts: Counter[str] = Counter()
        self._articles = 0
        self._spans = 0

    def of(self, articles: Iterable[AnnotatedArticle]) -> Iterator[AnnotatedArticle]:
        """The articles as they are to be written."""
        for annotated in articles:
            carried = self._module.carry(annotated)
            note_losses(self._tally, self.format, annotated, carried, self._reason)
            given = annotated if self._wants_all else carried
            self.ledger.expect(self._expected(given))
            yield given
            self._counts.update(map(type_of, carried.annotations))
            self._spans += sum([len(annotation.spans) for annotation in carried.annotations])
            self._articles += 1
            if self._progress:
                self._progress(self._articles)

    def verify(self, written: Iterator[Marks]) -> None:
        """Keep the offset oath."""
        self.ledger.verify(written, ordered=not getattr(self._module, "UNORDERED", False))

    def report(self, out: Path) -> WriteReport:
        """What came of it."""
        return WriteReport(
            path=out,
            format=self.format.name,
            articles=self._articles,
            annotations=dict(self._counts),
            spans=self._spans,
            losses=self._tally.losses(),
        )

    def close(self) -> None:
        """Drop the ledger."""
        self.ledger.close()
