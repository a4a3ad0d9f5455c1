"""What the clock has to do with requests: some are to be looked at again, some have nobody yet,
some are due soon, and some have due times from a calendar that holds no more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sufflor.desk.models import Reckoning, Request, State
from sufflor.desk.models.requests import WAITING, RequestQuerySet
from sufflor.desk.queries.clocks import Clocks
from sufflor.events.http import CHROME, ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.lib.clock import local_date
from sufflor.organization.models import Role, RoleGrant, User
from sufflor.organization.queries import away_on
from sufflor.organization.rules import groups_of

# So much open time before something is due, those who have it are told.
SOON = timedelta(hours=2)
# Two open hours are never further away than this, not even over Easter.
LOOKS_AHEAD = timedelta(days=14)


def some_wake(at: datetime) -> bool:
    """Whether the time has come to look at something again."""
    return Request.objects.filter(state__in=WAITING, wake_at__lte=at).exists()


def some_have_nobody() -> bool:
    return with_nobody().exists()


def with_nobody() -> RequestQuerySet:
    """What nobody has been found for, and what lies with somebody who is here no longer."""
    gone = User.objects.filter(is_active=False).values("pk")
    homeless = Q(group=None, assignee=None) | Q(assignee__in=gone)
    return Request.objects.unresolved().filter(homeless).order_by("pk")


def due_in_days(at: datetime) -> RequestQuerySet:
    """What may be due soon, by the clock on the wall, and nobody has been warned of."""
    waiting = Request.objects.unresolved().filter(answered_at=None, warned_at=None)
    near = waiting.filter(due_at__gt=at, due_at__lte=at + LOOKS_AHEAD)
    # While we wait for the user the clock stands still.
    return near.exclude(state=State.WAITING_USER).select_related("group", "assignee").by_due()


def is_near(request: Request, clocks: Clocks, at: datetime) -> bool:
    limit = clocks.calendar(request.group_id).add(at, SOON)
    return request.due_at is not None and limit is not None and request.due_at <= limit


def due_soon_with(person: User, at: datetime) -> list[Request]:
    """What somebody was warned of and has not answered: their own, and in their groups nobody's, or
    that of somebody who is away."""
    nobodys = Q(assignee=None) | Q(assignee__in=list(away_on(local_date(at))))
    theirs = Q(assignee=person) | nobodys & Q(group__in=groups_of(person))
    told = Request.objects.worked_by(person, at).unresolved().filter(theirs, answered_at=None)
    return list(told.filter(warned_at__isnull=False, due_at__gt=at).by_due())


def clocks_behind() -> str:
    """What is to be reckoned next, named by what it follows from and how far it has come; nothing
    when all due times follow the calendars. Two queries."""
    moved_to = revisions((ORGANIZATION, CHROME))
    house, plan = moved_to[ORGANIZATION], moved_to[CHROME]
    last = reckoning()
    if last and last.is_done and (last.of_house, last.of_plan) == (house, plan):
        return ""
    return f"{house}-{plan}-{last.last if last and not last.is_done else 0}"


def reckoning() -> Reckoning | None:
    """The newest, which may be under way."""
    return Reckoning.objects.order_by("-pk").first()


def grants_to_read(since: datetime) -> QuerySet[RoleGrant]:
    """The role that confidential requests are read with, as it was given from then on."""
    return RoleGrant.objects.filter(role=Role.CONFIDENTIAL, granted_at__gte=since)
