"""What the reader is measured beside: `python -m tests.perf.apps bare|textarea [WORDS]`."""

import sys

from tui.app.tuning import before_textual

before_textual()

from textual.app import App, ComposeResult  # noqa: E402 (the frame rate must be set first)
from textual.widgets import Label  # noqa: E402


class BareApp(App[None]):
    """One label, changed by any key: the least that Textual can do."""

    CSS = "#label { width: 20; }"
    presses = 0

    def compose(self) -> ComposeResult:
        yield Label("ready 0", id="label")

    def on_key(self) -> None:
        self.presses += 1
        self.query_one("#label", Label).update(f"ready {self.presses}", layout=False)


class TextAreaApp(App[None]):
    """The article in Textual's own widget for long texts, without annotations."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea  # not for the bare app, which starts without it

        area = TextArea(self.text, read_only=True, soft_wrap=True)
        area.cursor_blink = False  # each blink is a frame, and no key's
        yield area


def main(kind: str, words: int = 1000) -> None:
    """Run one of the programs in this terminal."""
    if kind == "bare":
        BareApp().run()
        return
    from tests.perf.corpus import long_article

    TextAreaApp(long_article(words)[0].text).run()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
