"""Who is who within one article: names, descriptions, pronouns and governments, clustered by rules.

Deterministic. Every source of a quotation in `doc._.inquit_quotes` becomes a mention of some actor.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.actors_cast import Cast, Cluster, Mention
from tui.nlp.actors_descriptions import describe, learn_titles, resolve_description
from tui.nlp.actors_names import cluster_names, head_of
from tui.nlp.actors_pronouns import FIRST, GENDERS, NEUTER, PLURAL, WE, Speeches, resolve_pronoun
from tui.nlp.entities import find_names
from tui.nlp.found import FoundActor, FoundQuote
from tui.nlp.people import people
from tui.nlp.phrases import char_span

_ALWAYS = frozenset(GENDERS) | FIRST
_PRONOUNS = _ALWAYS | WE | NEUTER | PLURAL
_LONGEST = 60
"""Characters of a noun phrase that become the name of an actor without one."""


def find_actors(doc: Doc) -> list[FoundActor]:
    """The actors of the article in the order of their first mention; each mention's span is in exactly one actor."""
    quotes: Sequence[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else ()
    cast = Cast()
    cluster_names(doc, find_names(doc), cast)
    learn_titles(doc, cast)
    describe(doc, cast)
    sources = _sources(doc, quotes)
    _resolve_the_rest(doc, cast, sources, quotes)
    return _finish(doc, cast)


def _sources(doc: Doc, quotes: Sequence[FoundQuote]) -> dict[int, Mention]:
    """The sources of quotations by the token they start with."""
    found: dict[int, Mention] = {}
    for quote in quotes:
        span = quote.source and doc.char_span(quote.source.start, quote.source.end, alignment_mode="expand")
        if span:
            found[span.start] = Mention(span.start, span.end, head_of(doc, span.start, span.end))
    return found


def _resolve_the_rest(doc: Doc, cast: Cast, sources: dict[int, Mention], quotes: Sequence[FoundQuote]) -> None:
    """Sources and pronouns in text order, because each may be what the next one refers to."""
    heads = {doc[mention.first].idx: mention.head for mention in sources.values()}
    speeches = Speeches(doc, [(q.content, q.source, q.kind == "direct") for q in quotes], heads)
    sentences = _sentence_numbers(doc)
    for token in doc:
        mention = sources.get(token.i)
        if mention is not None:
            cluster = _source_actor(doc, mention, cast, sentences, speeches)
            cast.add(cluster, mention)
        elif token.lower_ in _PRONOUNS and token.i not in cast.at:
            found = resolve_pronoun(token, cast, sentences, speeches)
            if found is not None:
                cast.add(found, Mention(token.i, token.i + 1, token.i))
                if found.label == "PERSON" and not found.gender:
                    found.gender = GENDERS.get(token.lower_, "")


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers, n = [], 0
    for token in doc:
        n += bool(token.is_sent_start and token.i)
        numbers.append(n)
    return numbers


def _source_actor(doc: Doc, mention: Mention, cast: Cast, sentences: Sequence[int], speeches: Speeches) -> Cluster:
    """Whose words a quotation is: the name in the source, or whom its noun or pronoun takes up, or somebody new."""
    head = doc[mention.head]
    found = cast.at.get(head.i) or _named(head, mention, cast)
    if found is None and head.lower_ in _PRONOUNS:
        found = resolve_pronoun(head, cast, sentences, speeches)
    elif found is None:
        found = resolve_description(head, cast)
    return found or _somebody(doc, mention, head)


def _named(head: Token, mention: Mention, cast: Cast) -> Cluster | None:
    """The name beside the noun: "the ambassador, Georgiy Zinoviev", "Kremlin spokesperson Dmitry Peskov"."""
    for child in head.children:
        if child.dep_ in ("appos", "compound", "flat") and mention.first <= child.i < mention.end:
            cluster = cast.at.get(child.i)
            if cluster is not None and cluster.label == "PERSON":
                return cluster
    return None


def _somebody(doc: Doc, mention: Mention, head: Token) -> Cluster:
    first = mention.first
    while first < mention.end - 1 and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_space):
        first += 1
    name = " ".join(doc[first : mention.end].text.split())
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in PLURAL or any(c.dep_ == "conj" for c in head.rights)
    gender = people().titles.get(head.lower_, "") or GENDERS.get(head.lower_, "")
    label = "PERSON" if not plural and (gender or head.lower_ in people().titles) else None
    return Cluster(name[:_LONGEST], label, gender=gender, plural=plural, titles={head.lower_})


def _finish(doc: Doc, cast: Cast) -> list[FoundActor]:
    found: list[FoundActor] = []
    taken: set[Span] = set()
    for cluster in cast.clusters:
        spans = {char_span(doc, mention.first, mention.end) for mention in cluster.mentions} - taken
        taken |= spans
        if spans and cluster.name:
            found.append(FoundActor(name=cluster.name, label=cluster.label, mentions=tuple(sorted(spans))))
    return sorted(found, key=lambda actor: actor.mentions[0])
