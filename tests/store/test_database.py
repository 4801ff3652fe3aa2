"""Stock TinyDB and ours give the same tables after every step of any program."""

from random import Random

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from tui.store.database import DeskDB
from tui.store.file import HOT, DeskFile, install
from tui.store.layout import keep_nothing, read

TABLES = (HOT, "_default", "articles")
VALUES = ("x", 'é "\\ 👍🏽', 1, -2.5, None, True, [1, [2]], {"5": {"n": 1}}, "\ud800", "}}\n", ' \n"', "")


def open_ours(path):
    """Our TinyDB on a file that was written by anybody."""
    if not path.exists():
        install(path, {})
    with open(path, "rb") as file:
        content = read(file, keep_nothing)
    return DeskDB(DeskFile(path, content))


def content(db):
    """All tables and documents, in order."""
    return {name: [(document.doc_id, dict(document)) for document in db.table(name)] for name in sorted(db.tables())}


def step(random, db, name):
    """One random operation; the same for equal random states. Returns what TinyDB returned."""
    table = db.table(name)
    fields = {random.choice("abc"): random.choice(VALUES) for _ in range(random.randint(0, 2))}
    some = [id for id in range(1, 12) if random.random() < 0.2]
    wanted = where(random.choice("abc")) == random.choice(VALUES)
    match random.randrange(12):
        case 0 | 1 | 2:
            return table.insert(fields)
        case 3:
            return table.insert_multiple([fields, {**fields, "n": 1}, fields])
        case 4:
            return table.update(fields, doc_ids=some)
        case 5:
            return table.update(fields, wanted)
        case 6:
            return table.upsert(fields, wanted)
        case 7:
            return table.remove(doc_ids=[id for id in some if table.contains(doc_id=id)])
        case 8:
            return table.upsert(Document({**fields, "u": 2}, doc_id=random.randint(1, 30)))
        case 9:
            return table.update(lambda document: document.update(fields), wanted)
        case 10 if random.random() < 0.2:
            return table.truncate()
        case 11 if random.random() < 0.1:
            return db.drop_table(name)
        case _:
            return [dict(document) for document in table.search(wanted)]


@pytest.mark.parametrize("seed", range(6))
def test_any_program_gives_the_same_tables(tmp_path, seed):
    """The same results, the same tables in the same order; and stock opens our file after every step."""
    ours, stock = open_ours(tmp_path / "ours.json"), TinyDB(tmp_path / "stock.json")
    for number in range(60):
        name = Random(seed * 1000 + number).choice(TABLES)
        results = [step(Random(seed * 1000 + number), db, name) for db in (ours, stock)]
        assert results[0] == results[1]
        with TinyDB(tmp_path / "ours.json", access_mode="r") as read_by_stock:
            assert content(read_by_stock) == content(stock) == content(ours)
        if number % 20 == 19:
            ours.close()
            stock.close()
            ours, stock = open_ours(tmp_path / "ours.json"), TinyDB(tmp_path / "stock.json")
    ours.close()
    stock.close()


def test_a_save_writes_only_what_changed(tmp_path):
    """A thousand documents, one altered: one line more."""
    ours = open_ours(tmp_path / "ours.json")
    ours.table(HOT).insert_multiple({"n": n} for n in range(1000))
    before = ours.storage.file.size
    ours.table(HOT).update({"label": "x"}, doc_ids=[500])
    ours.table(HOT).update({"label": "x"}, doc_ids=[500])
    assert ours.storage.file.size - before == len(b',"500":{"n":499,"label":"x"}\n')
    ours.close()


def test_nobody_alters_what_is_stored_by_altering_what_was_read(tmp_path):
    """A document is decoded each time it is read."""
    ours = open_ours(tmp_path / "ours.json")
    ours.table(HOT).insert({"spans": [[0, 3]]})
    ours.table(HOT).get(doc_id=1)["spans"].append("x")
    assert ours.table(HOT).get(doc_id=1) == {"spans": [[0, 3]]}
    ours.close()


def test_what_json_has_no_word_for_is_refused(tmp_path):
    """NaN would make the file unreadable for strict readers; nothing is saved."""
    ours = open_ours(tmp_path / "ours.json")
    with pytest.raises(ValueError, match="JSON"):
        ours.table(HOT).insert({"score": float("nan")})
    assert ours.table(HOT).all() == []
    ours.close()
