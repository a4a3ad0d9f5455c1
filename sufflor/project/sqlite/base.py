"""Django's SQLite backend, with a queue in front of every transaction.

SQLite lets waiting writers sleep longer and longer and wakes none of them, so one of many may wait
for seconds while others pass. Here they take turns before they ask SQLite at all. A write without
a transaction of its own still goes straight to SQLite, which keeps it safe.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base, operations
from django.db.models.expressions import Col, Expression

from sufflor.project.sqlite.turns import Turn

# Together with the wait at SQLite itself (3 s in the settings), within what a person waits for.
WAIT_SECONDS = 3.0
MOST_STATEMENTS = 256
READ_BY_THE_MODULE = {"DateTimeField", "DateField", "BooleanField"}


@lru_cache(maxsize=MOST_STATEMENTS)
def _with_question_marks(query: str) -> str:
    """A statement as SQLite wants it. The same text comes again and again, and long ones cost more
    to write thus than to look up; the same object is found sooner by SQLite's module as well."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _with_question_marks(query)
        named: str = super().convert_query(query, param_names=param_names)
        return named


def _instant(stored: bytes) -> datetime:
    """Of the text that Django writes. A page reads a hundred of them: Django's own reads each in
    three functions, as one that might be written in any way and has no zone."""
    return datetime.fromisoformat(stored.decode()).replace(tzinfo=UTC)


sqlite3.register_converter("datetime", _instant)


class Operations(operations.DatabaseOperations):
    def get_db_converters(self, expression: Expression) -> list[Callable[..., object]]:
        """SQLite's module makes what it is of a column of a table, so nothing is left to do; what
        was reckoned comes as a text or a number."""
        if isinstance(expression, Col) and _read_as(expression) in READ_BY_THE_MODULE:
            return []
        converters: list[Callable[..., object]] = super().get_db_converters(expression)
        return converters


def _read_as(column: Col) -> str:
    """Empty where it is to be read as something else than it was stored as."""
    stored, wanted = column.target.get_internal_type(), column.output_field.get_internal_type()
    return stored if stored == wanted else ""


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = Operations
    _turn: Turn | None = None

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback, which gives the turn away.
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            if self._turn is not None:
                self._turn.close()
                self._turn = None

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._turn is None:
            self._turn = Turn(Path(f"{self.settings_dict['NAME']}-turn"))
        if not self._turn.take(WAIT_SECONDS):
            raise OperationalError("database is locked")

    def _give_turn(self) -> None:
        if self._turn is not None:
            self._turn.give()
