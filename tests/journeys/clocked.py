"""Runs one of our programs by a clock that a test sets, so that days pass in seconds.

    SUFFLOR_TEST_CLOCK=FILE python -m tests.journeys.clocked sufflor.project.serving

The file holds how many seconds the clock is ahead of the real one. It is read again whenever
somebody asks what time it is: a clock on the wall that is moved is moved for all at once.
"""

from __future__ import annotations

import os
import runpy
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from django.utils import timezone

FILE = "SUFFLOR_TEST_CLOCK"
# Where the clock is read without Django: the gate of the live stream.
OTHER_READERS = ("sufflor.live.asgi", "sufflor.live.sidecar")


def ahead() -> timedelta:
    return timedelta(seconds=float(Path(os.environ[FILE]).read_text()))


class MovedDatetime(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + ahead()


def _now() -> datetime:
    return datetime.now(UTC) + ahead()


def main(module: str, arguments: list[str]) -> None:
    timezone.now = _now
    for name in OTHER_READERS:
        __import__(name)
        sys.modules[name].datetime = MovedDatetime  # type: ignore[attr-defined]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
