"""How many requests lie in each queue: counts that stop at a hundred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.expressions import Combinable

from sufflor.desk.models import Request
from sufflor.desk.queries.queues import LYING, Queue, in_parts, lies_in, seen_in, united
from sufflor.desk.queries.standing import About, asked_by
from sufflor.desk.queries.views import counts_of_views
from sufflor.lib.counting import CountUpTo
from sufflor.organization.models import User

MOST_COUNTED = 100
COUNTED = tuple(queue for queue in Queue if queue is not Queue.RESOLVED)


@dataclass(frozen=True)
class Counted:
    """How many there are in each queue, and in each view that somebody has in sight."""

    queues: Mapping[Queue, int]
    views: Mapping[int, int]


def counts(person: User, at: datetime, *, with_views: bool = True) -> Counted:
    """How many each queue and each view in sight holds, at most a hundred. One query, of one row,
    and one for the views."""
    (row,) = asked_by(person, at, "counts", _counted)
    views = counts_of_views(person, at, MOST_COUNTED) if with_views else {}
    return Counted(dict(zip(COUNTED, row, strict=True)), views)


def _counted(who: User, at: datetime, _about: About) -> models.QuerySet[Request, tuple[int, ...]]:
    """The first hundred of what lies with somebody tell about its other queues as well: all when
    there are no more of them, and of any that has all of them."""
    parts = {queue: united(in_parts(seen_in(queue, who, at), queue, who, at)) for queue in COUNTED}
    first = Request.objects.filter(pk__in=parts[Queue.OURS][:MOST_COUNTED]).order_by()
    seen = {queue.name: Count("pk", filter=lies_in(queue, who, at)) for queue in LYING}
    columns: list[Combinable] = []
    for queue, keys in parts.items():
        whole = CountUpTo(keys, MOST_COUNTED)
        columns.append(_at_once(queue, whole) if queue in LYING else whole)
    return first.values(of_all=Value(1)).annotate(**seen).values_list(*columns)


def _at_once(queue: Queue, whole: CountUpTo) -> Combinable:
    """What was seen of it among the first, or a count of its own where that is not enough."""
    if queue is Queue.OURS:
        return F(queue.name)
    told = Q(**{f"{Queue.OURS.name}__lt": MOST_COUNTED}) | Q(**{queue.name: MOST_COUNTED})
    return Case(When(told, then=F(queue.name)), default=whole)
