"""Starting other programs, and ending every one of them when the door closes."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 8.0  # seconds that the server gets to answer those who wait
IMPATIENCE = 2.0  # seconds that everything else gets when the door closes

Command = Sequence[str | Path]

_running: set[subprocess.Popen[str]] = set()
_lock = threading.Lock()
_closing = threading.Event()


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or asked us to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def obey_signals() -> None:
    """Turn Ctrl-C, SIGTERM and a closed terminal into `Stopped`, once."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    _closing.set()
    raise Stopped(number)


def start(
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    stdout: int | None = None,
    stderr: int | None = None,
    user: int | None = None,
) -> subprocess.Popen[str]:
    """Start a program as the head of a process group of its own, so that all of it can be ended."""
    with _lock:
        if _closing.is_set():
            raise ChildProcessError("the door is closing")
        process = subprocess.Popen(
            [str(part) for part in command],
            env={**os.environ, **(env or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            text=True,
            errors="replace",
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=[] if user is not None else None,
        )
        _running.add(process)
    return process


def output_of(
    command: Command,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    user: int | None = None,
) -> tuple[int, str]:
    """Run a program to its end; its exit code and all it said."""
    process = start(
        command, env=env, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, user=user
    )
    said, _nothing = process.communicate()
    forget(process)
    return process.returncode, said


def forget(process: subprocess.Popen[str]) -> None:
    with _lock:
        _running.discard(process)


def end(
    process: subprocess.Popen[str], *, first: int = signal.SIGTERM, patience: float = PATIENCE
) -> None:
    """Ask a program and all that it started to end; insist when it does not."""
    _signal_group(process, first)
    deadline = time.monotonic() + patience
    while _group_is_alive(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    _signal_group(process, signal.SIGKILL)
    process.wait()
    forget(process)


def end_together(started: Sequence[subprocess.Popen[str]]) -> None:
    """All are asked before any is waited for."""
    for process in started:
        _signal_group(process, signal.SIGTERM)
    for process in started:
        end(process)


def end_all() -> None:
    with _lock:
        _closing.set()
        left = list(_running)
    for process in left:
        _signal_group(process, signal.SIGTERM)
    for process in left:
        end(process, patience=IMPATIENCE)


def _signal_group(process: subprocess.Popen[str], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return


def _group_is_alive(process: subprocess.Popen[str]) -> bool:
    process.poll()  # takes the exit code, so that a finished head is not counted as alive
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
