"""The pane at the side of the text: the project's guidelines, and the labels' definitions while one is being chosen."""

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widgets import Static

from tui.app.cells import one_line
from tui.desk.checks import RULES
from tui.model.scheme import FACETS, Label, Scheme
from tui.text.sanitise import sanitise

if TYPE_CHECKING:
    from textual.widgets import Markdown

NARROWEST, WIDEST = 26, 60
"""Cells."""

NONE_YET = "There is no `guidelines.md` beside the desk yet; what is written there is shown here."


def outline(text: str | None, scheme: Scheme) -> str:
    """What the pane shows, as Markdown: the guidelines, the scheme's definitions, the rules that are checked."""
    parts = [sanitise(text).strip() if text and text.strip() else NONE_YET, "# Labels"]
    for facet in FACETS:
        parts.append(f"## {facet}")
        parts.append(
            "\n".join(f"- `{label.key}` **{label.name}** {label.definition}" for label in scheme.labels(facet))
        )
    parts += ["# Rules", "\n".join(f"- `{rule}` {says}" for rule, says in RULES.items())]
    return "\n\n".join(parts)


def definitions(labels: tuple[Label, ...]) -> Content:
    """Each label with its key and definition, a paragraph each."""
    entries = [
        Content.assemble((f"{label.key} {one_line(label.name)}", "bold"), "\n", one_line(label.definition))
        for label in labels
    ]
    return Content("\n").join(entries)


class Guidelines(VerticalScroll, can_focus=False):
    """Shows the guidelines; while `facet` names one, its labels' definitions stand in their place.

    Markdown is imported when the pane is first shown, so that a reader without it starts faster.
    """

    DEFAULT_CSS = """
    Guidelines {
        display: none;
        layer: over;
        position: absolute;
        padding: 0 1;
        border-left: vkey $primary;
        background: $surface;
        scrollbar-size-vertical: 1;
        & > #definitions { display: none; height: auto; }
        & > Markdown { padding: 0; background: $surface; }
        & > Markdown > MarkdownHeader { margin: 1 0 0 0; content-align: left middle; }
        &.-open { display: block; }
        &.-labelling > #definitions { display: block; }
        &.-labelling > Markdown { display: none; }
    }
    """
    facet: reactive[str | None] = reactive(None)
    """The facet of the scheme a label is being chosen from, or None."""
    open: reactive[bool] = reactive(False, toggle_class="-open")
    """Whether the pane is shown."""
    told = getters.query_one("#definitions", Static)

    def __init__(self, text: str | None, scheme: Scheme, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self._scheme = scheme
        self._page: Markdown | None = None

    def compose(self) -> ComposeResult:
        """The place for definitions; the guidelines come when they are wanted."""
        yield Static(id="definitions", markup=False)

    def place(self, screen: Size, space: Region) -> int:
        """Stand at the right end of that space of the screen, in a third of its width, which is returned in cells."""
        width = min(WIDEST, max(NARROWEST, screen.width * 34 // 100))
        self.styles.width, self.styles.height = width, space.height
        self.styles.offset = (screen.width - width, space.y)
        return width

    def watch_open(self, open: bool) -> None:
        """Make the page when it is first wanted."""
        if open and self._page is None:
            from textual.widgets import Markdown

            self._page = Markdown(outline(self._text, self._scheme), open_links=False)
            self.mount(self._page)

    def watch_facet(self, facet: str | None) -> None:
        """Show a facet's definitions, or the guidelines again."""
        self.set_class(facet is not None, "-labelling")
        if facet is not None:
            self.told.update(definitions(self._scheme.labels(facet)))

    def turn(self, pages: int) -> None:
        """Scroll by pages; the pane never has the focus."""
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)
