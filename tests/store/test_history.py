"""The history: durable across restarts, complete in both directions, whatever the annotator did."""

import pytest

from tests.store.memory import MemoryRepository
from tests.store.samples import Monkey, article, change, edit, entity, put_on_desk, snapshot, suggestion, suggestions
from tui.store.history import from_ranges, to_ranges
from tui.store.opening import open_repository


def undo_all(repository):
    """Undo until there is nothing left; returns the number of steps."""
    steps = 0
    while repository.undo() is not None:
        steps += 1
    return steps


def redo_all(repository):
    """Redo until there is nothing left; returns the number of steps."""
    steps = 0
    while repository.redo() is not None:
        steps += 1
    return steps


@pytest.mark.parametrize("seed", [1])
def test_five_hundred_edits_undone_and_done_again(desk, seed):
    """With bulk decisions, imports, changed texts, undos, redos and restarts: an empty desk, then the same again."""
    monkey = Monkey(seed)
    repository = open_repository(desk)
    twin = MemoryRepository()
    for each in (repository, twin):
        each.add_articles(version for pair in monkey.versions for version in pair)
    for step in range(500):
        if step % 10 == 9:
            moves = monkey.random.randint(1, 4)
            for each in (repository, twin):
                _ = [each.undo() for _ in range(moves)]
                _ = [each.redo() for _ in range(step % 3)]
        made = monkey.next_edit(repository)
        repository.apply(made)
        twin.apply(made)
        if step % 100 == 50:
            repository.close()
            repository = open_repository(desk)
    assert snapshot(repository) == snapshot(twin)
    assert list(repository.check()) == []
    whole = snapshot(repository)
    steps = undo_all(repository)
    assert list(repository.article_ids()) == []
    repository.close()
    repository = open_repository(desk)
    assert redo_all(repository) == steps
    assert snapshot(repository) == whole
    assert list(repository.check()) == []
    repository.close()


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_the_history_stands_where_it_stood_after_a_restart(desk, action):
    """An undone edit stays undone, and can still be done again by another process."""
    with_history = open_repository(desk)
    put_on_desk(with_history, article())
    with_history.apply(edit("tag", change(None, entity())))
    with_history.undo()
    if action == "redo":
        with_history.redo()
    with_history.close()
    again = open_repository(desk)
    assert (again.can_undo(), again.can_redo()) == (("import", "tag") if action == "undo" else ("tag", None))
    assert bool(again.layer("a-1").annotations) == (action == "redo")
    again.close()


def test_undoing_an_accept_costs_the_same_however_long_the_history_is(desk):
    """A save writes the documents that change, the edit and the pointer: a few hundred bytes."""
    repository = open_repository(desk)
    source = article()
    put_on_desk(repository, source)
    costs = []
    for number in range(30):
        before = repository._file.size
        repository.apply(edit("tag", change(None, entity(f"e{number}"))))
        repository.undo()
        repository.redo()
        costs.append(repository._file.size - before)
    repository.close()
    assert max(costs) - min(costs) < 50


def test_an_undo_after_new_suggestions_brings_back_what_was_decided(repository):
    """A run of the pipeline in between is outside the history and does not break it."""
    source = article()
    put_on_desk(repository, source)
    repository.put_suggestions(suggestions(source, suggestion("e1", 0, 3), suggestion("e2", 4, 13)))
    old = repository.layer("a-1").annotations["e1"]
    accepted = entity("e1", origin="model", model="m 1", annotator="anna")
    repository.apply(edit("accept", change(old, accepted)))
    repository.undo()
    repository.put_suggestions(suggestions(source, suggestion("e7", 5, 9), model="m 2"))
    assert list(repository.layer("a-1").annotations) == ["e7"]
    assert repository.redo().changes == (change(None, accepted),)
    assert repository.layer("a-1").annotations["e1"] == accepted


def test_ranges_hold_the_ids():
    """Compactly, in order, whatever the order they came in."""
    assert to_ranges([5, 1, 2, 3, 7, 6]) == [[1, 3], [5, 7]]
    assert list(from_ranges([[1, 3], [5, 7]])) == [1, 2, 3, 5, 6, 7]
    assert to_ranges([]) == []
