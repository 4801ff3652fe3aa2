"""Every format that is written and read gives back exactly what it says it carries."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.strategies import desks
from tui.formats import find_format, formats, losses, read, write
from tui.formats.module import WriteOptions
from tui.formats.registry import load
from tui.model.errors import DataError

BOTH = [format.name for format in formats() if format.can_read and format.can_write]
ONLY_WRITTEN = [format.name for format in formats() if format.can_write and not format.can_read]
found_out = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a failure takes minutes: every try writes files
many = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15, phases=found_out)


def out_of(tmp_path, name):
    """Where an export in this format goes."""
    format = find_format(name)
    return tmp_path / f"{quote(name)}{'' if format.folder else format.endings[0]}"


@pytest.mark.parametrize("name", BOTH)
@many
@given(desk=desks())
def test_round_trip(tmp_path, name, desk):
    """No mismatch: what comes back is what the format carries, and what it does not carry was reported."""
    out = out_of(tmp_path, name)
    report = write(name, desk, out)
    module = load(find_format(name))
    carried = [module.carry(annotated) for annotated in desk]
    back = list(read(out, name))
    as_read = getattr(module, "as_read", lambda annotated: annotated)  # where a format renames ids
    assert sorted(back, key=lambda a: a.article.id) == sorted(map(as_read, carried), key=lambda a: a.article.id)
    assert report.losses == losses(name, desk)
    assert (carried == desk) == (report.losses == ())


@pytest.mark.parametrize("name", ONLY_WRITTEN)
@many
@given(desk=desks())
def test_written(tmp_path, name, desk):
    """Whatever the desk holds, the offset oath is kept and the losses are those told before."""
    assert write(name, desk, out_of(tmp_path, name)).losses == losses(name, desk)


@pytest.mark.parametrize("name", BOTH)
def test_recognised(tmp_path, name):
    """An export is recognised without being told its format, from its ending and content."""
    from tests.formats.test_writing import sample

    out = out_of(tmp_path, name)
    write(name, [sample()], out)
    (by_itself,), (told,) = read(out), read(out, name)
    assert by_itself == told


@pytest.mark.parametrize("name", BOTH)
def test_losses_name_each_annotation(name):
    """Losses are counted with the ids they concern."""
    from tests.formats.test_writing import sample

    for loss in losses(name, [sample("a"), sample("b")]):
        assert loss.count == len(loss.ids)
        assert {id.partition("#")[0] for id in loss.ids} == {"a", "b"}


@pytest.mark.parametrize("name", [*BOTH, *ONLY_WRITTEN])
def test_splits(tmp_path, name):
    """Every format can be split; what is read again from the folder is every article of any part, once."""
    from tests.formats.test_writing import sample

    splits = {"a": "train", "b": "dev-1", "c": "train"}
    report = write(name, [sample(id) for id in "abcd"], tmp_path / "o", WriteOptions(splits=splits))
    assert report.articles == 3
    if name in BOTH:
        found = list(read(tmp_path / "o"))
        assert not [item for item in found if isinstance(item, DataError)]
        assert len(found) == 3
