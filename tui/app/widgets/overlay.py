"""Which parts of which lines the cursor, the selection, links, matches and hints cover."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from tui.app.widgets.strips import Part, Parts
from tui.app.widgets.style import Overlay
from tui.model.span import Span
from tui.text.graphemes import next_grapheme
from tui.text.links import Link
from tui.text.selector import Selection
from tui.text.wrap import Wrap

LONG = 100
"""A selection of more code points is drawn less bright."""

Lines = dict[int, Parts]


def lay(
    wrap: Wrap,
    lines: range,
    now: Selection,
    *,
    links: Iterable[Link],
    matches: Sequence[Span],
    hints: Mapping[str, Span],
) -> Lines:
    """The parts of each of these lines that has any, the ones on top last. `matches` are in text order."""
    if not lines:
        return {}
    found: dict[int, list[Part]] = {}

    def add(start: int, end: int, look: Overlay | None, label: str = "") -> None:
        first, last = max(lines.start, wrap.line_of(start)), min(lines.stop - 1, wrap.line_of(max(start, end - 1)))
        for line in range(first, last + 1):
            left, right = wrap.span_of(line)
            if max(left, start) < min(right, end):
                found.setdefault(line, []).append(Part(max(left, start), min(right, end), look, label))
                label = ""

    view = Span(wrap.starts[lines.start], max(wrap.ends[lines.stop - 1], wrap.starts[lines.start] + 1))
    for link in links:
        add(link.span.start, link.span.end, "content" if link.role == "content" else "link")
    for at in range(max(0, bisect_left(matches, view) - 1), len(matches)):
        if matches[at].start >= view.end:
            break
        add(matches[at].start, matches[at].end, "match")
    add(now.span.start, now.span.end, "stretch" if len(now.span) > LONG else "selection")
    add(now.caret.offset, next_grapheme(wrap.text, now.caret.offset), "caret")
    for label, span in hints.items():
        line = wrap.line_of(span.start)
        if line in lines and span.start < wrap.ends[line]:
            found.setdefault(line, []).append(Part(span.start, span.start + 1, None, label))
    return {line: tuple(parts) for line, parts in found.items()}


def difference(before: Parts, after: Parts) -> tuple[int, int] | None:
    """The `[start, end)` in the text outside which both look the same; None if they are equal."""
    changed = set(before) ^ set(after)
    if not changed:
        return None
    return min(part.start for part in changed), max(part.end + len(part.label) for part in changed)
