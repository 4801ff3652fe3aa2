"""Re-anchoring: the identical words at the identical place, or nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.edit import Quotation
from tui.model.span import Span
from tui.text.anchor import quotation_of, read_text, reanchor

WORDS = ["the", "said", "of", "to", "Kim", "he", "a", "in", "that", "it", "Seoul’s", "army", "“yes”", ",", ".", "war"]
WORDS += [
    "peace",
    "troops",
    "sent",
    "on",
    "Monday",
    "and",
    "👩‍👩‍👧",
    "1,500",
    "north",
    "minister",
    "spokesman",
    "parliament",
]
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def same_words(first, second):
    """Whether two strings differ in white space and the style of quotation marks at most."""
    return read_text(first).words == read_text(second).words


def news(random, words):
    """A text in which short words come again and again, as they do."""
    return "".join(random.choice(WORDS) + random.choice([" ", " ", " ", " ", "\n", "\n\n"]) for _ in range(words))


class Revised:
    """A text under revision that remembers where each of its code points came from (None: it is new)."""

    def __init__(self, text):
        self.points = [(char, offset) for offset, char in enumerate(text)]

    @property
    def text(self):
        return "".join(char for char, _ in self.points)

    def revise(self, random):
        """One random revision."""
        at = random.randrange(len(self.points))
        match random.randrange(5):
            case 0:
                self.points[at:at] = [(char, None) for char in news(random, random.randint(1, 12))]
            case 1:
                del self.points[at : at + random.randint(1, 60)]
            case 2:
                self.points = [self._reflowed(random, *point) for point in self.points]
            case 3:
                self.points = [(char.translate(STRAIGHT), origin) for char, origin in self.points]
            case 4:
                block = self.points[at : at + 80]
                del self.points[at : at + 80]
                place = random.randrange(len(self.points) + 1)
                self.points[place:place] = block

    @staticmethod
    def _reflowed(random, char, origin):
        return (random.choice(" \n") if char.isspace() else char, origin)

    def where(self, span):
        """Where the code points of a span are now, if all are there and nothing else is between them."""
        inside = [n for n, (_, origin) in enumerate(self.points) if origin is not None and origin in span]
        whole = [origin for _, origin in self.points[inside[0] : inside[-1] + 1]] if inside else []
        return Span(inside[0], inside[-1] + 1) if whole == list(range(span.start, span.end)) else None

    def is_right(self, span, place):
        """Whether the place reads like the span and is where the span was.

        It still is if a part was cut out and the identical word is there now ("on Monday … Monday" without "Monday …"):
        nobody can tell from the texts which of the two was cut.
        """
        visible = [origin for char, origin in self.points[place.start : place.end] if not char.isspace()]
        return 2 * sum(origin is not None and origin in span for origin in visible) >= len(visible)


def word_spans(random, text, count):
    """Spans of one to twelve words."""
    starts = [n for n in range(len(text)) if not text[n].isspace() and (n == 0 or text[n - 1].isspace())]
    ends = [n for n in range(1, len(text) + 1) if not text[n - 1].isspace() and (n == len(text) or text[n].isspace())]
    for _ in range(count):
        first = random.randrange(len(starts))
        last = min(len(starts) - 1, first + random.choice([0, 0, 1, 2, 5, 11]))
        yield Span(starts[first], ends[last])


def trial(seed, revisions):
    """Revise a text; returns how many spans survived, were found again, and were found in a wrong place."""
    random = Random(seed)
    text = news(random, 150)
    revised = Revised(text)
    for _ in range(revisions):
        revised.revise(random)
    survived = found = wrong = 0
    for span in word_spans(random, text, 20):
        truth, place = revised.where(span), reanchor(text, revised.text, (span,))
        survived += truth is not None
        found += place is not None and truth is not None
        if place is not None:
            assert same_words(place[0].of(revised.text), span.of(text))
            wrong += not revised.is_right(span, place[0])
    return survived, found, wrong


def measure(trials=200):
    """The share found again of what survived, by number of revisions, and how many moved silently."""
    for revisions in (1, 2, 4, 8):
        results = [trial(seed * 10 + revisions, revisions) for seed in range(trials)]
        survived, found, wrong = (sum(column) for column in zip(*results, strict=True))
        print(f"{revisions} revisions: {found}/{survived} = {found / survived:.1%} found again, {wrong} moved silently")


@pytest.mark.parametrize("revisions", [1, 3, 6])
def test_no_span_moves_silently(revisions):
    """Insertions, deletions, moved blocks, reflow, straight marks: at its true place, or not found."""
    results = [trial(seed * 10 + revisions, revisions) for seed in range(40)]
    survived, found, wrong = (sum(column) for column in zip(*results, strict=True))
    assert wrong == 0
    assert found / survived > {1: 0.95, 3: 0.85, 6: 0.7}[revisions]


def test_an_unchanged_text_keeps_its_spans():
    """Whatever they are."""
    assert reanchor("a b a b", "a b a b", (Span(0, 1), Span(4, 5))) == (Span(0, 1), Span(4, 5))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("He said “we will not go” today.", 'He said\n"we will\nnot go" today.', "“we will not go”"),
        ("He said so at noon. She said no.", "He said so at noon, loudly. She said no.", "said"),
        ("He said so at noon. She said no.", "Today, too. He said so at noon. She said no.", "said"),
        ("One two.", "Zero. One two.", "One"),
        ("One two", "One two. Three", "two"),
        ("A 👩‍👩‍👧 b", "Well, well: A 👩‍👩‍👧 b", "👩‍👩‍👧"),
        ("Mr Kim of Seoul spoke", "Mr Kim of\u00a0Seoul spoke", "Kim of Seoul"),
        (
            "Ministers of Nato states met on Friday. Nato said no.",
            "Ministers of Nato lands met on Friday. Nato said no.",
            "Nato",
        ),
        (
            "An old guard of Nato states met again. Nato said no.",
            "Men from the Nato states met again. Nato said no.",
            "Nato",
        ),
    ],
)
def test_the_same_words_are_found(old, new, words):
    """In spite of reflow, other marks, what was put before or behind, and another word on one side."""
    start = old.index(words)
    (place,) = reanchor(old, new, (Span(start, start + len(words)),))
    assert same_words(place.of(new), words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("He said so. She said no.", "She said no.", "He said"),
        ("Then Kim spoke at length.", "Then Kimberly spoke at length.", "Kim"),
        ("Kim spoke of the war.", "Another article that names Kim once.", "Kim"),
        ("Yes. It is good and well. No.", "Yes. It is good and well. It is good and well. No.", "good"),
        ("spokesman spokesman peace in Kim", "spokesman peace 1,500 peace in Kim", "peace"),
        ("we will go", "we will not go", "we will go"),
        ("He wrote to Nato last Monday, and to Nato in June again.", "He wrote to Nato in June again.", "Nato"),
        ("Friends of Nato agreed. No more was said.", "Friends of Nato and of Nato said so. No more was said.", "Nato"),
    ],
)
def test_what_is_not_certain_is_not_found(old, new, words):
    """Gone, within another word, elsewhere, twice, or altered."""
    start = old.index(words)
    assert reanchor(old, new, (Span(start, start + len(words)),)) is None


def test_one_missing_piece_makes_all_missing():
    """Discontinuous content is never found by halves, nor in another order."""
    old = "“We will go,” he said at last, “and never come back again.”"
    pieces = (Span(1, 11), Span(32, 57))
    assert reanchor(old, "Well. " + old, pieces) == (Span(7, 17), Span(38, 63))
    assert reanchor(old, old.replace("never", "soon"), pieces) is None
    assert reanchor(old, "“and never come back again.” “We will go,” he said at last", pieces) is None


def test_a_quotation_has_its_surroundings():
    """Up to 32 code points on either side."""
    text = "He said so. She said no. They “said” it."
    assert quotation_of(text, Span(16, 20)) == Quotation(
        exact="said", prefix="He said so. She ", suffix=" no. They “said” it."
    )


@given(st.text(), st.data())
def test_every_text_reads(text, data):
    """Any text, any span: after putting words before it, the span is the identical words or not found."""
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    place = reanchor(text, "Well, then.\n" + text, (span,))
    assert place is None or same_words(place[0].of("Well, then.\n" + text), span.of(text))


if __name__ == "__main__":
    measure()
