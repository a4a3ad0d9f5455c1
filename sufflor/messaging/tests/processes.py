"""Workers as processes of their own, started, ended and killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests import programs
from tests.programs import Program


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
