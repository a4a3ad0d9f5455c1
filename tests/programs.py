"""Our programs as processes of their own, for tests to start, end and kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Lock

from tests.tables import ROOT

_turn = Lock()


@dataclass
class Program:
    """As a `Popen`, of a process that the nursery is the parent of. It leads a group of its own."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _ask(pid=self.pid)
        return self.returncode

    def wait(self, seconds: float) -> int:
        until = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > until:
                raise TimeoutError(f"process {self.pid} has not ended in {seconds} s")
            time.sleep(0.01)
        return self.returncode

    def send_signal(self, which: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, which)

    def end(self, seconds: float = 10) -> None:
        """As asked, or else by force."""
        self.send_signal(signal.SIGTERM)
        try:
            self.wait(seconds)
        except TimeoutError:
            self.kill()

    def kill(self) -> None:
        """And what it has started, if it is still there."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait(10)


def begin(module: str, *words: str, env: dict[str, str]) -> Program:
    """`python -m MODULE WORDS` with this environment, by a fork of what is loaded already."""
    return Program(_ask(module=module, words=words, env=env))


def run(module: str, *words: str, env: dict[str, str]) -> None:
    """To its end, which must be a good one."""
    program = begin(module, *words, env=env)
    try:
        assert program.wait(120) == 0, f"{module} failed; what it said stands in the log"
    finally:
        program.kill()


@cache
def _nursery() -> subprocess.Popen[str]:
    """Begun by the first who asks; it ends when this process does, however that comes about. What
    interrupts the tests does not reach it, since it has yet to end what it has begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.nursery"],
        cwd=ROOT,
        # Only what has no threads can be forked safely, and numpy would begin one.
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _ask(**what: object) -> int:
    with _turn:
        nursery = _nursery()
        nursery.stdin.write(json.dumps(what) + "\n")
        nursery.stdin.flush()
        return json.loads(nursery.stdout.readline())
