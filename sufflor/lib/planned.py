"""Statements that PostgreSQL plans once and runs often: to plan one costs many times what it costs
to answer it.

What is always the same stands in the text, where the planner sees it, and each value once under a
number. PostgreSQL itself looks at five plans that are made for their values, and keeps one for all
when that is as good. Words that are looked for are never left to that: whether they are rare or
common decides the way to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Self

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from psycopg import Connection, RawCursor, adapters
from psycopg._queries import PostgresQuery
from psycopg.abc import Params, Query
from psycopg.pq import Format
from psycopg.rows import TupleRow
from psycopg.sql import Literal
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.numeric import Int8

from sufflor.lib.prepared import MOST_KEPT, Numbered

_PLACE = re.compile("%s|%%")
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


def planned_cursor(statement: Numbered, given: Mapping[str, object]) -> CursorWrapper:
    """As `connection.cursor()`, for one statement with one set of values."""
    # The connection itself: to look through the proxy time and again costs as much as the rest.
    home = connections[DEFAULT_DB_ALIAS]
    home.close_if_health_check_failed()
    home.ensure_connection()
    with home.wrap_database_errors:
        planned = PlannedCursor(home.connection, statement, given)
        cursor: CursorWrapper = home._prepare_cursor(planned)  # type: ignore[attr-defined]  # not in the stubs
    return cursor


def numbered(sql: str, constants: Sequence[object], places: Sequence[str]) -> Numbered:
    """`places` says for each parameter which value it is, or that it is a constant."""
    connection.ensure_connection()
    names: list[str] = []
    given = zip(places, constants, strict=True)

    def written(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        place, constant = next(given)
        if not place:
            return Literal(constant).as_string(connection.connection)
        if place not in names:
            names.append(place)
        return f"${names.index(place) + 1}"

    return Numbered(_PLACE.sub(written, sql), tuple(names))


def _of_one_size(value: object) -> object:
    """A small number is of another type than a large one, and would have a plan of its own."""
    return Int8(value) if isinstance(value, int) and not isinstance(value, bool) else value
