"""What is told along the way: one line with seconds for each step, also for one that fails."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tools.door import processes
from tools.door.processes import ROOT, Command

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
BEGAN = time.monotonic()
STILL_EVERY = 15.0  # seconds between signs of life
TAIL = 40  # lines shown of a step that failed

_voice = threading.Lock()


class Failed(Exception):
    """A step could not be done. The sentence says what to do about it."""


def say(sentence: str = "") -> None:
    with _voice:
        print(sentence, flush=True)


def warn(sentence: str) -> None:
    with _voice:
        print(f"  ! {sentence}", file=sys.stderr, flush=True)


def seconds_since_start() -> float:
    return time.monotonic() - BEGAN


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell when it is done and what it took; meanwhile a sign of life now and then."""
    began = time.monotonic()
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(name, began, done), daemon=True)
    ticker.start()
    try:
        yield
    except Failed:
        say(f"  ✗ {name:<44} {time.monotonic() - began:6.1f} s")
        raise
    finally:
        done.set()
    say(f"  ✓ {name:<44} {time.monotonic() - began:6.1f} s")


def _tick(name: str, began: float, done: threading.Event) -> None:
    while not done.wait(STILL_EVERY):
        say(f"  … {name:<44} {time.monotonic() - began:6.1f} s")


def do(
    what: str, command: Command, *, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> str:
    """Run a program that must succeed; what it said is shown only when it fails."""
    code, said = processes.output_of(command, env=env, cwd=cwd)
    if code:
        tail = "\n".join(f"    {line}" for line in said.splitlines()[-TAIL:])
        raise Failed(f"{what} failed (exit code {code}):\n{tail}")
    return said


def together(*deeds: Callable[[], None]) -> None:
    """Do independent things at the same time; wait for all, then tell of the first that failed."""
    with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
        under_way = [pool.submit(deed) for deed in deeds]
        try:
            for each in under_way:
                each.exception()
        except BaseException:
            processes.end_all()
            raise
    for each in under_way:
        each.result()
