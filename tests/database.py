"""Tables for tests in a blink: SQLite's are made once for each set of migrations, then copied."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "test"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Stand in for `migrate` while the test database is made. PostgreSQL does it the long way."""
    if connection.vendor != "sqlite":
        yield
        return

    def make_tables(name: str, *words: str, **options: object) -> None:
        patch.stop()  # only this once: tests that call a command get Django's own
        _make_tables(**options)

    patch = mock.patch("django.core.management.call_command", make_tables)
    patch.start()
    yield


def _make_tables(**options: object) -> None:
    kept = KEPT / f"tables-{_migrations()}.sqlite3"
    connection.ensure_connection()
    if kept.exists():
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)
        return
    call_command("migrate", **options)
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob("tables-*"):
        old.unlink(missing_ok=True)
    unfinished = KEPT / f"unfinished-{os.getpid()}"
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.replace(kept)


def _migrations() -> str:
    """Changes with our migrations, with the packages and with the apps that are installed."""
    parts = [*sorted((ROOT / "sufflor").glob("*/migrations/*.py")), ROOT / "requirements.lock"]
    total = hashlib.sha256("\0".join(settings.INSTALLED_APPS).encode())
    for part in parts:
        total.update(str(part.relative_to(ROOT)).encode() + b"\0" + part.read_bytes())
    return total.hexdigest()[:16]
