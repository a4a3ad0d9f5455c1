"""The work list: queues with counts that stop at a hundred, and fifty rows of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import (
    Access,
    Direction,
    Movement,
    Order,
    Request,
    SavedView,
    Source,
    State,
)
from sufflor.desk.models.requests import UNRESOLVED, WAITING, RequestQuerySet
from sufflor.desk.queries.views import in_view, ordered, views_of
from sufflor.lib.clock import end_of_day, local_date
from sufflor.lib.counting import CountUpTo
from sufflor.organization.models import Line, Role, User
from sufflor.organization.rules import groups_of, roles_of

ON_A_PAGE = 50
LAST_PAGE = 200
MOST_COUNTED = 100


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


class Due(models.TextChoices):
    """When the user should next hear from us."""

    OVERDUE = "over", _("Overdue")
    TODAY = "i-dag", _("By the end of today")
    NONE = "ingen", _("No time promised")


@dataclass(frozen=True)
class Sieve:
    """What of the work a helper wants to see. `words` are looked for in all that they may see,
    whichever queue or view it lies in; each of the other parts comes from a list. `view` is the key
    of one that they have, and is stronger than the queue."""

    queue: Queue = Queue.OURS
    state: State | None = None
    area: str = ""
    due: Due | None = None
    words: str = ""
    view: int | None = None
    order: Order | None = None


@dataclass(frozen=True)
class Counted:
    """How many there are in each queue, and in each view that somebody has in sight."""

    queues: Mapping[Queue, int]
    views: Mapping[int, int]


@dataclass(frozen=True)
class Slice:
    """One page of a queue. How many there are in all is not counted."""

    rows: list[Request]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def work_list(person: User, sieve: Sieve, at: datetime) -> RequestQuerySet:
    """Only what this helper may see; what has been promised first comes first, or the newest of
    what was searched for, when nobody says otherwise."""
    there = Request.objects.worked_by(person, at)
    view = views_of(person).kept.get(sieve.view) if sieve.view else None
    if sieve.words:
        found = there.saying(sieve.words)
    elif view:
        found = in_view(there, view, person, at)
    else:
        found = _in_queue(there, sieve.queue, person, at)
    if sieve.state:
        found = found.filter(state=sieve.state)
    if sieve.area:
        found = found.filter(area__slug=sieve.area)
    if sieve.due:
        found = found.filter(_due(sieve.due, at))
    return _in_order(found, sieve, view)


def work_slice(person: User, sieve: Sieve, number: int, at: datetime) -> Slice:
    """One query, whatever the queue holds."""
    number = min(max(number, 1), LAST_PAGE)
    first = (number - 1) * ON_A_PAGE
    found = work_list(person, sieve, at).select_related(
        "area", "reporter__unit", "group", "assignee"
    )
    rows = list(found.defer("text", "answers")[first : first + ON_A_PAGE + 1])
    return Slice(rows[:ON_A_PAGE], number, len(rows) > ON_A_PAGE)


def next_after(person: User, sieve: Sieve, done: int, at: datetime) -> Request | None:
    """What to take up when one is done: the first in the queue that is another."""
    return work_list(person, sieve, at).exclude(pk=done).first()


def counts(person: User, at: datetime) -> Counted:
    """How many each queue and each view in sight holds, at most a hundred. One query, of one row,
    and one for the views."""
    there = Request.objects.worked_by(person, at)
    queues = [queue for queue in Queue if queue is not Queue.RESOLVED]
    views = views_of(person).in_sight
    found = [_in_queue(there, one, person, at) for one in queues]
    found += [in_view(there, one, person, at) for one in views]
    counted = [CountUpTo(rows, MOST_COUNTED) for rows in found]
    row = User.objects.filter(pk=person.pk).values_list(*counted).get()
    return Counted(
        dict(zip(queues, row, strict=False)),
        {view.pk: count for view, count in zip(views, row[len(queues) :], strict=True)},
    )


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)


def with_us(person: User, at: datetime) -> Q:
    """What lies with somebody or with a group of theirs just now. Whoever reads what is
    confidential takes care of that for the others."""
    ours = Q(assignee=person) | Q(group__in=groups_of(person))
    if Role.CONFIDENTIAL in roles_of(person):
        ours |= Q(is_confidential=True, pk__in=_given(person, at, Source.CLEARED))
    return ours


def _in_order(found: RequestQuerySet, sieve: Sieve, view: SavedView | None) -> RequestQuerySet:
    if sieve.order:
        return ordered(found, sieve.order)
    if sieve.words:
        return found.order_by("-pk")
    if view:
        return ordered(found, Order(view.order))
    if sieve.queue is Queue.RESOLVED:
        return found.order_by("-resolved_at", "-pk")
    return found.by_due()


def _in_queue(there: RequestQuerySet, queue: Queue, person: User, at: datetime) -> RequestQuerySet:
    if queue is Queue.RESOLVED:
        return there.exclude(state__in=UNRESOLVED)
    return there.unresolved().filter(_lies_in(queue, person, at))


def _lies_in(queue: Queue, person: User, at: datetime) -> Q:
    if queue in LINES:
        return Q(line=LINES[queue])
    ours = with_us(person, at)
    of = {
        Queue.MINE: Q(assignee=person),
        Queue.UNASSIGNED: ours & Q(assignee=None),
        Queue.OVERDUE: ours & Q(due_at__lt=at),
        Queue.RETURNED: ours & Q(pk__in=_returned()),
        Queue.MENTIONED: Q(pk__in=_given(person, at, Source.MENTION, Source.CONSULTED)),
        Queue.COORDINATOR: Q(needs_coordinator=True),
        Queue.SENT_ON: ~ours & Q(pk__in=_given(person, at, Source.EARLIER_LINE)),
    }
    return of.get(queue, ours)


def _due(due: Due, at: datetime) -> Q:
    match due:
        case Due.OVERDUE:
            return Q(due_at__lt=at)
        case Due.TODAY:
            return Q(due_at__lt=end_of_day(local_date(at))) & ~Q(state__in=WAITING)
        case Due.NONE:
            return Q(due_at=None)


def _returned() -> models.QuerySet[Movement, int]:
    here = Movement.objects.filter(direction=Direction.RETURN, left_at=None, undone_at=None)
    return here.order_by().values_list("request", flat=True)


def _given(person: User, at: datetime, *sources: Source) -> models.QuerySet[Access, int]:
    rows = Access.objects.back(person, at).filter(source__in=sources)
    return rows.order_by().values_list("request", flat=True)
