"""Nearest help: who helps this unit with this area, today, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Line,
    SupportGroup,
    Unit,
)
from sufflor.organization.queries.deputies import Deputies
from sufflor.organization.queries.groups import groups_at, people_in
from sufflor.organization.queries.places import Place, places_near
from sufflor.organization.queries.why import GroupCard, Helper, NearestHelp, because

# So long an adviser is shown as new.
NEW_FOR = timedelta(days=30)


def nearest_help(
    *,
    unit: Unit | None,
    area: CaseArea | None,
    at: datetime,
    process: CaseProcess | None = None,
) -> NearestHelp:
    """Own unit, then faculty, then the department that owns the area, then the first line.

    Four queries: units, appointments, absences, groups; two more when a deputy is away as well.
    The result holds no models, so it can be kept by (unit, area, process, date, language) under the
    revision of "organization".
    """
    day = local_date(at)
    places = places_near(unit, area)
    helpers = advisers(places, area, process, day, Deputies(day))
    group = next(iter(groups_at(Line.FIRST, area, places)), None)
    card = _card(group) if group else None
    return NearestHelp(helpers, card, because(unit, area, helpers, card))


def advisers(
    places: Mapping[int, Place],
    area: CaseArea | None,
    process: CaseProcess | None,
    day: date,
    deputies: Deputies,
) -> tuple[Helper, ...]:
    """Process advisers in these places, nearest first. Two queries."""
    appointments = _appointments(places, area, process, day)
    away = _away(appointments, day)
    return _in_order(appointments, places, away, process, deputies)


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
        found = found.filter(Q(process=None) | Q(process__code__in=process.levels))
    return sorted(found, key=lambda one: _breadth(one, process))


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
    deputies: Deputies,
) -> tuple[Helper, ...]:
    """Each person once. Sister institutes are asked only when nobody nearer answers."""
    helpers: dict[int, Helper] = {}
    for one in sorted(appointments, key=lambda one: _nearness(places[one.unit_id])):
        place = places[one.unit_id]
        near = [known for known in helpers.values() if not known.is_partial]
        if place.is_sister and any(known.answers and not known.serves_faculty for known in near):
            continue
        helpers.setdefault(one.person_id, _helper(one, place, away, process, deputies))
    return tuple(helpers.values())


def _nearness(place: Place) -> tuple[int, bool, int]:
    return (place.step, place.is_sister, place.distance)


def _helper(
    appointment: Appointment,
    place: Place,
    away: Mapping[int, date],
    process: CaseProcess | None,
    deputies: Deputies,
) -> Helper:
    deputy = appointment.deputy
    if appointment.person_id in away:
        deputy = deputies.first_there(appointment, frozenset(away))
    elif deputy and (not deputy.is_active or deputy.pk in away):
        deputy = None
    return Helper(
        step=place.step,
        name=appointment.person.full_name,
        email=appointment.person.email,
        unit=place.unit.local_name,
        area=appointment.area.local_name,
        process=appointment.process.local_name if appointment.process else "",
        away_until=away.get(appointment.person_id),
        deputy=deputy.full_name if deputy else "",
        deputy_email=deputy.email if deputy else "",
        person=appointment.person_id,
        deputy_person=deputy.pk if deputy else None,
        serves_faculty=place.is_sister,
        is_partial=appointment.process is not None and process is None,
        is_new=appointment.from_date > deputies.day - NEW_FOR,
    )


def _card(group: SupportGroup) -> GroupCard:
    return GroupCard(group.code, group.local_name, group.unit.local_name, people_in(group))
