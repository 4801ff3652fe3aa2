"""What is where in the desk: article → documents, text → article, the chain of edits. Built while the file is read.

Reading must be quick, so that only the start of a line is looked at; whatever is not as `encode` writes it is parsed.
"""

import json
import re
from array import array
from bisect import bisect_right
from collections import Counter

from msgspec import Struct, field

from tui.store.file import HOT
from tui.store.layout import Json, Tables, decode
from tui.store.records import HOME_OF_TYPE, is_live
from tui.store.tally import Facet, facet_of_line

ARTICLES = "articles"

_RECORD = re.compile(rb'\{"article":"([^"\\]*(?:\\.[^"\\]*)*)","(?:id":|type":"(state|structure)")')
_EDIT = re.compile(rb'\{"type":"edit","number":(\d+),"parent":(\d+),')


class Members(Struct):
    """The documents of one article by their ids, tombstones included.

    `text_sha256` is that of the text it has on the desk, None while it is not there. `counts` is None until somebody
    asks for them.
    """

    name: str
    records: list[int] = field(default_factory=list)
    structures: list[int] = field(default_factory=list)
    state: int | None = None
    text_sha256: str | None = None
    counts: Counter[Facet] | None = None


class Index:
    """Kept up to date with `keep`, document by document, in the order of the file."""

    def __init__(self) -> None:
        self.articles: dict[str, Members] = {}
        self.texts: dict[tuple[str, str], int] = {}
        self.last = 0
        self.history: int | None = None
        self.at = 0
        self._by_json: dict[bytes, Members] = {}
        self._on_desk: dict[str, list[str]] = {}
        self._numbers = array("q")
        self._parents = array("q")

    def keep(self, table: str, id: int, before: bytes | None, body: bytes) -> None:
        """Note a document; see `layout.Keep`."""
        if table != HOT:
            if table == ARTICLES:
                document = _decode(body)
                self.texts[document.get("id", ""), document.get("text_sha256", "")] = id
            return
        self.last = max(self.last, id)
        match = _RECORD.match(body)
        if match is not None and match[2] is None:
            members = self._by_json.get(match[1]) or self._members_of(match[1])
            if before is None:
                members.records.append(id)
            if members.counts is not None:
                _recount(members.counts, before, body)
        elif (edit := _EDIT.match(body)) is not None:
            if before is None:
                self._numbers.append(int(edit[1]))
                self._parents.append(int(edit[2]))
        else:
            self._keep_rare(id, before, _decode(body))

    def find_text(self, text_sha256: str) -> str | None:
        """The article on the desk that has this text now."""
        return next(iter(self._on_desk.get(text_sha256, ())), None)

    def newest_child(self) -> int | None:
        """The number of the newest edit that was made where the history stands; None at its end."""
        first = bisect_right(self._numbers, self.at)
        for place in range(len(self._numbers) - 1, first - 1, -1):
            if self._parents[place] == self.at:
                return self._numbers[place]
        return None

    def _members_of(self, name_json: bytes) -> Members:
        members = self._by_json[name_json] = self._members(json.loads(b'"%b"' % name_json))
        return members

    def _members(self, article: str) -> Members:
        if article not in self.articles:
            self.articles[article] = Members(article)
        return self.articles[article]

    def _keep_rare(self, id: int, before: bytes | None, document: Json) -> None:
        """States, structures, the history's pointer, and whatever another program wrote in another order of keys."""
        match document:
            case {"type": "state", "article": str(article)}:
                members = self._members(article)
                members.state = id
                self._put_on_desk(members, document["text_sha256"] if is_live(document) else None)
            case {"type": "structure", "article": str(article)} if before is None:
                self._members(article).structures.append(id)
            case {"type": "history", "at": int(at)}:
                self.history, self.at = id, at
            case {"type": "edit", "number": int(number), "parent": int(parent)} if before is None:
                self._numbers.append(number)
                self._parents.append(parent)
            case {"type": kind, "article": str(article)} if kind in HOME_OF_TYPE:
                members = self._members(article)
                members.counts = None
                if before is None:
                    members.records.append(id)

    def _put_on_desk(self, members: Members, text_sha256: str | None) -> None:
        if members.text_sha256 == text_sha256:
            return
        if members.text_sha256 is not None:
            self._on_desk[members.text_sha256].remove(members.name)
        members.text_sha256 = text_sha256
        if text_sha256 is not None:
            self._on_desk.setdefault(text_sha256, []).append(members.name)


def index_tables(tables: Tables) -> Index:
    """The index of tables that were not read from a file."""
    index = Index()
    for name, table in tables.items():
        for id, body in table.items():
            index.keep(name, id, None, body)
    return index


def _recount(counts: Counter[Facet], before: bytes | None, body: bytes) -> None:
    for sign, line in ((-1, before), (1, body)):
        facet = facet_of_line(line)
        if facet is not None:
            counts[facet] += sign


def _decode(line: bytes) -> Json:
    """The document of a line; an empty one if it is damaged, which `inquit check` tells."""
    try:
        return decode(line)
    except ValueError:
        return {}
