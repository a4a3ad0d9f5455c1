"""Statements that SQLite is given with few values: to bind four hundred takes as long as to count
what they ask for. Its module keeps what it has prepared of a text by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Self

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from sufflor.lib.numbered import Numbered, cursor_around, numbered


class BoundCursor(sqlite3.Cursor):
    """Runs its own statement, whatever it is given: Django's cursor stands around it, and has the
    statement as the ORM wrote it."""

    def __init__(
        self, store: sqlite3.Connection, statement: Numbered, given: Mapping[str, object]
    ) -> None:
        super().__init__(store)
        self._text = statement.text
        self._values = [given[name] for name in statement.names]

    def execute(self, *_given: object) -> Self:
        return super().execute(self._text, self._values)


def bound_cursor(
    home: BaseDatabaseWrapper, statement: Numbered, given: Mapping[str, object]
) -> CursorWrapper:
    """As `home.cursor()`, for one statement with one set of values."""
    return cursor_around(home, lambda: BoundCursor(home.connection, statement, given))


def numbered_for_sqlite(sql: str, constants: Sequence[object], places: Sequence[str]) -> Numbered:
    return numbered(sql, constants, places, mark="?", literal=_literal)


def _literal(constant: object) -> str:
    """As SQLite's own language writes it. Raises TypeError for what nobody has asked for yet."""
    match constant:
        case None:
            return "NULL"
        case bool():
            return str(int(constant))
        case int() | float():
            return repr(constant)
        case str():
            return "'" + constant.replace("'", "''") + "'"
        case bytes():
            return f"X'{constant.hex()}'"
    raise TypeError(f"No constant of a statement is a {type(constant).__name__}.")
