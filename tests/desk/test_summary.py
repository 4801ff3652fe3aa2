"""The figures of a desk."""

from tests.desk.helpers import ARTICLE, desk_with, desk_with_suggestions
from tui.desk.summary import summarise
from tui.model.suggestion import Suggestions


def test_what_waits_for_suggestions_is_told_from_what_has_none_left():
    """An article that nothing was suggested for yet says so; one where nothing was found has none undecided."""
    nothing = Suggestions(article="a", text_sha256=ARTICLE.text_sha256, model="test 1")
    told = {}
    for name, desk in {
        "waits": desk_with(ARTICLE),
        "nothing": desk_with(ARTICLE, suggestions=[nothing]),
        "some": desk_with_suggestions(),
    }.items():
        summary = summarise(desk)
        told[name] = (next(summary.lines()), summary.to_json()["articles"][0]["suggested_by"])
        desk.close()
    assert "  not suggested yet  " in told["waits"][0]
    assert "  0 undecided  " in told["nothing"][0]
    assert "  3 undecided  " in told["some"][0]
    assert len({line.index(" decided") for line, _ in told.values()}) == 1
    assert [model for _, model in told.values()] == [None, "test 1", "test 1"]
