"""The dates of a rollout as a calendar: its days, what lies between them, and their hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sufflor.questions.models import QuestionHour

WEEK = timedelta(days=7)
SATURDAY = 5
# So many empty weeks are shown as they are; a longer pause divides the calendar.
LONGEST_PAUSE = 3


@dataclass(frozen=True)
class Day:
    """`number` is which of the rollout's days it is, 0 when it is none of them."""

    date: date
    number: int
    is_between: bool
    is_today: bool
    hours: tuple[QuestionHour, ...]

    @property
    def is_weekend(self) -> bool:
        return self.date.weekday() >= SATURDAY


@dataclass(frozen=True)
class Week:
    """Monday to Sunday."""

    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Stretch:
    """Weeks that follow each other, with something in the first and in the last."""

    first: date
    last: date
    weeks: tuple[Week, ...]


def stretches(
    days: Sequence[date], hours: Iterable[QuestionHour], today: date
) -> tuple[Stretch, ...]:
    """Every week in which something happens, and what lies between. `days` stand in order."""
    by_day: dict[date, list[QuestionHour]] = {}
    for hour in hours:
        by_day.setdefault(hour.date, []).append(hour)
    return tuple(
        Stretch(
            first=group[0],
            last=group[-1],
            weeks=tuple(
                _week(monday, days, by_day, today)
                for monday in _mondays(_monday(group[0]), _monday(group[-1]))
            ),
        )
        for group in _groups(sorted({*days, *by_day}))
    )


def weekdays() -> tuple[date, ...]:
    """Monday to Sunday of some week, for their names."""
    monday = date(2026, 1, 5)
    return tuple(monday + timedelta(days=number) for number in range(7))


def _groups(dates: Sequence[date]) -> list[list[date]]:
    groups: list[list[date]] = []
    for day in dates:
        if groups and _monday(day) - _monday(groups[-1][-1]) <= WEEK * (LONGEST_PAUSE + 1):
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(first: date, last: date) -> Iterable[date]:
    while first <= last:
        yield first
        first += WEEK


def _week(
    monday: date,
    days: Sequence[date],
    by_day: Mapping[date, Sequence[QuestionHour]],
    today: date,
) -> Week:
    week = (monday + timedelta(days=number) for number in range(7))
    return Week(
        monday.isocalendar().week,
        tuple(
            Day(
                date=day,
                number=days.index(day) + 1 if day in days else 0,
                is_between=day not in days and bool(days) and days[0] < day < days[-1],
                is_today=day == today,
                hours=tuple(by_day.get(day, ())),
            )
            for day in week
        ),
    )
