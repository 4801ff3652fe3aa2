"""What is read off a plain text."""

import pytest

from tui.formats.plain_text import header, opening

HEADED = " date 2024-10-22 SEOUL - South Korea has summoned the Russian ambassador, seeking the “immediate withdrawal”."


@pytest.mark.parametrize("before", ["", "\n", "Envoy summoned over troops\n\n"])
def test_header_at_the_start_or_behind_the_headline(before):
    """Date and place stand before the text, whether it has a headline or not."""
    assert header(before + HEADED) == ("2024-10-22", "SEOUL")


@pytest.mark.parametrize("text", [HEADED.replace("10-22", "10-99"), "One.\nTwo.\n\n" + HEADED, "No header at all."])
def test_what_is_no_header(text):
    """An impossible date, or a header further down, says nothing about the article."""
    assert header(text) == (None, None)


def test_opening_is_cut_at_a_blank():
    """The first words stand for a headline that is missing."""
    assert opening(HEADED) == "South Korea has summoned the Russian ambassador, seeking the …"
    assert opening("Short.\nMore.") == "Short."
