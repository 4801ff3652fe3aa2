"""The functions that the module of a format has."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct, field

from tui.model.errors import DataError
from tui.model.scheme import DEFAULT, Scheme
from tui.model.suggestion import AnnotatedArticle

Found = AnnotatedArticle | DataError
"""What a reader yields: an article, or what is wrong with one."""

Marks = tuple[str, list[tuple[str, str]]]
"""An article's id as written, and for each span in it its role ("entity", "cue", …) and its words."""


class WriteOptions(Struct, frozen=True, kw_only=True):
    """What a writer may need beside the articles.

    `scheme` has the labels and definitions of the project. `name`, `licence` and `agreement` (lines of Markdown) go
    into the dataset card. `splits` tells the part of each article by its id ("train", "dev", "test"); articles that
    it does not name are left out. `details` are format-specific settings as `name = value`.
    """

    scheme: Scheme = DEFAULT
    name: str = "inquit export"
    licence: str | None = None
    agreement: tuple[str, ...] = ()
    splits: Mapping[str, str] | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class FormatModule(Protocol):
    """A module of functions; one that only reads needs the first two, one that only writes the last three.

    It may have more: `expected_marks(carried) -> Marks` where `marks` does not give `tui.formats.ledger.marks_of`;
    `WANTS_ALL = True` if `write` and `expected_marks` need articles as they are before `carry`; `as_read(carried)`
    where ids change on the way; `UNORDERED = True` if `marks` gives articles in any order; `SPLITS = True` if `write`
    puts the parts of a split where they belong itself; `REASON`, why it leaves out annotations of types it carries.
    """

    def read(self, path: Path) -> Iterator[Found]:
        """Yield what the file or folder holds. May raise `DataError` where nothing more can be read."""
        ...

    def recognises(self, path: Path) -> bool:
        """Whether the content is in this format; asked only where several formats share an ending."""
        ...

    def write(self, articles: Iterable[AnnotatedArticle], out: Path, options: WriteOptions) -> None:
        """Write to `out`, which does not exist (for a folder: exists and is empty), streaming.

        The articles have been through `carry`.
        """
        ...

    def carry(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        """What of an article the format can hold: reading back what was written gives exactly this."""
        ...

    def marks(self, out: Path) -> Iterator[Marks]:
        """Read the written offsets, in the format's own unit, and yield what they mark, in the order written."""
        ...
