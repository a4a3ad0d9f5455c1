"""Writing one row: quickly where it is written often, once where two may write the same at once.

A row says itself what its values are, as it does for the ORM; names come from the model and values
are bound. No signal is sent: nobody listens to rows that are written thus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.utils import CursorWrapper

from sufflor.lib.numbered import Numbered
from sufflor.lib.prepared import Param

Model = TypeVar("Model", bound=models.Model)
Fields = Sequence["models.Field[object, object]"]
MOST_KEPT = 128


@dataclass(frozen=True)
class _Statement:
    """Written once for each kind of row, with the fields whose values it takes; PostgreSQL plans it
    once as well."""

    sql: str
    fields: Fields

    def run(self, values: Sequence[Param]) -> CursorWrapper:
        """Open, with what was found."""
        cursor = self._cursor(values)
        cursor.execute(self.sql, values)
        return cursor

    def _cursor(self, values: Sequence[Param]) -> CursorWrapper:
        home = connections[DEFAULT_DB_ALIAS]
        if home.vendor != "postgresql":
            return home.cursor()
        from sufflor.lib.planned import planned_cursor

        return planned_cursor(
            home, self._numbered, dict(zip(self._numbered.names, values, strict=True))
        )

    @cached_property
    def _numbered(self) -> Numbered:
        from sufflor.lib.planned import numbered_for_postgres

        places = [str(number) for number in range(self.sql.count("%s"))]
        return numbered_for_postgres(self.sql, places, places)


def insert(row: Model) -> Model:
    """A new row, with the key that the store gave it."""
    _insert(row, "")
    return row


def insert_unless_there(row: models.Model) -> bool:
    """Insert a new row; says False, and changes nothing, when a unique constraint has its twin.

    One statement, so a hundred at the same time make one row.
    """
    return _insert(row, "ON CONFLICT DO NOTHING")


def insert_or_change(
    row: models.Model, *, twin: Sequence[str], columns: Sequence[str], having: str = ""
) -> None:
    """Insert a row, or, where the columns of `twin` are taken, give these columns to the one there.

    Both are names of columns of the model, which has a unique constraint on the twin's; `having` is
    one without which the constraint does not hold.
    """
    quote = connection.ops.quote_name
    taken = ", ".join(map(quote, twin))
    where = f" WHERE {quote(having)} IS NOT NULL" if having else ""
    given = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in columns)
    _insert(row, f"ON CONFLICT ({taken}){where} DO UPDATE SET {given}")


def insert_or_add(row: models.Model, *, twin: str, column: str) -> int:
    """Insert a row, or, where the column `twin` is taken, add what it has in `column` to the one
    there; says how much that is. Whoever comes next waits until the transaction ends.
    """
    quote = connection.ops.quote_name
    here, sum_of = quote(column), f"{quote(row._meta.db_table)}.{quote(column)}"
    added = f"ON CONFLICT ({quote(twin)}) DO UPDATE SET {here} = {sum_of} + EXCLUDED.{here}"
    statement = _inserting(type(row), added, column, connections[DEFAULT_DB_ALIAS].vendor)
    with statement.run(_values(row, statement.fields, is_new=True)) as cursor:
        (total,) = cursor.fetchone()
    return int(total)


def store(row: models.Model) -> None:
    """Every column of a row that is there already, by its key."""
    statement = _storing(type(row), connections[DEFAULT_DB_ALIAS].vendor)
    values = _values(row, statement.fields, is_new=False)
    with statement.run([*values, row.pk]) as cursor:
        if cursor.rowcount != 1:
            raise ObjectDoesNotExist


def _insert(row: models.Model, unless: str) -> bool:
    home, key = connections[DEFAULT_DB_ALIAS], str(row._meta.pk.column)
    statement = _inserting(type(row), unless, key, home.vendor)
    with statement.run(_values(row, statement.fields, is_new=True)) as cursor:
        found = cursor.fetchone()
    if found:
        (row.pk,) = found
        row._state.adding, row._state.db = False, home.alias
    return found is not None


@lru_cache(maxsize=MOST_KEPT)
def _inserting(model: type[models.Model], unless: str, returning: str, _vendor: str) -> _Statement:
    fields, quote = _fields(model, but=models.AutoField), connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, told = quote(model._meta.db_table), quote(returning)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places}) {unless} RETURNING {told}"  # noqa: S608
    return _Statement(sql, fields)


@lru_cache(maxsize=MOST_KEPT)
def _storing(model: type[models.Model], _vendor: str) -> _Statement:
    fields, quote = _fields(model, but=models.Field), connection.ops.quote_name
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return _Statement(f"UPDATE {table} SET {columns} WHERE {key} = %s", fields)  # noqa: S608


def _fields(model: type[models.Model], *, but: type[models.Field[object, object]]) -> Fields:
    """All that a row has, `but` for a key of this kind."""
    every = model._meta.concrete_fields
    return [one for one in every if not (one.primary_key and isinstance(one, but))]


def _values(row: models.Model, fields: Fields, *, is_new: bool) -> list[Param]:
    # The connection itself: a look through the proxy for each column costs more than the rest.
    home = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(field.pre_save(row, is_new), home) for field in fields]
