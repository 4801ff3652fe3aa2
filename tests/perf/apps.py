"""The programs that are measured: `python -m tests.perf.apps bare|textarea|reader|label [WORDS]`."""

import sys
from typing import Any, ClassVar

from tui.app.tuning import before_textual, tune

before_textual()

from textual.app import App, ComposeResult  # noqa: E402 (the frame rate must be set first)
from textual.binding import Binding, BindingType  # noqa: E402
from textual.widgets import Label, Static, TextArea  # noqa: E402


class BareApp(App[None]):
    """One label, changed by any key: the least that Textual can do."""

    presses = 0

    def compose(self) -> ComposeResult:
        yield Label("ready 0", id="label")

    def on_key(self) -> None:
        self.presses += 1
        self.query_one("#label", Label).update(f"ready {self.presses}")


class TextAreaApp(App[None]):
    """The article in Textual's own widget for long texts, without annotations."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield TextArea(self.text, read_only=True, soft_wrap=True)


def reader_app(words: int) -> App[Any]:
    """The reader with lens, bar and every key that is measured."""
    from dataclasses import replace

    from tests.app.sample import ReaderApp
    from tests.perf.corpus import long_article
    from tui.model.annotation import AnyAnnotation, Entity
    from tui.model.edit import Layer

    class Measured(ReaderApp):
        BINDINGS: ClassVar[list[BindingType]] = [
            Binding("l", "do('word')"),
            Binding("j", "do('line')"),
            Binding("shift+right", "do('select')"),
            Binding("r", "do('relabel')"),
            Binding("a", "do('accept')"),
            Binding("tab", "do('jump')", priority=True),
            Binding("d", "do('page')"),
            Binding("full_stop", "do('grow')"),
        ]
        CSS = ReaderApp.CSS + "#bar { dock: bottom; height: 1; }"

        def compose(self) -> ComposeResult:
            yield from super().compose()
            yield Static("", id="bar", markup=False)

        def on_mount(self) -> None:
            super().on_mount()
            self.annotations = dict(self.layer.annotations)
            self.presses = 0
            self.call_after_refresh(tune)

        def action_do(self, what: str) -> None:
            reader = self.reader
            match what:
                case "word":
                    reader.move("word")
                case "line":
                    reader.move("line")
                case "select":
                    reader.extend("word")
                case "page":
                    reader.move("page")
                case "grow":
                    reader.grow_selection()
                case "jump":
                    reader.step_to(lambda it: True)
                case "relabel" | "accept":
                    self.change(what)
            self.look()
            self.presses += 1
            self.query_one("#bar", Static).update(f"{what} {self.presses} at {reader.cursor}", layout=False)

        def change(self, what: str) -> None:
            old: AnyAnnotation | None = self.reader.focus_annotation
            if old is None:
                self.reader.step_to(lambda it: isinstance(it, Entity))
                old = self.reader.focus_annotation
            if old is None:
                return
            if what == "relabel" and isinstance(old, Entity):
                new: AnyAnnotation = replace(old, label="ORG" if old.label != "ORG" else "GPE")
            else:
                new = replace(old, status="suggested" if old.status == "accepted" else "accepted")
            self.annotations[new.id] = new
            self.reader.update(Layer(self.layer.actors, self.annotations, {}), [new])

    return Measured(*long_article(words))


def main(kind: str, words: int = 1000) -> None:
    """Run one of the programs in this terminal."""
    from tests.perf.corpus import long_article

    if kind == "bare":
        BareApp().run()
    elif kind == "textarea":
        TextAreaApp(long_article(words)[0].text).run()
    else:
        reader_app(words).run()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
