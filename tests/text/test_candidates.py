"""Hints: what can be picked, and with which keys."""

import pytest

from tui.model.span import Span
from tui.text.candidates import MOST, candidates, hint_labels


@pytest.mark.parametrize("count", [0, 1, 26, 27, 60, 300, MOST])
def test_labels_take_two_keys_at_most_and_none_starts_another(count: int) -> None:
    labels = hint_labels(count)
    assert len(set(labels)) == count
    assert all(1 <= len(label) <= 2 for label in labels)
    singles = {label for label in labels if len(label) == 1}
    assert not [label for label in labels if len(label) == 2 and label[0] in singles]


def test_annotations_and_phrases_come_before_words() -> None:
    text = "North Korea sent its troops"
    assert candidates(text, 0, 27, [Span(0, 11)], [Span(17, 27)]) == [Span(0, 11), Span(17, 27)]
    assert len(candidates(text, 0, 27, [], [])) == 5
    assert candidates(text, 0, 27, [Span(0, 11)], [], every_word=True)[0] == Span(0, 11)


def test_more_than_two_keys_can_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="676"):
        hint_labels(MOST + 1)
