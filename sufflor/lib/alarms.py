"""Sleeping until another process has written something, or until it is time to look all the same.

SQLite says that its file has a new version; PostgreSQL tells those who LISTEN.
"""

from __future__ import annotations

import time
from typing import Protocol

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOOK_EVERY = 0.05


class Alarm(Protocol):
    def set(self) -> None:
        """Before looking: what is written from now on wakes the next `sleep`."""
        ...

    def sleep(self, seconds: float) -> None:
        """Until something may have been written, at most so long."""
        ...


class FileAlarm:
    def __init__(self) -> None:
        self._seen = -1

    def set(self) -> None:
        self._seen = self._version()

    def sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._version() == self._seen:
            time.sleep(LOOK_EVERY)

    def _version(self) -> int:
        """Moves when another connection has committed, and not with our own commits."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            version: int = cursor.fetchone()[0]
        return version


class ListeningAlarm:
    """Has a connection of its own; when that is lost, it only looks each second until it is back.

    What is told while nobody sleeps waits in the connection, so `set` has nothing to do.
    """

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._listening: BaseDatabaseWrapper | None = None

    def set(self) -> None:
        return

    def sleep(self, seconds: float) -> None:
        try:
            heard = self._connected().connection.notifies(timeout=seconds, stop_after=1)
            list(heard)
        except Error:
            self._hang_up()
            time.sleep(seconds)

    def _connected(self) -> BaseDatabaseWrapper:
        if self._listening is None:
            self._listening = connections.create_connection(DEFAULT_DB_ALIAS)
            with self._listening.cursor() as cursor:
                cursor.execute(f'LISTEN "{self._channel}"')
        return self._listening

    def _hang_up(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None


def alarm(channel: str) -> Alarm:
    """The one that the store can ring."""
    return ListeningAlarm(channel) if connection.vendor == "postgresql" else FileAlarm()
