"""The mouse on the text: what it selects at once, and what it tells the screen."""

from textual import events
from textual.message import Message

from tui.app.widgets.canvas import Canvas
from tui.model.span import Span
from tui.text import selector

WHEEL = 3
"""Lines that one notch of the wheel scrolls."""


class Pointing(Canvas):
    """Selects by click and drag, scrolls by the wheel."""

    class Moved(Message):
        """The mouse selected something or scrolled; `selection` is what is selected now."""

        def __init__(self, reader: "Pointing", selection: Span) -> None:
            super().__init__()
            self.reader = reader
            self.selection = selection

        @property
        def control(self) -> "Pointing":
            """The reader this comes from."""
            return self.reader

    class Picked(Moved):
        """A click on the text: after the word was selected. `clicks` in a row, with `button` (1 left, 3 right)."""

        def __init__(self, reader: "Pointing", selection: Span, offset: int, clicks: int, button: int) -> None:
            super().__init__(reader, selection)
            self.offset = offset
            self.clicks = clicks
            self.button = button

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the word under the pointer."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None and event.button == 1:
            self.capture_mouse()
            self._become(selector.select_word(self._sheet.text, offset))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag: the selection goes to the word under the pointer."""
        if event.button != 1 or self.app.mouse_captured is not self:
            return
        offset = self.offset_at(event.x, event.y)
        if offset is not None and self._become(selector.extend_to(self._sheet.text, self._now, offset)):
            self.post_message(self.Moved(self, self._now.span))

    def on_mouse_up(self) -> None:
        """The end of a drag."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell the screen what was clicked."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            if offset not in self._now.span:
                self._become(selector.select_word(self._sheet.text, offset))
            self.post_message(self.Picked(self, self._now.span, offset, event.chain, event.button))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the selection."""
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the selection."""
        event.stop()
        self._scroll(-WHEEL)
