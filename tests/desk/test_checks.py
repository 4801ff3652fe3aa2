import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.desk import plain
from tui.desk.checks import RULES, Finding, check_layer
from tui.desk.waivers import waive, waivers
from tui.model.annotation import WRITER, Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import Layer, Orphan, Quotation
from tui.model.errors import UsageError
from tui.model.scheme import DEFAULT
from tui.model.span import Span

TEXT = (
    "Kim said “we will act”. Lee objected to Kim.\n\n"
    "“One paragraph opens,\n\n“the next goes on,\n\n“the last closes,” Kim said.\n\n"
    "“Never closed, he went on.\n\nThe end."
)
ARTICLE = make_article("x", TEXT)
ACTORS = {id: Actor(id=id, name=id) for id in ("kim", "lee")}


def span(words):
    at = TEXT.index(words)
    return Span(at, at + len(words))


def quote(words, **fields):
    defaults = {"id": "q", "kind": "direct", "actor": "kim"}
    return Quote(spans=(span(words),), **(defaults | fields))


def stance(**fields):
    defaults = {"id": "s", "polarity": "oppose", "holder": "lee", "target": Target(actor="kim")}
    return Stance(spans=(span("objected"),), **(defaults | fields))


def check(*annotations, **how):
    layer = Layer(ACTORS, {annotation.id: annotation for annotation in annotations}, {})
    return check_layer(ARTICLE, layer, DEFAULT, **how)


def rules(*annotations, **how):
    return [finding.rule for finding in check(*annotations, **how)]


GOOD = [
    quote("we will act", cue=span("said")),
    quote("we will act", actor=None, source=span("Kim")),
    quote("“One paragraph opens,\n\n“the next goes on,\n\n“the last closes,”"),
    quote("One paragraph opens,\n\n“the next goes on,\n\n“the last closes"),
    quote("we will"),
    quote("Lee objected to Kim", kind="indirect"),
    stance(),
    stance(holder=WRITER),
    stance(holder=None, target=Target(topic="peace"), intensity="strong"),
    Entity(id="e", spans=(span("Lee"),), label="PERSON", actor="lee"),
    Claim(id="c", spans=(span("Lee objected"),), kind="fact", claimant=WRITER),
]
BAD = [
    (quote("we will act", actor=None), "no-source"),
    (quote("said “we will act”", cue=span("said")), "cue-inside"),
    (quote("“One paragraph opens,"), "unclosed"),
    (quote("“One paragraph opens,\n\n“the next goes on,"), "unclosed"),
    (quote("“Never closed, he went on."), "unclosed"),
    (stance(target=None), "no-target"),
    (stance(target=Target(actor="lee")), "own-target"),
    (Entity(id="e", spans=(span("Lee"),), label="ALIEN"), "unknown-label"),
    (stance(intensity="huge"), "unknown-label"),
    (stance(polarity="love"), "unknown-label"),
    (quote("we will act", actor="nobody"), "broken-link"),
    (stance(target=Target(annotation="gone")), "broken-link"),
]


@pytest.mark.parametrize("annotation", GOOD)
def test_what_follows_the_guideline_is_left_alone(annotation):
    """No rule is told where none is broken."""
    assert check(annotation) == ()


@pytest.mark.parametrize(("annotation", "rule"), BAD)
def test_each_breach_is_found_once(annotation, rule):
    """Exactly the rule that is broken is told, with what to do, and only for decided annotations."""
    (finding,) = check(annotation)
    assert (finding.rule, finding.annotation) == (rule, annotation.id)
    assert finding.rule in RULES
    assert ":" in finding.message
    assert check(replace(annotation, status="suggested")) == ()
    assert rules(replace(annotation, status="suggested"), statuses=["suggested"]) == [rule]


def test_every_rule_has_a_breach_here():
    """The table of rules and these tests say the same."""
    assert {rule for _, rule in BAD} | {"overlap"} == set(RULES)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("we will act", "we will act", ["overlap"]),
        ("we will", "will act", ["overlap"]),
        ("we will act", "will", []),
        ("we", "act", []),
    ],
)
def test_contents_may_nest_but_not_cross(first, second, expected):
    """Crossing and equal contents are told, on the later one; nested and separate ones are not."""
    found = check(quote(first, id="q1"), quote(second, id="q2"))
    assert [finding.rule for finding in found] == expected
    assert all(finding.annotation == "q2" for finding in found)


def test_types_may_overlap_and_stances_share_evidence():
    """Only one type is compared with itself; two stances on the same words differ in holder or target."""
    claim = Claim(id="c", spans=(span("will act"),), kind="policy")
    assert check(quote("we will"), claim) == ()
    assert check(stance(id="s1"), stance(id="s2", holder=WRITER)) == ()
    assert rules(stance(id="s1"), stance(id="s2")) == ["overlap"]


def test_a_rejected_target_is_a_broken_link():
    """A stance cannot be about what was rejected."""
    target = quote("we will act", status="rejected")
    assert rules(target, stance(target=Target(annotation="q"))) == ["broken-link"]


def test_a_target_that_is_an_orphan_is_named_by_its_words():
    """It waits to be settled: nothing is wrong with the file, but somebody has to say where it is now."""
    words = Quotation(exact="we shall act", prefix="said “", suffix="”. Lee")
    orphan = Orphan(id="q", annotation=quote("we will act"), text_sha256="", quotations=(words,))
    about = stance(target=Target(annotation="q"))
    layer = Layer(ACTORS, {"s": about}, {"q": orphan})
    (finding,) = check_layer(ARTICLE, layer, DEFAULT)
    assert finding.rule == "broken-link"
    assert "“we shall act” is an orphan: settle it" in finding.message
    assert "target quote that is an orphan, “we shall act”" in plain.describe(TEXT, layer, about)
    assert "target missing" in plain.describe(TEXT, Layer(ACTORS, {}, {}), about)


def test_a_waived_rule_is_quiet_with_its_reason_kept():
    """The waiver is a line of the note; other rules still count; on request it is told with the reason."""
    bad = quote("said “we will act”", cue=span("said"), actor=None)
    waived = replace(bad, note=waive("ask Anna", "no-source", "a  slogan"))
    assert waived.note == "ask Anna\nwaived no-source: a slogan"
    assert rules(waived) == ["cue-inside"]
    assert check(waived, waived=True)[0].waived == "a slogan"


def test_an_overlap_is_waived_on_either_of_the_two():
    """Whichever of the two carries the reason, the pair is quiet."""
    note = waive(None, "overlap", "two speakers")
    assert rules(quote("we will", id="q1", note=note), quote("will act", id="q2")) == []
    assert rules(quote("we will", id="q1"), quote("will act", id="q2", note=note)) == []


@given(st.sampled_from(sorted(RULES)), st.text(), st.text())
def test_waivers_read_back(rule, reason, note):
    """Whatever is written, the reason is read back, saying it again changes nothing, and the rest of the note stays."""
    if not reason.split():
        with pytest.raises(UsageError):
            waive(note, rule, reason)
        return
    once = waive(note, rule, reason)
    assert waivers(once)[rule] == " ".join(reason.split())
    assert waive(once, rule, reason) == once
    assert all(line in once.splitlines() for line in note.splitlines() if not line.lstrip().startswith("waived"))


def test_findings_come_in_text_order():
    """Findings go through the article from top to bottom."""
    found = check(stance(id="a", target=None), quote("we will act", id="b", actor=None))
    assert found[0] == Finding("no-source", "b", found[0].message)
    assert found[1].annotation == "a"
