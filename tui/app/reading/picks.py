"""What hint keys can pick: everything in view for jumping, targets for stances, actors for sources and holders."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tui.app.reading.chord import Pick
from tui.model.annotation import TYPES, Claim, Entity, Quote, Target
from tui.model.span import Span
from tui.text.candidates import HOME_FIRST, MOST, candidates, hint_labels
from tui.text.sheet import Sheet
from tui.text.words import words_in


def jump_picks(sheet: Sheet, start: int, end: int, near: int, *, every_word: bool = False) -> dict[str, Pick]:
    """What starts in `[start, end)` and can be selected: annotations, their cues and sources, noun phrases."""
    pieces = sheet.in_range(start, end, TYPES)
    annotated = [Span(first, last) for first, last, _ in pieces]
    annotated += [span for *_, it in pieces if isinstance(it, Quote) for span in (it.cue, it.source) if span]
    spans = candidates(sheet.text, start, end, annotated, phrases_in(sheet, start, end), every_word=every_word)
    picks = [Pick(span, "", Target(span=span)) for span in spans]
    return labelled(sheet, _nearest(picks, near), HOME_FIRST, single=False)


def target_picks(sheet: Sheet, start: int, end: int, evidence: Span, reserved: Iterable[str]) -> dict[str, Pick]:
    """What a stance with this evidence may be about, in `[start, end)`, nearest first: one hint for each actor (at the
    mention nearest to the evidence), each claim and quote that does not hold the evidence, other noun phrases.

    Each has one letter, small or capital, none of the `reserved` keys of the chord; what is too far away for that
    is left to be found by typing.
    """
    picks = [*actor_picks_near(sheet, start, end, evidence.start).values()]
    seen: set[Span] = set()
    for first, last, it in sheet.in_range(start, end, ("claim", "quote")):
        span = Span(first, last)
        if first >= start and first == it.start and not span.covers(evidence) and span not in seen:
            seen.add(span)
            picks.append(Pick(span, _words(sheet, span), Target(annotation=it.id)))
    sure = len(picks)
    picks += [Pick(span, _words(sheet, span), Target(span=span)) for span in free_phrases(sheet, start, end)]
    letters = "".join(c for c in HOME_FIRST + HOME_FIRST.upper() if c not in set(reserved))
    ranked = _nearest(picks[:sure], evidence.start) + _nearest(picks[sure:], evidence.start)
    return labelled(sheet, ranked, letters)


def holder_picks(sheet: Sheet, start: int, end: int, near: int, reserved: Iterable[str]) -> dict[str, Pick]:
    """The actors mentioned in `[start, end)`, one hint each."""
    letters = "".join(c for c in HOME_FIRST + HOME_FIRST.upper() if c not in set(reserved))
    return labelled(sheet, _nearest([*actor_picks_near(sheet, start, end, near).values()], near), letters)


def source_picks(sheet: Sheet, start: int, end: int, near: int, reserved: Iterable[str]) -> dict[str, Pick]:
    """Every mention of an actor in `[start, end)`, and other noun phrases ("he", "officials")."""
    letters = "".join(c for c in HOME_FIRST + HOME_FIRST.upper() if c not in set(reserved))
    mentions = list(_mentions(sheet, start, end))
    phrases = [Pick(span, _words(sheet, span), Target(span=span)) for span in free_phrases(sheet, start, end)]
    return labelled(sheet, _nearest([*mentions, *phrases], near), letters)


def labelled(sheet: Sheet, picks: list[Pick], letters: str, *, single: bool = True) -> dict[str, Pick]:
    """Picks by hint label, the first ones with the shortest labels; with `single`, only as many as have one letter."""
    ranked = picks[: len(letters) if single else min(MOST, len(letters) ** 2)]
    return dict(zip(hint_labels(len(ranked), letters), _apart(sheet, ranked), strict=True))


def _apart(sheet: Sheet, picks: list[Pick]) -> list[Pick]:
    """The picks with their hints drawn apart: where one stands already, the next goes to a later word of its own."""
    taken: set[int] = set()
    found = []
    for pick in picks:
        at = start = pick.span.start
        if start in taken:
            words = words_in(sheet.text, start, pick.span.end)
            at = next((word.start for word in words if word.start not in taken), start)
        taken.update((at - 2, at - 1, at, at + 1, at + 2))
        found.append(pick if at == start else replace(pick, mark=Span(at, at + 1)))
    return found


def actor_picks_near(sheet: Sheet, start: int, end: int, near: int) -> dict[str, Pick]:
    """For each actor mentioned in `[start, end)`, the mention nearest to `near`, by the actor's id."""
    best: dict[str, Pick] = {}
    for pick in _mentions(sheet, start, end):
        actor = pick.actor or ""
        if actor not in best or abs(pick.span.start - near) < abs(best[actor].span.start - near):
            best[actor] = pick
    return best


def _mentions(sheet: Sheet, start: int, end: int) -> Iterator[Pick]:
    for first, last, it in sheet.in_range(start, end, ("entity",)):
        actor = sheet.layer.actors.get(it.actor or "") if isinstance(it, Entity) else None
        if actor is not None and first >= start:
            yield Pick(Span(first, last), actor.name, Target(actor=actor.id))


def phrases_in(sheet: Sheet, start: int, end: int) -> list[Span]:
    """The noun phrases that start in `[start, end)`."""
    phrases = sheet.structure.noun_phrases
    low = bisect_left(phrases, start, key=lambda span: span.start)
    high = bisect_left(phrases, end, key=lambda span: span.start)
    return list(phrases[low:high])


def free_phrases(sheet: Sheet, start: int, end: int) -> list[Span]:
    """The noun phrases there that are not a mention's or other annotation's own words."""
    taken = {(first, last) for first, last, it in sheet.in_range(start, end, TYPES) if not isinstance(it, Claim)}
    return [span for span in phrases_in(sheet, start, end) if (span.start, span.end) not in taken]


def _nearest(picks: list[Pick], near: int) -> list[Pick]:
    return sorted(picks, key=lambda pick: abs(pick.span.start - near))


def _words(sheet: Sheet, span: Span) -> str:
    line = " ".join(span.of(sheet.text).split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"


def by_number(sheet: Sheet, near: int, most: int = 9) -> list[tuple[str, str]]:
    """The actors `(id, name)` to offer as 1 to 9: those mentioned nearest in front of `near`, then the others."""
    found: list[tuple[tuple[bool, int], str, str]] = []
    for id, actor in sheet.layer.actors.items():
        mention = sheet.mention(id, near)
        far = abs(mention.start - near) if mention else len(sheet.text)
        found.append(((mention is None, far), id, actor.name))
    return [(id, name) for _, id, name in sorted(found)[:most]]
