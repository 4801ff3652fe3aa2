"""Random programs for a repository, the same for equal seeds: what the crash tests run and replay."""

from collections.abc import Callable, Iterator
from random import Random

from tests.store.samples import TEXT, Monkey, article, import_edit, suggestion, suggestions
from tui.store.protocol import Repository

Step = Callable[[Repository], object]


def steps(seed: int) -> Iterator[Step]:
    """Endless steps: edits small and large, undo, redo, suggestions, new texts."""
    random = Random(seed)
    monkey = Monkey(seed, articles=2)
    first = [pair[0] for pair in monkey.versions]
    yield lambda repository: repository.add_articles(version for pair in monkey.versions for version in pair)
    yield lambda repository: repository.apply(import_edit(*first))
    for number in range(1_000_000):
        match random.randrange(40):
            case 0 | 1 | 2 | 3:
                yield lambda repository: repository.undo()
            case 4 | 5:
                yield lambda repository: repository.redo()
            case 6:
                extra = article(f"x-{number}", TEXT * random.randint(1, 9))
                yield lambda repository, extra=extra: repository.add_articles([extra])
            case 7 | 8:
                many = range(random.randrange(60))
                found = [suggestion(f"e{n}", n, n + 5, why="w" * random.randrange(900)) for n in many]
                yield lambda repository, found=found, number=number: _suggest(repository, found, f"m {number}")
            case _:
                yield lambda repository: _edit(monkey, first, repository)


def _edit(monkey: Monkey, first: list, repository: Repository) -> None:
    if repository.article_ids():
        repository.apply(monkey.next_edit(repository))
    else:
        repository.apply(import_edit(*first))


def _suggest(repository: Repository, found: list, model: str) -> None:
    for id in list(repository.article_ids())[:1]:
        repository.put_suggestions(suggestions(repository.article(id), *found, model=model))
