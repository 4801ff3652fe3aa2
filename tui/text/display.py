"""The text as it may be drawn: as long as the article's, without anything a terminal would obey."""

import re

from tui.text.sanitise import sanitise

_BLANKS = re.compile("[\t\r\v\f\x1c-\x1f\x85\u2028\u2029]")


def display(text: str) -> str:
    """Return `text` with control characters replaced and tabs as one blank; same length in code points.

    Only `"\\n"` still ends a line.
    """
    return _BLANKS.sub(" ", sanitise(_BLANKS.sub(" ", text)))
