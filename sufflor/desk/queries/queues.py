"""Where a request lies for a helper: the queues, and which requests are in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Access, Direction, Movement, Request, Source
from sufflor.desk.models.requests import RequestQuerySet
from sufflor.organization.models import Line, Role, User
from sufflor.organization.rules import groups_at, groups_of, roles_of


class Queue(models.TextChoices):
    """Where a helper looks. Names are those of the addresses."""

    OURS = "hos-oss", _("With us")
    MINE = "mine", _("Mine")
    UNASSIGNED = "ufordelt", _("Taken by nobody")
    ADVISER = "kollega", _("Help from colleagues")
    FIRST = "forstelinje", _("First line")
    SECOND = "andrelinje", _("Second line")
    VENDOR = "leverandor", _("Vendor")
    OVERDUE = "over-fristen", _("Overdue")
    RETURNED = "sendt-tilbake", _("Sent back to us")
    MENTIONED = "nevnt", _("Asks or mentions me")
    COORDINATOR = "koordinator", _("Has bounced")
    SENT_ON = "sendt-videre", _("Sent on")
    RESOLVED = "lost", _("Resolved")


LINES: Mapping[Queue, Line] = {
    Queue.ADVISER: Line.ADVISER,
    Queue.FIRST: Line.FIRST,
    Queue.SECOND: Line.SECOND,
    Queue.VENDOR: Line.VENDOR,
}
# What lies with somebody or with a group of theirs just now, or some of it.
LYING = {Queue.OURS, Queue.UNASSIGNED, Queue.OVERDUE, *LINES}


def seen_in(
    queue: Queue, person: User, at: datetime, *, sees_many: bool = False
) -> RequestQuerySet:
    """What a helper may see, for one of their queues: of what lies with them that is nearly all,
    and of what is resolved it is much when they see much at all."""
    if queue in LYING or queue is Queue.MINE or (queue is Queue.RESOLVED and sees_many):
        return Request.objects.worked_in_turn(person, at)
    return Request.objects.worked_by(person, at)


def in_queue(there: RequestQuerySet, queue: Queue, person: User, at: datetime) -> RequestQuerySet:
    if queue is Queue.RESOLVED:
        return there.resolved()
    return there.unresolved().filter(lies_in(queue, person, at))


def in_parts(
    there: RequestQuerySet, queue: Queue, person: User, at: datetime
) -> list[RequestQuerySet]:
    """What `in_queue` has, in parts that have nothing in common. What lies with one group is one,
    which an index has in its order: whoever wants so many looks at no more of each than that."""
    if queue not in LYING:
        return [in_queue(there, queue, person, at)]
    groups = _groups_of(queue, person)
    there = there.unresolved().filter(_among(queue, at))
    elsewhere = there.filter(Q(group=None) | ~Q(group__in=groups)).filter(_own(person, at))
    return [elsewhere, *(there.filter(group=group) for group in sorted(groups))]


def united(parts: list[RequestQuerySet]) -> models.QuerySet[Request, int]:
    """The keys, of parts that have nothing in common."""
    first, *others = (part.order_by().values_list("pk", flat=True) for part in parts)
    return first.union(*others, all=True) if others else first


def lies_in(queue: Queue, person: User, at: datetime) -> Q:
    lying = Q(group__in=_groups_of(queue, person)) | _own(person, at)
    if queue in LYING:
        return lying & _among(queue, at)
    of = {
        Queue.MINE: Q(assignee=person),
        Queue.RETURNED: lying & Q(pk__in=_returned()),
        Queue.MENTIONED: Q(pk__in=_given(person, at, *_asked_for(person))),
        Queue.COORDINATOR: Q(pk__in=_bounced()),
        Queue.SENT_ON: ~lying & Q(pk__in=_given(person, at, Source.EARLIER_LINE)),
    }
    return of[queue]


def _groups_of(queue: Queue, person: User) -> frozenset[int]:
    """Those of other lines need not be gone through to see that they are of other lines."""
    return groups_at(person, LINES[queue]) if queue in LINES else groups_of(person)


def _among(queue: Queue, at: datetime) -> Q:
    """Which of what lies with somebody a queue has."""
    if queue in LINES:
        return Q(line=LINES[queue])
    return {Queue.UNASSIGNED: Q(assignee=None), Queue.OVERDUE: Q(due_at__lt=at)}.get(queue, Q())


def _own(person: User, at: datetime) -> Q:
    """What lies with somebody and not with a group of theirs. Whoever reads what is confidential
    takes care of that for the others."""
    own = Q(assignee=person)
    if Role.CONFIDENTIAL in roles_of(person):
        own |= Q(is_confidential=True, pk__in=_given(person, at, Source.CLEARED))
    return own


def _asked_for(person: User) -> tuple[Source, ...]:
    """Whoever was cleared and reads what is confidential no longer is shown here what they still
    may see; for the others it lies with them."""
    asked = (Source.MENTION, Source.CONSULTED, Source.COORDINATOR)
    return asked if Role.CONFIDENTIAL in roles_of(person) else (*asked, Source.CLEARED)


def _returned() -> models.QuerySet[Movement, int]:
    here = Movement.objects.filter(direction=Direction.RETURN, left_at=None, undone_at=None)
    return here.order_by().values_list("request", flat=True)


def _bounced() -> models.QuerySet[Request, int]:
    """Mostly there are none, of which the statistics of SQLite say nothing: their index alone
    tells, so that it does not go through all that is under way to find that out."""
    return Request.objects.filter(needs_coordinator=True).order_by().values_list("pk", flat=True)


def _given(person: User, at: datetime, *sources: Source) -> models.QuerySet[Access, int]:
    rows = Access.objects.back(person, at, sources)
    return rows.order_by().values_list("request", flat=True)
