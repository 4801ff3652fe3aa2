"""Where what is reported ends and the article goes on."""

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The board said it would close the old harbour, a plan that drew protests.", "it would close the old harbour"),
        ("The mayor said she would meet Anders Berg – the founder of the museum.", "she would meet Anders Berg"),
        ("The union denounced the new timetable, an idea of the mayor.", "the new timetable"),
        ("The mayor said the ferry was too slow, drawing laughter from the crowd.", "the ferry was too slow"),
        ("The mayor said she would not resign, even though her party wants it.", "she would not resign"),
        ("The board said the bridge would close in May, but the work has not begun.", "the bridge would close in May"),
        ("The captain says he will play on Sunday and refuses to talk about his knee.", "he will play on Sunday"),
        (
            "The minister said he would not sign the letter, as have two of his colleagues.",
            "he would not sign the letter",
        ),
        ("The bank reported a profit of two million, up from one million last year.", "a profit of two million"),
        ("The board said it has sold 300 tickets, less than half of what it needs.", "it has sold 300 tickets"),
        ("The mayor claimed that 300 ships have come (the board has counted 200).", "300 ships have come"),
        ("The singer criticized the new law on Twitter.", "the new law"),
        ("The coach dismissed the doubts about his team by pointing to the table.", "the doubts about his team"),
    ],
)
def test_remarks_of_the_article_stay_out(quotes_of, text, content):
    """Appositions, what the saying did, what is so beside what shall be, and where it was said are not content."""
    assert quotes_of(text)[0][3] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The mayor said they differ on the harbour, the bridge and the museum.",
            "they differ on the harbour, the bridge and the museum",
        ),
        (
            "The mayor said the ferry, a gift of the island, would sail in May.",
            "the ferry, a gift of the island, would sail in May",
        ),
        ("The board said it would close, and that the work had begun.", "it would close, and that the work had begun"),
        ("The captain said he was tired and wanted to go home.", "he was tired and wanted to go home"),
        ("The editor praised the speech on health.", "the speech on health"),
        ("The coach said it would, above all, be late.", "it would, above all, be late"),
    ],
)
def test_what_belongs_to_the_content_stays_in(quotes_of, text, content):
    """Lists, insertions, a second "that", the speaker's own doings, and a medium that is itself the matter."""
    assert quotes_of(text)[0][3] == [content]
