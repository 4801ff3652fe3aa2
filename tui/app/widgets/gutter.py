"""The gutter: for each line, a bar where claims are and the signs of stances."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from tui.app.widgets.frame import GUTTER
from tui.app.widgets.style import Palette
from tui.model.annotation import DECIDED, AnyAnnotation, Claim, Stance

BOLD = Style(bold=True)
BAR, BAR_UNDECIDED, REJECTED = "▎", "┊", "x"
LINKED = "›"
"""Stands on lines with the far end of a link of the annotation under the cursor."""


def gutter(pieces: Sequence[AnyAnnotation], palette: Palette, linked: bool) -> list[Segment]:
    """Exactly `GUTTER` cells for a line with these annotations, in reading order."""
    claims = sorted((it for it in pieces if isinstance(it, Claim)), key=lambda it: it.status != "rejected")
    signs = {_sign(it, palette): it for it in pieces if isinstance(it, Stance)}
    cells = [Segment(_bar_of(claims[-1]), palette.sign("claim", claims[-1])) if claims else Segment(" ", palette.base)]
    for sign, stance in list(signs.items())[-2:]:
        style = palette.sign("stance", stance)
        cells.append(Segment(sign, style + BOLD if stance.status in DECIDED else style))
    cells += [Segment(" ", palette.base)] * (GUTTER - 1 - len(cells))
    return [*cells, Segment(LINKED if linked else " ", palette.base + BOLD)]


def _bar_of(annotation: AnyAnnotation) -> str:
    """The bar that tells what was decided: solid, dotted, or an x for what was rejected."""
    return {"suggested": BAR_UNDECIDED, "rejected": REJECTED}.get(annotation.status, BAR)


def _sign(stance: Stance, palette: Palette) -> str:
    if stance.status == "rejected":
        return REJECTED
    label = palette.scheme.find("stance", stance.polarity)
    return (label.sign if label else "") or "·"
