"""Writing one row where two people may write the same at once."""

from __future__ import annotations

from django.db import connection, models


def insert_unless_there(row: models.Model) -> bool:
    """Insert a new row; says False, and changes nothing, when a unique constraint has its twin.

    One statement, so a hundred at the same time make one row. The row's own key is not read back.
    """
    meta = row._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    # Names come from the model, values are bound.
    statement = (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places}) "  # noqa: S608
        "ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
