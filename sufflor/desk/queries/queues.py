"""Where a request lies for a helper: the queues, and which requests are in each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Access, Direction, Movement, Request, Source
from sufflor.desk.models.requests import UNRESOLVED, RequestQuerySet
from sufflor.organization.models import Line, Role, User
from sufflor.organization.rules import groups_at, groups_of, roles_of

# How SQLite finds what lies with somebody: it looks each up by its key, or, where the key is a sum,
# it goes through an order of its own (what is due, what was returned) until there are enough.
LOOKED_UP, GONE_THROUGH = F("pk"), F("pk") + 0


class Queue(models.TextChoices):
    """Where a helper looks. Names are those of the addresses."""

    OURS = "hos-oss", _("With us")
    MINE = "mine", _("Mine")
    UNASSIGNED = "ufordelt", _("Taken by nobody")
    ADVISER = "kollega", _("Help from colleagues")
    FIRST = "forstelinje", _("First line")
    SECOND = "andrelinje", _("Second line")
    VENDOR = "leverandor", _("Vendor contact")
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


def in_queue(
    there: RequestQuerySet,
    queue: Queue,
    person: User,
    at: datetime,
    key: Combinable = GONE_THROUGH,
) -> RequestQuerySet:
    if queue is Queue.RESOLVED:
        return there.exclude(state__in=UNRESOLVED)
    return there.unresolved().filter(_lies_in(queue, person, at, key))


def to_count(there: RequestQuerySet, queue: Queue, person: User, at: datetime) -> RequestQuerySet:
    """What `in_queue` has, for a count that stops at some number. What lies with somebody comes
    from one group after the other, so no more of it is looked at than is counted."""
    of = {Queue.OURS: Q(), Queue.UNASSIGNED: Q(assignee=None), Queue.OVERDUE: Q(due_at__lt=at)}
    if queue in LINES:
        among, groups = Q(line=LINES[queue]), groups_at(person, LINES[queue])
    elif queue in of:
        among, groups = of[queue], groups_of(person)
    else:
        return in_queue(there, queue, person, at, LOOKED_UP)
    there = there.unresolved().filter(among).order_by()
    elsewhere = there.filter(Q(group=None) | ~Q(group__in=groups))
    parts = [there.filter(group=group) for group in sorted(groups)]
    if Role.CONFIDENTIAL in roles_of(person):
        cleared = Q(is_confidential=True, pk__in=_given(person, at, Source.CLEARED))
        return elsewhere.filter(Q(assignee=person) | cleared).union(*parts, all=True)
    return elsewhere.filter(assignee=person).union(*parts, all=True)


def _lies_in(queue: Queue, person: User, at: datetime, key: Combinable) -> Q:
    if queue in LINES:
        # Those of other lines need not be gone through to see that they are of other lines.
        there = groups_at(person, LINES[queue])
        return _with_us(person, at, key, there) & Q(line=LINES[queue])
    ours = _with_us(person, at, GONE_THROUGH if queue is Queue.RETURNED else key)
    of = {
        Queue.MINE: Q(assignee=person),
        Queue.UNASSIGNED: ours & Q(assignee=None),
        Queue.OVERDUE: ours & Q(due_at__lt=at),
        Queue.RETURNED: ours & Q(pk__in=_returned()),
        Queue.MENTIONED: Q(pk__in=_given(person, at, *_asked_for(person))),
        Queue.COORDINATOR: Q(needs_coordinator=True),
        Queue.SENT_ON: ~ours & Q(pk__in=_given(person, at, Source.EARLIER_LINE)),
    }
    return of.get(queue, ours)


def _with_us(
    person: User, at: datetime, key: Combinable, groups: Collection[int] | None = None
) -> Q:
    """What lies with somebody or with a group of theirs (or with these) just now. Whoever reads
    what is confidential takes care of that for the others."""
    there = Request.objects.unresolved().order_by().values("pk")
    lying = there.filter(group__in=groups_of(person) if groups is None else groups)
    ours = Q(In(key, there.filter(assignee=person).union(lying, all=True)))
    if Role.CONFIDENTIAL in roles_of(person):
        ours |= Q(is_confidential=True, pk__in=_given(person, at, Source.CLEARED))
    return ours


def _asked_for(person: User) -> tuple[Source, ...]:
    """Whoever was cleared and reads what is confidential no longer is shown here what they still
    may see; for the others it lies with them."""
    asked = (Source.MENTION, Source.CONSULTED)
    return asked if Role.CONFIDENTIAL in roles_of(person) else (*asked, Source.CLEARED)


def _returned() -> models.QuerySet[Movement, int]:
    here = Movement.objects.filter(direction=Direction.RETURN, left_at=None, undone_at=None)
    return here.order_by().values_list("request", flat=True)


def _given(person: User, at: datetime, *sources: Source) -> models.QuerySet[Access, int]:
    rows = Access.objects.back(person, at, sources)
    return rows.order_by().values_list("request", flat=True)
