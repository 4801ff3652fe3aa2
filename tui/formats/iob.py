"""CoNLL columns with IOB2 tags: token, tab, tag; a blank line between sentences, `-DOCSTART-` before each article.

This is what `spacy convert --converter ner` and the CoNLL-2003 tools read. Tokens are cut where an entity begins
or ends.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from tui.formats.flat import flat_entities, without_metadata, without_provenance
from tui.formats.module import Marks, WriteOptions
from tui.formats.tokens import Token, tokenise
from tui.model.annotation import Entity
from tui.model.suggestion import AnnotatedArticle

START = "-DOCSTART- -X- O O"

Tag = Callable[[int, int], str]
"""The letter of a token from its place in an entity and the number of tokens there."""

_SENTENCE_END = re.compile(r"[.!?…]+")
_CLOSING = re.compile(r"[\"'”’»)\]]")


def iob2(place: int, count: int) -> str:  # noqa: ARG001 - the length matters to BILOU only
    """B for the first token, I for all others."""
    return "B" if place == 0 else "I"


def bilou(place: int, count: int) -> str:
    """U for the only token, else B for the first, L for the last, I between."""
    if count == 1:
        return "U"
    return "B" if place == 0 else "L" if place == count - 1 else "I"


def carry(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Flat entities with their labels, whose white space becomes `_`."""
    entities = flat_entities(annotated.annotations)
    kept = [e for e in entities if not e.spans[0].of(annotated.article.text).isspace()]
    bare = tuple(replace(without_provenance(e), actor=None, label="_".join(e.label.split())) for e in kept)
    return AnnotatedArticle(article=without_metadata(annotated.article), annotations=bare)


def write(
    articles: Iterable[AnnotatedArticle],
    out: Path,
    options: WriteOptions,  # noqa: ARG001
    *,
    tag: Tag = iob2,
) -> None:
    """Write all articles, one after the other."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for annotated in articles:
            file.write(f"{START}\n\n")
            file.writelines(f"{line}\n" for line in lines(annotated, tag))
            file.write("\n")


def lines(annotated: AnnotatedArticle, tag: Tag) -> Iterator[str]:
    """The lines of one article, an empty one after each sentence."""
    text = annotated.article.text
    entities = [e for e in annotated.annotations if isinstance(e, Entity)]
    tokens = [t for t in tokenise(text, (e.spans[0] for e in entities)) if not t.text.isspace()]
    tags = dict(_tags(entities, tokens, tag))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        found = tags.get(token.number, "O")
        yield f"{token.text}\t{found}"
        if following is None or (
            tags.get(following.number, "O")[0] in "OBU" and _ends_sentence(text[token.start : following.start], token)
        ):
            yield ""


def _tags(entities: list[Entity], tokens: list[Token], tag: Tag) -> Iterator[tuple[int, str]]:
    for entity in entities:
        inside = [t for t in tokens if entity.start <= t.start and t.end <= entity.end]
        for place, token in enumerate(inside):
            yield token.number, f"{tag(place, len(inside))}-{entity.label}"


def _ends_sentence(stretch: str, token: Token) -> bool:
    """Whether a sentence ends with the token; `stretch` is from its start to the next token."""
    stop = _SENTENCE_END.match(token.text) or _CLOSING.match(token.text)
    return "\n" in stretch or bool(stop and stretch[-1:].isspace() and not _CLOSING.match(token.text))


def expected_marks(carried: AnnotatedArticle) -> Marks:
    """The entities' words without white space, which is all that the columns keep."""
    text = carried.article.text
    return "", [("entity", "".join(entity.spans[0].of(text).split())) for entity in carried.annotations]


def marks(out: Path) -> Iterator[Marks]:
    """The words of the entities that the tags mark."""
    found: list[tuple[str, str]] | None = None
    with out.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            token, _, tag = line.rstrip("\n").partition("\t")
            if line.startswith("-DOCSTART-") and not tag:
                if found is not None:
                    yield "", found
                found = []
            elif tag and found is not None and tag[0] in "BU":
                found.append(("entity", token))
            elif tag and found is not None and tag[0] in "IL":
                found[-1] = ("entity", found[-1][1] + token)
    if found is not None:
        yield "", found
