"""The work list: queues with counts that stop at a hundred, and fifty rows of one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language
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
from sufflor.desk.queries.rows import WorkRow, in_columns, row_of, work_rows
from sufflor.desk.queries.standing import About, asked_by
from sufflor.desk.queries.views import counts_of_views, in_view, ordered, views_of
from sufflor.lib.clock import end_of_day, local_date
from sufflor.lib.counting import CountUpTo
from sufflor.organization.models import Line, Role, User
from sufflor.organization.rules import groups_at, groups_of, roles_of
from sufflor.search.records import phrase_of

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

    rows: list[WorkRow]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def work_list(person: User, sieve: Sieve, at: datetime) -> RequestQuerySet:
    """Only what this helper may see; what has been promised first comes first, or the newest of
    what was searched for, when nobody says otherwise."""
    return _sifted(person, sieve, at, phrase_of(sieve.words))


def _sifted(person: User, sieve: Sieve, at: datetime, phrase: str) -> RequestQuerySet:
    """`phrase` is what the index is asked for when the sieve has words."""
    there = Request.objects.worked_by(person, at)
    view = views_of(person).kept.get(sieve.view) if sieve.view else None
    if sieve.words:
        found = there.holding(phrase)
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
    there = slice(first, first + ON_A_PAGE + 1)
    phrase = phrase_of(sieve.words)
    if _is_reckoned(sieve, phrase):
        rows = work_rows(_sifted(person, sieve, at, phrase)[there])
    else:
        shape = ("slice", replace(sieve, words="…" if phrase else ""), number, get_language())
        found = asked_by(
            person,
            at,
            shape,
            lambda who, at, about: in_columns(_sifted(who, sieve, at, about.phrase)[there]),
            About(phrase=phrase),
        )
        rows = [row_of(values) for values in found]
    return Slice(rows[:ON_A_PAGE], number, len(rows) > ON_A_PAGE)


def _is_reckoned(sieve: Sieve, phrase: str) -> bool:
    """Whether the statement is another each time: days and a view's own times are reckoned from
    now, and words of which nothing is left find nothing."""
    return bool(sieve.due or sieve.view or (sieve.words and not phrase))


def next_after(person: User, sieve: Sieve, done: int, at: datetime) -> int | None:
    """The key of what to take up when one is done: the first in the queue that is another."""
    phrase = phrase_of(sieve.words)
    if _is_reckoned(sieve, phrase):
        others = _sifted(person, sieve, at, phrase).exclude(pk=done)
        return others.values_list("pk", flat=True).first()

    def others_than(who: User, at: datetime, about: About) -> models.QuerySet[Request, int]:
        there = _sifted(who, sieve, at, about.phrase).exclude(pk=about.pk)
        return there.values_list("pk", flat=True)[:1]

    shape = ("next", replace(sieve, words="…" if phrase else ""))
    return next(iter(asked_by(person, at, shape, others_than, About(done, phrase))), None)


def counts(person: User, at: datetime, *, with_views: bool = True) -> Counted:
    """How many each queue and each view in sight holds, at most a hundred. One query, of one row,
    and one for the views."""
    queues = [queue for queue in Queue if queue is not Queue.RESOLVED]

    def counted(who: User, at: datetime, _about: About) -> models.QuerySet[User, tuple[int, ...]]:
        there = Request.objects.worked_by(who, at)
        columns = [CountUpTo(_in_queue(there, one, who, at), MOST_COUNTED) for one in queues]
        return User.objects.filter(pk=who.pk).values_list(*columns)

    (row,) = asked_by(person, at, "counts", counted)
    views = counts_of_views(person, at, MOST_COUNTED) if with_views else {}
    return Counted(dict(zip(queues, row, strict=True)), views)


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)


def with_us(person: User, at: datetime, groups: Collection[int] | None = None) -> Q:
    """What lies with somebody or with a group of theirs (or with these) just now. Whoever reads
    what is confidential takes care of that for the others."""
    ours = Q(assignee=person) | Q(group__in=groups_of(person) if groups is None else groups)
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
        # Those of other lines need not be gone through to see that they are of other lines.
        there = groups_at(person, LINES[queue])
        return with_us(person, at, there) & Q(line=LINES[queue])
    ours = with_us(person, at)
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


def _due(due: Due, at: datetime) -> Q:
    match due:
        case Due.OVERDUE:
            return Q(due_at__lt=at)
        case Due.TODAY:
            return Q(due_at__lt=end_of_day(local_date(at))) & ~Q(state__in=WAITING)
        case Due.NONE:
            return Q(due_at=None)


def _asked_for(person: User) -> tuple[Source, ...]:
    """Whoever was cleared and reads what is confidential no longer is shown here what they still
    may see; for the others it lies with them."""
    asked = (Source.MENTION, Source.CONSULTED)
    return asked if Role.CONFIDENTIAL in roles_of(person) else (*asked, Source.CLEARED)


def _returned() -> models.QuerySet[Movement, int]:
    here = Movement.objects.filter(direction=Direction.RETURN, left_at=None, undone_at=None)
    return here.order_by().values_list("request", flat=True)


def _given(person: User, at: datetime, *sources: Source) -> models.QuerySet[Access, int]:
    rows = Access.objects.back(person, at).filter(source__in=sources)
    return rows.order_by().values_list("request", flat=True)
