"""Where a quotation opened in a text is closed, across paragraphs.

News style: when a quotation goes on after the end of a paragraph, that paragraph has no closing mark, and each
paragraph that goes on begins with an opening mark again.
"""

import re

from tui.desk.tagging import CLOSING, OPENING
from tui.model.span import Spans, hull

REACH = 2000
"""Code points before a content in which the quotation that it stands in is looked for."""

_STEP = re.compile(rf"(?P<fresh>\n\s*)(?P<first>\S)|(?P<mark>[{re.escape(OPENING + CLOSING)}])")
_CLOSING = re.compile(f"[{re.escape(CLOSING)}]")


def left_open(text: str, content: Spans) -> str | None:
    """Say how a quotation that opens in, or right before, the content is not closed; None if it is.

    Only double quotation marks count. `content` may leave out the marks around it, and may end inside a quotation
    that is closed later in the same paragraph.
    """
    whole = hull(content)
    opened = _open_at(text, max(text.rfind("\n", 0, whole.start), whole.start - REACH, 0), whole.end)
    if opened is None or opened < whole.start - 1:
        return None
    end = text.find("\n", whole.end)
    end = len(text) if end < 0 else end
    if _CLOSING.search(text, whole.end, end):
        return None
    following = text[end : end + REACH].lstrip()[:1]
    if following and following in OPENING:
        return "the quotation goes on in the next paragraph: add that piece to the content"
    return "the quotation mark that opens it is never closed: check where the quotation ends"


def _open_at(text: str, start: int, end: int) -> int | None:
    """Where the quotation was opened that is still open at `end`, reading from `start`; None if none is."""
    opened: int | None = None
    for step in _STEP.finditer(text, start, end):
        char = step["first"] or step["mark"]
        at = step.end() - 1
        if opened is None:
            opened = at if char in OPENING else None
        elif step["fresh"]:
            opened = opened if char in OPENING else None  # else the paragraph before only lacks its closing mark
        elif char in CLOSING:
            opened = None
    return opened
