"""The work list: queues with counts that stop at a hundred, and fifty rows of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import (
    Order,
    Request,
    SavedView,
    State,
)
from sufflor.desk.models.requests import WAITING, RequestQuerySet
from sufflor.desk.queries.queues import Queue, in_queue, to_count
from sufflor.desk.queries.rows import WorkRow, in_columns, row_of, work_rows
from sufflor.desk.queries.standing import About, asked_by
from sufflor.desk.queries.views import counts_of_views, in_view, ordered, views_of
from sufflor.lib.clock import end_of_day, local_date
from sufflor.lib.counting import CountUpTo
from sufflor.organization.models import User
from sufflor.search.records import newest_of, phrase_of

ON_A_PAGE = 50
LAST_PAGE = 200
MOST_COUNTED = 100


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
    found = _but_for_words(person, sieve, at)
    return _in_order(found.holding(phrase) if sieve.words else found, sieve, person)


def _on_page(
    person: User, sieve: Sieve, at: datetime, phrase: str, there: slice
) -> RequestQuerySet:
    """Found by their keys alone: names are joined to the fifty of a page, not to all of a queue."""
    if sieve.words and phrase and not sieve.order:
        newest = newest_of(phrase, _but_for_words(person, sieve, at), there)
        return Request.objects.filter(pk__in=newest).order_by("-pk")
    keys = _sifted(person, sieve, at, phrase).values("pk")[there]
    return _in_order(Request.objects.filter(pk__in=keys), sieve, person)


def _but_for_words(person: User, sieve: Sieve, at: datetime) -> RequestQuerySet:
    found = Request.objects.worked_by(person, at)
    view = _view_of(person, sieve)
    if view and not sieve.words:
        found = in_view(found, view, person, at)
    elif not sieve.words:
        found = in_queue(found, sieve.queue, person, at)
    if sieve.state:
        found = found.filter(state=sieve.state)
    if sieve.area:
        found = found.filter(area__slug=sieve.area)
    if sieve.due:
        found = found.filter(_due(sieve.due, at))
    return found


def _view_of(person: User, sieve: Sieve) -> SavedView | None:
    return views_of(person).kept.get(sieve.view) if sieve.view else None


def work_slice(person: User, sieve: Sieve, number: int, at: datetime) -> Slice:
    """One query, whatever the queue holds."""
    number = min(max(number, 1), LAST_PAGE)
    first = (number - 1) * ON_A_PAGE
    there = slice(first, first + ON_A_PAGE + 1)
    phrase = phrase_of(sieve.words)
    if _is_reckoned(sieve, phrase):
        rows = work_rows(_on_page(person, sieve, at, phrase, there))
    else:
        shape = ("slice", replace(sieve, words="…" if phrase else ""), number, get_language())
        found = asked_by(
            person,
            at,
            shape,
            lambda who, at, about: in_columns(_on_page(who, sieve, at, about.phrase, there)),
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
        found = [to_count(there, one, who, at) for one in queues]
        columns = [CountUpTo(queue, MOST_COUNTED) for queue in found]
        return User.objects.filter(pk=who.pk).values_list(*columns)

    (row,) = asked_by(person, at, "counts", counted)
    views = counts_of_views(person, at, MOST_COUNTED) if with_views else {}
    return Counted(dict(zip(queues, row, strict=True)), views)


def load() -> dict[int, int]:
    """How many unresolved requests each helper has. One query."""
    rows = Request.objects.unresolved().filter(assignee__isnull=False).order_by()
    counted = rows.values_list("assignee").annotate(Count("pk"))
    return dict(counted)


def _in_order(found: RequestQuerySet, sieve: Sieve, person: User) -> RequestQuerySet:
    view = _view_of(person, sieve)
    if sieve.order:
        return ordered(found, sieve.order)
    if sieve.words:
        return found.order_by("-pk")
    if view:
        return ordered(found, Order(view.order))
    if sieve.queue is Queue.RESOLVED:
        return found.order_by("-resolved_at", "-pk")
    return found.by_due()


def _due(due: Due, at: datetime) -> Q:
    match due:
        case Due.OVERDUE:
            return Q(due_at__lt=at)
        case Due.TODAY:
            return Q(due_at__lt=end_of_day(local_date(at))) & ~Q(state__in=WAITING)
        case Due.NONE:
            return Q(due_at=None)
