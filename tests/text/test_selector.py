"""Selecting: moving, extending, growing and shrinking."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.model.suggestion import Structure
from tui.text import selector
from tui.text.motions import STEPS
from tui.text.wrap import Wrap

TEXT = "One two. Three four!\n\nFive six seven eight"
WRAP = Wrap(TEXT, 10)


def chosen(now: selector.Selection) -> str:
    return now.span.of(TEXT)


def test_a_step_by_word_leaves_a_long_selection_at_once() -> None:
    now = selector.select_span(Span(0, 14))
    assert chosen(selector.move(WRAP, now, "word", 1, 5)) == "four"
    now = selector.select_span(Span(9, 20))
    assert chosen(selector.move(WRAP, now, "word", -1, 5)) == "two"


def test_extending_and_turning_back() -> None:
    now = selector.select_word(TEXT, 4)
    more = selector.extend(WRAP, now, "word", 2, 5)
    assert chosen(more) == "two. Three four"
    assert chosen(selector.extend(WRAP, more, "word", -1, 5)) == "two. Three"
    assert chosen(selector.extend(WRAP, more, "word", -3, 5)) == "One two"


def test_extending_by_sentence_takes_whole_ones() -> None:
    now = selector.select_word(TEXT, 9)
    one = selector.extend(WRAP, now, "sentence", 1, 5)
    assert chosen(one) == "Three four!"
    assert chosen(selector.extend(WRAP, one, "sentence", 1, 5)) == TEXT[9:]
    assert chosen(selector.extend(WRAP, now, "sentence", -2, 5)) == "One two. Three"


def test_extending_by_letter_inside_a_word() -> None:
    """A step by letter selects one, so that any stretch can be reached."""
    now = selector.move(WRAP, selector.select_word(TEXT, 9), "grapheme", 1, 5)
    assert chosen(now) == "h"
    assert chosen(selector.extend(WRAP, now, "grapheme", 2, 5)) == "hre"


def test_shrinking_retraces_growing() -> None:
    now = selector.select_word(TEXT, 9)
    seen = [now]
    while (larger := selector.grown(WRAP, seen[-1], Structure(), ())) != seen[-1]:
        seen.append(larger)
    assert [chosen(it) for it in seen] == ["Three", "Three four", "Three four!", TEXT][-len(seen) :] or len(seen) >= 3
    for before in reversed(seen[:-1]):
        now = selector.shrunk(WRAP, seen.pop())
        assert now.span == before.span


@given(
    st.text(st.sampled_from("ab ’.\n東e\u0301“”"), max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["move", "extend", "grow", "shrink"]), st.sampled_from(STEPS), st.integers(-3, 3))
    ),
)
def test_there_is_always_a_selection_inside_the_text(text: str, walk: list[tuple[str, str, int]]) -> None:
    wrap, now = Wrap(text, 9), selector.select_word(text, 0)
    for what, kind, count in walk:
        match what:
            case "move":
                now = selector.move(wrap, now, kind, count, 4)
            case "extend":
                now = selector.extend(wrap, now, kind, count, 4)
            case "grow":
                now = selector.grown(wrap, now, Structure(), ())
            case "shrink":
                now = selector.shrunk(wrap, now)
        assert 0 <= now.span.start < now.span.end <= max(1, len(text))
        assert what != "extend" or now.span.covers(now.anchor)
