"""Work of a process beside its pages: what waits in memory is written down by a thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread

from django.db import connection


def every(
    seconds: float, work: Callable[[], None], *, name: str, waits: Callable[[], bool]
) -> None:
    """For as long as the process lives, when something waits. The thread keeps no connection, and
    ends with the process."""

    def go_on() -> None:
        while True:
            time.sleep(seconds)
            if waits():
                work()
                connection.close()

    Thread(target=go_on, name=name, daemon=True).start()
