"""A peek shows what the repository will show."""

import pytest

from tests.store.samples import Monkey
from tui.store.opening import open_repository
from tui.store.peek import peek


@pytest.mark.parametrize("seed", range(3))
def test_a_peek_shows_the_article_as_it_is(desk, seed):
    """While the desk is open and after, whatever was done to it."""
    monkey = Monkey(seed)
    repository = open_repository(desk)
    repository.add_articles(version for pair in monkey.versions for version in pair)
    for _ in range(40):
        repository.apply(monkey.next_edit(repository))
    for id in repository.article_ids():
        seen = peek(desk, id)
        assert (seen.article, seen.state) == (repository.article(id), repository.state(id))
        assert seen.layer == repository.layer(id)
        assert list(seen.layer.annotations) == list(repository.layer(id).annotations)
    assert peek(desk).article.id == repository.article_ids()[0]
    repository.close()


def test_a_peek_at_nothing(desk):
    """No file, an empty desk, an article that is not there, another kind of file."""
    assert peek(desk) is None
    repository = open_repository(desk)
    assert peek(desk) is None
    assert peek(desk, "a-1") is None
    repository.close()
    desk.write_bytes(b'"type":"state"')
    assert peek(desk) is None
