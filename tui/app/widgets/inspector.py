"""What is known of the annotation under the cursor: one line, or two where there is room."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.app.cells import Cells, fit, one_line
from tui.app.widgets.describe import kind_of, parties_of
from tui.model.annotation import AnyAnnotation, Claim, Entity, Quote, Stance
from tui.model.edit import Layer
from tui.model.span import Span

SIGNS = {"suggested": "?", "accepted": "✓", "edited": "✎", "rejected": "✗"}


class Known(NamedTuple):
    """The facts about the focus, the most important first; `others` are the other annotations on the spot."""

    heading: str = ""
    status: str = ""
    facts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


def inspect(
    focus: AnyAnnotation | None, spot: Sequence[AnyAnnotation], layer: Layer, text: str, selection: Span
) -> Known:
    """Put together what the inspector shows."""
    if focus is None:
        words = one_line(selection.of(text))
        count = len(selection.of(text).split())
        return Known(f"“{words}”", "", (f"{count} words",) if count > 1 else (), ("no annotation here",))
    parties = parties_of(focus, layer, text)
    facts = [parties] if parties else []
    facts += [*_own(focus, text)]
    if focus.note:
        facts.append(f"note: {one_line(focus.note)}")
    score = f" {focus.score:.2f}" if focus.score is not None and focus.status == "suggested" else ""
    facts.append(f"{focus.status}{score}")
    others = tuple(f"{kind_of(it)}{' ?' if it.status == 'suggested' else ''}" for it in spot if it.id != focus.id)
    more = []
    if focus.why:
        more.append(f"why: {one_line(focus.why)}")
    if focus.status != "suggested" and focus.annotator:
        when = f", {focus.updated[:16].replace('T', ' ')}" if focus.updated else ""
        more.append(f"{focus.annotator}{when}")
    if focus.model:
        more.append(one_line(focus.model))
    return Known(kind_of(focus), focus.status, tuple(facts), others, tuple(more))


def _own(focus: AnyAnnotation, text: str) -> list[str]:
    facts = []
    match focus:
        case Entity():
            pass
        case Quote():
            if focus.cue:
                facts.append(f"cue “{one_line(focus.cue.of(text))}”")
            if focus.source is None and focus.actor is None:
                facts.append("no source")
        case Claim():
            facts += ["check-worthy"] if focus.checkworthy else []
        case Stance():
            facts += [focus.intensity] if focus.intensity else []
    if len(focus.spans) > 1:
        facts.append(f"{len(focus.spans)} pieces")
    return facts


def inspector_cells(known: Known, width: int, height: int) -> list[Cells]:
    """The focus with its facts and, at the end, the others on the spot; who and why on the second line, if any."""
    facts = known.facts if height > 1 else (*known.facts, *known.more)
    heading = f"{SIGNS.get(known.status, ' ')} {known.heading}"
    heading = heading if cell_len(heading) < width - 2 else fit(heading, width - 2)
    others = f" ‹ {' ‹ '.join(known.others)}" if known.others else ""
    room = width - cell_len(heading) - 2
    told = "".join(f" · {fact}" for fact in facts)
    if cell_len(others) + cell_len(told) > room:
        others = f" ‹ +{len(known.others)}"[: max(0, room)] if known.others and known.heading[:1] != "“" else others
    if cell_len(others) > room // 2:
        others = fit(others, room // 2) if room > 24 else ""
    space = max(0, room - cell_len(others))
    told = told if cell_len(told) <= space else fit(told, space)
    ink = "bold text-accent" if known.status == "suggested" else "bold foreground"
    first = [(f" {heading}", ink), (told, ""), (others, "text-muted")]
    return [first, [("   " + fit(" · ".join(known.more), width - 4), "text-muted")]][:height]
