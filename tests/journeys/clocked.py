"""Runs one of our programs by a clock that a test sets, so that days pass in seconds.

    SUFFLOR_TEST_CLOCK=FILE python -m tests.journeys.clocked sufflor.project.serving

The file holds how many seconds the clock is ahead of the real one. It is read again whenever
somebody asks what time it is: a clock on the wall that is moved is moved for all at once.

All journeys begin at the same instant, so that none of them crosses the end of an hour or of a day
because of when it is run. `SUFFLOR_JOURNEYS_AT=2026-12-31T23:59:30` has them begin at another one.
"""

from __future__ import annotations

import os
import runpy
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from django.utils import timezone

from sufflor.lib.clock import OSLO, local_date

FILE = "SUFFLOR_TEST_CLOCK"
# A Thursday when those who help are at work: between the two question hours of the day, with room
# on both sides for what a journey lays an hour from now.
ORDINARY = "2026-10-29T10:00:00"
_GIVEN = os.environ.get("SUFFLOR_JOURNEYS_AT", ORDINARY)
BEGINS = datetime.fromisoformat(_GIVEN).replace(tzinfo=OSLO)
# The day that the demo is laid around.
TODAY = local_date(BEGINS)
# Where the clock is read without Django: the gate of the live stream.
OTHER_READERS = ("sufflor.live.asgi", "sufflor.live.sidecar")


def set_clock(file: Path, at: datetime) -> None:
    """From now on it is this instant, and time goes on from there."""
    seconds = (at - datetime.now(UTC)).total_seconds()
    unfinished = file.with_suffix(".part")
    unfinished.write_text(str(seconds))
    unfinished.replace(file)


def read(file: Path) -> timedelta:
    return timedelta(seconds=float(file.read_text()))


def ahead() -> timedelta:
    return read(Path(os.environ[FILE]))


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
