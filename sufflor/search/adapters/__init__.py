"""The token index of a database connection, chosen by its vendor."""

from __future__ import annotations

from django.db import connections

from sufflor.search.adapters.interface import Store
from sufflor.search.adapters.postgres import PostgresStore
from sufflor.search.adapters.sqlite import SqliteStore


def store(using: str) -> Store:
    connection = connections[using]
    if connection.vendor == "postgresql":
        return PostgresStore(connection)
    return SqliteStore(connection)
