"""Whatever is typed: no error, and undo leads all the way back."""

import random

import pytest

from tests.app.fakes import Bench
from tui.app.screens.link_picker import NewActor
from tui.app.screens.note import Note
from tui.model.span import check_spans

DIALOGS = {"o", "?", "/", "w", "F", "O", "C", "=", "z"}


@pytest.mark.parametrize("seed", range(4))
def test_random_keys_do_no_harm(seed):
    """500 random keys, with chords, counts, tasks and two articles; then undo until the import."""
    chance = random.Random(seed)
    bench = Bench()
    bench.host.answer = lambda screen: "a note" if isinstance(screen, Note) else NewActor("somebody")
    keys = [key for key in bench.keymap.table("reading") if key not in DIALOGS]
    keys += [*"pogndmi+-0?123asdfjkl", "enter", "escape", "backspace"]
    before = {id: bench.desk.layer(id) for id in bench.desk.article_ids()}
    for _ in range(500):
        bench.press(chance.choice(keys))
        layer = bench.reading.layer
        for annotation in layer.annotations.values():
            check_spans(annotation.spans, len(bench.reading.text))
        counted = sum(it.status == "suggested" for it in layer.annotations.values())
        assert bench.reading.tally.undecided() == counted
    while bench.desk.repository.can_undo() not in (None, "import"):
        bench.desk.undo()
    for id, layer in before.items():
        assert bench.desk.layer(id).annotations == layer.annotations
        assert bench.desk.layer(id).actors == layer.actors
    assert not bench.desk.repository.check()
