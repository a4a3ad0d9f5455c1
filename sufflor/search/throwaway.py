"""A search index of its own that vanishes: in memory, or in PostgreSQL's temporary tables."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

ALIAS = "search_throwaway"


@contextmanager
def throwaway_index() -> Iterator[str]:
    """The alias of a connection with this room's tables and nothing else.

    It has the engine of the default database but never its tables: SQLite gets one in memory, and
    on PostgreSQL all that is created goes to `pg_temp`, which ends with the connection, however
    that ends.
    """
    settings = copy.deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    is_postgres = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    if is_postgres:
        options = settings["OPTIONS"].get("options", "")
        settings["OPTIONS"]["options"] = f"{options} -c search_path=pg_temp".strip()
    else:
        settings["NAME"] = ":memory:"
    connections.settings[ALIAS] = settings
    connection = connections[ALIAS]
    try:
        executor = MigrationExecutor(connection)
        executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "search"])
        yield ALIAS
    finally:
        connection.close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
