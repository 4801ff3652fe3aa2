"""Where a quotation opened in a text is closed, across paragraphs.

News style: when a quotation goes on after the end of a paragraph, that paragraph has no closing mark, and each
paragraph that goes on begins with an opening mark again.
"""

from tui.desk.tagging import CLOSING, OPENING
from tui.model.span import Span, Spans, hull


def left_open(text: str, content: Spans) -> str | None:
    """Say how a quotation that opens in, or right before, the content is not closed; None if it is.

    Only double quotation marks count. `content` may leave out the marks around it, and may end inside a quotation
    that is closed later in the same paragraph.
    """
    whole = hull(content)
    opened = _open_at_end(text, whole)
    if opened is None or opened < whole.start - 1:
        return None
    end = _paragraph_end(text, whole.end)
    if any(char in CLOSING for char in text[whole.end : end]):
        return None
    following = text[end:].lstrip()[:1]
    if following and following in OPENING:
        return "the quotation goes on in the next paragraph: add that piece to the content"
    return "the quotation mark that opens it is never closed: check where the quotation ends"


def _open_at_end(text: str, whole: Span) -> int | None:
    """Where the quotation was opened that is still open at the end of the content; None if none is."""
    opened = None
    fresh = True  # only blanks since the paragraph began
    for offset in range(text.rfind("\n", 0, whole.start) + 1, whole.end):
        char = text[offset]
        if char.isspace():
            fresh = fresh or char == "\n"
            continue
        if opened is None:
            opened = offset if char in OPENING else None
        elif fresh:
            opened = opened if char in OPENING else None  # else the paragraph before only lacks its closing mark
        elif char in CLOSING:
            opened = None
        fresh = False
    return opened


def _paragraph_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
