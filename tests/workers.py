"""Workers as processes of their own, started, ended and killed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests import programs
from tests.programs import Program


def same_store(folder: Path) -> dict[str, str]:
    """What another process needs to find the store of the test; `folder` is where it writes."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite://{given['NAME']}"
    else:
        place = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
        url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{place}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "SUFFLOR_DATA_DIR": str(folder),
        "SECRET_KEY": settings.SECRET_KEY,
    }


@contextmanager
def running(surroundings: dict[str, str]) -> Iterator[Program]:
    """The worker as a service manager starts it."""
    worker = programs.begin("sufflor.messaging", env=surroundings)
    try:
        yield worker
    finally:
        worker.kill()


def end(worker: Program) -> float:
    """How long it took."""
    began = time.monotonic()
    worker.end(30)
    return time.monotonic() - began


def wait(until: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not until() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert until()
