"""Statements that PostgreSQL plans once and runs often: to plan one costs many times what it costs
to answer it.

PostgreSQL itself looks at five plans that are made for their values, and keeps one for all when
that is as good. Words that are looked for are never left to that: whether they are rare or common
decides the way to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import Connection, RawCursor, adapters
from psycopg._queries import PostgresQuery
from psycopg.abc import Params, Query
from psycopg.pq import Format
from psycopg.rows import TupleRow
from psycopg.sql import Literal
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.numeric import Int8

from sufflor.lib.numbered import Numbered, cursor_around, numbered
from sufflor.lib.prepared import MOST_KEPT

_INSTANTS = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT) or TimestamptzLoader


class PlannedCursor(RawCursor[TupleRow]):
    """Runs its own statement, whatever it is given: Django's cursor stands around it, and has the
    statement as the ORM wrote it."""

    def __init__(
        self, store: Connection[TupleRow], statement: Numbered, given: Mapping[str, object]
    ) -> None:
        super().__init__(store)
        store.prepared_max = MOST_KEPT
        # Django's own reads each instant in Python, to put the zone on it that it has already.
        self.adapters.register_loader("timestamptz", _INSTANTS)
        self._text = statement.text
        self._values = [_of_one_size(given[name]) for name in statement.names]

    def execute(self, *_given: object, **_options: object) -> Self:
        return super().execute(self._text, self._values, prepare=True)

    def _convert_query(self, query: Query, params: Params | None = None) -> PostgresQuery:
        """Keeps what was asked, for those who write down all queries."""
        self._query = super()._convert_query(query, params)
        return self._query


def planned_cursor(
    home: BaseDatabaseWrapper, statement: Numbered, given: Mapping[str, object]
) -> CursorWrapper:
    """As `home.cursor()`, for one statement with one set of values."""
    return cursor_around(home, lambda: PlannedCursor(home.connection, statement, given))


def numbered_for_postgres(sql: str, constants: Sequence[object], places: Sequence[str]) -> Numbered:
    return numbered(sql, constants, places, mark="$", literal=_literal)


def _literal(constant: object) -> str:
    connection.ensure_connection()
    return Literal(constant).as_string(connection.connection)


def _of_one_size(value: object) -> object:
    """A small number is of another type than a large one, and would have a plan of its own."""
    return Int8(value) if isinstance(value, int) and not isinstance(value, bool) else value
