"""The register of process advisers: who is appointed where, for what, and who can take more."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    Line,
    Membership,
    SupportGroup,
    Unit,
)
from sufflor.organization.queries.belonging import units_below


@dataclass(frozen=True)
class RegisterRow:
    """One appointment, as it is on a day."""

    appointment: Appointment
    away_until: date | None
    has_begun: bool
    # The adviser also answers at the second line for the same area: what they send up may come
    # back to themselves.
    second_line: str = ""


def register(
    *, at: datetime, unit: Unit | None = None, area: CaseArea | None = None, words: str = ""
) -> list[RegisterRow]:
    """Appointments that hold today or will: at a unit and below it, in an area, by name. Four
    queries at most."""
    day = local_date(at)
    found = Appointment.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
    if unit:
        found = found.filter(unit__in=units_below(unit))
    if area:
        found = found.filter(area=area)
    sought = _parts(words)
    related = found.filter(person__is_active=True).select_related(
        "person", "unit", "area", "process", "deputy"
    )
    appointments = [one for one in related.order_by(*ORDER) if _fits(one, sought)]
    away = away_on(day, {one.person_id for one in appointments})
    above = _at_second_line({one.person_id for one in appointments})
    return [
        RegisterRow(
            one,
            away.get(one.person_id),
            one.from_date <= day,
            above.get((one.person_id, one.area_id), ""),
        )
        for one in appointments
    ]


ORDER = ("unit__code", "area__position", "process__code", "person__last_name", "pk")


def _at_second_line(people: Collection[int]) -> Mapping[tuple[int, int | None], str]:
    """The group of each person at the second line, by area. One query."""
    rows = Membership.objects.filter(person__in=people, group__line=Line.SECOND)
    return {
        (one.person_id, one.group.area_id): one.group.local_name
        for one in rows.select_related("group").order_by("pk")
    }


def away_on(day: date, people: Collection[int] | None = None) -> Mapping[int, date]:
    """Until when those are away who are, of these people or of all. One query."""
    rows = Absence.objects.filter(from_date__lte=day, to_date__gte=day)
    if people is not None:
        rows = rows.filter(person__in=people)
    return dict(rows.order_by("to_date").values_list("person_id", "to_date"))


def people_there(group: SupportGroup, at: datetime) -> list[int]:
    """Those of a group who are not away today. Two queries."""
    members = list(group.members.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    away = away_on(local_date(at), members)
    return [person for person in members if person not in away]


def _fits(one: Appointment, sought: Sequence[str]) -> bool:
    """In Python: the stores disagree about capital letters outside ASCII."""
    process = one.process.local_name if one.process else ""
    parts = _parts(
        f"{one.person.full_name} {one.person.username} {one.unit.code} {one.unit.local_name}"
        f" {one.area.local_name} {process} {one.competence_text}"
    )
    return all(any(part.startswith(word) for part in parts) for word in sought)


def _parts(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).casefold().replace("-", " ").split()
