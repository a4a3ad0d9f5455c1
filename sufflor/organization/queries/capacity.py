"""Who has room for another request, and who knows what is asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Competence,
    Line,
    Membership,
    User,
)

SUGGESTED = 3
# Those who are appointed or belong to a group, with nothing said of how well they know it.
UNSAID = 0


@dataclass(frozen=True)
class Suggestion:
    """Somebody who can help with this, how much they have in hand, and how much more they can take.

    `free` is None for those who have set no limit.
    """

    person: User
    level: int
    in_hand: int
    free: int | None
    because: str


def full_people(load: Mapping[int, int], day: date) -> frozenset[int]:
    """Those who have as many requests as they can take. One query."""
    limits = capacities(day)
    return frozenset(person for person, limit in limits.items() if load.get(person, 0) >= limit)


def capacities(day: date) -> dict[int, int]:
    """The limit of each person who has one: the largest of their appointments that day."""
    rows = Appointment.objects.valid_on(day).filter(capacity__isnull=False).order_by()
    return dict(rows.values_list("person").annotate(limit=Max("capacity")))


def who_can_help(
    *,
    area: CaseArea,
    process: CaseProcess | None,
    at: datetime,
    load: Mapping[int, int] | None = None,
    passing: Collection[int] = (),
) -> list[Suggestion]:
    """Three people with room for it: those who know it best, and among them those with least in
    hand. Five queries."""
    day = local_date(at)
    in_hand = load or {}
    limits = capacities(day)
    away = Absence.objects.filter(from_date__lte=day, to_date__gte=day)
    not_asked = {*passing, *away.values_list("person_id", flat=True)}
    found: dict[int, Suggestion] = {}
    for person, level, because in _who_know(area, process, day):
        taken = in_hand.get(person.pk, 0)
        limit = limits.get(person.pk)
        free = None if limit is None else limit - taken
        known = found.get(person.pk)
        if person.pk in not_asked or (free is not None and free <= 0):
            continue
        if known is None or known.level < level:
            found[person.pk] = Suggestion(person, level, taken, free, because)
    return sorted(found.values(), key=_best_first)[:SUGGESTED]


def _best_first(one: Suggestion) -> tuple[int, int, str]:
    return (-one.level, one.in_hand, one.person.full_name)


def _who_know(
    area: CaseArea, process: CaseProcess | None, day: date
) -> Iterator[tuple[User, int, str]]:
    """By the matrix of competence, by appointment, and by belonging to those who answer for it."""
    broad_or_narrow = Q(process=None)
    if process:
        broad_or_narrow |= Q(process__code__in=process.levels)
    knowing = Competence.objects.filter(broad_or_narrow, area=area, person__is_active=True)
    for known in knowing.select_related("person", "area", "process"):
        what = (known.process or known.area).local_name
        sentence = _("{level} in {what}")
        yield known.person, known.level, sentence.format(level=known.get_level_display(), what=what)
    appointed = Appointment.objects.valid_on(day).filter(
        broad_or_narrow, area=area, person__is_active=True
    )
    for one in appointed.select_related("person", "unit", "area", "process"):
        sentence = _("Process adviser for {area} at {unit}")
        what = (one.process or one.area).local_name
        yield one.person, UNSAID, sentence.format(area=what, unit=one.unit.local_name)
    members = Membership.objects.filter(
        group__area=area, group__line=Line.SECOND, person__is_active=True
    )
    for member in members.select_related("person", "group"):
        yield member.person, UNSAID, member.group.local_name
