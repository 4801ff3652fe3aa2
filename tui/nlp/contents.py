"""What a cue reports: the rules in the order in which they are tried."""

from dataclasses import dataclass, replace

from tui.model.span import Span
from tui.nlp.according import around_according
from tui.nlp.arguments import Arguments, find_arguments
from tui.nlp.beside import marks_after, marks_before, marks_behind, with_start_of_sentence
from tui.nlp.clauses import (
    between_commas,
    clause_around,
    clause_before,
    clause_behind,
    fragment_before,
    resumed,
)
from tui.nlp.cues import Cue
from tui.nlp.page import Page, Range, is_word

_OPENERS = frozenset({",", ":", "—", "–", "-", ";", "in", "on", "at"})
_FEW = 3
_LEADS = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "WRB", "WP", "EX", "JJ"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its content in tokens; `rule` says how it was found."""

    cue: Cue
    ranges: tuple[Range, ...]
    rule: str

    @property
    def size(self) -> int:
        """How many tokens the content has."""
        return sum(end - first for first, end in self.ranges)

    def holds(self, i: int) -> bool:
        """Whether token i is content."""
        return any(first <= i < end for first, end in self.ranges)


def find_content(page: Page, cue: Cue) -> Attribution | None:
    """The content of one cue, not yet grown over the marks it touches."""
    if cue.is_according:
        return _made(cue, around_according(page, cue), "according to")
    before = marks_before(page, cue)
    if before is not None:
        around = clause_around(page, cue)
        if len(around) == 2 and around[1][0] <= cue.head.head.i < around[1][1]:
            return _made(cue, around, "clause around")
        after = marks_after(page, cue)
        first = with_start_of_sentence(page, before, cue.lexicon)
        if after is None:
            return _made(cue, (first, *resumed(cue)), "marks before")
        return _made(cue, (first, page.ranges[after]), "marks around")
    if "clause" in cue.takes:
        for ranges, rule in (
            (between_commas(page, cue), "clause around"),
            (clause_behind(page, cue), "clause behind"),
            (clause_before(cue), "clause before"),
            (clause_around(page, cue), "clause around"),
            (fragment_before(page, cue), "clause before"),
        ):
            if ranges:
                return _made(cue, ranges, rule)
    found = _without_clause(page, cue)
    return None if found is None or _says_nothing(page, found) else found


def _says_nothing(page: Page, item: Attribution) -> bool:
    """Whether the content is a pronoun alone ("told him"), or a word or two between marks in the midst of others."""
    if item.rule == "marks behind":
        first, end = item.ranges[0]
        inner = sum(is_word(page.doc[i]) for i in range(first, end))
        return inner < _FEW and page.doc[first - 1].text not in _OPENERS
    return item.size == 1 and page.doc[item.ranges[0][0]].pos_ in ("PRON", "DET", "ADP", "PART")


def _without_clause(page: Page, cue: Cue) -> Attribution | None:
    arguments = find_arguments(page, cue)
    behind = marks_behind(page, cue) if "quote" in cue.takes or "name" in cue.takes else None
    if arguments is not None and behind is not None and _is_told_elsewhere(page, cue, behind):
        behind = None
    if arguments is not None and (behind is None or _touches(page, arguments, behind)):
        return _made(_with(cue, arguments), arguments.ranges, arguments.kind)
    if arguments is not None and behind is not None and page.doc[page.ranges[behind][0] - 1].lower_ == "as":
        return _made(cue, ((arguments.ranges[-1][0], page.ranges[behind][1]),), arguments.kind)
    if behind is not None and "quote" in cue.takes:
        return _made(cue, (_with_lead(page, cue, behind),), "marks behind")
    return None


def _is_told_elsewhere(page: Page, cue: Cue, k: int) -> bool:
    """Whether another verb between the cue and quotation k reports it: "criticized the plan, saying it was “late”"."""
    words = (page.doc[i] for i in range(cue.head.i + 1, page.ranges[k][0]) if page.inside[i] < 0)
    return any(word.pos_ == "VERB" and word.lemma_.lower() in cue.lexicon for word in words)


def _with_lead(page: Page, cue: Cue, k: int) -> Range:
    """Quotation k with the words after the verb that lead to it without comma or colon: "noting he was “late”"."""
    first, end = page.ranges[k]
    start = cue.head.i + 1
    plain = "clause" in cue.takes and "hearer" not in cue.takes and page.doc[first - 1].text not in _OPENERS
    return (start, end) if plain and start < first and page.doc[start].tag_ in _LEADS else (first, end)


def _touches(page: Page, arguments: Arguments, k: int) -> bool:
    return any(page.inside[i] == k for piece in arguments.ranges for i in range(*piece))


def _with(cue: Cue, arguments: Arguments) -> Cue:
    """The cue with the preposition that leads to its content: "called for"."""
    preposition = arguments.preposition
    if preposition is None or preposition.i > cue.head.i + 1:
        return cue
    return replace(cue, span=Span(cue.span.start, max(cue.span.end, preposition.idx + len(preposition))))


def _made(cue: Cue, ranges: tuple[Range, ...], rule: str) -> Attribution | None:
    return Attribution(cue, ranges, rule) if ranges else None
