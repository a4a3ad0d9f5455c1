"""Django's SQLite backend, with a queue in front of every transaction.

SQLite lets waiting writers sleep longer and longer and wakes none of them, so one of many may wait
for seconds while others pass. Here they take turns before they ask SQLite at all. A write without
a transaction of its own still goes straight to SQLite, which keeps it safe.
"""

from __future__ import annotations

from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from sufflor.project.sqlite.turns import Turn

# Together with the wait at SQLite itself (3 s in the settings), within what a person waits for.
WAIT_SECONDS = 3.0


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback, which gives the turn away.
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            if self._turn is not None:
                self._turn.close()
                self._turn = None

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._turn is None:
            self._turn = Turn(Path(f"{self.settings_dict['NAME']}-turn"))
        if not self._turn.take(WAIT_SECONDS):
            raise OperationalError("database is locked")

    def _give_turn(self) -> None:
        if self._turn is not None:
            self._turn.give()
