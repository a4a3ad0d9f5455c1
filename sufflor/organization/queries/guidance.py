"""How much guidance somebody has given in passing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Sum

from sufflor.lib.clock import local_date, start_of_day
from sufflor.organization.models import Guidance, User

SHOWN = 8


@dataclass(frozen=True)
class Tally:
    """This month's guidance, and the last of it."""

    times: int
    minutes: int
    lately: tuple[Guidance, ...]


def tally(person: User, at: datetime) -> Tally:
    """Two queries."""
    month = start_of_day(local_date(at).replace(day=1))
    given = Guidance.objects.filter(person=person)
    sums = (
        given.filter(at__gte=month)
        .order_by()
        .aggregate(times=Count("pk"), minutes=Sum("minutes", default=0))
    )
    lately = given.select_related("area", "unit").order_by("-at", "-pk")[:SHOWN]
    return Tally(sums["times"], sums["minutes"], tuple(lately))
