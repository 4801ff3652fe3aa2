"""From what is annotated to how it looks: one style for each combination, made once and kept."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from rich.style import Style
from textual.color import Color

from tui.app.themes import CLAIM_COLOURS, ENTITY_COLOURS, STANCE_COLOURS, faded
from tui.model.annotation import TYPES, AnyAnnotation, Type, value_of
from tui.model.scheme import Scheme

Mode = Literal["colour", "sixteen", "plain"]
"""How much the terminal can show: any colour, the sixteen of its own, or attributes only (`NO_COLOR`)."""

Overlay = Literal["selection", "stretch", "caret", "link", "match", "content"]
"""What lies over a stretch; a `stretch` is a selection so long that bright colour would hide the text."""


STRUCK = Style(strike=True)
"""What was rejected, where the filter shows it."""


class Mark(NamedTuple):
    """One type's part in how a stretch looks: the number of its value in the scheme, and what was decided."""

    number: int
    undecided: bool
    rejected: bool = False


class Marks(NamedTuple):
    """Everything that decides how a stretch looks, without cursor and selection."""

    entity: Mark | None = None
    quote: Mark | None = None
    claim: Mark | None = None
    stance: Mark | None = None


class Palette:
    """The styles of a theme for a scheme. Made anew when the theme changes."""

    def __init__(self, variables: Mapping[str, str], scheme: Scheme, mode: Mode) -> None:
        self.mode = mode
        self.scheme = scheme
        self._colours = {
            name.removeprefix("reader-"): Color.parse(value)
            for name, value in variables.items()
            if name.startswith("reader-")
        }
        self._grounds = [
            self._colours["background"],
            *self._numbered("claim-tint", CLAIM_COLOURS),
            self._colours["stretch"],
        ]
        self.background = self._colours["background"]
        self._numbers: dict[Type, dict[str, int]] = {
            type: {label.name: number for number, label in enumerate(scheme.labels(type))} for type in TYPES
        }
        self._styles: dict[Marks, Style] = {}
        self._signs: dict[tuple[Type, Mark, bool], Style] = {}
        self.base = self._style("text", "background")
        self.faint = self._style("faint", "background", dim=mode != "colour" or None)
        self.lens = self._style("text", "lens")
        self.lens_edge = self._style("faint", "lens") if mode == "colour" else Style(reverse=True)
        self.lens_faint = self._style("faint", "lens", dim=mode != "colour" or None)
        self.hint = self._style("hint-text", "hint", bold=True, reverse=mode == "plain")
        self.overlays: dict[Overlay, Style] = self._overlays()

    def of(self, marks: Marks) -> Style:
        """The style of text with these marks."""
        style = self._styles.get(marks)
        if style is None:
            style = self._styles[marks] = self._make(marks)
        return style

    def mark(self, type: Type, annotation: AnyAnnotation) -> Mark:
        """The annotation's part in `Marks`."""
        numbers = self._numbers[type]
        number = numbers.get(value_of(annotation), len(numbers))
        return Mark(number, annotation.status == "suggested", annotation.status == "rejected")

    def sign(self, type: Type, annotation: AnyAnnotation, *, lens: bool = False) -> Style:
        """The style of signs and labels about the annotation: its value's colour, fainter while undecided."""
        key = (type, self.mark(type, annotation), lens)
        style = self._signs.get(key)
        if style is None:
            style = self._signs[key] = self._make_sign(*key)
        return style

    def _make_sign(self, type: Type, mark: Mark, lens: bool) -> Style:
        counts = {"entity": ENTITY_COLOURS, "claim": CLAIM_COLOURS, "stance": STANCE_COLOURS}
        name = f"{type}-{min(mark.number + 1, counts[type])}" if type in counts else "quote"
        ground = "lens" if lens else "background"
        if mark.rejected:
            return self._style("faint", ground, dim=self.mode != "colour" or None)
        if self.mode == "colour":
            colour = self._colours[name]
            shown = faded(colour, [self._colours[ground], *self._grounds]) if mark.undecided else colour
            return Style(color=shown.rich_color, bgcolor=self._colours[ground].rich_color)
        return self._style(name, ground, dim=mark.undecided or None, bold=not mark.undecided)

    def _make(self, marks: Marks) -> Style:
        live = Marks(*(None if mark and mark.rejected else mark for mark in marks))
        if live == marks:
            return self._make_live(marks)
        if any(live):
            return self._make_live(live) + STRUCK
        return self._style("faint", "background", dim=self.mode != "colour" or None) + STRUCK

    def _make_live(self, marks: Marks) -> Style:
        colour, tint = self._colours["text"], self._colours["background"]
        if marks.claim:
            tint = self._numbered("claim-tint", CLAIM_COLOURS)[min(marks.claim.number, CLAIM_COLOURS - 1)]
            tint = tint.blend(self._grounds[0], 0.5) if marks.claim.undecided and self.mode == "colour" else tint
        if marks.entity:
            colour = self._numbered("entity", ENTITY_COLOURS)[min(marks.entity.number, ENTITY_COLOURS - 1)]
        inner = marks.entity or marks.stance or marks.quote
        undecided = inner is not None and inner.undecided
        if undecided and self.mode == "colour":
            colour = faded(colour, self._grounds)
        few = self.mode != "colour"
        return Style(
            color=None if self.mode == "plain" else colour.rich_color,
            bgcolor=None if self.mode == "plain" else tint.rich_color,
            italic=bool(marks.quote) or None,
            underline=bool(marks.stance) or None,
            underline2=(few and bool(marks.claim)) or None,
            bold=(few and marks.entity is not None and not marks.entity.undecided) or None,
            dim=(few and undecided) or None,
        )

    def _overlays(self) -> dict[Overlay, Style]:
        if self.mode == "plain":
            return {
                "selection": Style(reverse=True, bold=True),
                "caret": Style(reverse=True, bold=True, underline=True),
                "stretch": Style(reverse=True),
                "link": Style(bold=True, underline2=True, dim=False),
                "content": Style(bold=True),
                "match": Style(reverse=True, dim=True),
            }
        few = self.mode == "sixteen"
        link = self._style("selection-text" if few else "text", "link", bold=True, dim=False)
        selection = self._style("selection-text", "selection", bold=True, dim=False)
        match = self._style("selection-text" if few else "text", "match")
        return {
            "selection": selection,
            "stretch": selection if few else Style(bgcolor=self._colours["stretch"].rich_color),
            "caret": self._style("selection-text", "caret", bold=True, dim=False),
            "link": link,
            "content": Style(bold=True),
            "match": match,
        }

    def _style(
        self, colour: str, ground: str, *, bold: bool = False, dim: bool | None = None, reverse: bool = False
    ) -> Style:
        plain = self.mode == "plain"
        return Style(
            color=None if plain else self._colours[colour].rich_color,
            bgcolor=None if plain else self._colours[ground].rich_color,
            bold=bold or None,
            dim=dim,
            reverse=reverse or None,
        )

    def _numbered(self, name: str, count: int) -> list[Color]:
        return [self._colours[f"{name}-{number}"] for number in range(1, count + 1)]
