import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.nlp.marks import find_quoted
from tui.nlp.paragraphs import find_paragraphs


def quoted(text):
    return [item.span.of(text) for item in find_quoted(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said ``yes'' today.", ["``yes''"]),
        ("Er sagte: „Ja, gern“, und ging.", ["„Ja, gern“"]),
        ("Il dit « oui » et partit.", ["« oui »"]),
        ("“She told me “go home” twice,” he said.", ["“She told me “go home” twice,”"]),
        ("“He called it ‘a mess’,” she said.", ["“He called it ‘a mess’,”"]),
        ("‘I don’t know,’ the boys’ father said.", ["‘I don’t know,’"]),
        ("The students’ plan and the teachers’ plan differ.", []),
        ("In the '90s it wasn't so.", []),
        ('It is 6" wide and 4" high.', []),
        ("It ended” and that was that.", []),
        ("“No end was ever found.", ["“No end was ever found."]),
        ("He said “this and never closed it.", []),
        ('He said "a" then "b.', ['"a"']),
    ],
)
def test_marks_are_paired(text, found):
    """Curly, straight, low, angled, nested and single marks pair; apostrophes, inches and lone marks do not."""
    assert quoted(text) == found


def test_quotation_goes_on_over_paragraphs():
    """A paragraph without a closing mark goes on where the next one opens with a mark again."""
    text = "“One thing is sure.\n\n“The other is not,” she said."
    items = find_quoted(text, find_paragraphs(text))
    assert [(item.span.of(text), item.goes_on) for item in items] == [
        ("“One thing is sure.", True),
        ("“The other is not,”", False),
    ]


@example("'a```”.'")
@given(st.text(alphabet="ab .,“”\"'‘’«»„`\n"))
def test_marks_never_leave_their_paragraph(text):
    """Whatever the text, quoted stretches are in order, apart, and each within one paragraph."""
    paragraphs = find_paragraphs(text)
    items = find_quoted(text, paragraphs)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(items))
    assert all(any(p.covers(item.span) for p in paragraphs) and item.span.covers(item.inner) for item in items)
