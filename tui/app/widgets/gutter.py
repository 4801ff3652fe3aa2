"""The gutter: for each line, a bar where claims are and the signs of stances."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from tui.app.widgets.frame import GUTTER
from tui.app.widgets.style import Palette
from tui.model.annotation import AnyAnnotation, Claim, Stance

BOLD = Style(bold=True)
BAR, BAR_UNDECIDED = "▎", "┊"
LINKED = "›"
"""Stands on lines with the far end of a link of the annotation under the cursor."""


def gutter(pieces: Sequence[AnyAnnotation], palette: Palette, linked: bool) -> list[Segment]:
    """Exactly `GUTTER` cells for a line with these annotations, in reading order."""
    claims = [it for it in pieces if isinstance(it, Claim)]
    signs = {_sign(it, palette): it for it in pieces if isinstance(it, Stance)}
    cells = [_bar(claims[-1], palette) if claims else Segment(" ", palette.base)]
    for sign, stance in list(signs.items())[-2:]:
        style = palette.sign("stance", stance)
        cells.append(Segment(sign, style if stance.status == "suggested" else style + BOLD))
    cells += [Segment(" ", palette.base)] * (GUTTER - 1 - len(cells))
    return [*cells, Segment(LINKED if linked else " ", palette.base + BOLD)]


def _bar(claim: AnyAnnotation, palette: Palette) -> Segment:
    undecided = claim.status == "suggested"
    return Segment(BAR_UNDECIDED if undecided else BAR, palette.sign("claim", claim))


def _sign(stance: Stance, palette: Palette) -> str:
    label = palette.scheme.find("stance", stance.polarity)
    return (label.sign if label else "") or "·"
