"""Who is for or against whom or what, from the words of support and disapproval and their grammar."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.found import FoundActor, FoundQuote, FoundStance
from tui.nlp.phrases import char_span, noun_phrase, subjects
from tui.nlp.stances_context import Context, context_of
from tui.nlp.stances_frames import (
    Frame,
    adjective_frames,
    label_frames,
    noun_frames,
    predicate_frames,
    role_frames,
    verb_frames,
)
from tui.nlp.stances_lexicon import FLIPPED, Word, judgements, stance_words

_FRAMES = {
    "verb": verb_frames,
    "noun": noun_frames,
    "role": role_frames,
    "adjective": adjective_frames,
    "label": label_frames,
}
_PARTS = {
    "verb": frozenset({"VERB"}),
    "label": frozenset({"VERB"}),
    "noun": frozenset({"NOUN"}),
    "role": frozenset({"NOUN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
}
_BASE = {
    "verb + object": 0.75,
    "verb + preposition": 0.7,
    "passive verb + agent": 0.7,
    "noun + preposition": 0.65,
    "role noun": 0.6,
    "adjective + preposition": 0.65,
    "called + judgement": 0.75,
    "quoted judgement": 0.5,
}
_SPEAKERS = frozenset({"i", "we", "us", "me"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_stances(doc: Doc) -> list[FoundStance]:
    """The stances of the article in text order; each says by `why` which rule and words it rests on."""
    quotes = _quotes_by_token(doc)
    found: dict[tuple[Span | None, Span, str], FoundStance] = {}
    for frame in _frames(doc):
        stance = _stance(doc, frame, quotes.get(frame.evidence[0].i))
        if stance is None:
            continue
        key = (stance.holder, stance.target, stance.polarity)
        if key not in found or stance.score > found[key].score:
            found[key] = stance
    return sorted(found.values(), key=lambda stance: (stance.evidence[0], stance.target))


def _quotes_by_token(doc: Doc) -> dict[int, FoundQuote]:
    """Token → the quotation whose content it is in."""
    quotes: Sequence[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else ()
    inside: dict[int, FoundQuote] = {}
    for quote in quotes:
        for piece in quote.content:
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            for token in span or ():
                inside[token.i] = quote
    return inside


def _frames(doc: Doc) -> Iterator[Frame]:
    lexicon, judging = stance_words(), judgements()
    for token in doc:
        lemma = token.lemma_
        for word in lexicon.get(lemma, ()):
            if token.pos_ in _PARTS[word.kind]:
                yield from _frames_of(token, word)
        if lemma in judging or token.lower_ in judging:
            yield from predicate_frames(token if token.dep_ != "amod" else token.head)


def _frames_of(token: Token, word: Word) -> Iterator[Frame]:
    return _FRAMES[word.kind](token, word)


def _stance(doc: Doc, frame: Frame, quote: FoundQuote | None) -> FoundStance | None:
    context = context_of(frame.evidence[0])
    if context.negated and frame.polarity == "oppose":
        return None
    holder = _holder_span(frame, quote)
    if holder is None:
        return None
    target = _mention_span(frame.target)
    if holder.overlaps(target):
        return None
    polarity = FLIPPED[frame.polarity] if context.negated else frame.polarity
    words = sorted({*frame.evidence, *context.words}, key=lambda token: token.i)
    said = " ".join(token.text for token in words)
    return FoundStance(
        evidence=_evidence(doc, words),
        holder=holder,
        target=target,
        polarity=polarity,
        intensity="weak" if context.hedged or context.conditional else frame.intensity,
        score=round(_score(frame, context), 2),
        why=f"{frame.rule}: {said!r}" + (", negated" if context.negated else ""),
    )


def _score(frame: Frame, context: Context) -> float:
    score = _BASE[frame.rule]
    score -= 0.15 * context.negated + 0.1 * context.hedged + 0.2 * context.conditional
    if frame.holder is not None and frame.holder.ent_type_ not in _ACTING and frame.holder.pos_ != "PRON":
        score -= 0.15
    if frame.target.ent_type_ not in _ACTING:
        score -= 0.05
    return max(score, 0.05)


def _holder_span(frame: Frame, quote: FoundQuote | None) -> Span | None:
    """The mention of who holds the stance; "I" and "we" in a quotation, and judgements in it, are its source's."""
    holder = frame.holder
    if holder is None or holder.lower_ in _SPEAKERS:
        if quote is not None and quote.source is not None:
            return quote.source
        if holder is not None:
            return _mention_span(holder)
        return _reporter(frame.evidence[0])
    return _mention_span(holder)


def _reporter(token: Token) -> Span | None:
    """Where no quotation was marked: the subject of the verb that the clause is the content of."""
    for _ in range(6):
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            who = subjects(token.head)
            return _mention_span(who[0]) if who else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _mention_span(head: Token) -> Span:
    """The name that `head` is in, the pronoun that it is, or its noun phrase."""
    doc = head.doc
    if head.ent_type_ in _ACTING:
        first, end = head.i, head.i + 1
        while first > 0 and doc[first].ent_iob_ == "I":
            first -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        return char_span(doc, first, end)
    if head.pos_ == "PRON":
        return char_span(doc, head.i, head.i + 1)
    return char_span(doc, *noun_phrase(head, tail=False))


def _evidence(doc: Doc, words: list[Token]) -> tuple[Span, ...]:
    runs: list[list[int]] = []
    for token in words:
        if runs and token.i == runs[-1][1]:
            runs[-1][1] = token.i + 1
        else:
            runs.append([token.i, token.i + 1])
    return tuple(char_span(doc, first, end) for first, end in runs)


def stance_between(doc: Doc, holder: Span, target: Span) -> FoundStance | None:
    """The stance of the likeliest score that goes from one stretch of text to another, if any was found.

    A mention counts for every other mention of the same actor in `doc._.inquit_actors`, and a target
    phrase for the names in it.
    """
    stances: list[FoundStance] = doc._.inquit_stances or find_stances(doc)
    holders, targets = _also(doc, holder), _also(doc, target)
    fitting = [
        stance
        for stance in stances
        if stance.holder is not None and _hits(stance.holder, holders) and _hits(stance.target, targets)
    ]
    return max(fitting, key=lambda stance: stance.score, default=None)


def _also(doc: Doc, span: Span) -> list[Span]:
    actors: list[FoundActor] = doc._.inquit_actors
    return [span] + [
        mention
        for actor in actors
        if any(mention.overlaps(span) for mention in actor.mentions)
        for mention in actor.mentions
    ]


def _hits(span: Span, others: list[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
