"""The offset oath: what was written is read again, and every span must mark the words it marked before.

What is expected is kept in a temporary file while the articles stream past, so that memory stays flat.
"""

import marshal
import struct
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from tui.formats.module import Marks
from tui.model.annotation import Quote, Stance, type_of
from tui.model.codec import check_against
from tui.model.errors import DataError
from tui.model.suggestion import AnnotatedArticle


def marks_of(annotated: AnnotatedArticle) -> Marks:
    """Every span of an article's annotations, with its role and its words, in no particular order.

    Raises `DataError` if one ends beyond the text.
    """
    text = annotated.article.text
    length = len(text)
    marks: list[tuple[str, str]] = []
    for annotation in annotated.annotations:
        if annotation.end > length:
            check_against(annotation, text)
        role = type_of(annotation)
        marks.extend((role, text[span.start : span.end]) for span in annotation.spans)
        if isinstance(annotation, Quote):
            if annotation.cue:
                marks.append(("cue", annotation.cue.of(text)))
            if annotation.source:
                marks.append(("source", annotation.source.of(text)))
        elif isinstance(annotation, Stance) and annotation.target and annotation.target.span:
            marks.append(("target", annotation.target.span.of(text)))
    return annotated.article.id, marks


_COUNT = "another number of articles was written than there were; nothing was kept"
_LENGTH = struct.Struct("<Q")


class Ledger:
    """What the spans of each article must mark, in the order of writing."""

    def __init__(self) -> None:
        self._spool = tempfile.TemporaryFile(prefix="inquit-")  # noqa: SIM115 - closed by `close`

    def expect(self, marks: Marks) -> None:
        """Note the spans of an article that is being written."""
        noted = marshal.dumps(marks)
        self._spool.write(_LENGTH.pack(len(noted)))
        self._spool.write(noted)

    def verify(self, written: Iterator[Marks], *, ordered: bool = True) -> None:
        """Raise `DataError` unless what was written marks the same words, article by article.

        If it is not `ordered`, articles are compared by id, which takes some memory for each.
        """
        self._spool.seek(0)
        if not ordered:
            places = dict(self._places())
            for id, marks in written:
                if id not in places:
                    raise DataError(f"an article {id!r} was written that there was not; nothing was kept")
                self._spool.seek(places.pop(id))
                _compare(next(self._expected()), (id, marks))
            if places:
                raise DataError(_COUNT)
            return
        for expected, found in zip_longest(self._expected(), written):
            if expected is None or found is None:
                raise DataError(_COUNT)
            if expected[1] != found[1] or expected[0] != found[0]:
                _compare(expected, found)

    def _places(self) -> Iterator[tuple[str, int]]:
        while True:
            place = self._spool.tell()
            if not (length := self._spool.read(_LENGTH.size)):
                return
            yield marshal.loads(self._spool.read(_LENGTH.unpack(length)[0]))[0], place

    def _expected(self) -> Iterator[Marks]:
        while length := self._spool.read(_LENGTH.size):
            yield marshal.loads(self._spool.read(_LENGTH.unpack(length)[0]))

    def close(self) -> None:
        """Drop what was noted."""
        self._spool.close()


def _compare(expected: Marks, found: Marks) -> None:
    id, marks = expected
    missing, surplus = Counter(marks), Counter(found[1])
    missing.subtract(surplus)
    wrong = [mark for mark, n in missing.items() if n]
    if wrong or found[0] != id:
        what = f"the {wrong[0][0]} {wrong[0][1][:60]!r}" if wrong else f"the article is now called {found[0]!r}, which"
        raise DataError(
            f"article {id}: {what} does not come back as it was written; nothing was kept. Please report this as a bug"
        )
