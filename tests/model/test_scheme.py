"""The scheme, and what `inquit.toml` may make of it."""

import tomllib

import pytest

from tui.model.errors import UsageError
from tui.model.scheme import DEFAULT, FACETS, scheme_from


@pytest.mark.parametrize("facet", FACETS)
def test_default_keys_are_unique(facet):
    """Each key of a facet gives one label."""
    keys = [label.key for label in DEFAULT.labels(facet)]
    assert len(set(keys)) == len(keys)


def test_a_facet_is_replaced_as_a_whole():
    """Naming a facet replaces its labels, in the order written; the others stay."""
    table = tomllib.loads('[claim]\nrumour = { key = "r", definition = "Hearsay." }\nfact = { key = "f" }')
    scheme = scheme_from(table)
    assert [label.name for label in scheme.claim] == ["rumour", "fact"]
    assert scheme.claim[0].definition == "Hearsay."
    assert scheme.stance == DEFAULT.stance


def test_a_polarity_is_signed_with_its_key():
    """A polarity without a sign is drawn with its key in the gutter."""
    (label,) = scheme_from({"stance": {"against": {"key": "x"}}}).stance
    assert label.sign == "x"
    assert scheme_from({"claim": {"fact": {"key": "f"}}}).claim[0].sign == ""


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"clam": {}}, "clam"),
        ({"claim": {}}, "scheme.claim"),
        ({"claim": {"fact": {"key": "ff"}}}, "scheme.claim.fact.key"),
        ({"claim": {"fact": {"key": "f"}, "fiction": {"key": "f"}}}, "scheme.claim.fiction.key"),
        ({"claim": {"fact": {"key": "f", "colour": "red"}}}, "scheme.claim.fact"),
        ({"claim": {"fact": {"key": "f", "suggest": "no"}}}, "scheme.claim.fact.suggest"),
        ({"claim": {"fact": "f"}}, "scheme.claim.fact"),
    ],
)
def test_what_is_wrong_is_named(table, where):
    """The message names the place in inquit.toml."""
    with pytest.raises(UsageError, match=where):
        scheme_from(table)
