"""Who is who in the article: rename, relabel, make, merge and split actors."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.cells import Cells, fit, fit_right, one_line
from tui.app.screens.ask import Ask
from tui.app.screens.dialog import ListDialog, styles
from tui.app.screens.label_picker import LabelPicker
from tui.app.screens.link_picker import Choice, Link, LinkPicker
from tui.app.widgets.rows import Rows
from tui.desk.cast import ROLES, Member, Part
from tui.model.scheme import Label


class Rename(Struct, frozen=True):
    """Give the actor another name."""

    actor: str
    name: str


class Relabel(Struct, frozen=True):
    """Give the actor another label."""

    actor: str
    label: str


class Make(Struct, frozen=True):
    """Make an actor of that name."""

    name: str


class Merge(Struct, frozen=True):
    """`gone` is the same as `kept`."""

    gone: str
    kept: str


class Split(Struct, frozen=True):
    """These annotations, by id, all of one actor, are about somebody else, of that name."""

    annotations: tuple[str, ...]
    name: str


class GoTo(Struct, frozen=True):
    """Look at this annotation in the text."""

    annotation: str


ActorCommand = Rename | Relabel | Make | Merge | Split | GoTo

ROLE_WORDS = {"mention": "name", "quote": "says", "claim": "claims", "holder": "holds", "target": "target of"}


class ActorsScreen(ListDialog[ActorCommand, Member | Part]):
    """The cast, dismissed with one command; show it again with the new cast and `current`, the actor to start at.

    Enter opens an actor's parts. Space marks parts, which can then be split off; being a target cannot, as that is
    said by the stance.
    """

    CSS_PATH = styles("actors")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "open", priority=True),
        Binding("r", "rename", "rename"),
        Binding("l", "relabel", "label"),
        Binding("n", "make", "new"),
        Binding("m", "merge", "merge"),
        Binding("space", "mark", "mark", key_display="Space"),
        Binding("s", "split", "split"),
        Binding("escape", "cancel", "close", key_display="Esc"),
        Binding("q,ctrl+g", "cancel", show=False),
    ]
    heading = "Who is who"

    def __init__(self, cast: Sequence[Member], labels: Sequence[Label], current: str | None = None) -> None:
        super().__init__()
        self._cast = tuple(cast)
        self._labels = tuple(labels)
        self._opened: set[str] = set()
        self._marked: set[str] = set()
        self._start = current

    def compose_body(self) -> ComposeResult:
        """Column heads, and actors with their parts below them."""
        yield Rows[str](lambda heads, width: [(heads.rjust(width), "muted")], pickable=lambda _: False, id="header")
        yield Rows[Member | Part](self._draw_row, empty="no actors yet: n makes one", id="rows")

    def on_mount(self) -> None:
        """Start at the actor asked for, with their parts in view."""
        if any(member.actor.id == self._start for member in self._cast):
            self._opened.add(self._start or "")
        self.query_one("#header", Rows).show_items(["name  says claims  holds target"])
        self._list(self._start)

    def _list(self, here: str | None) -> None:
        items: list[Member | Part] = []
        for member in self._cast:
            items.append(member)
            if member.actor.id in self._opened:
                items.extend(member.parts)
        at = next((i for i, item in enumerate(items) if isinstance(item, Member) and item.actor.id == here), 0)
        self.rows.show_items(items, at)
        self.refresh_bindings()

    @property
    def member(self) -> Member | None:
        """The actor under the cursor, or whose part is."""
        above = list(self.rows.items[: self.rows.cursor + 1])
        return next((item for item in reversed(above) if isinstance(item, Member)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual calls it so)
        """Only what can be done now is offered."""
        if action in ("rename", "relabel"):
            return bool(self._cast)
        if action == "merge":
            return len(self._cast) > 1
        if action == "split":
            return bool(self._marked)
        return True

    def pick(self, item: Member | Part) -> None:
        """Open or close an actor; go to a part."""
        if isinstance(item, Part):
            self.dismiss(GoTo(item.annotation))
            return
        self._opened ^= {item.actor.id}
        self._list(item.actor.id)

    def action_mark(self) -> None:
        """Mark a part for splitting, or take the mark off; on an actor, open it."""
        item = self.rows.current
        if isinstance(item, Member):
            self._opened.add(item.actor.id)
            self._list(item.actor.id)
        elif isinstance(item, Part) and item.role != "target":
            mine = {part.annotation for part in self.member.parts} if self.member else set()
            self._marked = (self._marked & mine) ^ {item.annotation}  # parts of one actor only
            self.rows.refresh()
            self.refresh_bindings()
        self.rows.move(1)

    def action_rename(self) -> None:
        """Ask for a name."""
        member = self.member
        if member is None:
            return
        actor = member.actor

        def take(name: str | None) -> None:
            if name is not None and name != actor.name:
                self.dismiss(Rename(actor.id, name))

        self.app.push_screen(Ask(f"Another name for {actor.name}", actor.name), take)

    def action_relabel(self) -> None:
        """Ask for a label."""
        member = self.member
        if member is None:
            return
        actor = member.actor

        def take(label: str | None) -> None:
            if label is not None and label != actor.label:
                self.dismiss(Relabel(actor.id, label))

        self.app.push_screen(LabelPicker(self._labels, f"What is {actor.name}?", actor.label), take)

    def action_make(self) -> None:
        """Ask for a new actor's name."""

        def take(name: str | None) -> None:
            if name is not None:
                self.dismiss(Make(name))

        self.app.push_screen(Ask("A new actor", placeholder="name"), take)

    def action_merge(self) -> None:
        """Ask who the actor under the cursor really is."""
        member = self.member
        if member is None:
            return
        gone = member.actor
        others = [other for other in self._cast if other.actor.id != gone.id]
        choices = [Choice(other.actor.id, other.actor.name, _summary(other), other.actor.id) for other in others]

        def take(found: Link | None) -> None:
            if isinstance(found, Choice):
                self.dismiss(Merge(gone.id, found.key))

        self.app.push_screen(LinkPicker(choices, f"{gone.name} is the same as", new=""), take)

    def action_split(self) -> None:
        """Ask who the marked parts are about."""
        marked = tuple(p.annotation for member in self._cast for p in member.parts if self._is_marked(p))
        if not marked:
            return
        words = next(p.words for member in self._cast for p in member.parts if self._is_marked(p))

        def take(name: str | None) -> None:
            if name is not None:
                self.dismiss(Split(marked, name))

        self.app.push_screen(
            Ask(
                "Who is this?" if len(marked) == 1 else f"Who are these {len(marked)}?",
                words if len(words) < 40 else "",
            ),
            take,
        )

    def _is_marked(self, part: Part) -> bool:
        return part.annotation in self._marked and part.role != "target"

    def _draw_row(self, item: Member | Part, width: int) -> Cells:
        if isinstance(item, Part):
            mark = "    " if item.role == "target" else "[x] " if self._is_marked(item) else "[ ] "
            state = "" if item.decided else "undecided"
            cells: Cells = [("    " + mark, "key"), (fit(ROLE_WORDS[item.role], 10), "muted")]
            return [*cells, (fit(one_line(item.words), width - 28), ""), (fit_right(state, 10), "warn")]
        arrow = "▾ " if item.actor.id in self._opened else "▹ "
        name = width - 48
        cells = [(arrow, "muted"), (fit(one_line(item.actor.name), name), ""), (" ", "")]
        cells.append((fit(one_line(item.actor.label or ""), 9), "muted"))
        cells += [(fit_right(str(count or "·"), 7), "") for count in _counts(item)]
        return cells


def _counts(member: Member) -> tuple[int, ...]:
    return tuple(member.count(role) for role in ROLES)


def _summary(member: Member) -> str:
    names, quotes, claims, holder, target = _counts(member)
    counts = {"names": names, "quotes": quotes, "claims": claims, "stances": holder + target}
    return ", ".join([member.actor.label or "actor", *(f"{n} {what}" for what, n in counts.items() if n)])
