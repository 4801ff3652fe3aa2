"""The bytes of the file: what is written is read, and what is not whole is told."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.store.layout import decode, encode, format_save, format_whole, is_torn_save, keep_nothing, read

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(
    st.text(max_size=5) | st.just("hot"),
    st.dictionaries(st.integers(0, 99), st.dictionaries(st.text(), VALUES, max_size=3).map(encode), max_size=5),
    max_size=3,
)


def whole(tables, hot="hot"):
    """The file as one."""
    return b"".join(format_whole(tables, hot))


def load(data, mode="quick"):
    """What is read from these bytes."""
    return read(io.BytesIO(data), keep_nothing, mode)


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_what_is_written_is_read(tables):
    """By us and by every JSON reader, and the tail is where the next save goes."""
    data = whole(tables)
    content = load(data)
    assert (content.fault, content.tables, content.tail) == (None, tables, len(data) - 3)
    assert json.loads(data) == {
        name: {str(id): decode(line) for id, line in table.items()} for name, table in tables.items()
    }
    assert data.isascii()


@given(
    TABLES, st.lists(st.lists(st.tuples(st.integers(0, 9), st.just(b'{"a":1}')), min_size=1, max_size=4), max_size=4)
)
def test_saves_go_over_the_tail(tables, saves):
    """Any number of saves, of one document or many: the last line of an id wins; every state is legal JSON."""
    tables = {**tables, "hot": tables.get("hot", {})}
    data, expected = whole(tables), dict(tables["hot"])
    for rows in saves:
        data = data[: load(data).tail] + format_save(rows, first=not expected)
        expected |= dict(rows)
        assert load(data + b"\n" * 700).tables["hot"] == expected
        assert list(json.loads(data)["hot"]) == [str(id) for id in expected]


def test_a_save_of_several_is_dropped_when_its_last_line_is_missing():
    """Cut anywhere before the last line's end, nothing of it is kept; cut behind it, all is."""
    data = whole({"hot": {1: b'{"a":1}'}})
    tail = len(data) - 3
    save = format_save([(1, b'{"a":2}'), (2, b'{"b":{"c":1}}'), (3, b'{"d":3}')], first=False)
    for cut in range(len(save) - 3):
        content = load(data[:tail] + save[:cut], "strict")
        assert (content.tables["hot"], content.tail) == ({1: b'{"a":1}'}, tail), cut
        assert content.fault
        assert is_torn_save((data[:tail] + save[:cut])[content.tail :])
    assert set(load(data[:tail] + save[:-3], "strict").tables["hot"]) == {1, 2, 3}


def test_a_sector_that_is_missing_at_any_place_is_noticed():
    """Wherever the sectors begin: newlines instead of 512 bytes, or of the rest, never make half a save look whole."""
    documents = [(id, b'{"spans":[[0,3]],"why":"%b","target":{"actor":"a1"}}' % (b"w" * 37 * id)) for id in range(2, 7)]
    for shift in range(512):
        data = whole({"hot": {1: b'{"a":"%b"}' % (b"x" * shift)}})
        tail, save = len(data) - 3, format_save(documents, first=False)
        states = [load(data).tables, {"hot": load(data).tables["hot"] | dict(documents)}]
        after = data[:tail] + save + b"\n" * 600
        for start in range(tail // 512 * 512, tail + len(save), 512):
            low, high = max(tail, start), min(tail + len(save), start + 512)
            old = (data[tail:] + b"\n" * len(save))[low - tail : high - tail]
            torn = after[:low] + old + after[high:]
            content = load(torn, "strict") if load(torn).fault else load(torn)
            assert content.tables in states, (shift, start)
            assert not content.fault or is_torn_save(torn[content.tail :]), (shift, start)


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        (b'"1":{"a":1}\n', b'"1":{"a":1\n'),
        (b',"2":{"b":2}\n', b'"2":{"b":2}\n'),
        (b',"2":{"b":2}\n', b',"2":{"b":2}\n\n'),
        (b',"2":{"b":2}\n', b',"2":[2]\n'),
        (b',"2":{"b":2}\n', b',"2":{"b":\x002}\n'),
        (b"}}\n", b"}\n"),
        (b"}}\n", b"}}\nx"),
        (b'"hot":{', b'"hot":['),
        (b"},\n", b""),
    ],
)
def test_every_line_that_is_not_whole_is_found(line, broken):
    """With its number; salvaging skips it and keeps the others."""
    data = whole({"cold": {7: b'{"z":1}'}, "hot": {1: b'{"a":1}', 2: b'{"b":2}', 3: b'{"c":3}'}})
    damaged = data.replace(line, broken, 1)
    assert damaged != data
    assert load(damaged).fault.startswith("line ")
    salvaged = load(damaged, "salvage").tables
    assert salvaged["cold"] == {7: b'{"z":1}'}
    assert b"hot" in line or {1, 2, 3} - salvaged["hot"].keys() <= {1, 2}
