import pytest

from tests.app.fakes import Bench
from tui.app.screens.link_picker import Choice, NewActor
from tui.model.annotation import WRITER, Claim, Entity, Quote, Stance


@pytest.fixture
def bench():
    return Bench()


def newest(bench, cls):
    made = [it for it in bench.reading.layer.annotations.values() if isinstance(it, cls) and it.origin == "human"]
    return made[-1]


def keys_pressed(bench, keys):
    bench.press(keys)
    return len(keys.split())


def test_an_entity_takes_two_keys(bench):
    """`e` and the label's key; the new annotation has the focus, and its words are told."""
    bench.select("troops").press("e o")
    made = newest(bench, Entity)
    assert (made.label, made.status, made.annotator) == ("ORG", "accepted", "anna")
    assert bench.reading.focus.id == made.id
    assert "troops" in bench.host.said[-1]


def test_a_quote_takes_one_key_and_knows_its_kind(bench):
    """`q` alone: the marks tell the kind, and a suggested quote of nearly the same words keeps its source."""
    bench.select("Moscow denied that troops had arrived").press("q")
    assert newest(bench, Quote).kind == "indirect"
    bench.select("This gravely threatens us").press("q")
    assert bench.reading.layer.annotations["q1"].status == "edited"
    assert bench.reading.layer.annotations["q1"].actor == "kim"


def test_a_claim_takes_two_keys(bench):
    """`c` and the kind's key."""
    bench.select("troops had arrived").press("c f")
    assert bench.reading.layer.annotations["c1"].status == "accepted"
    bench.select("This gravely threatens us").press("c o")
    assert (newest(bench, Claim).kind, newest(bench, Claim).claimant) == ("opinion", "kim")


def test_a_stance_in_view_takes_three_keys(bench):
    """`s`, the target's hint, the polarity; the holder is the quote's source."""
    bench.select("gravely threatens").press("s")
    hint = next(label for label, pick in bench.chord.targets.items() if pick.actor == "ru")
    assert len(hint) == 1
    bench.press(f"{hint} -")
    stance = newest(bench, Stance)
    assert (stance.holder, stance.target.actor, stance.polarity) == ("kim", "ru", "oppose")


def test_polarity_and_target_come_in_any_order(bench):
    """Who thinks of the polarity first types it first."""
    bench.select("gravely threatens").press("s -")
    assert "oppose" in bench.chord.prompt
    bench.press(next(label for label, pick in bench.chord.targets.items() if pick.actor == "sk"))
    assert newest(bench, Stance).target.actor == "sk"


def test_the_holder_is_who_is_named_before_in_the_sentence(bench):
    """Outside of quotes the subject of the sentence is the likeliest holder."""
    bench.select("denied").press("s")
    assert bench.chord.holder == "ru"


def test_the_holder_of_a_stance_on_the_same_words_is_kept(bench):
    """Correcting a suggested stance starts with its holder."""
    bench.select("denounced")
    bench.press("s")
    assert bench.chord.holder == "kim"


def test_without_anybody_named_it_is_the_last_holder():
    """The chord remembers who held the last stance of the article."""
    bench = Bench()
    bench.select("gravely threatens").press("s - enter")
    bench.select("South").press("s")
    assert bench.chord.holder == "kim"


def test_another_holder_and_the_writer(bench):
    """`@` turns the hints to the holders, `w` is the writer."""
    bench.select("gravely threatens").press("s @")
    bench.press(next(label for label, pick in bench.chord.holders.items() if pick.actor == "sk"))
    assert (bench.chord.holder, bench.chord.asking_holder) == ("sk", False)
    bench.press("w + enter")
    assert (newest(bench, Stance).holder, newest(bench, Stance).target) == (WRITER, None)


def test_a_target_can_be_typed(bench):
    """`/` finds an actor or takes the words as a topic."""
    bench.host.answer = NewActor("sanctions")
    bench.select("gravely threatens").press("s / -")
    assert newest(bench, Stance).target.topic == "sanctions"


def test_nobody_takes_a_stance_toward_themselves(bench):
    """Holder and target differ, or the annotator is told."""
    bench.select("gravely threatens").press("s -")
    bench.press(next(label for label, pick in bench.chord.targets.items() if pick.actor == "kim"))
    assert "same actor" in bench.host.said[-1]


def test_escape_leaves_the_chord(bench):
    """Nothing is tagged then."""
    before = bench.reading.layer
    bench.select("denied").press("s - escape")
    assert bench.chord is None
    assert bench.reading.layer == before


def test_a_key_that_means_nothing_stays_in_the_chord(bench):
    """A slip of the finger neither tags nor leaves."""
    bench.select("denied").press("c z")
    assert bench.host.keyboard.unknown == "z"
    assert bench.chord is not None


def test_discontinuous_content(bench):
    """`p`, other words, Enter: the annotation has two pieces, and `P` takes one out again."""
    bench.select("“This gravely threatens us,”").press("p")
    bench.select("on Monday").press("enter")
    assert [span.of(bench.reading.text) for span in bench.reading.layer.annotations["q1"].spans][1] == "on Monday"
    bench.press("P")
    assert len(bench.reading.layer.annotations["q1"].spans) == 1


def test_resizing_by_word_and_character(bench):
    """`R`, arrows for the edge, `%` for the other edge, Enter."""
    bench.select("Moscow").press("R right enter")
    assert newest_words(bench, "e5") == "Moscow denied"
    bench.select("Moscow").press("R left % L enter")
    assert newest_words(bench, "e5") == "oscow"
    bench.press("u u")
    assert newest_words(bench, "e5") == "Moscow"


def newest_words(bench, id):
    annotation = bench.reading.layer.annotations[id]
    return " … ".join(span.of(bench.reading.text) for span in annotation.spans)


def test_the_cue(bench):
    """`i`, the words, Enter."""
    bench.select("“This gravely threatens us,”").press("i")
    bench.select("said on Monday").press("enter")
    assert bench.reading.layer.annotations["q1"].cue.of(bench.reading.text) == "said on Monday"


def test_who_says_it_by_hint(bench):
    """`@` and a hint: source and actor of the quote are set in one step."""
    bench.select("“This gravely threatens us,”").press("@")
    bench.press(bench.hint_of("Moscow"))
    quote = bench.reading.layer.annotations["q1"]
    assert (quote.actor, quote.source.of(bench.reading.text)) == ("ru", "Moscow")
    bench.press("u")
    assert bench.reading.layer.annotations["q1"].actor == "kim"


def test_who_says_it_by_number(bench):
    """The likeliest actors have numbers; source words are looked for in the paragraph."""
    bench.select("“This gravely threatens us,”").press("@")
    number = next(choice.key for choice in bench.chord.choices if choice.name == "South Korea")
    bench.press(number)
    quote = bench.reading.layer.annotations["q1"]
    assert (quote.actor, quote.source) == ("sk", None)


def test_who_says_it_by_a_new_name(bench):
    """A name that is not there makes an actor, in the same undo step."""
    bench.host.answer = NewActor("Officials")
    bench.select("“This gravely threatens us,”").press("@ /")
    quote = bench.reading.layer.annotations["q1"]
    assert bench.reading.layer.actors[quote.actor].name == "Officials"
    before = quote.actor
    bench.press("u")
    assert before not in bench.reading.layer.actors


def test_source_words_without_an_actor_ask_who_is_meant(bench):
    """ "The Russian ambassador" is the source at once; who that is can be said next, or left open."""
    bench.select("“This gravely threatens us,”").press("@")
    bench.press(bench.hint_of("the move"))
    quote = bench.reading.layer.annotations["q1"]
    assert (quote.source.of(bench.reading.text), quote.actor) == ("the move", None)
    bench.press(next(label for label, pick in bench.chord.picks.items() if pick.actor == "sk"))
    quote = bench.reading.layer.annotations["q1"]
    assert (quote.source.of(bench.reading.text), quote.actor) == ("the move", "sk")


def test_a_number_for_who_is_meant_keeps_the_source_words(bench):
    """Words that name nobody stay the source, whoever is said to be meant, and however."""
    bench.select("“This gravely threatens us,”").press("@")
    bench.press(bench.hint_of("the move"))
    bench.press(next(choice.key for choice in bench.chord.choices if choice.name == "South Korea"))
    quote = bench.reading.layer.annotations["q1"]
    assert (quote.source.of(bench.reading.text), quote.actor) == ("the move", "sk")


def test_the_target_of_a_stance(bench):
    """`T` and a hint."""
    bench.select("denounced").press("T")
    bench.press(next(label for label, pick in bench.chord.picks.items() if pick.actor == "ru"))
    assert bench.reading.layer.annotations["s1"].target.actor == "ru"


def test_intensity_and_check_worthiness(bench):
    """`I` and a number, `W` alone."""
    bench.select("denounced").press("I 3")
    assert bench.reading.layer.annotations["s1"].intensity == "strong"
    bench.select("troops had arrived").press("W")
    assert bench.reading.layer.annotations["c1"].checkworthy is True


def test_tagging_the_same_words_again_says_so(bench):
    """Nothing is made twice."""
    bench.select("Moscow").press("e g e g")
    assert "already" in bench.host.said[-1]


def test_everything_can_be_undone_to_the_start(bench):
    """After a day's work, as many `u` as edits bring the first state back."""
    before = bench.reading.layer
    bench.press("a x")
    bench.select("denied").press("s - enter")
    bench.select("troops").press("e o r g d")
    bench.select("“This gravely threatens us,”").press("@ 1 c p A D")
    for _ in range(20):
        bench.press("u")
        if not bench.desk.repository.can_undo() or bench.desk.repository.can_undo() == "import":
            break
    assert bench.reading.layer.annotations == before.annotations
    assert bench.reading.layer.actors == before.actors


def test_a_link_is_taken_away(bench):
    """ "Nobody" can be picked like anybody else, where somebody is linked."""
    bench.host.answer = Choice("", "nobody (none)")
    bench.select("Kim").press("@ /")
    assert bench.reading.layer.annotations[bench.reading.focus.id].actor is None
    bench.press("u")
    assert bench.reading.focus.actor == "kim"


def test_a_task_ends_the_extend_mode_and_comes_back(bench):
    """Esc goes back to the annotation; after Enter, moves move again."""
    bench.select("“This gravely threatens us,”").press("i l l v escape")
    assert (bench.reading.focus.id, bench.reading.extending) == ("q1", False)
    bench.press("p l v l enter")
    assert not bench.reading.extending
