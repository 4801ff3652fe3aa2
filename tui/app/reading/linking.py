"""Who says it, who holds it, toward what: by hint, by number, or by typing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.app.reading.chord import HintChord, Pick
from tui.app.reading.deciding import focused
from tui.app.reading.orders import Choice, Order
from tui.app.reading.picks import by_number, holder_picks, source_picks, target_picks
from tui.app.reading.reading import Handler, Reading
from tui.app.widgets.describe import actor_name, describe
from tui.desk import tagging, verbs
from tui.desk.stamp import new_id
from tui.model.annotation import WRITER, Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.span import Span, spans_text
from tui.text.sentences import paragraph_at

if TYPE_CHECKING:
    from tui.app.screens.link_picker import Choice as Line

ASKED = {Entity: "who is it?", Quote: "who says it?", Claim: "who claims it?", Stance: "who holds it?"}
NUMBERS = "123456789"
OWN_KEYS = (*NUMBERS, "/", "w")


def ask_actor(reading: Reading, _: Order) -> None:
    """Ask who, for the annotation under the cursor."""
    focus = focused(reading)
    if focus is None:
        return
    view, sheet, near = reading.page.in_view, reading.page.sheet, focus.start
    make = source_picks if isinstance(focus, Quote) else holder_picks
    picks = make(sheet, view.start, view.end, near, OWN_KEYS)
    _ask(reading, "link.actor.picked", ASKED[type(focus)], picks, near, writer=isinstance(focus, Claim | Stance))


def _ask(
    reading: Reading, action: str, prompt: str, picks: dict[str, Pick], near: int, *, writer: bool = False
) -> None:
    numbered = dict(zip(NUMBERS, by_number(reading.page.sheet, near), strict=False))
    choices = [Choice("/", "type"), *([Choice("w", "the writer")] if writer else [])]
    choices += [Choice(key, name) for key, (_, name) in numbered.items()]
    others = {key: Order("link.actor.named", id) for key, (id, _) in numbered.items()}
    others["/"] = Order("link.actor.find")
    if writer:
        others["w"] = Order("link.actor.named", WRITER)
    reading.host.wait(HintChord(action, prompt, picks, tuple(choices), others))


def actor_picked(reading: Reading, order: Order) -> None:
    """A hint was typed: a mention, or some other words that say who."""
    focus, pick = focused(reading), order.value
    if focus is None:
        return
    actor = pick.actor or _actor_of(reading, pick.span)
    set_actor(reading, focus, actor, pick.span)
    if actor is None and isinstance(focus, Quote):
        near = focus.start
        view = reading.page.in_view
        picks = holder_picks(reading.page.sheet, view.start, view.end, near, OWN_KEYS)
        _ask(reading, "link.actor.meant", f"source “{pick.name}” set; who is meant? Esc: nobody known", picks, near)


def _actor_of(reading: Reading, span: Span) -> str | None:
    actor = tagging.actor_at(reading.layer, span, reading.around(span))
    return actor.id if actor else None


def actor_meant(reading: Reading, order: Order) -> None:
    """A hint says whom the source's words mean; the source stays."""
    focus = focused(reading)
    if focus is not None:
        source = focus.source if isinstance(focus, Quote) else None
        set_actor(reading, focus, order.value.actor, source)


def actor_named(reading: Reading, order: Order) -> None:
    """A number was typed, or the writer meant."""
    focus = focused(reading)
    if focus is not None:
        set_actor(reading, focus, order.value, None)


def find_actor(reading: Reading, _: Order) -> None:
    """Let the actor be typed; a new name makes a new actor."""
    focus = focused(reading)
    if focus is None:
        return
    from tui.app.screens.link_picker import Choice as Line
    from tui.app.screens.link_picker import LinkPicker, NewActor

    lines = [_line(reading, id, name, focus.start) for id, name in by_number(reading.page.sheet, focus.start, 10_000)]
    linked = [getattr(focus, field) for field in verbs.actor_field(focus, None)]
    if any(linked) or (isinstance(focus, Quote) and focus.source):
        lines.append(Line("", "nobody (none)", "take the link away"))

    def take(found: Line | NewActor) -> None:
        present = reading.layer.annotations.get(focus.id)
        if present is None:
            return
        if isinstance(found, NewActor):
            actor = Actor(id=new_id(), name=found.name)
            set_actor(reading, present, actor.id, None, verbs.add(reading.id, actor))
        else:
            set_actor(reading, present, found.key or None, None)

    words = spans_text(reading.text, focus.spans)
    reading.host.ask(LinkPicker(lines, f"{ASKED[type(focus)]} {words:.60}"), take)


def _line(reading: Reading, id: str, name: str, near: int) -> "Line":
    from tui.app.screens.link_picker import Choice as Line

    mention = reading.page.sheet.mention(id, near)
    actor = reading.layer.actors[id]
    around = _context(reading.text, mention) if mention else "not mentioned by name"
    return Line(id, name, f"{actor.label or 'actor'} · {around}", id, mention)


def _context(text: str, span: Span) -> str:
    """The words around a span, some 30 characters on either side, none of them cut."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    before = before if span.start <= 30 else f"… {before.partition(' ')[2]}"
    after = after if span.end + 30 >= len(text) else f"{after.rpartition(' ')[0]} …"
    return " ".join(f"{before}{span.of(text)}{after}".split())


def set_actor(
    reading: Reading, annotation: AnyAnnotation, actor: str | None, span: Span | None, before: verbs.Changes = ()
) -> None:
    """Say whose it is, as one edit with what must come `before`; `span` are a quote's source words, if picked."""
    fields = verbs.actor_field(annotation, actor)
    if isinstance(annotation, Quote):
        fields["source"] = span or (_source_of(reading, annotation, actor) if actor is not None else None)
    changes = (*before, *verbs.set_fields(reading.id, annotation, reading.stamp(), **fields))
    if not reading.do("link", changes):
        reading.host.say("it is linked so already")
        return
    if isinstance(annotation, Stance) and actor is not None and actor != WRITER:
        reading.last_holder[reading.id] = actor
    reading.host.say(describe(reading.layer.annotations[annotation.id], reading.layer, reading.text))


def _source_of(reading: Reading, quote: Quote, actor: str | None) -> Span | None:
    """The source words that fit the actor: those there, else a mention in the quote's paragraph, else none.

    Words that name nobody ("he", "officials") fit everybody.
    """
    if quote.source is not None and _actor_of(reading, quote.source) in (None, actor):
        return quote.source
    mention = reading.page.sheet.mention(actor, quote.start)
    inside = mention is not None and any(span.covers(mention) for span in quote.spans)
    paragraph = paragraph_at(reading.page.sheet.text, quote.start)
    return mention if mention is not None and paragraph.covers(mention) and not inside else None


def ask_stance_target(reading: Reading, _: Order) -> None:
    """Ask what the stance under the cursor is about."""
    focus = next((it for it in (reading.focus, *reading.spot()) if isinstance(it, Stance)), None)
    if focus is None:
        reading.host.say("no stance under the cursor", "warning")
        return
    view = reading.page.in_view
    picks = target_picks(reading.page.sheet, view.start, view.end, focus.spans[0], OWN_KEYS)
    others = {"/": Order("link.target.find", focus.id)}
    choices = (Choice("/", "type: actor, annotation, topic"),)
    reading.host.wait(HintChord("link.target.picked", "toward what?", picks, choices, others))
    reading.page.focus_on(focus.id)


def target_picked(reading: Reading, order: Order) -> None:
    """A hint was typed."""
    focus = reading.focus
    if isinstance(focus, Stance):
        set_target(reading, focus, order.value.target)


def set_target(reading: Reading, stance: Stance, target: Target) -> None:
    """Say what the stance is about."""
    reading.do("set target", verbs.set_fields(reading.id, stance, reading.stamp(), target=target))
    reading.host.say(describe(reading.layer.annotations[stance.id], reading.layer, reading.text))


def find_stance_target(reading: Reading, order: Order) -> None:
    """Let the target be typed."""

    def take(target: Target, _: str) -> None:
        stance = reading.layer.annotations.get(order.value)
        if isinstance(stance, Stance):
            set_target(reading, stance, target)

    ask_target(reading, "toward whom or what?", take)


def ask_target(reading: Reading, prompt: str, then: Callable[[Target, str], None]) -> None:
    """Let a target be typed: an actor, a claim or quote, or, if nothing fits, a topic in words."""
    from tui.app.screens.link_picker import Choice as Line
    from tui.app.screens.link_picker import LinkPicker, NewActor

    near = reading.page.cursor
    lines = [_line(reading, id, name, near) for id, name in by_number(reading.page.sheet, near, 10_000)]
    others = [it for it in reading.layer.annotations.values() if isinstance(it, Claim | Quote) and reading.visited(it)]
    others.sort(key=lambda it: abs(it.start - near))
    lines += [
        Line(it.id, spans_text(reading.text, it.spans), describe(it, reading.layer, reading.text), None, it.spans[0])
        for it in others
    ]

    def take(found: Line | NewActor) -> None:
        if isinstance(found, NewActor):
            then(Target(topic=found.name), found.name)
        elif found.actor is not None:
            then(Target(actor=found.actor), actor_name(found.actor, reading.layer))
        else:
            then(Target(annotation=found.key), found.title)

    reading.host.ask(LinkPicker(lines, prompt, new="topic"), take)


HANDLERS: dict[str, Handler] = {
    "link.actor": ask_actor,
    "link.actor.picked": actor_picked,
    "link.actor.meant": actor_meant,
    "link.actor.named": actor_named,
    "link.actor.find": find_actor,
    "link.target": ask_stance_target,
    "link.target.picked": target_picked,
    "link.target.find": find_stance_target,
}
