"""Nearest help: who helps this unit with this area, today, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Line,
    SupportGroup,
    Unit,
    UnitKind,
)
from sufflor.organization.queries.why import GroupCard, Helper, HelpStep, NearestHelp, because


def nearest_help(
    *,
    unit: Unit | None,
    area: CaseArea | None,
    at: datetime,
    process: CaseProcess | None = None,
) -> NearestHelp:
    """Own unit, then faculty, then the department that owns the area, then the first line.

    Four queries: units, appointments, absences, groups. The result holds no models, so it can be
    kept by (unit, area, process, date, language) under the revision of "organization".
    """
    day = local_date(at)
    places = _places(unit, area)
    appointments = _appointments(places, area, process, day)
    helpers = _in_order(appointments, places, _away(appointments, day), process)
    group = _first_line(area)
    return NearestHelp(helpers, group, because(unit, area, helpers, group))


@dataclass(frozen=True)
class Place:
    """A unit where helpers are looked for. `distance` counts levels up from one's own unit."""

    step: HelpStep
    unit: Unit
    distance: int = 0
    is_sister: bool = False


def _places(unit: Unit | None, area: CaseArea | None) -> dict[int, Place]:
    units = {node.pk: node for node in Unit.objects.all()}
    places: dict[int, Place] = {}
    faculty = None
    for distance, node in enumerate(_upward(unit, units)):
        step = HelpStep.FACULTY if node.kind == UnitKind.FACULTY else HelpStep.UNIT
        faculty = node if node.kind == UnitKind.FACULTY else faculty
        if node.kind != UnitKind.INSTITUTION:
            places[node.pk] = Place(step, node, distance)
    for node in units.values():
        if faculty and node.pk not in places and faculty in _upward(node, units):
            places[node.pk] = Place(HelpStep.FACULTY, node, len(units), is_sister=True)
    if area and area.owner_id not in places:
        places[area.owner_id] = Place(HelpStep.DEPARTMENT, units[area.owner_id])
    return places


def _upward(unit: Unit | None, units: Mapping[int, Unit]) -> Sequence[Unit]:
    """The unit and those above it."""
    found: list[Unit] = []
    node = units.get(unit.pk) if unit else None
    while node and node not in found:
        found.append(node)
        node = units.get(node.parent_id) if node.parent_id else None
    return found


def _appointments(
    places: Iterable[int], area: CaseArea | None, process: CaseProcess | None, day: date
) -> list[Appointment]:
    """Those for a whole area count for each of its processes."""
    found = (
        Appointment.objects.valid_on(day)
        .filter(unit__in=list(places), person__is_active=True)
        .select_related("person", "deputy", "area", "process")
    )
    if area:
        found = found.filter(area=area)
    if process:
        found = found.filter(Q(process=None) | Q(process__code__in=_levels(process.code)))
    return sorted(found, key=lambda one: _breadth(one, process))


def _levels(code: str) -> list[str]:
    """B.c.02 is helped by those for B.c.02 and those for B.c."""
    parts = code.split(".")
    return [".".join(parts[: length + 1]) for length in range(len(parts))]


def _breadth(appointment: Appointment, process: CaseProcess | None) -> tuple[int, str]:
    """With a process in mind, the narrowest comes first; without one, the broadest."""
    depth = appointment.process.code.count(".") if appointment.process else 0
    return (-depth if process else depth, appointment.person.last_name)


def _away(appointments: Sequence[Appointment], day: date) -> dict[int, date]:
    people = {one.person_id for one in appointments}
    people |= {one.deputy_id for one in appointments if one.deputy_id}
    if not people:
        return {}
    absences = Absence.objects.filter(person__in=people, from_date__lte=day, to_date__gte=day)
    return dict(absences.order_by("to_date").values_list("person_id", "to_date"))


def _in_order(
    appointments: Sequence[Appointment],
    places: Mapping[int, Place],
    away: Mapping[int, date],
    process: CaseProcess | None,
) -> tuple[Helper, ...]:
    """Each person once. Sister institutes are asked only when nobody nearer answers."""
    helpers: dict[int, Helper] = {}
    for one in sorted(appointments, key=lambda one: _nearness(places[one.unit_id])):
        place = places[one.unit_id]
        near = [known for known in helpers.values() if not known.is_partial]
        if place.is_sister and any(known.answers and not known.serves_faculty for known in near):
            continue
        helpers.setdefault(one.person_id, _helper(one, place, away, process))
    return tuple(helpers.values())


def _nearness(place: Place) -> tuple[int, bool, int]:
    return (place.step, place.is_sister, place.distance)


def _helper(
    appointment: Appointment,
    place: Place,
    away: Mapping[int, date],
    process: CaseProcess | None,
) -> Helper:
    deputy = appointment.deputy
    is_deputy_there = deputy and deputy.is_active and deputy.pk not in away
    return Helper(
        step=place.step,
        name=appointment.person.full_name,
        email=appointment.person.email,
        unit=place.unit.local_name,
        area=appointment.area.local_name,
        process=appointment.process.local_name if appointment.process else "",
        away_until=away.get(appointment.person_id),
        deputy=deputy.full_name if deputy and is_deputy_there else "",
        deputy_email=deputy.email if deputy and is_deputy_there else "",
        serves_faculty=place.is_sister,
        is_partial=appointment.process is not None and process is None,
    )


def _first_line(area: CaseArea | None) -> GroupCard | None:
    """The first line for the area where it has one, else the one for everything."""
    groups = list(
        SupportGroup.objects.filter(Q(area=None) | Q(area=area), line=Line.FIRST)
        .select_related("unit")
        .annotate(people=Count("members"))
        .order_by("code")
    )
    groups.sort(key=lambda group: group.area_id is None)
    if not groups:
        return None
    group = groups[0]
    return GroupCard(group.code, group.local_name, group.unit.local_name, group.people)
