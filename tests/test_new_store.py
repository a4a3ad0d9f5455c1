"""A new store begins with what is written down, and that is what all steps leave."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from sufflor.project import new_store
from tests import programs, tables
from tests.cast import MORNING


def test_what_is_written_down_is_what_all_steps_leave() -> None:
    assert new_store.FILE.read_text("utf-8") == tables.after_each_step(), (
        "python3 do.py fix mends it."
    )


def test_a_new_store_is_whole_and_as_it_is_written_down() -> None:
    with closing(sqlite3.connect(":memory:")) as store:
        store.executescript(new_store.statements(MORNING))

        assert tables.written_down(store) == new_store.FILE.read_text("utf-8")
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_no_two_stores_have_the_same_root() -> None:
    assert new_store.statements(MORNING) != new_store.statements(MORNING)


def test_the_command_takes_no_step_and_leaves_none_to_be_taken(tmp_path) -> None:
    told = {"SUFFLOR_DATA_DIR": str(tmp_path), "SUFFLOR_DEMO": "0", "DATABASE_URL": ""}

    programs.run("sufflor", "migrate", env=os.environ | told)
    programs.run("sufflor", "migrate", "--check", env=os.environ | told)

    with closing(sqlite3.connect(tmp_path / tables.STORE)) as store:
        assert tables.written_down(store) == new_store.FILE.read_text("utf-8")
        times = store.execute("SELECT count(DISTINCT applied) FROM django_migrations").fetchone()
        assert times == (1,)


def test_steps_that_are_newer_than_the_file_are_taken_after_it(tmp_path) -> None:
    told = {"SUFFLOR_DATA_DIR": str(tmp_path), "SUFFLOR_DEMO": "0", "DATABASE_URL": ""}
    with closing(sqlite3.connect(tmp_path / tables.STORE)) as older:
        older.executescript(new_store.statements(MORNING))
    programs.run("sufflor", "migrate", "questions", "0002", env=os.environ | told)

    programs.run("sufflor", "migrate", env=os.environ | told)

    with closing(sqlite3.connect(tmp_path / tables.STORE)) as store:
        names = store.execute("SELECT name FROM django_migrations WHERE app = 'questions'")
        assert ("0003_judgements",) in names.fetchall()
