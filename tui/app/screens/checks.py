"""What breaks the rules of the guideline in this article: go there, or say why the rule does not count."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.app.cells import Cells, fit, one_line
from tui.app.screens.actors import GoTo
from tui.app.screens.ask import Ask
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.desk.checks import RULES, Finding


class Waive(Struct, frozen=True):
    """The rule does not count for this annotation, for this reason."""

    annotation: str
    rule: str
    reason: str


CheckCommand = GoTo | Waive


class ChecksScreen(ListDialog[CheckCommand, Finding]):
    """Findings, dismissed with one command. `words` are the annotations' words by id."""

    CSS_PATH = styles("checks")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "go there", priority=True),
        Binding("w", "waive", "waive with a reason"),
        Binding("escape", "cancel", "close", key_display="Esc"),
        Binding("q,ctrl+g", "cancel", show=False),
    ]

    def __init__(self, findings: Sequence[Finding], words: Mapping[str, str]) -> None:
        super().__init__()
        count = len([finding for finding in findings if finding.waived is None])
        self.heading = f"Against the guideline: {count}" if count else "Nothing here is against the guideline"
        self._findings = tuple(findings)
        self._words = words

    def compose_body(self) -> ComposeResult:
        """The findings, and the rule of the one under the cursor."""
        yield Rows[Finding](self._draw_finding, empty="every rule is kept", id="rows")
        yield Static(id="detail", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Show the findings."""
        self.rows.show_items(self._findings)

    @on(Rows.Moved, "#rows")
    def _tell(self) -> None:
        finding = self.rows.current
        told = Content("")
        if finding is not None:
            waived = f"\nwaived: {one_line(finding.waived)}" if finding.waived else ""
            rule = f"\nthe rule: {RULES.get(finding.rule, finding.rule)}{waived}"
            told = Content.assemble((one_line(finding.message), "bold"), rule)
        self.query_one("#detail", Static).update(told)

    def pick(self, item: Finding) -> None:
        """Go to the annotation."""
        self.dismiss(GoTo(item.annotation))

    def action_waive(self) -> None:
        """Ask for the reason."""
        finding = self.rows.current
        if finding is None:
            return

        def take(reason: str | None) -> None:
            if reason is not None:
                self.dismiss(Waive(finding.annotation, finding.rule, reason))

        self.app.push_screen(Ask(f"Why does “{finding.rule}” not count here?", finding.waived or ""), take)

    def _draw_finding(self, finding: Finding, width: int) -> Cells:
        rule = fit(finding.rule, 15)
        words = one_line(self._words.get(finding.annotation, ""))
        told = f"waived: {finding.waived}" if finding.waived else finding.message
        half = (width - 17) // 2
        style = "muted" if finding.waived else "warn"
        return [(rule, style), (fit(one_line(told), half), ""), ("  ", ""), (fit(words, width - half - 17), "muted")]
