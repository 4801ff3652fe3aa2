from hypothesis import given
from hypothesis import strategies as st

from tui.nlp.paragraphs import find_paragraphs


def paragraphs(text):
    return [span.of(text) for span in find_paragraphs(text)]


def test_blank_lines_and_line_ends_separate():
    """A blank line ends a paragraph, and so does a line end between unwrapped lines."""
    assert paragraphs("  One.\nTwo.\n \n\nThree. ") == ["One.", "Two.", "Three."]


def test_hard_wrapped_lines_stay_together():
    """Lines that a program wrapped, or that go on in lower case, are one paragraph."""
    line = "The council met on Tuesday evening to talk about the bridge"
    assert paragraphs(f"{line}\n{line}\nand left.\n\nEnd.") == [f"{line}\n{line}\nand left.", "End."]
    assert paragraphs("The mayor said\nthat it was late.") == ["The mayor said\nthat it was late."]


def test_a_dateline_stands_apart():
    """A place in capitals before a dash is a paragraph of its own; a name and an acronym before one are not."""
    assert paragraphs("NEW YORK, Jan. 3 (Reuters) - Stocks fell.") == ["NEW YORK, Jan. 3 (Reuters) -", "Stocks fell."]
    assert paragraphs("Tom - the mayor - left.") == ["Tom - the mayor - left."]
    assert paragraphs("NATO – the alliance – met.") == ["NATO – the alliance – met."]


@given(st.text(alphabet="aA. \n\t\r\u2028"))
def test_paragraphs_hold_all_ink(text):
    """Paragraphs are in order and hold everything that is not blank."""
    spans = find_paragraphs(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
