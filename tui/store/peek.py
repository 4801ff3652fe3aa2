"""One article of a large desk before all of it is read: found by searching the file, not by indexing it.

For painting the article in view while `open_repository` works in another thread, which takes seconds at 500,000
annotations. It is the same that the repository will give, but for a save that a crash cut off: that is dropped there.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.model.article import Article
from tui.model.codec import Json, article_from_json
from tui.model.edit import ArticleState, Layer
from tui.model.errors import DataError
from tui.store.layout import decode, encode
from tui.store.records import from_document, is_live, layer_of


@dataclass(frozen=True, slots=True)
class Peek:
    """An article as it is on the desk."""

    article: Article
    state: ArticleState
    layer: Layer


def peek(path: Path, id: str | None = None) -> Peek | None:
    """The article of that id, or the first that came; None if it is not on the desk (the repository will tell why)."""
    try:
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if id is None:
                id = next(_lines(data, b',"type":"state"'))[1]["article"]
            return _find(data, id)
    except (OSError, ValueError, KeyError, DataError, StopIteration):
        return None


def _find(data: mmap.mmap, id: str) -> Peek | None:
    name = encode({"article": id})[:-1]
    documents = dict(_lines(data, name + b","))
    rows = [row for row in documents.values() if row["type"] != "structure"]
    state = next((from_document(row) for row in rows if row["type"] == "state" and is_live(row)), None)
    if not isinstance(state, ArticleState):
        return None
    for _, row in _lines(data, b":" + encode({"id": id})[:-1] + b","):
        if row.get("text_sha256") == state.text_sha256 and "text" in row:
            return Peek(article_from_json(row), state, layer_of(rows))
    return None


def _lines(data: mmap.mmap, start: bytes) -> Iterator[tuple[int, Json]]:
    """The documents whose lines have these bytes, with their ids, in the order of the file."""
    at = data.find(start)
    while at >= 0:
        low, high = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
        number, _, body = data[low:high].partition(b":")
        yield int(number.strip(b', "')), decode(body)
        at = data.find(start, high)
