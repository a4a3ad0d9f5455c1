"""The index of records in either store: one row of tokens per record, under its number."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

_PUT = {
    "sqlite": "INSERT OR REPLACE INTO search_records (rowid, tokens) VALUES (%s, %s)",
    "postgresql": (
        "INSERT INTO search_records (number, tokens) VALUES (%s, array_to_tsvector(%s))"
        " ON CONFLICT (number) DO UPDATE SET tokens = EXCLUDED.tokens"
    ),
}
_DELETE = {
    "sqlite": "DELETE FROM search_records WHERE rowid = %s",
    "postgresql": "DELETE FROM search_records WHERE number = %s",
}
_MATCHING = {
    "sqlite": "SELECT rowid FROM search_records WHERE search_records MATCH %s",
    "postgresql": "SELECT number FROM search_records WHERE tokens @@ %s::tsquery",
}
# SQLite reads its index from the newest on, and stops when there are enough of those asked for.
# PostgreSQL chooses for all hits at once whether to read what it has from the newest on or to sort
# what its index finds: for the first fifty it would always walk, past all that has not the word.
_NEWEST = {
    "sqlite": (
        "(SELECT rowid FROM search_records WHERE search_records MATCH %%s"
        " AND EXISTS (%(subquery)s) ORDER BY rowid DESC LIMIT {most} OFFSET {first})"
    ),
    "postgresql": (
        "(SELECT hits.number FROM (SELECT number FROM search_records"
        " WHERE tokens @@ %%s::tsquery ORDER BY number DESC OFFSET 0) hits"
        " WHERE EXISTS (%(subquery)s) ORDER BY hits.number DESC LIMIT {most} OFFSET {first})"
    ),
}
_OWN_NUMBER = {"sqlite": "search_records.rowid", "postgresql": "hits.number"}


def put(connection: BaseDatabaseWrapper, number: int, tokens: Sequence[str]) -> None:
    stored: str | list[str] = " ".join(tokens) if connection.vendor == "sqlite" else list(tokens)
    with connection.cursor() as cursor:
        cursor.execute(_PUT[connection.vendor], [number, stored])


def delete(connection: BaseDatabaseWrapper, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DELETE[connection.vendor], [number])


def phrase(connection: BaseDatabaseWrapper, wanted: Sequence[Sequence[str]]) -> str:
    """One of the forms of each word. Quoted, a token is only a token."""
    is_sqlite = connection.vendor == "sqlite"
    either, both, quote = (" OR ", " AND ", '"') if is_sqlite else (" | ", " & ", "'")
    words = [either.join(f"{quote}{form}{quote}" for form in forms) for forms in wanted]
    return both.join(f"({word})" for word in words)


def either(connection: BaseDatabaseWrapper, phrases: Sequence[str]) -> str:
    """What one of these phrases finds."""
    return (" OR " if connection.vendor == "sqlite" else " | ").join(f"({one})" for one in phrases)


def matching(connection: BaseDatabaseWrapper) -> str:
    """A subquery of numbers, for one phrase."""
    return _MATCHING[connection.vendor]


def newest_template(connection: BaseDatabaseWrapper, first: int, most: int) -> str:
    """For a subquery that is true of one number, `own_number`, and has the phrase before it."""
    return _NEWEST[connection.vendor].format(first=int(first), most=int(most))


def own_number(connection: BaseDatabaseWrapper) -> str:
    """The number that the subquery in `newest_template` is asked about."""
    return _OWN_NUMBER[connection.vendor]
