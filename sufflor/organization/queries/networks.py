"""Those who help together: the team at a unit, and the network of an area across the house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Appointment,
    AppointmentQuerySet,
    CaseArea,
    Line,
    SupportGroup,
    Unit,
    User,
)
from sufflor.organization.queries.belonging import units_above, units_below
from sufflor.organization.queries.coverage import holes_in
from sufflor.organization.queries.register import away_on


@dataclass(frozen=True)
class Member:
    """A helper, what they help with, and whether they are there today."""

    person: User
    appointments: tuple[Appointment, ...]
    away_until: date | None

    @property
    def is_there(self) -> bool:
        return self.away_until is None


@dataclass(frozen=True)
class GroupMembers:
    group: SupportGroup
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Team:
    """`near` are those at the unit and below it; `above` those higher up who help it too."""

    near: tuple[Member, ...]
    above: tuple[Member, ...]
    groups: tuple[GroupMembers, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.near or self.above or self.groups)


@dataclass(frozen=True)
class Network:
    """The specialists, the advisers, and the units at the top that have nobody."""

    specialists: tuple[GroupMembers, ...]
    advisers: tuple[Member, ...]
    holes: tuple[str, ...]


def team(unit: Unit, at: datetime) -> Team:
    """Those who help at a unit. Six queries."""
    day = local_date(at)
    below, above = units_below(unit), units_above(unit)
    appointments = list(_valid(day).filter(unit__in=below | above))
    groups = list(SupportGroup.objects.filter(unit__in=below).prefetch_related("members"))
    away = away_on(day, _everyone(appointments, groups))
    near = _members((one for one in appointments if one.unit_id in below), away)
    known = {member.person.pk for member in near}
    higher = _members((one for one in appointments if one.unit_id not in below), away)
    return Team(
        near,
        tuple(member for member in higher if member.person.pk not in known),
        _with_members(groups, away),
    )


def network(area: CaseArea, at: datetime) -> Network:
    """Those who help with an area, wherever they are. Six queries."""
    day = local_date(at)
    appointments = list(_valid(day).filter(area=area))
    groups = list(
        SupportGroup.objects.filter(area=area, line=Line.SECOND).prefetch_related("members")
    )
    away = away_on(day, _everyone(appointments, groups))
    return Network(
        _with_members(groups, away),
        _members(appointments, away),
        holes_in({one.unit_id for one in appointments}),
    )


def teams_of(person: User, at: datetime) -> tuple[list[Unit], list[CaseArea]]:
    """The units and the areas that a person helps: where they are appointed, and by their groups.
    Three queries."""
    appointments = list(_valid(local_date(at)).filter(person=person))
    groups = list(person.support_groups.select_related("area", "unit"))
    units = {one.unit.pk: one.unit for one in appointments}
    areas = {one.area.pk: one.area for one in appointments}
    areas |= {group.area.pk: group.area for group in groups if group.area}
    if person.unit:
        units.setdefault(person.unit.pk, person.unit)
    return list(units.values()), sorted(areas.values(), key=lambda area: area.position)


def _valid(day: date) -> AppointmentQuerySet:
    return (
        Appointment.objects.valid_on(day)
        .filter(person__is_active=True)
        .select_related("person", "unit", "area", "process", "deputy")
        .order_by("unit__name", "person__last_name", "area__position", "pk")
    )


def _members(appointments: Iterable[Appointment], away: Mapping[int, date]) -> tuple[Member, ...]:
    """Each person once, with all that they are appointed for."""
    by_person: dict[int, list[Appointment]] = defaultdict(list)
    for one in appointments:
        by_person[one.person_id].append(one)
    return tuple(
        Member(theirs[0].person, tuple(theirs), away.get(person))
        for person, theirs in by_person.items()
    )


def _with_members(
    groups: Iterable[SupportGroup], away: Mapping[int, date]
) -> tuple[GroupMembers, ...]:
    return tuple(
        GroupMembers(
            group,
            tuple(Member(person, (), away.get(person.pk)) for person in _active(group)),
        )
        for group in groups
    )


def _active(group: SupportGroup) -> list[User]:
    there = [person for person in group.members.all() if person.is_active]
    return sorted(there, key=lambda person: (person.last_name, person.pk))


def _everyone(
    appointments: Iterable[Appointment], groups: Iterable[SupportGroup]
) -> frozenset[int]:
    members = {person.pk for group in groups for person in group.members.all()}
    return frozenset(members | {one.person_id for one in appointments})
