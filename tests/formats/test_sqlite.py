"""SQLite: queries as a user would write them."""

import sqlite3
from contextlib import closing

from tests.formats.test_writing import sample
from tui.formats import write


def ask(path, query):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_everything_joins(tmp_path):
    """Every type has its table; keys lead from a stance to its holder's name and its target's words."""
    path = tmp_path / "o.db"
    write("sqlite", [sample("a"), sample("b")], path)
    assert ask(path, "pragma integrity_check") == [("ok",)]
    assert ask(path, "pragma foreign_key_check") == []
    assert ask(path, "select count(*), count(distinct article) from entities") == [(2, 2)]
    assert ask(path, "select cue, source from quotes where article = 'a'") == [("said", "Kim")]
    query = """select actors.name, polarity, claims.text from stances
               join actors on stances.holder = actor and stances.article = actors.article
               join claims on target_annotation = claims.id and stances.article = claims.article"""
    assert ask(path, query) == [("Kim", "support", "“Go,”")] * 2


def test_cells_are_as_they_are(tmp_path):
    """No apostrophes: a database runs no formulas."""
    write("sqlite", [sample()], tmp_path / "o.db")
    assert ask(tmp_path / "o.db", "select title from articles") == [("=T",)]
