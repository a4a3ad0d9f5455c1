"""What the page can be asked for: a period, and the whole house, one area or one unit.

Areas and units go by whole months, and never both at once: then no two pages overlap but for the
whole and its parts, and `hiding` sees to these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sufflor.insight.models import Counting
from sufflor.lib.clock import local_date
from sufflor.rollout.plan import PlannedRollout
from sufflor.rollout.queries import current_plan

MONTHS = 13
DAYS, YEAR, ROLLOUT = "30d", "12m", "innforing-"


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; `name` is a rollout's own."""

    key: str
    first: date
    last: date
    name: str = ""

    @property
    def is_month(self) -> bool:
        return self.key == f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Scope:
    """`area` and `unit` are keys; at most one of them is set, and then the period is a month."""

    period: Period
    area: int | None = None
    unit: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.area is None and self.unit is None


def periods(at: datetime) -> list[Period]:
    """The last thirty days first, then twelve months together, rollouts, and each month."""
    today = local_date(at)
    rollouts = [
        Period(f"{ROLLOUT}{one.pk}", one.first_date, min(one.last_date, today), str(one.names))
        for one in begun(at)
    ]
    return [
        Period(DAYS, today - timedelta(days=29), today),
        Period(YEAR, today - timedelta(days=364), today),
        *rollouts,
        *_months(today),
    ]


def before(period: Period, at: datetime) -> Period | None:
    """What a period is compared with: the month or the rollout before it, or as many days."""
    day_before = period.first - timedelta(days=1)
    if period.is_month:
        first = day_before.replace(day=1)
        return Period(f"{first:%Y-%m}", first, day_before)
    if period.key.startswith(ROLLOUT):
        others = [each for each in periods(at) if each.key.startswith(ROLLOUT)]
        return next((each for each in others if each.last < period.first), None)
    return Period("", period.first - (period.last - day_before), day_before)


def begun(at: datetime) -> list[PlannedRollout]:
    """Rollouts that have begun and are not called off, the newest first."""
    today = local_date(at)
    known = [one for one in current_plan().rollouts if not one.is_called_off(at)]
    return sorted(
        (one for one in known if one.first_date <= today),
        key=lambda one: one.first_date,
        reverse=True,
    )


def revision() -> int:
    """Under which what is read of requests is kept. One query."""
    return Counting.objects.values_list("revision", flat=True).first() or 0


def _months(today: date) -> list[Period]:
    months = []
    first = today.replace(day=1)
    for _number in range(MONTHS):
        after = (first + timedelta(days=31)).replace(day=1)
        months.append(Period(f"{first:%Y-%m}", first, after - timedelta(days=1)))
        first = (first - timedelta(days=1)).replace(day=1)
    return months
