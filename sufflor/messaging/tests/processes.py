"""Workers as processes of their own, started, ended and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def running(surroundings):
    """The worker as a service manager starts it."""
    worker = started("sufflor.messaging", surroundings)
    try:
        yield worker
    finally:
        kill(worker)


def started(module, surroundings, *words):
    command = [sys.executable, "-m", module, *words]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, start_new_session=True)


def kill(process) -> None:
    """And what it has started, if it is still there."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end(worker) -> float:
    started = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    worker.wait(30)
    return time.monotonic() - started


def wait(until) -> None:
    deadline = time.monotonic() + 30
    while not until() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert until()
