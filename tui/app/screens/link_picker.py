"""Who or what an annotation refers to: pick by number, by typing a few letters, or name somebody new."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.app.cells import Cells, fit, marked, one_line
from tui.app.fuzzy import find, fold, search
from tui.app.screens.dialog import ListDialog, styles
from tui.app.widgets.rows import Rows
from tui.app.widgets.typed import Typed
from tui.model.span import Span


class Choice(Struct, frozen=True):
    """Something that can be linked. `key` is the caller's own name for it; `detail` says more, in words."""

    key: str
    title: str
    detail: str = ""
    actor: str | None = None
    span: Span | None = None


class NewActor(Struct, frozen=True):
    """Somebody whom the list does not have, by the name that was typed."""

    name: str


Link = Choice | NewActor

NUMBERED = 9
"""How many choices have a number, while nothing is typed."""


def narrow(choices: Sequence[Choice], typed: str, *, new: bool = True) -> list[Link]:
    """The choices that fit what was typed, with a new actor of that name among them.

    First those whose title has the words as they are, then the new actor (not where one has just that title), then
    those whose title or detail fits in some other way: what merely stands near somebody is no name of his.
    """
    name = one_line(typed)
    if not name:
        return list(choices)
    titles = [fold(choice.title) for choice in choices]
    words = fold(name).split()
    fitting = search(name, titles)
    named = [index for index in fitting if all(word in titles[index] for word in words)]
    rest = [index for index in fitting if index not in named]
    rest += [index for index in search(name, [fold(choice.detail) for choice in choices]) if index not in fitting]
    made = [NewActor(name)] if new and fold(name) not in titles else []
    return [*(choices[index] for index in named), *made, *(choices[index] for index in rest)]


class LinkPicker(ListDialog[Link, tuple[int, Link]]):
    """Pick one of the choices: dismissed with it, or with a `NewActor` of the name typed.

    `new` says what such a name makes ("new actor", "topic"); with "" only what is there can be picked.
    """

    CSS_PATH = styles("link_picker")
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"number({n})", "at once", key_display="1–9", priority=True, show=n == 1)
            for n in range(1, NUMBERED + 1)
        ),
        Binding("ctrl+n", "new", "as typed"),
    ]
    typed = getters.query_one("#typed", Typed)

    def __init__(self, choices: Sequence[Choice], prompt: str, *, new: str = "new actor") -> None:
        super().__init__()
        self.heading = one_line(prompt)
        self._choices = tuple(choices)
        self._new = new

    def compose_body(self) -> ComposeResult:
        """A box to type in, the choices, and the whole of the one under the cursor."""
        with Horizontal(classes="typed"):
            yield Static("› ")
            yield Typed(placeholder="a number, or a few letters of the name", digits=False)
        yield Rows[tuple[int, Link]](self._draw_choice, empty="nobody yet: type a name", id="rows")
        yield Static(id="detail", classes="detail", markup=False)

    def on_mount(self) -> None:
        """Show all choices."""
        self._narrow()

    @on(Input.Changed, "#typed")
    def _narrow(self) -> None:
        found = narrow(self._choices, self.typed.value, new=bool(self._new))
        self.rows.show_items(list(enumerate(found, 1)))
        self.refresh_bindings()

    @on(Rows.Moved, "#rows")
    def _tell(self) -> None:
        match self.rows.current:
            case (_, Choice(title=title, detail=detail)):
                words = f"{title}\n{detail}" if detail else title
            case (_, NewActor(name=name)):
                words = f"{name}\nnot in the list yet: {self._new}"
            case _:
                words = ""
        self.query_one("#detail", Static).update("\n".join(map(one_line, words.split("\n"))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits are text as soon as something is typed, or where no choice has that number."""
        if action == "number":
            return not self.typed.value and isinstance(parameters[0], int) and parameters[0] <= len(self._choices)
        if action == "new":
            return bool(self._new and self.typed.value.strip())
        return True

    def action_number(self, number: int) -> None:
        """Pick the choice with that number."""
        self.dismiss(self._choices[number - 1])

    def action_new(self) -> None:
        """Take what is typed as a new actor's name."""
        self.dismiss(NewActor(one_line(self.typed.value)))

    def pick(self, item: tuple[int, Link]) -> None:
        """Take the choice."""
        self.dismiss(item[1])

    def _draw_choice(self, item: tuple[int, Link], width: int) -> Cells:
        number, link = item
        typed = self.typed.value
        if isinstance(link, NewActor):
            return [("+ ", "good"), (f"{self._new}: ", "good"), (fit(link.name, width - len(self._new) - 4), "")]
        mark = f"{number} " if number <= NUMBERED and not typed else "  "
        title, detail = one_line(link.title), one_line(link.detail)
        room = min(max(20, width // 2), width - 2)
        hit = find(typed, fold(f"{title} {detail}")) if typed else None
        cells: Cells = [(mark, "key"), *marked(title, hit[1] if hit else (), room)]
        return [*cells, ("  ", ""), (fit(detail, width - room - 4), "muted")]
