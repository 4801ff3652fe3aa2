"""Build `news.jsonl` (inquit/1) from `articles/*.txt`: `python -m tests.gold.build`. README.md here tells the notation.

Labels name the words they mark, so offsets are right by construction: words that do not occur, or occur more than
once where it would matter, are an error with the file and the line.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frontmatter

from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.article import Article, make_article
from tui.model.codec import actor_to_json, annotation_to_json, article_to_json
from tui.model.span import Span, Spans, make_spans
from tui.model.suggestion import AnnotatedArticle

HERE = Path(__file__).parent
BUILT = HERE / "news.jsonl"
RULE = "\n====\n"
NOBODY = "-"


@dataclass
class Labels:
    """What the label lines of one article have given so far."""

    text: str
    actors: dict[str, Actor] = field(default_factory=dict)
    names: list[tuple[str, str, str]] = field(default_factory=list)
    annotations: list[AnyAnnotation] = field(default_factory=list)

    def actor(self, id: str) -> str | None:
        """The id of a declared actor, or None for "-"."""
        if id != NOBODY and id not in self.actors:
            raise ValueError(f"no actor {id!r}")
        return None if id == NOBODY else id


def occurrences(text: str, words: str) -> list[Span]:
    """Where the words stand in the text as whole words."""
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return [Span(*m.span()) for m in re.finditer(left + re.escape(words) + right, text)]


def find(text: str, words: str, near: Spans = ()) -> Span:
    """The one occurrence of the words, the nth one for "words #n", or the one nearest to `near` and outside it."""
    words, _, nth = words.strip().partition(" #")
    found = occurrences(text, words)
    if nth:
        return found[int(nth) - 1]
    if near:
        found = nearest([span for span in found if not any(span.overlaps(piece) for piece in near)], near)
    if len(found) != 1:
        raise ValueError(f"{words!r} occurs {len(found)} times; write {words!r} #n")
    return found[0]


def nearest(found: list[Span], pieces: Spans) -> list[Span]:
    """Those of the spans that are the fewest code points away from a piece."""
    gaps = {span: min(max(p.start - span.end, span.start - p.end) for p in pieces) for span in found}
    return [span for span in found if gaps[span] == min(gaps.values())]


def find_pieces(text: str, content: str) -> Spans:
    """The spans of "piece + piece", where "first words ~ last words" stands for all from the first to the last."""
    return make_spans([(s.start, s.end) for s in (_piece(text, piece) for piece in content.split(" + "))])


def _piece(text: str, piece: str) -> Span:
    head, through, tail = piece.partition(" ~ ")
    start = find(text, head)
    if not through:
        return start
    end = next(span for span in occurrences(text, tail.strip()) if span.start >= start.end)
    return Span(start.start, end.end)


def read_actor(labels: Labels, id: str, label: str, name: str, *names: str) -> None:
    """`actor ID | LABEL | name | other name …`: an actor, and an entity wherever one of the names stands."""
    read_role(labels, id, label, name)
    labels.names += [(word, label, id) for word in (name, *names)]


def read_role(labels: Labels, id: str, label: str, name: str) -> None:
    """`role ID | LABEL or - | description`: an actor whom the text does not name."""
    labels.actors[id] = Actor(id=id, name=name, label=None if label == NOBODY else label)


def read_named(labels: Labels, id: str, label: str, *names: str) -> None:
    """`named ID or - | LABEL | name | …`: entities with another label than their actor's, or without an actor."""
    labels.names += [(word, label, id) for word in names]


def read_quote(labels: Labels, what: str, actor: str, *words: str) -> None:
    """`quote ID KIND | actor | source | cue | content`."""
    id, kind = what.split()
    *mentions, content = words
    spans = find_pieces(labels.text, content)
    source, cue = (None if mention == NOBODY else find(labels.text, mention, spans) for mention in mentions)
    labels.annotations.append(Quote(id=id, spans=spans, kind=kind, cue=cue, source=source, actor=labels.actor(actor)))


def read_claim(labels: Labels, what: str, claimant: str, content: str) -> None:
    """`claim ID KIND | claimant | content`; "KIND!" is worth checking."""
    id, kind = what.split()
    labels.annotations.append(
        Claim(
            id=id,
            spans=find_pieces(labels.text, content),
            kind=kind.removesuffix("!"),
            claimant=labels.actor(claimant),
            checkworthy=kind.endswith("!"),
        )
    )


def read_stance(labels: Labels, what: str, holder: str, target: str, evidence: str) -> None:
    """`stance ID POLARITY [INTENSITY] | holder | target | evidence`."""
    id, polarity, intensity = [*what.split(), None][:3]
    assert id
    assert polarity
    labels.annotations.append(
        Stance(
            id=id,
            spans=find_pieces(labels.text, evidence),
            polarity=polarity,
            holder=labels.actor(holder),
            target=read_target(labels, target),
            intensity=intensity,
        )
    )


def read_target(labels: Labels, target: str) -> Target:
    """`actor ID`, `annotation ID`, `words WORDS` or `topic TOPIC`."""
    kind, _, value = target.partition(" ")
    made: dict[str, Any] = {
        "actor": lambda: {"actor": labels.actor(value)},
        "annotation": lambda: {"annotation": value},
        "words": lambda: {"span": find_pieces(labels.text, value)[0]},
        "topic": lambda: {"topic": value},
    }
    return Target(**made[kind]())


READERS = {
    "actor": read_actor,
    "role": read_role,
    "named": read_named,
    "quote": read_quote,
    "claim": read_claim,
    "stance": read_stance,
}


def entities(labels: Labels) -> Iterator[Entity]:
    """One entity for each place where a name stands, in text order; a longer name hides the shorter ones in it.

    "name #2" is the second place alone, and goes before the same name without a number.
    """
    taken: list[tuple[Span, str, str]] = []
    ranked = sorted(labels.names, key=lambda name: (-len(name[0].partition(" #")[0]), " #" not in name[0]))
    for word, label, actor in ranked:
        found = [find(labels.text, word)] if " #" in word else occurrences(labels.text, word)
        if not found:
            raise ValueError(f"{word!r} does not occur")
        taken += [(s, label, actor) for s in found if not any(s.overlaps(other) for other, _, _ in taken)]
    for n, (span, label, actor) in enumerate(sorted(taken), 1):
        yield Entity(id=f"e{n}", spans=(span,), label=label, actor=labels.actor(actor))


def read_article(path: Path) -> AnnotatedArticle:
    """Read one source file: front matter, text, a rule, label lines."""
    source = path.read_text(encoding="utf-8")
    page, _, lines = source.partition(RULE)
    post = frontmatter.loads(page)
    article = make_article(path.stem, post.content, language="en", **post.metadata)
    return label_article(article, lines, path.name, page.count("\n") + 3)


def label_article(article: Article, lines: str, name: str, first: int = 1) -> AnnotatedArticle:
    """The article with what the label lines say; `name` is their file, `first` their first line's number in it."""
    labels = Labels(article.text)
    for number, line in enumerate(lines.splitlines(), first):
        kind, _, rest = line.partition(" ")
        try:
            READERS[kind](labels, *(part.strip() for part in rest.split(" | ")))
        except (KeyError, IndexError, StopIteration, TypeError, ValueError) as error:
            raise SystemExit(f"{name}, line {number}: {line}\n  {type(error).__name__}: {error}") from error
    try:
        found = (*entities(labels), *labels.annotations)
    except ValueError as error:
        raise SystemExit(f"{name}: {error}") from error
    return AnnotatedArticle(article=article, actors=tuple(labels.actors.values()), annotations=found)


def to_row(annotated: AnnotatedArticle) -> dict[str, Any]:
    """An article as one `inquit/1` object."""
    return {
        "schema": "inquit/1",
        **article_to_json(annotated.article),
        "actors": [actor_to_json(actor) for actor in annotated.actors],
        "annotations": [annotation_to_json(a, annotated.article.text) for a in annotated.annotations],
    }


def build() -> str:
    """All articles as JSON Lines."""
    articles = [read_article(path) for path in sorted((HERE / "articles").glob("*.txt"))]
    return "".join(json.dumps(to_row(article), ensure_ascii=False) + "\n" for article in articles)


if __name__ == "__main__":
    BUILT.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{BUILT.name}: {len(BUILT.read_text(encoding='utf-8').splitlines())} articles\n")
