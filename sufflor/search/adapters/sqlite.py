"""Tokens in an FTS5 table of SQLite."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from sufflor.search.adapters.candidates import SIZE, Values, counted, statement
from sufflor.search.adapters.interface import Candidate, Counts, Visible, Wanted
from sufflor.search.vectors import Analysed

_MATCH = "SELECT rowid, %s FROM search_tokens WHERE search_tokens MATCH %s"
_COUNTED_IN = "SELECT col, term, doc FROM search_terms WHERE term IN ({marks}) AND col = '{column}'"


class SqliteStore:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def put(self, document: int, analysed: Analysed) -> None:
        columns = (analysed.title, analysed.tokens, analysed.grams)
        with self._connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO search_tokens (rowid, title, tokens, grams)"
                " VALUES (%s, %s, %s, %s)",
                [document, *(" ".join(sorted(column)) for column in columns)],
            )

    def delete(self, document: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE rowid = %s", [document])

    def tidy(self) -> None:
        # FTS5 keeps deleted tokens until segments are merged; this merges them all.
        with self._connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_tokens (search_tokens) VALUES ('optimize')")

    def counts(self, tokens: Collection[str], grams: Collection[str] = ()) -> Counts:
        parts = [SIZE]
        for column, texts in (("tokens", tokens), ("grams", grams)):
            marks = ", ".join(["%s"] * len(texts))
            parts.append(_COUNTED_IN.format(marks=marks, column=column))
        with self._connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [*sorted(tokens), *sorted(grams)])
            return counted(cursor.fetchall())

    def candidates(
        self,
        tokens: Sequence[Wanted],
        grams: Sequence[Wanted],
        visible: Visible,
        limit: int,
    ) -> list[Candidate]:
        # Quoted, a token is only a token: FTS5 sees no operator in it.
        matches = [(token.gain, f'tokens : "{token.text}"') for token in tokens]
        matches += [(t.title_gain, f'title : "{t.text}"') for t in tokens if t.title_gain]
        matches += [(gram.gain, f'grams : "{gram.text}"') for gram in grams]
        if not matches:
            return []
        sql, visible_values = statement(
            " UNION ALL ".join([_MATCH] * len(matches)), visible, bytewise="BINARY"
        )
        values: Values = [value for match in matches for value in match]
        with self._connection.cursor() as cursor:
            cursor.execute(sql, [*values, *visible_values, limit])
            # Whether it is validated comes as 0 or 1, which says the same.
            return [Candidate(*row) for row in cursor.fetchall()]
