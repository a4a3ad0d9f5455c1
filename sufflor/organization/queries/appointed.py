"""Who has been appointed process adviser lately, for those who answer for what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from sufflor.events.models import reference
from sufflor.events.queries import times
from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, Charge, User

# As long as nearest help calls somebody new.
LATELY = timedelta(days=30)
MOST = 50


@dataclass(frozen=True)
class Appointed:
    """Units appoint by themselves; whoever answers for the process sees whom."""

    appointment: Appointment
    at: datetime


def appointed_lately(person: User, at: datetime) -> list[Appointed]:
    """For the areas and processes that somebody owns or manages, and all below them; newest first.
    One query for those who are in charge of nothing, else three."""
    day = local_date(at)
    charges = Charge.objects.valid_on(day).filter(person=person)
    codes = {one.code for one in charges.select_related("area", "process")}
    if not codes:
        return []
    found = Appointment.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
    rows = found.select_related("person", "unit", "area", "process").filter(person__is_active=True)
    made = _made(rows, times("appointment.made", since=at - LATELY))
    own = [one for one in made if _is_below(one.appointment, codes)]
    return sorted(own, key=lambda one: (one.at, one.appointment.pk), reverse=True)[:MOST]


def _made(rows: Iterable[Appointment], when: dict[str, datetime]) -> Iterator[Appointed]:
    for one in rows if when else ():
        if at := when.get(reference(one)):
            yield Appointed(one, at)


def _is_below(one: Appointment, codes: set[str]) -> bool:
    code = one.process.code if one.process else one.area.code
    return any(code == each or code.startswith(f"{each}.") for each in codes)
