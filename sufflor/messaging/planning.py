"""What work by the clock is: when it is due, and what is done then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sufflor.lib.clock import local_date, moment


@dataclass(frozen=True)
class Due:
    """`name` begins with the entry's own, and holds more where one entry plans many things."""

    name: str
    planned_at: datetime

    @property
    def number(self) -> int:
        """Of what the work is about, where the name holds it."""
        return int(self.name.split(":")[1])


@dataclass(frozen=True)
class Entry:
    """`due` says all that should have happened by an instant and may not have happened yet.

    It looks back far enough for a worker that was away (a day, a weekend), and no further.
    """

    name: str
    due: Callable[[datetime], Iterable[Due]]
    do: Callable[[Due, datetime], None]
    reaches_outside: bool = False


def daily(name: str, clock: time) -> Callable[[datetime], Iterable[Due]]:
    """Each day at a time on the wall in Oslo. Only the latest: days that were missed are over."""

    def due(at: datetime) -> Iterable[Due]:
        today = local_date(at)
        days = (today, today - timedelta(days=1))
        planned = (moment(day, clock) for day in days)
        return [Due(name, max(instant for instant in planned if instant <= at))]

    return due


def every(name: str, minutes: int) -> Callable[[datetime], Iterable[Due]]:
    """At whole steps of so many minutes. Only the latest: those that were missed are over."""

    def due(at: datetime) -> Iterable[Due]:
        past = timedelta(
            minutes=at.minute % minutes, seconds=at.second, microseconds=at.microsecond
        )
        return [Due(name, at - past)]

    return due
