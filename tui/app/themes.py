"""The colours of the reader: six themes, and the variables of ours that they define.

`App.get_theme_variable_defaults` returns `DEFAULTS`, so that any other theme of Textual works too. Labels take the
numbered colours in the order of the scheme; more labels than colours share the last one. Nothing is told by these
colours alone: signs, bars, attributes and the lens say the same.
"""

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

ENTITY_COLOURS = 8
CLAIM_COLOURS = 4
STANCE_COLOURS = 4

AA = 4.5
"""The least contrast of text that WCAG 2.1 allows at level AA."""


def _variables(entities: str, claims: str, tints: str, stances: str, **others: str) -> dict[str, str]:
    """Variables from blank-separated lists of colours; `others` are named without their prefix."""
    lists = {"entity": entities, "claim": claims, "claim-tint": tints, "stance": stances}
    numbered = {
        f"reader-{name}-{number}": colour
        for name, colours in lists.items()
        for number, colour in enumerate(colours.split(), 1)
    }
    return numbered | {f"reader-{name.replace('_', '-')}": colour for name, colour in others.items()}


DARK = Theme(
    name="inquit-dark",
    primary="#7cb7f0",
    secondary="#b79af2",
    accent="#ffd75f",
    warning="#f5b983",
    error="#f2877d",
    success="#7bd88f",
    foreground="#d9dbe1",
    background="#15171d",
    surface="#1c1f27",
    panel="#232733",
    dark=True,
    variables=_variables(
        entities="#f7b0c8 #a9d1f7 #a8e6b0 #f7e08a #8fe3d6 #f5bd8a #f7a79c #cdbdf7",
        claims="#74b8f2 #7fdcc4 #bd9cf4 #e6a878",
        tints="#29405a #22463f #433a5e #4d3b28",
        stances="#7bd88f #f69a91 #c3c7d0 #ead681",
        text="#d9dbe1",
        background="#15171d",
        faint="#8b91a0",
        quote="#f5bd8a",
        selection="#ffd75f",
        selection_text="#15171d",
        caret="#ff9e3d",
        stretch="#4a3f16",
        link="#5b4a12",
        match="#3d5a2a",
        hint="#ff7eb6",
        hint_text="#15171d",
        lens="#1c1f27",
    ),
)

LIGHT = Theme(
    name="inquit-light",
    primary="#0b559f",
    secondary="#5a3aa8",
    accent="#8a5a00",
    warning="#8a4a00",
    error="#a5261d",
    success="#17652a",
    foreground="#24262b",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e7e4dc",
    dark=False,
    variables=_variables(
        entities="#96104f #0a4f96 #14602a #664a00 #0a5a55 #853a05 #9c1f17 #5433a0",
        claims="#1561a8 #0d6653 #6a3fb5 #8a4b0d",
        tints="#d3e6f8 #d0eee4 #e6dbf8 #f8e6cf",
        stances="#17652a #a5261d #4c5058 #6b5200",
        text="#24262b",
        background="#fbfaf7",
        faint="#666b75",
        quote="#853a05",
        selection="#ffd24d",
        selection_text="#1a1b1f",
        caret="#ff9a2e",
        stretch="#ffedb0",
        link="#fbe9a6",
        match="#cdeeb0",
        hint="#a3125c",
        hint_text="#ffffff",
        lens="#f1efe9",
    ),
)

HIGH_CONTRAST = Theme(
    name="inquit-high-contrast",
    primary="#66c2ff",
    secondary="#d6b8ff",
    accent="#ffff00",
    warning="#ffc266",
    error="#ff9d94",
    success="#7dff9a",
    foreground="#ffffff",
    background="#000000",
    surface="#0d0d0d",
    panel="#1a1a1a",
    dark=True,
    variables=_variables(
        entities="#ffb8d6 #9fd8ff #8dffa5 #ffec66 #7dfff0 #ffc78a #ffb3a8 #dccbff",
        claims="#66c2ff #66ffd9 #d6b8ff #ffc266",
        tints="#00407a #00503f #4a2a80 #5e3a00",
        stances="#7dff9a #ffb0a8 #ffffff #ffec66",
        text="#ffffff",
        background="#000000",
        faint="#b8b8b8",
        quote="#ffc78a",
        selection="#ffff00",
        selection_text="#000000",
        caret="#ff9a00",
        stretch="#5c4d00",
        link="#6b5200",
        match="#006b1f",
        hint="#ff66b3",
        hint_text="#000000",
        lens="#0d0d0d",
    ),
)

DARK_256 = Theme(
    name="inquit-256",
    primary="#87afff",
    secondary="#d7afff",
    accent="#ffd75f",
    warning="#ffd7af",
    error="#ffafaf",
    success="#87ff87",
    foreground="#dadada",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables=_variables(
        entities="#ffafd7 #afd7ff #87ff87 #ffff5f #5fffff #ffd787 #ffafaf #d7d7ff",
        claims="#87afff #87ff87 #d7afff #ffaf87",
        tints="#00005f #005f00 #5f005f #5f0000",
        stances="#87ff87 #ffafaf #dadada #ffff5f",
        text="#dadada",
        background="#121212",
        faint="#9e9e9e",
        quote="#ffd787",
        selection="#ffd75f",
        selection_text="#121212",
        caret="#ffaf00",
        stretch="#3a3a3a",
        link="#585858",
        match="#005f5f",
        hint="#ff87d7",
        hint_text="#121212",
        lens="#1c1c1c",
    ),
)
"""For terminals with 256 colours, where the tints of the dark theme would run together."""

LIGHT_256 = Theme(
    name="inquit-256-light",
    primary="#005faf",
    secondary="#5f00af",
    accent="#5f5f00",
    warning="#5f0000",
    error="#af0000",
    success="#005f00",
    foreground="#121212",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables=_variables(
        entities="#af005f #005faf #005f00 #5f5f00 #005f5f #5f0000 #af0000 #5f00af",
        claims="#005faf #005f5f #8700af #5f5f00",
        tints="#d7d7ff #d7ffd7 #ffd7ff #ffffd7",
        stances="#005f00 #af0000 #4e4e4e #5f5f00",
        text="#121212",
        background="#ffffff",
        faint="#5f5f5f",
        quote="#87005f",
        selection="#ffd75f",
        selection_text="#121212",
        caret="#ffaf00",
        stretch="#ffffaf",
        link="#ffd787",
        match="#d7ffff",
        hint="#af005f",
        hint_text="#ffffff",
        lens="#eeeeee",
    ),
)
"""The same in light; no terminal says that it is light, so it is chosen by hand."""

_MAGENTA, _BLUE, _GREEN, _YELLOW = "ansi_magenta", "ansi_bright_blue", "ansi_green", "ansi_yellow"

SIXTEEN = Theme(
    name="inquit-16",
    primary=_BLUE,
    secondary="ansi_cyan",
    accent=_YELLOW,
    warning=_YELLOW,
    error="ansi_red",
    success=_GREEN,
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables=_variables(
        entities=f"{_MAGENTA} {_BLUE} {_GREEN} {_YELLOW} ansi_cyan {_YELLOW} ansi_red ansi_cyan",
        claims=f"{_BLUE} ansi_cyan {_MAGENTA} {_YELLOW}",
        tints="ansi_default ansi_default ansi_default ansi_default",
        stances=f"{_GREEN} ansi_red ansi_default {_YELLOW}",
        text="ansi_default",
        background="ansi_default",
        faint="ansi_default",
        quote=_YELLOW,
        selection=_YELLOW,
        selection_text="ansi_black",
        caret="ansi_red",
        stretch=_YELLOW,
        link="ansi_cyan",
        match=_GREEN,
        hint=_MAGENTA,
        hint_text="ansi_black",
        lens="ansi_default",
    )
    | {
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": _YELLOW,
    },
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST, DARK_256, LIGHT_256, SIXTEEN)
"""What the app registers; the first is the default where the terminal has all colours."""


def theme_for(color_system: str | None) -> Theme:
    """The theme for what the terminal can show, as rich names it: "truecolor", "256", "standard" (8 or 16) …"""
    if color_system == "truecolor":
        return DARK
    return DARK_256 if color_system == "256" else SIXTEEN


DEFAULTS: Mapping[str, str] = DARK.variables
"""For `App.get_theme_variable_defaults`."""


def faded(colour: Color, backgrounds: Iterable[Color], strength: float = 0.4) -> Color:
    """The colour moved towards the first background, as far as `strength` and as AA on every background allow.

    What is undecided is drawn in it. Colours of the terminal's own are left as they are.
    """
    grounds = list(backgrounds)
    if colour.ansi is not None or any(ground.ansi is not None for ground in grounds):
        return colour
    for step in range(10, 0, -1):
        weaker = colour.blend(grounds[0], strength * step / 10)
        if all(contrast(weaker, ground) >= AA for ground in grounds):
            return weaker
    return colour


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
