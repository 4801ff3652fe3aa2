"""The line at the bottom of a screen that shows what the next key can do; every entry can be clicked."""

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tui.app.actions import key_name


def shown_key(binding: Binding) -> str:
    """A binding's key as people write it."""
    return binding.key_display or key_name(binding.key)


class KeyLine(Widget):
    """Draws the bindings of the screen it stands on that have `show` set and are enabled."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        color: $text-muted;
        link-style: none;
        link-color: $text-muted;
        link-background-hover: $block-hover-background;
        link-style-hover: none;
    }
    """

    def on_mount(self) -> None:
        """Draw anew whenever the bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> RenderResult:
        """One line of `key what` pairs."""
        active = self.screen.active_bindings.values()
        shown: dict[str, Binding] = {}
        for one in active:
            if one.node is self.screen and one.binding.show:
                shown.setdefault(one.binding.action, one.binding)  # the first of several keys
        enabled = {one.binding.action for one in active if one.enabled}
        ways_out_last = sorted(shown, key=lambda action: action == "cancel")
        entries = [_entry(shown[action]) for action in ways_out_last if action in enabled]
        room = self.size.width - sum(entry.cell_length for entry in entries)
        return Content(" " * max(1, min(3, room // max(1, len(entries) - 1)))).join(entries)


def _entry(binding: Binding) -> Content:
    words = Content.assemble((shown_key(binding), "bold"), " ", binding.description)
    return words.stylize(Style.from_meta({"@click": f"screen.{binding.action}"}))
