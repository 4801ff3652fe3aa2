"""Which words an inquit reports when there are other marks, subjects and verbs beside it."""

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The mayor criticized the new timetable, saying it was “a bad joke.”",
            [("criticized", ["the new timetable"]), ("saying", ["it was “a bad joke.”"])],
        ),
        (
            "The coach said the team is too slow, pointing to three defeats in a row.",
            [("said", ["the team is too slow"]), ("pointing to", ["three defeats in a row"])],
        ),
        (
            "Speaking on “Harbour Talk,” the mayor admitted that the old bridge was not safe.",
            [("admitted", ["the old bridge was not safe"])],
        ),
        ("As the paper reported, the bridge will close in May.", [("reported", ["the bridge will close in May"])]),
        (
            "Voters, the mayor said, do not have to worry about the bridge.",
            [("said", ["Voters", "do not have to worry about the bridge"])],
        ),
        (
            "The bridges, however ugly, are made for trucks and not for tourists, he told The Harbour Post.",
            [("told", ["The bridges, however ugly, are made for trucks and not for tourists"])],
        ),
        (
            "As Anna Berg told The Harbour Post, the ferry has sunk twice.",
            [("told", ["the ferry has sunk twice"])],
        ),
        (
            "According to the ministry over 300 ships have sunk in the harbour.",
            [("According to", ["over 300 ships have sunk in the harbour"])],
        ),
        ("The club is rich, he reported a profit of two million.", [("reported", ["a profit of two million"])]),
        (
            "“We take it seriously,” the mayor said, but refused to give more details.",
            [("said", ["“We take it seriously,”"])],
        ),
        ("“It is late,“ she said. “Go home.“", [("said", ["“It is late,“", "“Go home.“"])]),
    ],
)
def test_each_inquit_has_its_own_words(quotes_of, text, quotes):
    """Marks belong to the nearest verb, titles and the subject of the sentence to none in the midst of it."""
    assert [(cue, content) for _, _, cue, content in quotes_of(text)] == quotes


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The candidate reminded voters of the old scandal.", "the old scandal"),
        ("The museum declined a request for an interview.", "a request for an interview"),
        ("The maker said on Thursday it would cut 1,200 jobs in Delft.", "it would cut 1,200 jobs in Delft"),
        ("The board disputes the idea that the bridge was unsafe.", "the idea that the bridge was unsafe"),
        ("The coach questioned the idea that his team had been lucky.", "the idea that his team had been lucky"),
        (
            "The minister emphasized the strong third place in last year's table.",
            "the strong third place in last year's table",
        ),
        (
            "The mayor said she would vote for Anders Berg of Skarholm, who likes the plan, but from a distance.",
            "she would vote for Anders Berg of Skarholm",
        ),
    ],
)
def test_objects_and_topics(quotes_of, text, content):
    """What somebody is told of, with its phrases of time and place, and without what the article knows of a name."""
    assert quotes_of(text)[0][3] == [content]


def test_verb_that_looks_like_a_noun(quotes_of):
    """A name, a plural and "that" are a verb with its subject, if the plural may be a form of one."""
    assert quotes_of("But Trump claims that he should be the exception.") == [
        ("indirect", "Trump", "claims", ["he should be the exception"])
    ]
    assert quotes_of("The claims that he made were wrong.") == []


def test_who_stands_behind_a_name(quotes_of):
    """The name right before the verb speaks, not the one that it seems to explain."""
    [(_, source, _, content)] = quotes_of(
        "To understand the real Dred Scott, Chief Justice Berg said, one should read this."
    )
    assert (source, content) == ("Chief Justice Berg", ["To understand the real Dred Scott", "one should read this"])


def test_a_clause_with_that_belongs_to_the_verb_beside_it(quotes_of):
    """Not to an earlier one, nor to its object, however well the object would take a clause."""
    found = quotes_of(
        "Mr Berg said he would relay the concerns, but stressed that the ferry keeps to “the rules of the port”."
    )
    assert ("mixed", "Mr Berg", "stressed", ["the ferry keeps to “the rules of the port”"]) in found
    assert not any("concerns, but" in piece for *_, content in found for piece in content)
