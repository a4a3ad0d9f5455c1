"""The hours as a calendar of one's own shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from sufflor.events.models import Event, reference
from sufflor.lib.clock import local_date
from sufflor.questions.models import QuestionHour

# What makes a calendar show something else than before.
CHANGES = (
    "hour.changed",
    "hour.moved",
    "hour.cancelled",
    "hour.held_again",
    "hour.finished",
)
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class CalendarHour:
    """An hour, how often it has changed, and when it last did."""

    hour: QuestionHour
    sequence: int
    changed_at: datetime


def calendar(at: datetime) -> list[CalendarHour]:
    """Every hour of the rollouts that go on or come, and of the last thirty days; also those that
    are called off, since calendars must learn of it. Two queries."""
    goes_on = Q(rollout__days__date__gte=local_date(at))
    rows = QuestionHour.objects.real().filter(goes_on | Q(closes_at__gte=at - KEPT_FOR))
    return _told(rows.select_related("rollout").order_by("opens_at", "pk").distinct())


def calendar_hour(hour: QuestionHour) -> CalendarHour:
    """One hour. One query more than the hour itself."""
    return _told([hour])[0]


def _told(rows: Iterable[QuestionHour]) -> list[CalendarHour]:
    hours = list(rows)
    changes = _changes(reference(hour) for hour in hours)
    return [_calendar_hour(hour, changes.get(reference(hour))) for hour in hours]


def _changes(references: Iterable[str]) -> Mapping[str, tuple[int, datetime]]:
    events = Event.objects.filter(about__in=list(references), verb__in=CHANGES)
    counted = events.values("about").annotate(number=Count("pk"), last=Max("at"))
    return {row["about"]: (row["number"], row["last"]) for row in counted.order_by()}


def _calendar_hour(hour: QuestionHour, change: tuple[int, datetime] | None) -> CalendarHour:
    if change:
        return CalendarHour(hour, *change)
    return CalendarHour(hour, 0, hour.rollout.created_at if hour.rollout else hour.collects_from)
