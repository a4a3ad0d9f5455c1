"""Whose turn it is to write: one at a time, over threads and processes alike."""

from __future__ import annotations

import fcntl
import time
from collections import defaultdict
from pathlib import Path
from threading import Lock
from typing import IO

# A write takes a few milliseconds, most of it waiting for the disk.
LOOK_AGAIN_SECONDS = 0.001

_locks: defaultdict[Path, Lock] = defaultdict(Lock)


class Turn:
    """One connection's place in the queue of a database file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = _locks[path]
        self._file: IO[bytes] | None = None
        self.is_held = False

    def take(self, seconds: float) -> bool:
        """Wait for the turn, at most so long; tells whether it came."""
        deadline = time.monotonic() + seconds
        if not self._lock.acquire(timeout=seconds):
            return False
        if not self._take_file(deadline):
            self._lock.release()
            return False
        self.is_held = True
        return True

    def give(self) -> None:
        """Let the next one write. Giving what one does not have does nothing."""
        if not self.is_held:
            return
        self.is_held = False
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._lock.release()

    def close(self) -> None:
        self.give()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take_file(self, deadline: float) -> bool:
        """The kernel drops this lock when a process dies, so nobody waits for the dead."""
        if self._file is None:
            self._file = self._path.open("ab")
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(LOOK_AGAIN_SECONDS)
            else:
                return True
