"""Support groups with those who help in them, for those who bring people in and take them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from sufflor.lib.clock import local_date
from sufflor.organization.models import (
    Appointment,
    Charge,
    RoleGrant,
    SupportGroup,
    User,
)


@dataclass(frozen=True)
class AnswersFor:
    """What one person is there for, beside what lies in their hands."""

    groups: Sequence[SupportGroup]
    appointments: Sequence[Appointment]
    charges: Sequence[Charge]
    grants: Sequence[RoleGrant]

    @property
    def is_nothing(self) -> bool:
        return not (self.groups or self.appointments or self.charges or self.grants)


def support_groups() -> list[SupportGroup]:
    """By line, each with how many can answer in it (`people`). One query."""
    counted = SupportGroup.objects.annotate(
        people=Count("members", filter=Q(members__is_active=True))
    )
    return list(counted.select_related("area", "unit").order_by("line", "name", "pk"))


def members_of(group: SupportGroup, at: datetime) -> QuerySet[User]:
    """By name, each with how many watches they have there from now on (`watches_ahead`). Whoever
    has left comes last. One query."""
    ahead = Q(watches__group=group, watches__ends_at__gt=at)
    people = User.objects.filter(membership__group=group).select_related("unit")
    counted = people.annotate(watches_ahead=Count("watches", filter=ahead))
    return counted.order_by("-is_active", "last_name", "first_name", "pk")


def answers_for(person: User, at: datetime, *, beside: SupportGroup) -> AnswersFor:
    """Today and from days to come, beside what they do in this group. Four queries."""
    day = local_date(at)
    appointments = person.appointments.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
    charges = person.charges.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))
    return AnswersFor(
        list(person.support_groups.exclude(pk=beside.pk).order_by("line", "name", "pk")),
        list(appointments.select_related("unit", "area", "process")),
        list(charges.select_related("area", "process")),
        list(person.grants.order_by("role")),
    )
