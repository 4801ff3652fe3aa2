import subprocess
import sys

from textual.app import App
from textual.widgets import Static

from tests.app.host import shown
from tui.app.widgets.guidelines import NONE_YET, Guidelines, outline
from tui.desk.checks import RULES
from tui.model.scheme import DEFAULT


class Side(App[None]):
    def __init__(self, text):
        super().__init__()
        self.pane = Guidelines(text, DEFAULT)

    def compose(self):
        yield Static("the article")
        yield self.pane


def test_the_pane_has_guidelines_labels_and_rules():
    """The project's own words come first; every label and every checked rule is explained."""
    page = outline("# Ours\n\nBe kind.\x1b[2J", DEFAULT)
    assert page.startswith("# Ours\n\nBe kind.␛[2J")
    assert all(label.definition in page for label in DEFAULT.claim)
    assert all(f"`{rule}`" in page for rule in RULES)
    assert outline(None, DEFAULT).startswith(NONE_YET)


async def test_the_pane_opens_and_shows_definitions_while_labelling():
    """Closed it takes no room; a facet's definitions stand in the guidelines' place until the label is chosen."""
    app = Side("# Ours\n\nBe [b]kind[/].")
    async with app.run_test(size=(100, 24)) as pilot:
        assert "kind" not in shown(app)
        app.pane.open = True
        await pilot.pause(0.1)
        assert "Be [b]kind[/]." in shown(app)
        app.pane.facet = "claim"
        await pilot.pause()
        assert "p prediction" in shown(app)
        assert "kind[/]" not in shown(app)
        app.pane.facet = None
        app.pane.turn(1)
        await pilot.pause()
        assert app.pane.scroll_y > 0


def test_markdown_is_imported_only_when_it_is_shown():
    """A reader that keeps the pane closed does not pay for it at the start."""
    code = "import sys, tui.app.widgets.guidelines; sys.exit('textual.widgets._markdown' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
