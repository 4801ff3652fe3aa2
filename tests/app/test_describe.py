"""Annotations in a few words."""

from tui.app.widgets.describe import describe
from tui.model.annotation import Claim, Stance, Target
from tui.model.edit import Layer, Orphan, Quotation
from tui.model.span import Span


def test_a_target_that_is_an_orphan() -> None:
    """It is told by the words that it had; one that is nowhere is a question mark."""
    gone = Quotation(exact="the move of last\nweek and its makers", prefix="", suffix="")
    claim = Claim(id="c", spans=(Span(0, 4),), kind="fact")
    orphan = Orphan(id="c", annotation=claim, text_sha256="", quotations=(gone,))
    stance = Stance(id="s", spans=(Span(0, 4),), polarity="oppose", target=Target(annotation="c"))
    words = describe(stance, Layer({}, {}, {"c": orphan}), "They denounced it.")
    assert words == "stance oppose ? → orphan “the move of last we…”"
    assert describe(stance, Layer({}, {}, {}), "They denounced it.") == "stance oppose ? → ?"
