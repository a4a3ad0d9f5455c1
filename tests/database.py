"""Tables for tests in a blink: made once for each set of migrations, then copied.

SQLite's are a file (`tests/tables.py`). PostgreSQL's are a template that only `do.py test` asks for
(SUFFLOR_TEST_TEMPLATE), since its cluster is thrown away afterwards.

After a test with transactions of its own they are again as the migrations left them, whichever test
comes next. Django would have emptied them, also of what migrations laid there.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from unittest import mock

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from sufflor.lib.kept import forget_everything
from tests import tables


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is in the tables now is what each test with transactions leaves behind."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            _keep_rows()
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", _bring_back):
        yield


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made before this is left stands for every test of a module, and is rolled back after
    them; so is what each of them does to it."""
    together = transaction.atomic()
    with blocker.unblock():
        together.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            together.__exit__(None, None, None)
        forget_everything()


def _bring_back(case: TransactionTestCase) -> None:
    if connection.vendor == "sqlite":
        _copy_file("migrate")
    else:
        _put_rows_back()


def _copy_file(name: str, *words: str, **options: object) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(tables.on_disk())) as source:
        source.backup(connection.connection)


def _copy_template(name: str, *words: str, **options: object) -> None:
    ours = sql.Identifier(str(connection.settings_dict["NAME"]))
    url = os.environ["DATABASE_URL"]
    template = sql.Identifier(tables.in_postgresql(url))
    connection.close()
    with psycopg.connect(url, autocommit=True) as control:
        # Two cannot copy at once.
        control.execute("SELECT pg_advisory_lock(%s)", [tables.TURN])
        control.execute(sql.SQL("DROP DATABASE {}").format(ours))
        control.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(ours, template))


def _keep_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA kept")
        for table in _tables():
            cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
            cursor.execute(f'SELECT 1 FROM kept."{table}" LIMIT 1')
            if cursor.fetchone() is None:
                cursor.execute(f'DROP TABLE kept."{table}"')


def _put_rows_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f'public."{table}"' for table in _tables())
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in _tables("kept"):
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"')


def _tables(schema: str = "public") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return [name for (name,) in cursor.fetchall()]
