"""Writing one row: quickly where it is written often, once where two may write the same at once.

A row says itself what its values are, as it does for the ORM; names come from the model and values
are bound. No signal is sent: nobody listens to rows that are written thus.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Model = TypeVar("Model", bound=models.Model)
Fields = Sequence["models.Field[object, object]"]
Param = bool | int | float | str | bytes | date | None
MOST_KEPT = 128


class _Statement(NamedTuple):
    """Written once for each kind of row, with the fields whose values it takes."""

    sql: str
    fields: Fields


def insert(row: Model) -> Model:
    """A new row, with the key that the store gave it."""
    _insert(row, "")
    return row


def insert_unless_there(row: models.Model) -> bool:
    """Insert a new row; says False, and changes nothing, when a unique constraint has its twin.

    One statement, so a hundred at the same time make one row.
    """
    return _insert(row, "ON CONFLICT DO NOTHING")


def insert_or_change(row: models.Model, *, twin: Sequence[str], columns: Sequence[str]) -> None:
    """Insert a row, or, where the columns of `twin` are taken, give these columns to the one there.

    Both are names of columns of the model, which has a unique constraint on the twin's.
    """
    quote = connection.ops.quote_name
    taken = ", ".join(map(quote, twin))
    given = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in columns)
    _insert(row, f"ON CONFLICT ({taken}) DO UPDATE SET {given}")


def store(row: models.Model) -> None:
    """Every column of a row that is there already, by its key."""
    home = connections[DEFAULT_DB_ALIAS]
    statement = _storing(type(row), home.vendor)
    with home.cursor() as cursor:
        cursor.execute(statement.sql, [*_values(row, statement.fields, is_new=False), row.pk])
        if cursor.rowcount != 1:
            raise ObjectDoesNotExist


def _insert(row: models.Model, unless: str) -> bool:
    home = connections[DEFAULT_DB_ALIAS]
    statement = _inserting(type(row), unless, home.vendor)
    with home.cursor() as cursor:
        cursor.execute(statement.sql, _values(row, statement.fields, is_new=True))
        found = cursor.fetchone()
    if found:
        (row.pk,) = found
        row._state.adding, row._state.db = False, home.alias
    return found is not None


@lru_cache(maxsize=MOST_KEPT)
def _inserting(model: type[models.Model], unless: str, _vendor: str) -> _Statement:
    fields, quote = _fields(model, but=models.AutoField), connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places}) {unless} RETURNING {key}"  # noqa: S608
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
