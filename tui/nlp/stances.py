"""Who is for or against whom or what, from the words of support and disapproval and their grammar."""

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.found import FoundActor, FoundQuote, FoundStance
from tui.nlp.people import people
from tui.nlp.phrases import char_span, children, noun_phrase, subjects
from tui.nlp.stances_context import Context, context_of
from tui.nlp.stances_frames import Frame
from tui.nlp.stances_lexicon import around, judgements, stance_words
from tui.nlp.stances_nouns import (
    adjective_frames,
    noun_frames,
    predicate_frames,
    preposition_frames,
    role_frames,
)
from tui.nlp.stances_verbs import deed_frames, label_frames, urge_frames, verb_frames
from tui.nlp.words import keys, with_lemma

_FRAMES = {
    "verb": verb_frames,
    "noun": noun_frames,
    "role": role_frames,
    "adjective": adjective_frames,
    "label": label_frames,
    "urge": urge_frames,
    "deed": deed_frames,
    "preposition": preposition_frames,
}
_PARTS = {
    "verb": frozenset({"VERB"}),
    "label": frozenset({"VERB"}),
    "urge": frozenset({"VERB"}),
    "deed": frozenset({"VERB"}),
    "preposition": frozenset({"ADP"}),
    "noun": frozenset({"NOUN"}),
    "role": frozenset({"NOUN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
}
_BASE = {
    "verb + object": 0.75,
    "verb + preposition": 0.7,
    "verb + clause": 0.6,
    "passive verb + agent": 0.7,
    "be + preposition": 0.7,
    "noun + preposition": 0.65,
    "role noun": 0.6,
    "adjective + preposition": 0.65,
    "called + judgement": 0.75,
    "quoted judgement": 0.5,
    "quoted deed": 0.45,
    "told to stop": 0.6,
}
_LEAST = 0.36
"""Below this score a stance is more often wrong than right and is not suggested."""
_SPEAKERS = frozenset({"i", "we", "us", "me"})
_NO_TARGETS = frozenset(
    {"other", "another", "himself", "herself", "itself", "themselves", "myself", "ourselves", "who", "what"}
)
_VAGUE = frozenset({"it", "this", "that", "these", "those", "which", "something", "anything", "nothing", "everything"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_stances(doc: Doc) -> list[FoundStance]:
    """The stances of the article in text order; each says by `why` which rule and words it rests on."""
    quotes = _quotes_by_token(doc)
    found: dict[tuple[Span | None, Span, str], FoundStance] = {}
    for frame in _frames(doc):
        stance = _stance(doc, frame, quotes.get(frame.evidence[0].i))
        if stance is None or stance.score < _LEAST:
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
    for i in with_lemma(doc, _triggers()):
        token = doc[i]
        if token.lemma_ in lexicon or token.pos_ == "VERB":
            yield from _lexical_frames(token)
        if token.lemma_ in judging or token.lower_ in judging:
            yield from predicate_frames(token if token.dep_ != "amod" else token.head)


@cache
def _triggers() -> frozenset[int]:
    """The keys of every word that may start a frame; a verb with a particle stands under the verb."""
    return keys([word.split()[0] for word in stance_words()]) | keys(judgements())


def _lexical_frames(token: Token) -> Iterator[Frame]:
    """The frames of every entry for the word; a verb with a particle is a word of its own ("call out")."""
    part = token.pos_
    if part == "NOUN" and any(child.dep_ == "nsubj" for child in token.lefts):
        part = "VERB"
    lexicon = stance_words()
    words = lexicon.get(_with_particle(token) if part == "VERB" else token.lemma_, ())
    if token.lower_ != token.lemma_:
        words += tuple(word for word in lexicon.get(token.lower_, ()) if word.kind == "adjective")
    for word in words:
        if part in _PARTS[word.kind]:
            yield from _FRAMES[word.kind](token, word)


def _with_particle(verb: Token) -> str:
    particle = next(children(verb, "prt"), None)
    return f"{verb.lemma_} {particle.lower_}" if particle is not None else str(verb.lemma_)


def _stance(doc: Doc, frame: Frame, quote: FoundQuote | None) -> FoundStance | None:
    context = context_of(frame.evidence[0])
    polarity = _polarity(frame, context)
    if polarity is None:
        return None
    holder = _holder_span(frame, quote)
    if holder is None:
        return None
    target = _mention_span(frame.target)
    if holder.overlaps(target) or frame.target.lower_ in _NO_TARGETS or _is_literal(frame):
        return None
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


def _is_literal(frame: Frame) -> bool:
    """Whether no side is taken: "stands up to her thighs", "if you want to help us"."""
    if frame.holder is not None and frame.holder.lower_ == "you":
        return True
    return frame.rule.startswith("verb") and frame.target.lemma_.lower() in around("concrete")


def _polarity(frame: Frame, context: Context) -> str | None:
    """Not to support is to oppose; not to oppose says nothing; only not to confirm or comment is neutral."""
    if frame.polarity == "neutral":
        return "neutral" if context.negated or "adjective" in frame.rule else None
    if not context.negated:
        return frame.polarity
    return "oppose" if frame.polarity == "support" else None


def _score(frame: Frame, context: Context) -> float:
    score = _BASE[frame.rule]
    score -= (
        0.15 * (context.negated and frame.polarity != "neutral")
        + 0.25 * (frame.polarity == "unclear")
        + 0.1 * context.hedged
        + 0.2 * context.conditional
    )
    if frame.holder is not None:
        score -= _doubt(frame.holder)
    if frame.target.lower_ in _VAGUE:
        score -= 0.15
    elif frame.target.ent_type_ not in _ACTING:
        score -= 0.05
    return max(score, 0.05)


def _doubt(holder: Token) -> float:
    """How unlikely the holder is somebody who can take a side: little for names, much for things."""
    if holder.ent_type_ in _ACTING or (holder.pos_ == "PRON" and holder.lower_ not in _VAGUE):
        return 0.0
    if people().is_agent(holder.lemma_.lower()) or people().is_agent(holder.lower_):
        return 0.05
    if any(child.ent_type_ in _ACTING for child in holder.lefts) or holder.ent_type_:
        return 0.1
    return 0.2 if holder.text[0].isupper() or holder.lower_ == "it" else 0.4


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
    """The name that `head` is in, the pronoun that it is, its noun phrase, or its clause."""
    doc = head.doc
    if head.ent_type_ in _ACTING:
        first, end = head.i, head.i + 1
        while first > 0 and doc[first].ent_iob_ == "I":
            first -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        first += doc[first].lower_ == "the" and first < head.i
        end -= doc[end - 1].tag_ == "POS" and end - 1 > head.i
        return char_span(doc, first, end)
    if head.pos_ == "PRON":
        return char_span(doc, head.i, head.i + 1)
    if head.dep_ in ("ccomp", "xcomp") and head.pos_ == "VERB":
        return char_span(doc, head.left_edge.i + (head.left_edge.lower_ == "that"), head.right_edge.i + 1)
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
        if stance.holder is not None
        and _hits(_reach(doc, stance.holder, tail=False), holders)
        and _hits(_reach(doc, stance.target, tail=True), targets)
    ]
    return max(fitting, key=lambda stance: stance.score, default=None)


def reaches(doc: Doc, target: Span) -> list[FoundStance]:
    """The stances toward a stretch of text, or another mention of the actor that it mentions."""
    stances: list[FoundStance] = doc._.inquit_stances
    targets = _also(doc, target)
    return [stance for stance in stances if _hits(_reach(doc, stance.target, tail=True), targets)]


def _also(doc: Doc, span: Span) -> list[Span]:
    actors: list[FoundActor] = doc._.inquit_actors
    return [span] + [
        mention
        for actor in actors
        if any(mention.overlaps(span) for mention in actor.mentions)
        for mention in actor.mentions
    ]


def _reach(doc: Doc, span: Span, *, tail: bool) -> Span:
    """The whole noun phrase around a mention: "the Israeli leader" for a holder, with "of Russia" for a target."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return span
    first, end = noun_phrase(tokens.root, tail=tail)
    return char_span(doc, min(first, tokens.start), max(end, tokens.end))


def _hits(span: Span, others: list[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
