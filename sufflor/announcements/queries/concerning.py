"""Whom notices concern: what is for one reader, and who the readers of one notice are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from sufflor.announcements.models import FollowedArea, Notice, NoticeQuerySet, Target
from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization import queries as organization
from sufflor.organization.models import User
from sufflor.organization.queries import Belonging


@dataclass(frozen=True)
class Aim:
    """A target as plain values, for what is kept between requests."""

    unit: int | None
    work_role: str
    area: int | None

    def takes_in(self, reader: Belonging) -> bool:
        return (
            (self.unit is None or self.unit in reader.units)
            and (not self.work_role or self.work_role == reader.work_role)
            and (self.area is None or self.area in reader.areas)
        )


_known: Kept[Belonging] = Kept(size=4096)


def belonging(person: User, at: datetime, revision: int | None = None) -> Belonging:
    """Where who-is-who puts a person, with the areas that they say themselves. Three queries, or
    one where `revision`, in which "organization" is counted, has not moved since the last time."""
    if revision is None:
        known = organization.belonging(person, at)
    else:
        key = (person.pk, person.unit_id, person.work_role, local_date(at))
        known = _known.get(key, revision, lambda: organization.belonging(person, at))
    said = FollowedArea.objects.filter(person=person).values_list("area_id", flat=True)
    return replace(known, areas=known.areas | frozenset(said))


def for_reader(notices: NoticeQuerySet, reader: Belonging) -> NoticeQuerySet:
    """Those for everyone, and those for a group that the reader is in."""
    targets = Target.objects.filter(notice=OuterRef("pk"))
    own = targets.filter(
        Q(unit=None) | Q(unit__in=reader.units),
        Q(work_role="") | Q(work_role=reader.work_role),
        Q(area=None) | Q(area__in=reader.areas),
    )
    return notices.filter(~Exists(targets) | Exists(own))


def readers(notice: Notice, at: datetime) -> QuerySet[User]:
    """The people whom a notice concerns, each once, also who is in several of its groups."""
    people = User.objects.filter(is_active=True)
    targets = list(notice.targets.select_related("unit", "area"))
    if not targets:
        return people
    concerned = Q(pk__in=[])
    for target in targets:
        concerned |= _people(target, at)
    return people.filter(concerned)


def _people(target: Target, at: datetime) -> Q:
    people = Q()
    if target.unit_id:
        people &= organization.people_at([target.unit_id])
    if target.work_role:
        people &= Q(work_role=target.work_role)
    if target.area:
        followers = FollowedArea.objects.filter(area=target.area).values("person")
        people &= organization.people_with(target.area, at) | Q(pk__in=followers)
    return people
