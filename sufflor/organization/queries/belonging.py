"""Where people belong: the units above them, their work role, and the areas they work with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from sufflor.lib.clock import local_date
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.organization.models import Appointment, CaseArea, Membership, Unit, User
from sufflor.organization.tree import downward, parents, upward


@dataclass(frozen=True)
class Belonging:
    """`units` are a person's own and all above it; `areas` those that who-is-who says they know."""

    units: frozenset[int]
    work_role: str
    areas: frozenset[int]


def belonging(person: User, at: datetime) -> Belonging:
    """Two queries."""
    units = upward(person.unit_id, parents())
    advises = Appointment.objects.valid_on(local_date(at)).filter(person=person).order_by()
    areas = CaseArea.objects.filter(
        Q(pk__in=advises.values("area"))
        | Q(groups__in=Membership.objects.filter(person=person).values("group"))
        | Q(owner__in=units)
    )
    return Belonging(units, person.work_role, frozenset(areas.values_list("pk", flat=True)))


def people_at(units: Collection[int]) -> Q:
    """Those who belong to one of these units or to a unit below it."""
    return Q(unit__in=downward(units, parents()))


def people_with(area: CaseArea, at: datetime) -> Q:
    """Those who work with an area: its advisers, its support groups, and the unit that owns it."""
    advise = Appointment.objects.valid_on(local_date(at)).filter(area=area).order_by()
    support = Membership.objects.filter(group__area=area)
    return (
        Q(pk__in=advise.values("person"))
        | Q(pk__in=support.values("person"))
        | people_at([area.owner_id])
    )


def units_of_many() -> QuerySet[User, int | None]:
    """The keys of units with so many people that saying one of them says nobody."""
    rows = User.objects.filter(is_active=True, unit__isnull=False).order_by().values("unit")
    many = rows.annotate(people=Count("pk")).filter(people__gte=FEWEST_COUNTED)
    return many.values_list("unit", flat=True)


def units_below(unit: Unit) -> frozenset[int]:
    """The unit and all below it. One query."""
    return downward([unit.pk], parents())


def units_above(unit: Unit) -> frozenset[int]:
    """The unit and all above it. One query."""
    return upward(unit.pk, parents())
