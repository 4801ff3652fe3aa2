"""Make text harmless to a terminal without moving an offset: one code point is replaced by one.

Used at import, so that the desk never holds such characters, and again when drawing, so that nothing else has to be
trusted.
"""

import re
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
_C1 = range(0x80, 0xA0)
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides, isolates: they reorder what follows
_TABLE = _PICTURES | dict.fromkeys((*_C1, *_BIDI), REPLACEMENT)
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: cannot be encoded, so cannot be shown or saved


def sanitise(text: str) -> str:
    """Return the text, of the same length in code points, without control characters other than `\\n` and `\\t`.

    C0 controls and DEL become their pictures (ESC is shown as "␛"); C1 controls, bidirectional embeddings, overrides
    and isolates, and lone surrogates become U+FFFD. The text itself is returned if there is none of these.
    """
    if _HARMFUL.search(text) is None:
        return text
    return _SURROGATE.sub(REPLACEMENT, text.translate(_TABLE))


def sanitise_json(value: Any) -> Any:
    """Sanitise every string, keys included, of a value in JSON types."""
    match value:
        case str():
            return sanitise(value)
        case dict():
            return {sanitise(key): sanitise_json(item) for key, item in value.items()}
        case list() | tuple():
            return [sanitise_json(item) for item in value]
        case _:
            return value
