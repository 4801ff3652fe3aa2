"""Which annotation the keys are about.

The *focus* is the annotation under the cursor that verbs act on: the one stepped to, or else the shortest undecided
one there, or else the shortest.
"""

from collections.abc import Iterable, Sequence

from tui.model.annotation import AnyAnnotation, Type
from tui.model.span import Span
from tui.text.sheet import Sheet

REACH = 2000
"""How far into a long selection annotations are looked for, in code points."""


def is_undecided(annotation: AnyAnnotation) -> bool:
    """Whether nobody has decided on it yet."""
    return annotation.status == "suggested"


def on_the_spot(sheet: Sheet, selection: Span, caret: int, types: Iterable[Type]) -> list[AnyAnnotation]:
    """The annotations under the cursor, the best focus first.

    Those at the caret; without any, those that touch the selection. Undecided ones come first, then those of
    exactly the selected words, then short ones.
    """
    wanted = frozenset(types)
    end = min(selection.end, selection.start + REACH)
    pieces = sheet.in_range(caret, caret + 1, wanted) or sheet.in_range(selection.start, end, wanted)
    ranked = sorted(
        (not is_undecided(it), it.spans != (selection,), end - start, start, it.id) for start, end, it in pieces
    )
    found = (sheet.annotation(row[-1]) for row in ranked)
    return list({it.id: it for it in found if it is not None}.values())


def cycle(spot: Sequence[AnyAnnotation], id: str | None, step: int) -> AnyAnnotation | None:
    """The annotation on the spot after (before) the one with `id`; None where the spot ends."""
    ids = [it.id for it in spot]
    at = ids.index(id) + step if id in ids else 0
    return spot[at] if 0 <= at < len(spot) else None
