"""An installation that has outgrown SQLite takes everything along to PostgreSQL.

Rows go as SQLite has them, by COPY, so PostgreSQL's own readers see that each is what its column
promises. All of it is one transaction: what cannot be taken along leaves the new store as it was.
The old file is only read, and nobody else writes to it meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from sufflor.search import records
from sufflor.search.actions import read_again

# Table, rows so far, rows in all.
Progress = Callable[[str, int, int], None]
Value = str | int | float | bytes | timedelta | None
WAIT_SECONDS = 10
AT_ONCE = 5_000
STEPS = "SELECT app, name FROM django_migrations"
# Each store keeps what is searched in its own way, and makes it from the rest.
INDEXES = {"search_tokens", "search_records", "wagtailsearch_indexentry"}
OURS = "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
COLUMNS = """
    SELECT tables.table_name, columns.column_name, columns.data_type, columns.is_identity = 'YES'
    FROM information_schema.tables AS tables
    JOIN information_schema.columns AS columns USING (table_schema, table_name)
    WHERE tables.table_schema = 'public' AND tables.table_type = 'BASE TABLE'
        AND columns.is_generated = 'NEVER'
    ORDER BY tables.table_name, columns.ordinal_position
"""


class NotMoved(Exception):
    """Says why, and what to do instead. Nothing has been taken along."""


@dataclass(frozen=True)
class Table:
    """One that both stores have, as PostgreSQL describes it."""

    name: str
    types: dict[str, str]
    identity: str = ""

    @property
    def columns(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.types))

    def count(self, store: sqlite3.Connection) -> int:
        [(found,)] = store.execute(f'SELECT count(*) FROM "{self.name}"')  # noqa: S608
        return int(found)

    def rows(self, store: sqlite3.Connection) -> Iterator[list[Value]]:
        """What SQLite has no type for is a number or a text there; only spans of time are read
        otherwise by PostgreSQL."""
        names = ", ".join(f'"{name}"' for name in self.types)
        spans = [at for at, kind in enumerate(self.types.values()) if kind == "interval"]
        for stored in store.execute(f'SELECT {names} FROM "{self.name}"'):  # noqa: S608
            row = list(stored)
            for at in spans:
                row[at] = None if row[at] is None else timedelta(microseconds=row[at])
            yield row


def move(file: Path, *, progress: Progress) -> int:
    """Everything in the file into this store, which has tables and nobody yet.

    Gives back how many rows it was. What is searched is read anew afterwards; if that is broken
    off, `search_again` and `update_index` do it.
    """
    if connection.vendor != "postgresql":
        raise NotMoved(_("DATABASE_URL must name the PostgreSQL that everything is moved to."))
    with _standing_still(file) as old:
        tables = _tables()
        _require_same_steps(old)
        _require_nobody()
        _require_columns(old, tables)
        with transaction.atomic():
            moved = _move_all(old, tables, progress)
        _make_indexes(progress)
    return moved


@contextmanager
def _standing_still(file: Path) -> Iterator[sqlite3.Connection]:
    """Whole, and with the lock that every writer needs."""
    if not file.is_file():
        raise NotMoved(_("There is no file called {file}.").format(file=file))
    with closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as old:
        try:
            old.execute("BEGIN IMMEDIATE")
            [(said,), *_more] = old.execute("PRAGMA quick_check(1)").fetchall()
            is_ours = old.execute(OURS).fetchone() is not None
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                sentence = _("Somebody writes to {file}. Stop the server and the worker first.")
                raise NotMoved(sentence.format(file=file)) from fault
            said, is_ours = str(fault), True
        if not is_ours:
            raise NotMoved(_("{file} is no store of Sufflør.").format(file=file))
        if said != "ok":
            sentence = _("{file} cannot be read: {said}. Take the newest backup that can.")
            raise NotMoved(sentence.format(file=file, said=said))
        try:
            yield old
        finally:
            old.execute("ROLLBACK")


def _tables() -> list[Table]:
    types: dict[str, dict[str, str]] = {}
    identity: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column, kind, is_identity in cursor.fetchall():
            types.setdefault(table, {})[column] = kind
            if is_identity:
                identity[table] = column
    return [
        Table(name, columns, identity.get(name, ""))
        for name, columns in types.items()
        if name not in INDEXES | {"django_migrations"}
    ]


def _require_same_steps(old: sqlite3.Connection) -> None:
    there = set(old.execute(STEPS).fetchall())
    with connection.cursor() as cursor:
        cursor.execute(STEPS)
        here = set(cursor.fetchall())
    if here - there:
        sentence = _("The file is older than the programs: run `migrate` on it first.")
        raise NotMoved(sentence)
    if there - here:
        sentence = _("The file is newer than this store: run `migrate` here first.")
        raise NotMoved(sentence)


def _require_nobody() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM organization_user)")
        [is_used] = cursor.fetchone()
    if is_used:
        sentence = _("There are people in this store already. Move to a new database instead.")
        raise NotMoved(sentence)


def _require_columns(old: sqlite3.Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        found = old.execute("SELECT name FROM pragma_table_info(?)", [table.name])
        lacking = sorted(table.types.keys() - {name for (name,) in found})
        if lacking:
            sentence = _("The file has no {column} in {table}: something else has changed it.")
            raise NotMoved(sentence.format(column=lacking[0], table=table.name))


def _move_all(old: sqlite3.Connection, tables: Sequence[Table], progress: Progress) -> int:
    moved = 0
    given = dict(old.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        everything = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        emptied = [everything, *(sql.Identifier(name) for name in sorted(INDEXES))]
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(emptied)))
        inner = cast("psycopg.Cursor[object]", cursor.cursor)
        for table in tables:
            moved += _move(old, table, inner, progress)
            if table.identity:
                _go_on_counting(inner, table, int(given.get(table.name, 0)))
    _move_records(old)
    return moved


def _move(
    old: sqlite3.Connection, table: Table, cursor: psycopg.Cursor[object], progress: Progress
) -> int:
    total, done = table.count(old), 0
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), table.columns)
    try:
        with cursor.copy(into) as copy:
            for row in table.rows(old):
                copy.write_row(row)
                done += 1
                if done % AT_ONCE == 0:
                    progress(table.name, done, total)
    except psycopg.DataError as odd:
        # What PostgreSQL refuses it names itself; the rest is refused on the way there.
        where = odd.diag.context or _("row {number}").format(number=done + 1)
        sentence = _("{table} cannot be taken along: {said} ({where}). Nothing was moved.")
        said = odd.diag.message_primary or str(odd)
        raise NotMoved(sentence.format(table=table.name, said=said, where=where)) from odd
    if total:
        progress(table.name, done, total)
    return done


def _go_on_counting(cursor: psycopg.Cursor[object], table: Table, given: int) -> None:
    """From the highest number that was ever given: none comes back to mean something else."""
    reckoned = sql.SQL(
        "SELECT setval(pg_get_serial_sequence({place}, {name}),"
        " GREATEST(1, {given}, max({column})), GREATEST({given}, max({column})) > 0) FROM {table}"
    ).format(
        place=sql.Literal(f'public."{table.name}"'),
        name=sql.Literal(table.identity),
        given=sql.Literal(given),
        column=sql.Identifier(table.identity),
        table=sql.Identifier(table.name),
    )
    cursor.execute(reckoned)


def _move_records(old: sqlite3.Connection) -> None:
    """Their words were read when they were written, and are read in the same way here."""
    for number, tokens in old.execute("SELECT rowid, tokens FROM search_records"):
        records.put_tokens(int(number), str(tokens).split())


def _make_indexes(progress: Progress) -> None:
    read_again(progress=lambda done, total: progress("search_document", done, total))
    call_command("update_index", verbosity=0)
