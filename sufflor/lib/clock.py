"""Local time: the hours and dates that people mean are those of the clock on the wall in Oslo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def local_date(at: datetime) -> date:
    return at.astimezone(OSLO).date()


def local_time(at: datetime) -> time:
    return at.astimezone(OSLO).time()


def moment(on: date, clock: time) -> datetime:
    """The instant of a wall-clock time. In the hour that is lived twice, the first is meant; a time
    that the clocks skip in spring becomes the instant that the old offset gives."""
    return datetime.combine(on, clock, tzinfo=OSLO).astimezone(UTC)


def start_of_day(on: date) -> datetime:
    return moment(on, time.min)


def end_of_day(on: date) -> datetime:
    """The first instant after this day: 23 or 25 hours later when the clocks change."""
    return start_of_day(on + timedelta(days=1))
