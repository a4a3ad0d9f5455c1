"""Who looks at what goes to and fro: those who answer for the group, the process, or it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Absence,
    CaseArea,
    CaseProcess,
    Charge,
    ChargeKind,
    Role,
    SupportGroup,
    User,
    WorkRole,
)


def coordinators(
    *,
    group: SupportGroup | None,
    area: CaseArea | None,
    process: CaseProcess | None,
    at: datetime,
    is_asked: Callable[[int], bool] = lambda _person: True,
) -> list[User]:
    """The nearest of these who are there: the managers of the unit that the group belongs to (where
    no group has it, of the unit that owns the area), those who manage the process, and those who
    run it all. Nobody who is away is asked unless all are; `is_asked` says who is not to be asked,
    for reasons that the caller knows. Five queries at most."""
    day = local_date(at)
    gone = Absence.objects.filter(from_date__lte=day, to_date__gte=day).values_list("person")
    away = frozenset(person for (person,) in gone)
    second_choice: list[User] = []
    for people in _steps(group, area, process, at):
        asked = [person for person in people.filter(is_active=True) if is_asked(person.pk)]
        there = [person for person in asked if person.pk not in away]
        if there:
            return there
        second_choice = second_choice or asked
    return second_choice


def _steps(
    group: SupportGroup | None, area: CaseArea | None, process: CaseProcess | None, at: datetime
) -> Iterator[QuerySet[User]]:
    unit = group.unit_id if group else area.owner_id if area else None
    people = User.objects.order_by("pk")
    if unit is not None:
        yield people.filter(unit=unit, work_role=WorkRole.MANAGER)
    if area is not None:
        yield people.filter(pk__in=_managing(area, process, at))
    yield people.filter(grants__role=Role.ADMINISTRATOR)


def _managing(area: CaseArea, process: CaseProcess | None, at: datetime) -> frozenset[int]:
    """Of the process itself, else of the nearest above it that somebody manages."""
    rows = Charge.objects.valid_on(local_date(at)).filter(
        area=area, kind=ChargeKind.MANAGER, person__is_active=True
    )
    said = list(rows.values_list("process__code", "person"))
    for code in [*reversed(process.levels if process else []), None]:
        if found := [person for at_code, person in said if at_code == code]:
            return frozenset(found)
    return frozenset()
