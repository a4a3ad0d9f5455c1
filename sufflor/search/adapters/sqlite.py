"""Tokens in an FTS5 table of SQLite."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from sufflor.search.adapters.candidates import Values, statement
from sufflor.search.adapters.interface import Candidate, Visible, Wanted
from sufflor.search.vectors import Analysed

_MATCH = "SELECT rowid, %s FROM search_tokens WHERE search_tokens MATCH %s"
_COUNT = "SELECT term, doc FROM search_terms WHERE term IN ({marks}) AND col = %s"


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

    def size(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM search_document")
            return int(cursor.fetchone()[0])

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        return self._count("tokens", tokens)

    def gram_frequencies(self, grams: Collection[str]) -> Mapping[str, int]:
        return self._count("grams", grams)

    def _count(self, column: str, texts: Collection[str]) -> Mapping[str, int]:
        marks = ", ".join(["%s"] * len(texts))
        with self._connection.cursor() as cursor:
            cursor.execute(
                _COUNT.format(marks=marks),
                [*sorted(texts), column],
            )
            return dict(cursor.fetchall())

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
            return [_candidate(*row) for row in cursor.fetchall()]


def _candidate(
    document: int, ref: str, fingerprint: str, language: str, validated: int
) -> Candidate:
    return Candidate(document, ref, fingerprint, language, bool(validated))
