"""Where the hub learns that topics have moved: the SQLite file itself, or PostgreSQL's NOTIFY.

One connection per process, however many pages are open, and no Django on the way. What is read
is a level ("the hour is at revision 841"), never an event, so nothing can be lost or told twice.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

import psycopg
from psycopg.conninfo import make_conninfo

from sufflor.live.channel import Item, News

T = TypeVar("T")
Note = Callable[[Iterable[str] | None], None]
Wanted = dict[str, str | int]
Row = tuple[int, int | None, int, int, int]

LOOK_EVERY = 0.02
LISTEN_FOR = 2.0
CONNECT_AGAIN_AFTER = 1.0
CHANNEL = "sufflor_topics"  # as sufflor.events.actions tells it

# One statement, so that revision and items are of the same moment.
NEWS_SQLITE = """
    SELECT t.revision, i.item, i.count, i.count_revision, i.change_revision
    FROM events_topic t
    LEFT JOIN events_topicitem i
      ON i.topic = t.name AND (i.count_revision > :since OR i.change_revision > :since)
    WHERE t.name = :topic
"""
NEWS_POSTGRESQL = NEWS_SQLITE.replace(":since", "%(since)s").replace(":topic", "%(topic)s")


class Source(Protocol):
    """One of the two stores."""

    async def watch(self, note: Note) -> None:
        """Run until cancelled; call `note` with the topics that may have moved, None for any."""
        ...

    async def news(self, topic: str, since: int) -> News:
        """What revision the topic is at, and what moved after an earlier one."""
        ...


class SqliteSource:
    """Looks 50 times a second whether the file has a new version: under one percent of a core."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        # The only thread that touches the connection, so that a slow disk never holds the loop.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-source")

    async def watch(self, note: Note) -> None:
        seen = -1
        while True:
            version = await self._in_thread(self._version)
            if version != seen:
                seen = version
                note(None)
            await asyncio.sleep(LOOK_EVERY)

    async def news(self, topic: str, since: int) -> News:
        return _news(await self._in_thread(lambda: self._rows({"topic": topic, "since": since})))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _version(self) -> int:
        """Moves when another connection has committed."""
        version: int = self._opened().execute("PRAGMA data_version").fetchone()[0]
        return version

    def _rows(self, wanted: Wanted) -> list[Row]:
        return self._opened().execute(NEWS_SQLITE, wanted).fetchall()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            address = f"{Path(self._path).resolve().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True, isolation_level=None)
        return self._connection


class PostgresqlSource:
    """LISTENs; and asks every two seconds all the same, should a notice have been lost."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._asking: psycopg.AsyncConnection[Row] | None = None

    async def watch(self, note: Note) -> None:
        """A lost connection is opened again, and all is looked at: what was missed is then seen."""
        while True:
            try:
                await self._listen(note)
            except psycopg.OperationalError:
                await asyncio.sleep(CONNECT_AGAIN_AFTER)

    async def news(self, topic: str, since: int) -> News:
        wanted: Wanted = {"topic": topic, "since": since}
        try:
            if self._asking is None:
                self._asking = await self._connect()
            cursor = await self._asking.execute(NEWS_POSTGRESQL, wanted)
            return _news(await cursor.fetchall())
        except BaseException:
            await self._hang_up()
            raise

    async def _listen(self, note: Note) -> None:
        async with await self._connect() as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            while True:
                note(None)
                async for notice in connection.notifies(timeout=LISTEN_FOR):
                    note([notice.payload])

    async def _connect(self) -> psycopg.AsyncConnection[Row]:
        return await psycopg.AsyncConnection[Row].connect(
            self._conninfo, autocommit=True, connect_timeout=3, application_name="sufflor live"
        )

    async def _hang_up(self) -> None:
        if self._asking is not None:
            asking, self._asking = self._asking, None
            await asking.close()


def source(database: Mapping[str, object]) -> Source:
    """The source for Django's description of a database."""
    if "postgresql" not in str(database["ENGINE"]):
        return SqliteSource(str(database["NAME"]))
    named = {
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database.get("PASSWORD"),
        "host": database.get("HOST"),
        "port": database.get("PORT"),
    }
    given = {name: str(value) for name, value in named.items() if value}
    return PostgresqlSource(make_conninfo(**given))


def _news(rows: Sequence[Row]) -> News:
    """A topic that nobody has touched has no row, and is at 0."""
    items = [Item(item, *rest) for _, item, *rest in rows if item is not None]
    return News(rows[0][0] if rows else 0, items)
