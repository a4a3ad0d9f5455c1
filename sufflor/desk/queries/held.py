"""What somebody has in hand, and who would have it if they gave it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from sufflor.desk import clearance, rules
from sufflor.desk.models import Request
from sufflor.desk.queries.work import load
from sufflor.lib.clock import local_date
from sufflor.organization import queries as organization
from sufflor.organization.models import Appointment, HelpKind, Line, SupportGroup, User
from sufflor.organization.queries import Deputies, Target, away_on

MOST_HELD = 100


@dataclass(frozen=True)
class Held:
    """`goes_to` is a name; `is_known` says whether the one who looks may read what it is about."""

    request: Request
    goes_to: str
    is_known: bool


def held_by(
    person: User, viewer: User, at: datetime, *, group: SupportGroup | None = None
) -> list[Held]:
    """Unresolved, with what is due first on top; in one group, or everywhere. Whoever may not see a
    request reads its number."""
    theirs = Request.objects.unresolved().filter(assignee=person)
    rows = theirs.filter(group=group) if group else theirs
    found = list(rows.by_due().select_related("group", "area", "process", "unit")[:MOST_HELD])
    known = Request.objects.worked_by(viewer, at).filter(pk__in=[one.pk for one in found])
    seen = frozenset(known.values_list("pk", flat=True))
    return [Held(one, _name(place_without(one, person, at)), one.pk in seen) for one in found]


def lying_in_groups() -> Counter[int]:
    """How many are under way in each group, by its key. One query."""
    rows = Request.objects.unresolved().filter(group__isnull=False).order_by()
    return Counter(dict(rows.values_list("group").annotate(Count("pk"))))


def in_hand(*, group: SupportGroup) -> Counter[int | None]:
    """How many of a group's each person has in hand, by key, and nobody by None. One query."""
    rows = Request.objects.unresolved().filter(group=group).order_by()
    return Counter(dict(rows.values_list("assignee").annotate(Count("pk"))))


def is_last_there(group: SupportGroup, person: User, people: Iterable[User]) -> bool:
    """Whether something lies there that nobody else of these people could answer. One query, where
    nobody else is."""
    others = any(one.is_active and one.pk != person.pk for one in people)
    if others or not person.is_active:
        return False
    return Request.objects.unresolved().filter(group=group).exists()


def place_without(request: Request, person: User, at: datetime) -> Target:
    """The group that has it; where there is none the deputy, and else the one who would have got it
    as if this person were not there."""
    if request.group is not None:
        return Target(Line(request.line), group=request.group)
    passing, readers = [*rules.own(request), person.pk], clearance.readers_of(request)

    def is_asked(pk: int) -> bool:
        return pk not in passing and (readers is None or pk in readers)

    deputies = Deputies(local_date(at), is_asked)
    away = frozenset(away_on(local_date(at)))
    for appointment in _appointments(request, person, at):
        if deputy := deputies.first_there(appointment, away):
            return Target(Line.ADVISER, person=deputy, deputy_for=person)
    return organization.route(
        unit=request.unit,
        area=request.area,
        process=request.process,
        help_kind=HelpKind(request.help_kind),
        at=at,
        load=load() if request.area_id else None,
        passing=passing,
        readers=readers,
    )


def _appointments(request: Request, person: User, at: datetime) -> Sequence[Appointment]:
    """Those of the area, with the one for the very process first."""
    rows = person.appointments.valid_on(local_date(at)).filter(area=request.area_id)
    found = list(rows.filter(deputy__isnull=False).select_related("deputy"))
    return sorted(found, key=lambda one: one.process_id != request.process_id)


def _name(target: Target) -> str:
    if target.person is not None:
        return target.person.full_name
    return target.group.local_name if target.group else ""
