"""Opening hours as they are written down: seasons with their weeks, closed days, promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    ClosedDay,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
    Weekday,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One weekday of a season; without periods it is closed."""

    weekday: Weekday
    periods: tuple[OpeningPeriod, ...]


@dataclass(frozen=True)
class Season:
    from_date: date
    to_date: date | None
    days: tuple[Day, ...]
    is_over: bool


@dataclass(frozen=True)
class Closed:
    """Days after each other that are closed for the same reason."""

    from_date: date
    to_date: date
    reason: str


@dataclass(frozen=True)
class Written:
    """All that is written down for the house or one group."""

    seasons: tuple[Season, ...]
    closed: tuple[Closed, ...]
    promise: ServicePromise | None


def written(group: SupportGroup | None, at: datetime) -> Written:
    """The newest season first, closed days from today on. Three queries."""
    today = local_date(at)
    periods = list(OpeningPeriod.objects.filter(group=group))
    closed = ClosedDay.objects.filter(group=group, date__gte=today)
    promise = ServicePromise.objects.filter(group=group).first() if group else None
    return Written(_seasons(periods, today), _stretches(closed), promise)


def promises() -> list[ServicePromise]:
    """Those of the lines. One query."""
    return list(ServicePromise.objects.filter(group=None))


def groups_with_hours() -> list[SupportGroup]:
    """Every group, with whether it says something of its own. One query."""
    own = Q(opening_periods__isnull=False) | Q(closed_days__isnull=False)
    has_own = SupportGroup.objects.filter(own | Q(promise__isnull=False)).values("pk")
    return list(
        SupportGroup.objects.select_related("unit")
        .annotate(has_own_hours=Q(pk__in=has_own))
        .order_by("line", "name")
    )


def _seasons(periods: Iterable[OpeningPeriod], today: date) -> tuple[Season, ...]:
    by_start: dict[date, list[OpeningPeriod]] = defaultdict(list)
    for period in periods:
        by_start[period.from_date].append(period)
    return tuple(_season(by_start[start], today) for start in sorted(by_start, reverse=True))


def _season(periods: Sequence[OpeningPeriod], today: date) -> Season:
    to_date = periods[0].to_date
    days = tuple(
        Day(weekday, tuple(one for one in periods if one.weekday == weekday)) for weekday in Weekday
    )
    return Season(periods[0].from_date, to_date, days, to_date is not None and to_date < today)


def _stretches(days: Iterable[ClosedDay]) -> tuple[Closed, ...]:
    found: list[Closed] = []
    for day in days:
        last = found[-1] if found else None
        if last and last.reason == day.reason and last.to_date + ONE_DAY == day.date:
            found[-1] = Closed(last.from_date, day.date, day.reason)
        else:
            found.append(Closed(day.date, day.date, day.reason))
    return tuple(found)
