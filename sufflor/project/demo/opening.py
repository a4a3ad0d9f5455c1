"""When the demo's lines are open, and what they promise: the hours of an ordinary university."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from sufflor.lib.clock import local_date
from sufflor.organization import actions
from sufflor.organization.actions import Shift
from sufflor.organization.models import Line, OpeningPeriod, SupportGroup

BEGINS = date(2024, 8, 1)
WEEK = range(5)
ORDINARY = (("08:00", "15:45"),)
SUMMER = (("08:00", "15:00"),)
# Open to everyone, and closed while they eat.
FIRST_LINE = (("08:00", "11:30"), ("12:00", "15:30"))
VENDOR_CONTACT = (("09:00", "11:30"), ("12:00", "15:00"))
# Open hours until the first answer, and until it is solved.
PROMISES = {
    Line.ADVISER: (4, 16),
    Line.FIRST: (2, 8),
    Line.SECOND: (8, 24),
    Line.VENDOR: (16, 80),
}


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Once. What has been changed since is left alone, also when the demo starts anew."""
    if OpeningPeriod.objects.exists():
        return
    for line, (first_answer, resolve) in PROMISES.items():
        actions.promise_answer(
            line=line,
            group=None,
            first_answer_hours=first_answer,
            resolve_hours=resolve,
            by=None,
            at=at,
        )
    _open(None, ORDINARY, at)
    _open(SupportGroup.objects.get(code="forstelinjen"), FIRST_LINE, at)
    _open(SupportGroup.objects.get(code="leverandorkontakt"), VENDOR_CONTACT, at)
    for year in (local_date(at).year, local_date(at).year + 1):
        _open(None, SUMMER, at, date(year, 5, 15), date(year, 9, 14))
        _close(date(year, 12, 24), "Julaften", at)
        _close(date(year, 12, 31), "Nyttårsaften", at)


def _open(
    group: SupportGroup | None,
    clocks: tuple[tuple[str, str], ...],
    at: datetime,
    from_date: date = BEGINS,
    to_date: date | None = None,
) -> None:
    week = [
        Shift(day, time.fromisoformat(opens), time.fromisoformat(closes))
        for day in WEEK
        for opens, closes in clocks
    ]
    actions.set_opening_hours(
        group=group, week=week, from_date=from_date, to_date=to_date, by=None, at=at
    )


def _close(day: date, reason: str, at: datetime) -> None:
    actions.close_days(group=None, from_date=day, to_date=day, reason=reason, by=None, at=at)
