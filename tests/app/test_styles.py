from textual.css.model import RuleSet

from tui.app.styles import Styles

CSS = "Button { color: $ink; }"


def sheet(ink: str) -> Styles:
    styles = Styles(variables={"ink": ink})
    styles.add_source(CSS, read_from=("a", ""))
    return styles


def ink(styles: Styles) -> str:
    return styles.rules[0].styles.color.hex


def test_nothing_is_parsed_again_for_nothing():
    """Asked again with the same values, the sheet keeps the very same rules."""
    styles = sheet("#112233")
    rules: list[RuleSet] = styles.rules
    styles.set_variables({"ink": "#112233"})
    styles.reparse()
    assert styles.rules is rules


def test_new_values_and_new_sources_count():
    """Another theme's values, and a dialog's own styles, are parsed when they come."""
    styles = sheet("#112233")
    assert ink(styles) == "#112233"
    styles.set_variables({"ink": "#445566"})
    styles.reparse()
    assert ink(styles) == "#445566"
    styles.add_source("Label { color: $ink; }", read_from=("b", ""))
    styles.reparse()
    assert len(styles.rules) == 2
