import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.sanitise import sanitise, sanitise_json

ANY_TEXT = st.text(st.characters(exclude_categories=[]))  # lone surrogates included
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(ANY_TEXT)
def test_length_stays(text):
    """No offset moves: every code point stays or is replaced by one."""
    clean = sanitise(text)
    assert len(clean) == len(text)
    assert all(b in (a, "\ufffd") or "\u2400" <= b <= "\u2421" for a, b in zip(text, clean, strict=True))


@given(ANY_TEXT)
def test_nothing_harmful_is_left(text):
    """No control character but newline and tab, no bidi control, nothing that UTF-8 cannot hold."""
    clean = sanitise(text)
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not [c for c in clean if unicodedata.bidirectional(c) in BIDI]
    clean.encode("utf-8")
    assert sanitise(clean) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\r\nb\tc", "a␍\nb\tc"),
        ("\x9b2J", "\ufffd2J"),
        ("\x7f\x00", "␡␀"),
        ("\u202eevil\u202c \u2066x\u2069", "\ufffdevil\ufffd \ufffdx\ufffd"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_what_becomes_of_it(raw, clean):
    """Control pictures where Unicode has them, U+FFFD for the rest."""
    assert sanitise(raw) == clean


@pytest.mark.parametrize("text", ["Añejo 👩‍👩‍👧 שלום \u200f!", "नमस्ते\u00a0日本", "e\u0301\n\ttab"])
def test_real_scripts_are_left_alone(text):
    """Joiners, marks, directional marks and no-break spaces belong to real text; it is not even copied."""
    assert sanitise(text) is text


def test_json_is_sanitised_throughout():
    """Strings at every depth, keys too; other values stay."""
    assert sanitise_json({"a\x1b": ["\x07", 1, None, {"b": "\x08"}]}) == {"a␛": ["␇", 1, None, {"b": "␈"}]}
