"""Time as those count it who are open at some hours only: when is next, and how much has gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sufflor.lib.clock import local_date, moment
from sufflor.lib.public_holidays import is_public_holiday

# Nobody is promised anything later than this, and a calendar that never opens is given up here.
HORIZON = timedelta(days=3660)
MOST_KNOWN = 1_000
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()


@dataclass(frozen=True)
class Period:
    """Open on one weekday (Monday is 0) between two times on the clock in Oslo.

    Periods with the same first day, last day and precedence make up one season.
    """

    weekday: int
    opens: time
    closes: time
    from_date: date = date.min
    to_date: date = date.max
    precedence: int = 0

    def holds_on(self, day: date) -> bool:
        return self.from_date <= day <= self.to_date

    @property
    def season(self) -> tuple[int, date, timedelta]:
        """Of the seasons on a day the greatest holds: the newest, and then the shortest."""
        return (self.precedence, self.from_date, self.from_date - self.to_date)


@dataclass(frozen=True)
class Span:
    """From an instant until just before another."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class WorkingCalendar:
    """Opening hours through the year. Time is real time: a shift over the change of clocks counts
    an hour more or less, as it does for those who work it."""

    periods: tuple[Period, ...]
    closed_days: frozenset[date] = frozenset()
    # Lists ask for the same days again and again.
    _known: dict[date, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_open(self, at: datetime) -> bool:
        return any(span.opens <= at < span.closes for span in self.spans_on(local_date(at)))

    def next_open(self, at: datetime) -> datetime | None:
        """Now if it is open, else the next opening; None when there is none to wait for."""
        at = at.astimezone(UTC)
        return next((max(span.opens, at) for span in self._spans_from(at)), None)

    def add(self, at: datetime, hours: timedelta) -> datetime | None:
        """When this much open time has gone: at closing time rather than the next opening."""
        at = at.astimezone(UTC)
        left = hours
        for span in self._spans_from(at):
            begins = max(span.opens, at)
            if left <= span.closes - begins:
                return begins + left
            left -= span.closes - begins
        return None

    def hours_between(self, first: datetime, last: datetime) -> timedelta:
        """The open time from one instant to another, and below zero when they come backwards."""
        # In one zone: two moments in Oslo are subtracted as clocks on the wall, not as time.
        first, last = first.astimezone(UTC), last.astimezone(UTC)
        if last < first:
            return -self.hours_between(last, first)
        gone = NOTHING
        for day in _days(local_date(first), local_date(last)):
            for span in self.spans_on(day):
                gone += max(min(span.closes, last) - max(span.opens, first), NOTHING)
        return gone

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """What is open on a day, in order; periods that touch or overlap are one."""
        known = self._known.get(day)
        if known is None:
            known = self._merged(day)
            if len(self._known) < MOST_KNOWN:
                self._known[day] = known
        return known

    def _merged(self, day: date) -> tuple[Span, ...]:
        if day in self.closed_days or is_public_holiday(day):
            return ()
        merged: list[Span] = []
        for span in sorted(self._written(day), key=lambda span: span.opens):
            if merged and span.opens <= merged[-1].closes:
                merged[-1] = Span(merged[-1].opens, max(merged[-1].closes, span.closes))
            else:
                merged.append(span)
        return tuple(merged)

    def _written(self, day: date) -> Iterator[Span]:
        """The season's own periods; the hour that the clocks skip in spring is not there."""
        holding = [period for period in self.periods if period.holds_on(day)]
        season = max((period.season for period in holding), default=None)
        for period in holding:
            if period.season == season and period.weekday == day.weekday():
                span = Span(moment(day, period.opens), moment(day, period.closes))
                if span.opens < span.closes:
                    yield span

    def _spans_from(self, at: datetime) -> Iterator[Span]:
        if not self.periods:
            return
        today = local_date(at)
        for day in _days(today, today + HORIZON):
            for span in self.spans_on(day):
                if span.closes > at:
                    yield span


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
