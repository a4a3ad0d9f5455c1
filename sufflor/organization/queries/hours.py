"""When those who help are open, and when they have promised to have answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sufflor.events.http import ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.lib.kept import Kept
from sufflor.lib.public_holidays import is_public_holiday
from sufflor.lib.working_time import Period, WorkingCalendar
from sufflor.organization.models import (
    ClosedDay,
    Line,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
)

# A group's own hours go before those of the house.
OF_THE_HOUSE, ITS_OWN = 0, 1
SATURDAY = 5
# A house is not closed for longer, so further ahead there is nothing to look for.
LOOKS_AHEAD = 60

_kept: Kept[WorkingTimes] = Kept(size=1)


@dataclass(frozen=True)
class Promise:
    """When the first answer and the solution are due; None where nothing is promised."""

    first_answer_due: datetime | None = None
    resolve_due: datetime | None = None


@dataclass(frozen=True)
class Hours:
    """What a promise says, in open hours."""

    first_answer_hours: int
    resolve_hours: int


@dataclass(frozen=True)
class WorkingTimes:
    """Every calendar and promise by group, for pages that show many. Holds no models, so it can be
    kept under the revision of "organization"."""

    house: WorkingCalendar
    of_groups: Mapping[int, WorkingCalendar]
    promised_by_line: Mapping[int, Hours]
    promised_by_group: Mapping[int, Hours]

    def calendar(self, group: int | None) -> WorkingCalendar:
        return self.house if group is None else self.of_groups.get(group, self.house)

    def promised(self, line: Line, group: int | None) -> Hours | None:
        own = None if group is None else self.promised_by_group.get(group)
        return own or self.promised_by_line.get(line)

    def promise(self, line: Line, group: int | None, at: datetime) -> Promise:
        """When somebody who is handed something now has promised to have answered."""
        hours = self.promised(line, group)
        if hours is None:
            return Promise()
        calendar = self.calendar(group)
        return Promise(
            calendar.add(at, timedelta(hours=hours.first_answer_hours)),
            calendar.add(at, timedelta(hours=hours.resolve_hours)),
        )

    def closed_also_on(self, days: frozenset[date]) -> WorkingTimes:
        """As if nobody were open on them."""

        def closed(calendar: WorkingCalendar) -> WorkingCalendar:
            return replace(calendar, closed_days=calendar.closed_days | days)

        groups = {group: closed(calendar) for group, calendar in self.of_groups.items()}
        return replace(self, house=closed(self.house), of_groups=groups)


def calendar_of(group: SupportGroup | None) -> WorkingCalendar:
    """A group's own hours, else those of the house; both are closed when the house is.

    Process advisers have no group: they follow the house. One query.
    """
    return kept_times().calendar(group.pk if group else None)


def working_times() -> WorkingTimes:
    """Three queries for all of them."""
    periods: dict[int | None, list[Period]] = defaultdict(list)
    for row in OpeningPeriod.objects.all():
        periods[row.group_id].append(_period(row))
    closed: dict[int | None, set[date]] = defaultdict(set)
    for group, day in ClosedDay.objects.values_list("group", "date"):
        closed[group].add(day)
    promises = list(ServicePromise.objects.all())
    return WorkingTimes(
        _calendar(periods, closed, None),
        {
            group: _calendar(periods, closed, group)
            for group in periods.keys() | closed.keys()
            if group is not None
        },
        {row.line: _hours(row) for row in promises if row.group_id is None},
        {row.group_id: _hours(row) for row in promises if row.group_id is not None},
    )


def kept_times() -> WorkingTimes:
    """All of them as they are now, read once per change of the organisation."""
    return _kept.get("", revisions((ORGANIZATION,))[ORGANIZATION], working_times)


def _calendar(
    periods: Mapping[int | None, list[Period]],
    closed: Mapping[int | None, set[date]],
    group: int | None,
) -> WorkingCalendar:
    groups = {None, group}
    return WorkingCalendar(
        tuple(period for whose in groups for period in periods.get(whose, ())),
        frozenset(day for whose in groups for day in closed.get(whose, ())),
    )


def _period(row: OpeningPeriod) -> Period:
    return Period(
        row.weekday,
        row.opens,
        row.closes,
        row.from_date,
        row.to_date or date.max,
        OF_THE_HOUSE if row.group_id is None else ITS_OWN,
    )


def _hours(row: ServicePromise) -> Hours:
    return Hours(row.first_answer_hours, row.resolve_hours)


def next_working_day(day: date) -> date:
    """The first day after this one on which the house is open; before hours are set, the first that
    is neither weekend nor holiday."""
    house = calendar_of(None)
    ahead = [day + timedelta(days=number) for number in range(1, LOOKS_AHEAD)]
    is_open = (one for one in ahead if house.spans_on(one))
    weekdays = (one for one in ahead if one.weekday() < SATURDAY and not is_public_holiday(one))
    return next(is_open, None) or next(weekdays)
