"""Where people belong: the units above them, their work role, and the areas they work with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import Appointment, CaseArea, Membership, Unit, User


@dataclass(frozen=True)
class Belonging:
    """`units` are a person's own and all above it; `areas` those that who-is-who says they know."""

    units: frozenset[int]
    work_role: str
    areas: frozenset[int]


def belonging(person: User, at: datetime) -> Belonging:
    """Two queries."""
    units = _upward(person.unit_id, _parents())
    advises = Appointment.objects.valid_on(local_date(at)).filter(person=person).order_by()
    areas = CaseArea.objects.filter(
        Q(pk__in=advises.values("area"))
        | Q(groups__in=Membership.objects.filter(person=person).values("group"))
        | Q(owner__in=units)
    )
    return Belonging(units, person.work_role, frozenset(areas.values_list("pk", flat=True)))


def people_at(units: Collection[int]) -> Q:
    """Those who belong to one of these units or to a unit below it."""
    return Q(unit__in=_downward(units, _parents()))


def people_with(area: CaseArea, at: datetime) -> Q:
    """Those who work with an area: its advisers, its support groups, and the unit that owns it."""
    advise = Appointment.objects.valid_on(local_date(at)).filter(area=area).order_by()
    support = Membership.objects.filter(group__area=area)
    return (
        Q(pk__in=advise.values("person"))
        | Q(pk__in=support.values("person"))
        | people_at([area.owner_id])
    )


def units_below(unit: Unit) -> frozenset[int]:
    """The unit and all below it. One query."""
    return _downward([unit.pk], _parents())


def units_above(unit: Unit) -> frozenset[int]:
    """The unit and all above it. One query."""
    return _upward(unit.pk, _parents())


def _parents() -> dict[int, int | None]:
    return dict(Unit.objects.order_by().values_list("pk", "parent_id"))


def _upward(unit: int | None, parents: Mapping[int, int | None]) -> frozenset[int]:
    found: set[int] = set()
    while unit is not None and unit not in found:
        found.add(unit)
        unit = parents.get(unit)
    return frozenset(found)


def _downward(units: Collection[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    below: dict[int | None, list[int]] = defaultdict(list)
    for unit, parent in parents.items():
        below[parent].append(unit)
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += below[unit]
    return frozenset(found)
