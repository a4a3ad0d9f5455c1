"""Giving and ending access: the rows that every list, count and search joins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from sufflor.desk import clearance
from sufflor.desk.models import Access, Level, Request, Source
from sufflor.events import actions as events
from sufflor.lib.prepared import Changed, Values, prepared_update
from sufflor.lib.rows import insert_or_change
from sufflor.organization.models import SupportGroup, User

# Who follows a request that was handed on sees it until it is resolved, and a while after.
LEVELS = {
    Source.REPORTER: Level.CONTRIBUTE,
    Source.CONCERNED: Level.CONTRIBUTE,
    Source.PARTICIPANT: Level.CONTRIBUTE,
    Source.GROUP: Level.WORK,
    Source.ASSIGNEE: Level.WORK,
    Source.EARLIER_LINE: Level.CONTRIBUTE,
    Source.MENTION: Level.CONTRIBUTE,
    Source.CONSULTED: Level.CONTRIBUTE,
    Source.CLEARED: Level.WORK,
    Source.COORDINATOR: Level.WORK,
}


def let_in(
    request: Request,
    source: Source,
    *,
    person: User | None = None,
    group: SupportGroup | None = None,
    at: datetime,
) -> None:
    """Given twice is given once; given anew after it ended, it is valid again."""
    given = Access(
        request=request,
        person=person,
        group=group,
        source=source,
        level=LEVELS[source],
        given_at=at,
    )
    whose = "person_id" if person else "group_id"
    twin = ["request_id", whose, "source"]
    insert_or_change(given, twin=twin, columns=["level", "until"], having=whose)


def let_go(request: Request, source: Source, at: datetime, **whose: object) -> None:
    """The row stays, as history; it gives nothing from now on."""
    rows = Access.objects.filter(request=request, source=source, until=None, **whose)
    rows.update(until=at)


def close_behind(request: Request, *, at: datetime) -> None:
    """Those who had it keep it in sight, and may still write to those who have it now."""
    if request.group:
        let_in(request, Source.EARLIER_LINE, group=request.group, at=at)
    if request.assignee:
        let_in(request, Source.EARLIER_LINE, person=request.assignee, at=at)
    _close(request, at)


def take_from(request: Request, *, since: datetime, at: datetime) -> None:
    """From those who have had it since then, and should not have had it. What they may see of it
    for an older reason they still see."""
    _close(request, at)
    let_go(request, Source.EARLIER_LINE, at, given_at=since)


def _close(request: Request, at: datetime) -> None:
    prepared_update("close", Values({"request": request.pk}, {"until": at}), _closed)


def _closed(values: Values) -> Changed[Access]:
    both = Access.objects.filter(source__in=[Source.GROUP, Source.ASSIGNEE], until=None)
    return both.filter(**values.keys), values.times


def open_to(request: Request, *, at: datetime) -> None:
    """Those who have it now may work on it. Few of them may read what is confidential, if any, so
    whoever may comes along: otherwise nobody could do anything with it."""
    if request.group:
        let_in(request, Source.GROUP, group=request.group, at=at)
    if request.assignee:
        let_in(request, Source.ASSIGNEE, person=request.assignee, at=at)
    for person in clearance.cleared_for(request) if request.is_confidential else ():
        let_in(request, Source.CLEARED, person=person, at=at)


@transaction.atomic
def let_the_cleared_in(*, person: User, at: datetime) -> int:
    """Whoever comes to read what is confidential reads what is under way as well, but for their
    own. Letting in twice is once; how many requests came is said."""
    if not clearance.is_cleared(person):
        return 0
    under_way = Request.objects.unresolved().filter(is_confidential=True)
    theirs = Q(reporter=person) | Q(concerns=person)
    known = Access.objects.valid(at).filter(person=person, source=Source.CLEARED)
    fresh = under_way.exclude(theirs).exclude(pk__in=known.values("request")).order_by("pk")
    come = list(fresh.only("pk"))
    for request in come:
        let_in(request, Source.CLEARED, person=person, at=at)
    if come:
        events.record("person.cleared", about=person, by=None, at=at, requests=len(come))
    return len(come)
