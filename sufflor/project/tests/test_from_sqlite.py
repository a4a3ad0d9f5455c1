"""A store that has outgrown SQLite: everything is on the other side as it was, or nothing is."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from sufflor.desk.models import Request
from sufflor.organization.models import User
from sufflor.project.from_sqlite import NotMoved, Table, _tables, move
from sufflor.search import records
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests import programs, tables
from tests.shared import made_once

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="It is PostgreSQL that is moved to."),
]


@pytest.fixture
def demo(tmp_path_factory, tmp_path):
    """The demo institution, in SQLite."""

    def fill(folder: Path) -> None:
        shutil.copy(tables.on_disk(), folder / tables.STORE)
        told = {"SUFFLOR_DATA_DIR": str(folder), "SUFFLOR_DEMO": "1", "DATABASE_URL": ""}
        programs.run("sufflor", "demo", env=os.environ | told)

    old = made_once(tmp_path_factory, "old-institution", fill)
    for path in old.glob(f"{tables.STORE}*"):
        shutil.copy(path, tmp_path)
    return tmp_path / tables.STORE


@pytest.fixture
def file(tmp_path):
    """A new store, in SQLite."""
    shutil.copy(tables.on_disk(), tmp_path / tables.STORE)
    return tmp_path / tables.STORE


def seen(*_what: object) -> None:
    """Nobody looks at how far it has come."""


def written_to(file, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as store:
        store.execute(statement)


def sorted_out(text: str) -> str:
    return json.dumps(json.loads(text), sort_keys=True)


def as_in_sqlite(value: object, kind: str) -> object:
    """What PostgreSQL gives of a column of this kind, as Django writes it to SQLite."""
    made = {
        "boolean": int,
        "timestamp with time zone": lambda at: at.replace(tzinfo=None).isoformat(" "),
        "date": date.isoformat,
        "time without time zone": time.isoformat,
        "interval": lambda span: span // timedelta(microseconds=1),
        "uuid": lambda it: it.hex,
        "numeric": float,
        "bytea": bytes,
        "jsonb": sorted_out,
    }.get(kind)
    return value if value is None or made is None else made(value)


def as_read(value: object, kind: str) -> object:
    """What SQLite has is compared as it reads, where one thing can be written in two ways."""
    made = {"jsonb": sorted_out, "numeric": float}.get(kind)
    return value if value is None or made is None else made(value)


def rows_of(table: Table, store, read) -> list[str]:
    names = ", ".join(f'"{name}"' for name in table.types)
    store.execute(f'SELECT {names} FROM "{table.name}"')
    kinds = table.types.values()
    return sorted(
        str([read(value, kind) for value, kind in zip(row, kinds, strict=True)])
        for row in store.fetchall()
    )


def test_every_row_is_there_as_it_was(demo) -> None:
    move(demo, progress=seen)

    filled = 0
    with closing(sqlite3.connect(demo)) as old, connection.cursor() as cursor:
        for table in _tables():
            before, after = (
                rows_of(table, old.cursor(), as_read),
                rows_of(table, cursor, as_in_sqlite),
            )
            assert len(after) == len(before), table.name
            # What is searched is read anew: the same, as another edition.
            if not table.name.startswith("search_"):
                assert after == before, table.name
            filled += bool(before)
    assert filled > 80


def test_it_is_found_and_read_as_before(demo) -> None:
    move(demo, progress=seen)

    request = Request.objects.order_by("-pk").first()
    found = records.numbers(records.phrase_of(request.title))
    assert request in Request.objects.filter(pk__in=found)
    assert search("journalføre e-post", audience=Audience.PUBLIC, language="nb").hits
    client = Client()
    client.force_login(User.objects.get(username="case_handler"))
    assert client.get("/").status_code == 200


def test_no_number_is_given_twice(file) -> None:
    """Also where the last that had one is gone."""
    written_to(file, "INSERT INTO sqlite_sequence VALUES ('organization_user', 4711)")

    move(file, progress=seen)

    assert User.objects.create(username="ny").pk == 4712


def test_how_far_it_has_come_is_told(demo) -> None:
    told: list[tuple[str, int, int]] = []

    moved = move(demo, progress=lambda *what: told.append(what))

    ends = {table: (done, total) for table, done, total in told}
    assert all(done == total for done, total in ends.values())
    assert sum(total for table, (_done, total) in ends.items()) >= moved > 3_000


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE wagtailcore_site SET hostname = 'a' || char(0)",
            r"wagtailcore_site .*NUL.*\(rad 1\)",
        ),
        (
            "UPDATE wagtailcore_site SET hostname = hex(zeroblob(400))",
            r"too long .*line 1, column hostname",
        ),
        ("DELETE FROM django_migrations WHERE app = 'vendor'", "eldre enn programmene"),
        ("INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', 0)", "er nyere"),
        ("ALTER TABLE auth_group RENAME COLUMN name TO other", "ingen name i auth_group"),
    ],
)
def test_what_cannot_be_taken_along_leaves_this_store_as_it_was(file, statement, said) -> None:
    written_to(file, statement)
    before = count_of("wagtailcore_site")

    with pytest.raises(NotMoved, match=said):
        move(file, progress=seen)

    assert count_of("wagtailcore_site") == before


def test_a_store_that_is_in_use_is_moved_into_by_nobody(file, kari) -> None:
    with pytest.raises(NotMoved, match="folk i denne databasen allerede"):
        move(file, progress=seen)


def test_nobody_writes_to_what_is_left(demo) -> None:
    refused: list[str] = []

    def write(*_what: object) -> None:
        with closing(sqlite3.connect(demo, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("DELETE FROM django_session")
            except sqlite3.OperationalError as busy:
                refused.append(str(busy))

    move(demo, progress=write)

    assert set(refused) == {"database is locked"}


def test_a_store_that_somebody_writes_to_is_left_alone(file, monkeypatch) -> None:
    monkeypatch.setattr("sufflor.project.from_sqlite.WAIT_SECONDS", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotMoved, match="Stopp serveren og arbeideren"):
            move(file, progress=seen)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"x" * 5_000, b"hei"])
def test_what_is_no_store_is_told_of(tmp_path, content) -> None:
    (tmp_path / "x").write_bytes(content)

    with pytest.raises(CommandError):
        call_command("move_from_sqlite", str(tmp_path / "x"))


def test_no_file_is_told_of(tmp_path) -> None:
    with pytest.raises(CommandError, match="ingen fil som heter"):
        call_command("move_from_sqlite", str(tmp_path / "none"))


def count_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        [found] = cursor.fetchone()
        return found
