"""Leaving nothing behind where a store keeps what was deleted."""

from __future__ import annotations

from django.db import connection


def wipe_full_text(table: str) -> None:
    """SQLite's full-text tables keep the words of deleted rows until their parts are merged."""
    if connection.vendor == "sqlite":
        name = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608  # our own name
