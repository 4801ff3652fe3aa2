import pytest

from tui.desk.filter import Filter
from tui.model.annotation import Claim, Entity
from tui.model.span import Span

CLAIM = Claim(id="c", spans=(Span(0, 3),), kind="fact", status="suggested", note="ask Anna")
ENTITY = Entity(id="e", spans=(Span(0, 3),), label="ORG")


@pytest.mark.parametrize(
    ("wanted", "claim", "entity"),
    [
        (Filter(), True, True),
        (Filter(types=frozenset({"claim"})), True, False),
        (Filter(statuses=frozenset({"suggested"})), True, False),
        (Filter(labels=frozenset({("entity", "ORG")})), True, True),
        (Filter(labels=frozenset({("entity", "GPE")})), True, False),
        (Filter(labels=frozenset({("claim", "ORG")})), False, True),
        (Filter(text="anna"), True, False),
        (Filter(text="NATO "), True, True),
        (Filter(types=frozenset()), False, False),
    ],
)
def test_what_a_filter_lets_through(wanted, claim, entity):
    """All parts have to agree; labels count for their own type only; text is looked for in words and notes."""
    assert wanted.matches(CLAIM, "Nato will act") is claim
    assert wanted.matches(ENTITY, "Nato") is entity


def test_a_filter_says_what_it_does():
    """In a few words, and nothing where everything is shown."""
    assert Filter().describe() == ""
    some = Filter(frozenset({"claim"}), frozenset({"suggested"}), frozenset({("claim", "fact")}), "nato")
    assert some.describe() == "claim, suggested, fact, “nato”"
