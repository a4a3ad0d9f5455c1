"""Tables for tests in a blink: made once for each set of migrations, then copied.

SQLite's are a file (`tests/tables.py`). PostgreSQL's are a template that only `do.py test` asks for
(SUFFLOR_TEST_TEMPLATE), since its cluster is thrown away afterwards.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from unittest import mock

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from tests import tables

TURN = 20261029  # the advisory lock that lets one test process at a time make tables


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Stand in for `migrate` while the test database is made."""
    make_tables = call_command
    if connection.vendor == "sqlite":
        make_tables = _copy_file
    elif os.environ.get("SUFFLOR_TEST_TEMPLATE"):
        make_tables = _copy_template

    def once(name: str, *words: str, **options: object) -> None:
        patch.stop()  # tests that call a command get Django's own
        make_tables(name, *words, **options)

    patch = mock.patch("django.core.management.call_command", once)
    patch.start()
    with mock.patch.object(connection.ops, "sql_flush", _flush_with_cascade):
        yield


def _copy_file(name: str, *words: str, **options: object) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(tables.on_disk())) as source:
        source.backup(connection.connection)


def _copy_template(name: str, *words: str, **options: object) -> None:
    """The first process makes the tables, the others wait for them and take a copy."""
    ours = sql.Identifier(str(connection.settings_dict["NAME"]))
    known_as = f"tables_{tables.fingerprint()}"
    template = sql.Identifier(known_as)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as control:
        control.execute("SELECT pg_advisory_lock(%s)", [TURN])
        known = control.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [known_as]
        ).fetchone()
        if known:
            connection.close()
            control.execute(sql.SQL("DROP DATABASE {}").format(ours))
            control.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(ours, template))
            return
        call_command(name, *words, **options)
        connection.close()
        control.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(template, ours))


def _flush_with_cascade(
    style: object, tables: list[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    """The search engine's own tables hang on Django's, and Django does not know of them."""
    flush = type(connection.ops).sql_flush
    return flush(connection.ops, style, tables, reset_sequences=reset_sequences, allow_cascade=True)
