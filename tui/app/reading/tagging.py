"""Verbs that make annotations of the selection: entity, quote, claim, stance."""

from functools import partial
from typing import TypeVar

from tui.app.keymap import Keymap
from tui.app.reading.chord import (
    LabelChord,
    StanceChord,
    StanceKeys,
    StanceOrder,
    label_choices,
    reserved_keys,
)
from tui.app.reading.orders import Order
from tui.app.reading.picks import holder_picks, target_picks
from tui.app.reading.reading import Handler, Reading
from tui.app.widgets.describe import describe, shorten
from tui.desk import tagging, verbs
from tui.model.annotation import WRITER, Annotation, AnyAnnotation, Claim, Entity, Stance, Target, Type, type_of
from tui.model.span import Span, spans_text
from tui.text.sentences import sentence_at

T = TypeVar("T", Claim, Stance)


def ask_label(reading: Reading, _: Order, *, facet: Type) -> None:
    """Ask for the label or kind."""
    choices = label_choices(reading.desk.settings.scheme.labels(facet))
    reading.host.wait(LabelChord(f"tag.{facet}.chosen", f"tag {facet}", choices, facet=facet))


def entity(reading: Reading, order: Order) -> None:
    """Tag the selection as a name."""
    assert reading.article is not None
    spans = (reading.page.selection,)
    around = reading.around(spans[0])
    mentioned = reading.page.sheet.actor_called
    changes = tagging.tag_entity(reading.article, reading.layer, spans, order.value, reading.stamp(), around, mentioned)
    _tag(reading, "entity", changes)


def quote(reading: Reading, _: Order) -> None:
    """Tag the selection as reported speech, of the kind that its marks tell."""
    assert reading.article is not None
    spans = (reading.page.selection,)
    around, scheme = reading.around(spans[0]), reading.desk.settings.scheme
    changes = tagging.tag_quote(reading.article, reading.layer, spans, reading.stamp(), around=around, scheme=scheme)
    _tag(reading, "quote", changes)


def claim(reading: Reading, order: Order) -> None:
    """Tag the selection as a claim."""
    assert reading.article is not None
    spans = (reading.page.selection,)
    around = reading.around(spans[0])
    changes = tagging.tag_claim(reading.article, reading.layer, spans, order.value, reading.stamp(), around)
    _tag(reading, "claim", changes)


def _tag(reading: Reading, type: Type, changes: verbs.Changes) -> None:
    """Make the annotation, give it the focus and say what it is; the selection stays, for the next verb."""
    selection = reading.page.selection
    if not changes:
        reading.host.say(f"this {type} is there already")
        return
    if not reading.do(f"tag {type}", changes):
        return
    made = next(
        (change.after for change in changes if isinstance(change.after, Annotation) and type_of(change.after) == type),
        None,
    )
    reading.extending = False
    if made is not None:
        reading.stepped = True
        reading.page.select(selection, made.id)
        reading.host.say(f"tagged {told(reading, made)}")


def told(reading: Reading, annotation: AnyAnnotation) -> str:
    """The annotation and its words, for a message."""
    return (
        f"{describe(annotation, reading.layer, reading.text)}: “{shorten(spans_text(reading.text, annotation.spans))}”"
    )


def stance_keys(keymap: Keymap) -> StanceKeys:
    """The keys of the chord that are no hints, as the keymap has them."""

    def first(id: str, other: str) -> str:
        keys = keymap.keys[id]
        return keys[0] if keys else other

    return StanceKeys(first("stance.writer", "w"), first("stance.holder", "@"), first("stance.find", "/"))


def stance(reading: Reading, _: Order) -> None:
    """Ask for target and polarity; the holder is filled in."""
    keys = stance_keys(reading.keymap)
    evidence, view, sheet = reading.page.selection, reading.page.in_view, reading.page.sheet
    polarities = label_choices(reading.desk.settings.scheme.labels("stance"))
    reserved = reserved_keys(keys, polarities)
    reading.host.wait(
        StanceChord(
            targets=target_picks(sheet, view.start, view.end, evidence, reserved),
            holders=holder_picks(sheet, view.start, view.end, evidence.start, reserved),
            polarities=polarities,
            names=names_of(reading),
            holder=likely_holder(reading, evidence),
            keys=keys,
        )
    )


def likely_holder(reading: Reading, evidence: Span) -> str | None:
    """Who takes the stance, as far as can be known without asking.

    The holder of a stance that stands on the same words (a suggestion, most often), else the speaker of the quote
    here, else who is named before in the sentence, else the last holder.
    """
    quote = tagging.quote_around(reading.around(evidence), (evidence,))
    quoted = quote.actor if quote else None
    named = _holder_here(reading, evidence) or quoted or _named_before(reading, evidence)
    return named or reading.last_holder.get(reading.id)


def _holder_here(reading: Reading, evidence: Span) -> str | None:
    """The holder of the latest stance, not rejected, whose evidence shares words with this."""
    pieces = reading.page.sheet.in_range(evidence.start, evidence.end, ("stance",))
    stances = (it for start, end, it in pieces if start < evidence.end and evidence.start < end)
    holders = [it.holder for it in stances if isinstance(it, Stance) and it.holder and it.status != "rejected"]
    return holders[-1] if holders else None


def _named_before(reading: Reading, evidence: Span) -> str | None:
    """The actor most likely to be the subject in front of the evidence: the nearest person, else the first mention."""
    sentence = sentence_at(reading.page.sheet.text, evidence.start)
    pieces = reading.page.sheet.in_range(sentence.start, sentence.end, ("entity",))
    before = [it for _, end, it in pieces if end <= evidence.start and isinstance(it, Entity)]
    known = [it for it in before if it.status != "rejected" and it.actor in reading.layer.actors]
    people = [it for it in known if it.label == "PERSON"]
    chosen = people[-1:] or known[:1]
    return chosen[0].actor if chosen else None


def names_of(reading: Reading) -> dict[str, str]:
    """The names of all actors by id, the writer included."""
    return {WRITER: "the writer"} | {id: actor.name for id, actor in reading.layer.actors.items()}


def make_stance(reading: Reading, order: Order) -> None:
    """Make the stance that the chord completed."""
    assert reading.article is not None
    wanted: StanceOrder = order.value
    if wanted.target is not None and wanted.holder is not None and wanted.target.actor == wanted.holder:
        reading.host.say("holder and target are the same actor: @ in the chord picks another holder", "warning")
        return
    changes = tagging.tag_stance(
        reading.article,
        reading.layer,
        (reading.page.selection,),
        wanted.polarity,
        reading.stamp(),
        holder=wanted.holder,
        target=wanted.target,
        around=reading.around(reading.page.selection),
    )
    if wanted.holder is not None and wanted.holder != WRITER:
        reading.last_holder[reading.id] = wanted.holder
    _tag(reading, "stance", changes)


def find_target(reading: Reading, order: Order) -> None:
    """Let the target of the stance be typed: an actor, an annotation, or a topic in words."""
    from tui.app.reading.linking import ask_target

    chord: StanceChord = order.value

    def found(target: Target, name: str) -> None:
        after = chord.with_target(target, name)
        if isinstance(after, Order):
            make_stance(reading, after)
        else:
            reading.host.wait(after)

    ask_target(reading, "stance toward whom or what?", found)


def intensity(reading: Reading, _: Order) -> None:
    """Ask how strong the stance is."""
    focus = _of_type(reading, Stance)
    if focus is not None:
        choices = label_choices(reading.desk.settings.scheme.labels("intensity"), focus.intensity)
        reading.host.wait(LabelChord("tag.intensity.chosen", "intensity", choices, facet="intensity"))


def set_intensity(reading: Reading, order: Order) -> None:
    """Set it; the same again takes it away."""
    focus = _of_type(reading, Stance)
    if focus is not None:
        value = None if focus.intensity == order.value else order.value
        reading.do("intensity", verbs.set_fields(reading.id, focus, reading.stamp(), intensity=value))
        reading.host.say(f"intensity: {value or 'not said'}")


def checkworthy(reading: Reading, _: Order) -> None:
    """Mark the claim as worth checking, or not."""
    focus = _of_type(reading, Claim)
    if focus is not None:
        value = not focus.checkworthy
        reading.do("check-worthy", verbs.set_fields(reading.id, focus, reading.stamp(), checkworthy=value))
        reading.host.say("check-worthy" if value else "not check-worthy")


def _of_type(reading: Reading, wanted: type[T]) -> T | None:
    for it in (reading.focus, *reading.spot()):
        if isinstance(it, wanted):
            return it
    reading.host.say(f"no {wanted.__name__.lower()} under the cursor", "warning")
    return None


HANDLERS: dict[str, Handler] = {
    "tag.entity": partial(ask_label, facet="entity"),
    "tag.entity.chosen": entity,
    "tag.quote": quote,
    "tag.claim": partial(ask_label, facet="claim"),
    "tag.claim.chosen": claim,
    "tag.stance": stance,
    "stance": make_stance,
    "stance.find": find_target,
    "tag.intensity": intensity,
    "tag.intensity.chosen": set_intensity,
    "tag.checkworthy": checkworthy,
}
