"""Who is who within one article: names, descriptions, pronouns and governments, clustered by rules.

Deterministic. Every source of a quotation in `doc._.inquit_quotes` becomes a mention of some actor.
"""

from collections.abc import Sequence
from itertools import accumulate

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.actors_cast import Cast, Cluster, Mention
from tui.nlp.actors_descriptions import describe, learn_titles, resolve_description
from tui.nlp.actors_names import cluster_names, head_of, surname_of
from tui.nlp.actors_pronouns import FIRST, GENDERS, NEUTER, PLURAL, WE, Found, Scene, Speeches, resolve_pronoun
from tui.nlp.entities import names_of
from tui.nlp.entities_labels import HOLDERS
from tui.nlp.found import FoundActor, FoundQuote
from tui.nlp.people import people
from tui.nlp.phrases import RELATIVES, char_span, noun_phrase
from tui.nlp.words import column, keys, with_lower

_ALWAYS = frozenset(GENDERS) | FIRST
_PRONOUNS = _ALWAYS | WE | NEUTER | PLURAL
_NAMING = frozenset({"appos", "compound", "flat"})
_NAMELESS = "?"
_NEAR = 40
"""Tokens back to a noun that a pronoun takes up."""
_LONGEST = 60
"""Characters of a noun phrase that become the name of an actor without one."""


def find_actors(doc: Doc) -> list[FoundActor]:
    """The actors of the article in the order of their first mention; each mention's span is in exactly one actor."""
    quotes: Sequence[FoundQuote] = doc._.inquit_quotes if Doc.has_extension("inquit_quotes") else ()
    cast = Cast()
    cluster_names(doc, names_of(doc), cast)
    learn_titles(doc, cast)
    describe(doc, cast)
    sources = _sources(doc, quotes)
    _resolve_the_rest(doc, cast, sources, quotes)
    return _finish(doc, cast)


def _sources(doc: Doc, quotes: Sequence[FoundQuote]) -> dict[Span, Mention]:
    """The sources of quotations in tokens."""
    found: dict[Span, Mention] = {}
    for quote in quotes:
        span = quote.source and doc.char_span(quote.source.start, quote.source.end, alignment_mode="expand")
        if quote.source and span:
            found[quote.source] = Mention(span.start, span.end, head_of(doc, span.start, span.end))
    return found


def _resolve_the_rest(doc: Doc, cast: Cast, sources: dict[Span, Mention], quotes: Sequence[FoundQuote]) -> None:
    """Sources first, because "I" may come before its speaker; then pronouns in text order, each may help the next."""
    heads = {span: mention.head for span, mention in sources.items()}
    speeches = Speeches(doc, [(q.content, q.source, q.kind == "direct") for q in quotes], heads)
    scene = Scene(cast, _sentence_numbers(doc), speeches)
    by_head: dict[int, list[Mention]] = {}
    for mention in sources.values():
        if doc[mention.head].lower_ in _PRONOUNS:
            by_head.setdefault(mention.head, []).append(mention)
        else:
            cast.add(_source_actor(doc, mention, cast), mention)
    pronouns = [doc[i] for i in with_lower(doc, keys(_PRONOUNS)) if i not in cast.at or i in by_head]
    for token in sorted(pronouns, key=lambda token: token.lower_ in FIRST or token.lower_ in WE):
        mentions = by_head.get(token.i, [Mention(token.i, token.i + 1, token.i)])
        found = resolve_pronoun(token, scene) if token.i not in cast.at else None
        if found is not None:
            _learn(found, token)
        cluster = found.cluster if found else cast.at.get(token.i)
        if cluster is None and token.i in by_head:
            cluster = _noun_before(doc, token, cast) or _somebody(doc, mentions[0], token)
        if cluster is not None:
            for mention in mentions:
                cast.add(cluster, mention)


def _noun_before(doc: Doc, token: Token, cast: Cast) -> Cluster | None:
    """Somebody new: the noun for people that a speaking "they", "he" or "she" takes up from just before."""
    plural = token.lower_ in PLURAL
    if not plural and token.lower_ not in GENDERS:
        return None
    for i in range(token.i - 1, max(token.i - _NEAR, -1), -1):
        noun = doc[i]
        fits = noun.pos_ == "NOUN" and (noun.tag_ == "NNS") == plural and people().is_human(noun.lemma_.lower())
        if fits and noun.dep_ in ("nsubj", "nsubjpass") and i not in cast.at:
            first, end = noun_phrase(noun, tail=False)
            mention = Mention(first, end, i)
            cluster = _somebody(doc, mention, noun)
            cast.add(cluster, mention)
            return cluster
    return None


def _learn(found: Found, token: Token) -> None:
    """What a pronoun tells of an actor: gender, and that a name of unknown kind is a person's."""
    cluster = found.cluster
    gender = GENDERS.get(token.lower_)
    if gender and not cluster.human:
        cluster.human, cluster.label = True, "PERSON"
    if gender and found.sure and not cluster.gender:
        cluster.gender = gender


def _sentence_numbers(doc: Doc) -> list[int]:
    return list(accumulate(int(start == 1) for start in column(doc, "SENT_START")))


def _source_actor(doc: Doc, mention: Mention, cast: Cast) -> Cluster:
    """Whose words a quotation is: the name in the source, or whom its noun takes up, or somebody new."""
    head = doc[mention.head]
    noun = _antecedent(head)
    if noun is not None:
        first, end = noun_phrase(noun)
        return cast.at.get(noun.i) or _source_actor(doc, Mention(first, end, noun.i), cast)
    found = cast.at.get(head.i) if head.i in cast.names else None
    if found is None and head.is_upper and len(head) > 1:
        found = cast.by_key.get(head.lower_)
    found = found or _named(doc, head, mention, cast) or cast.at.get(head.i)
    found = found or surname_of(head, cast) or _interviewed(doc, mention, cast) or resolve_description(head, cast)
    return found or _somebody(doc, mention, head)


def _antecedent(head: Token) -> Token | None:
    """What "who", "which" or "that" stands for: the noun before its clause."""
    verb = head.head
    while verb.dep_ in ("conj", "xcomp", "aux") and verb.head.i < verb.i:
        verb = verb.head
    noun = verb.head
    relative = head.lower_ in RELATIVES and verb.dep_ == "relcl" and noun.i < head.i
    return noun if relative and noun.lower_ not in RELATIVES else None


def _named(doc: Doc, head: Token, mention: Mention, cast: Cast) -> Cluster | None:
    """The name beside the noun: "the ambassador, Georgiy Zinoviev", "Kremlin spokesperson Dmitry Peskov"."""
    if head.pos_ not in ("NOUN", "PROPN") or _is_group(head):
        return None
    beside = [mention.end - 1, mention.first, *(child.i for child in head.children if child.dep_ in _NAMING)]
    after = mention.end
    if after + 1 < len(doc) and doc[after].text == ",":
        behind = range(after + 1, min(after + 4, len(doc)))
        owner = next((cast.at[k] for k in behind if k in cast.names), None) if head.lower_ in HOLDERS else None
        if owner is not None and owner.label == "ORG":
            return owner
        if people().is_human(head.lemma_.lower()):
            beside += [k for k in behind if doc[k].ent_type_ == "PERSON"]
    for i in beside:
        found = cast.at.get(i)
        if found is not None and found.label == "PERSON" and i in cast.names and not _possesses(doc[i]):
            return found
    return None


def _possesses(token: Token) -> bool:
    return token.dep_ == "poss" or any(child.dep_ == "case" for child in token.rights)


def _interviewed(doc: Doc, mention: Mention, cast: Cast) -> Cluster | None:
    """Who asks and answers in a transcript ("Q: …", "A: …"), as far as the words before it tell.

    It is the name in "She spoke to Maria Silva" or "interviewed by Maria Silva" who asks, and the person named most,
    with given name and surname rather than with one, who answers.
    """
    letter = doc[mention.first : mention.end].text.rstrip(":.")
    if letter not in ("Q", "A"):
        return None
    named = [(head, cluster) for head, cluster in cast.before(mention.first) if cluster.forms or cluster.label == "ORG"]
    askers = [cluster for head, cluster in named if _asks(doc[head])]
    if letter == "Q":
        return askers[-1] if askers else None
    persons = [cluster for _, cluster in named if cluster.label == "PERSON" and cluster not in askers]
    return max(persons, key=lambda one: (any(len(form) > 1 for form in one.forms), persons.count(one)), default=None)


def _asks(name: Token) -> bool:
    """Whether the name is who somebody "spoke to" or was "interviewed by"."""
    verb = name.head.head
    return name.dep_ == "pobj" and (
        (name.head.lower_ in ("to", "with") and verb.lemma_ in ("speak", "talk"))
        or (name.head.lower_ == "by" and verb.lemma_ in ("interview", "ask", "question"))
    )


def _somebody(doc: Doc, mention: Mention, head: Token) -> Cluster:
    first = mention.first
    while first < mention.end - 1 and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_space):
        first += 1
    name = " ".join(doc[first : mention.end].text.split())
    plural = _is_group(head) or head.lower_ in PLURAL
    lemma = head.lemma_.lower()
    gender = people().titles.get(head.lower_, "") or GENDERS.get(head.lower_, "")
    human = bool(gender) or head.lower_ in FIRST or people().is_human(lemma) or people().is_human(head.lower_)
    label = None
    if not plural and head.pos_ != "PRON":
        label = "PERSON" if human else "ORG" if lemma in people().organisations else None
    return Cluster(name[:_LONGEST] or _NAMELESS, label, gender=gender, plural=plural, human=human, titles={head.lower_})


def _is_group(head: Token) -> bool:
    """Whether the noun is a plural, or joins several names: "officials", "Smith and Jones"."""
    if head.tag_ in ("NNS", "NNPS"):
        return True
    return head.pos_ == "PROPN" and any(child.dep_ == "conj" and child.pos_ == "PROPN" for child in head.rights)


def _finish(doc: Doc, cast: Cast) -> list[FoundActor]:
    found: list[FoundActor] = []
    taken: set[Span] = set()
    for cluster in cast.clusters:
        spans = {char_span(doc, mention.first, mention.end) for mention in cluster.mentions} - taken
        taken |= spans
        if spans and cluster.name:
            found.append(FoundActor(name=cluster.name, label=cluster.label, mentions=tuple(sorted(spans))))
    return sorted(found, key=lambda actor: actor.mentions[0])
