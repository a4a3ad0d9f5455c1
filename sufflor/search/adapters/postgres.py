"""Tokens in tsvector columns of PostgreSQL, with a GIN index."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from sufflor.search.adapters.candidates import SIZE, counted, statement
from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.vectors import Analysed

_PUT = """
INSERT INTO search_tokens (document_id, title, tokens, grams)
VALUES (
    %s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[])
)
ON CONFLICT (document_id) DO UPDATE
SET title = excluded.title, tokens = excluded.tokens, grams = excluded.grams
"""
# The token comes from a row, not as a constant, and OFFSET keeps the planner from looking through:
# it then always goes by the index. Knowing how common a token is, it would read whole tables.
_MATCHES_IN = """
SELECT t.document_id, wanted.gain
FROM unnest(%s::text[], %s::int[]) AS wanted (query, gain), LATERAL (
    SELECT document_id FROM search_tokens WHERE {column} @@ wanted.query::tsquery OFFSET 0
) t
"""
_COLUMNS = ("title", "tokens", "grams")
_MATCHES = " UNION ALL ".join(_MATCHES_IN.format(column=column) for column in _COLUMNS)
_COUNTED_IN = """
SELECT '{column}', wanted.term, (
    SELECT COUNT(*) FROM search_tokens t WHERE t.{column} @@ ('''' || wanted.term || '''')::tsquery
)
FROM unnest(%s::text[]) AS wanted (term)
"""
_COUNT = " UNION ALL ".join(
    (
        SIZE,
        *(_COUNTED_IN.format(column=column) for column in ("tokens", "grams")),
    )
)


class PostgresStore:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def put(self, document: int, analysed: Analysed) -> None:
        columns = (analysed.title, analysed.tokens, analysed.grams)
        with self._connection.cursor() as cursor:
            cursor.execute(_PUT, [document, *(sorted(column) for column in columns)])

    def delete(self, document: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE document_id = %s", [document])

    def tidy(self) -> None:
        """Deleted rows are the business of autovacuum."""

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        with self._connection.cursor() as cursor:
            cursor.execute(_COUNT, [sorted(tokens), sorted(grams)])
            return counted(cursor.fetchall())

    def candidates(
        self,
        tokens: Sequence[Wanted],
        grams: Sequence[Wanted],
        visible: Visible,
        limit: int,
    ) -> list[Candidate]:
        titles = [Wanted(token.text, token.title_gain) for token in tokens if token.title_gain]
        sql, visible_values = statement(_MATCHES, visible, bytewise='"C"')
        wanted = [array for column in (titles, tokens, grams) for array in _arrays(column)]
        with self._connection.cursor() as cursor:
            cursor.execute(sql, [*wanted, *visible_values, limit])
            return [Candidate(*row) for row in cursor.fetchall()]


def _arrays(wanted: Sequence[Wanted]) -> tuple[list[str], list[int]]:
    # Quoted, a token is only a token: tsquery sees no operator in it.
    return [f"'{one.text}'" for one in wanted], [one.gain for one in wanted]
