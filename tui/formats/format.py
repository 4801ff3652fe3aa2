"""What a format is, as far as one need know without importing its module."""

from msgspec import Struct

from tui.model.annotation import Type


class Format(Struct, frozen=True, kw_only=True):
    """One file format.

    `endings` are the ends of file names that are this format's own; `also_reads` further ones it may be read from,
    which many use, so that the content decides. `module` has its functions (`tui.formats.module`). `types` are the
    annotation types it can hold (none: articles only) and `carries` says the same and more in words. `folder` tells
    that it is written as a folder. `extra` is what to install for it: `pip install "inquit[extra]"`.
    """

    name: str
    title: str
    module: str
    endings: tuple[str, ...] = ()
    also_reads: tuple[str, ...] = ()
    can_read: bool = False
    can_write: bool = False
    types: tuple[Type, ...] = ()
    carries: str = ""
    folder: bool = False
    extra: str | None = None
