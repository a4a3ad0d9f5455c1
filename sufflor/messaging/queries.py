"""How the mail stands: what waits and for how long, what was given up, and who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext

from sufflor.desk.models import Request
from sufflor.desk.queries import MOST_COUNTED
from sufflor.desk.queries.standing import About, asked_by
from sufflor.events.models import Outgoing
from sufflor.lib.counting import CountUpTo
from sufflor.messaging.kinds import KINDS
from sufflor.messaging.models import (
    Delivery,
    ErrorFollower,
    Heartbeat,
    Job,
    MailboxVisit,
    Preference,
    Received,
    ReceivedQuerySet,
    State,
    Why,
)
from sufflor.messaging.rules import is_first_line
from sufflor.organization.models import User
from sufflor.organization.rules import Someone
from sufflor.vendor.models import VendorCase
from sufflor.vendor.queries import with_rows
from sufflor.vendor.rules import may_open

# Three missed heartbeats, and what the last mail may take.
SILENT_AFTER = timedelta(seconds=60)
SHOWN = 20


@dataclass(frozen=True)
class Waiting:
    """Mail of one kind that is on its way out. `oldest_at`: when the first of it was written."""

    name: str
    count: int
    tried: int
    oldest_at: datetime


@dataclass(frozen=True)
class MailState:
    """`untold` are events whose audience has not been written down yet."""

    waiting: tuple[Waiting, ...]
    untold: int
    untold_since: datetime | None
    sent_lately: int
    unsure_lately: int
    workers: tuple[Heartbeat, ...]
    last_seen_at: datetime | None
    trouble: str
    trouble_since: datetime | None

    @property
    def is_silent(self) -> bool:
        """No worker has been seen for a minute."""
        return not self.workers


def is_mail_due(at: datetime) -> bool:
    return Delivery.objects.due(at).exists() or Delivery.objects.abandoned(at).exists()


def mail_state(at: datetime) -> MailState:
    """Four queries."""
    beats = list(Heartbeat.objects.order_by("-seen_at")[:SHOWN])
    alive = tuple(beat for beat in beats if beat.seen_at > at - SILENT_AFTER)
    troubled = next((beat for beat in alive if beat.trouble), None)
    outgoing = Outgoing.objects.waiting().aggregate(number=Count("pk"), since=Min("due_at"))
    lately = Delivery.objects.filter(sent_at__gt=at - timedelta(days=1)).aggregate(
        number=Count("pk"), unsure=Count("pk", filter=Q(unsure__gt=0))
    )
    return MailState(
        waiting=_waiting(),
        untold=outgoing["number"],
        untold_since=outgoing["since"],
        sent_lately=lately["number"],
        unsure_lately=lately["unsure"],
        workers=alive,
        last_seen_at=beats[0].seen_at if beats else None,
        trouble=gettext(troubled.trouble) if troubled else "",
        trouble_since=troubled.trouble_since if troubled else None,
    )


def given_up() -> QuerySet[Delivery]:
    """Mail that was given up, the newest first, with its recipient."""
    return (
        Delivery.objects.dead().select_related("recipient", "answers").order_by("-next_at", "-pk")
    )


def received_for(person: User, at: datetime) -> ReceivedQuerySet:
    """Mail that a helper may look at: not what answers a request that they may not read, and what
    is about a case only where they speak with the vendor."""
    secret = Q(request__is_confidential=True)
    theirs = Request.objects.worked_by(person, at).values("pk")
    found = Received.objects.select_related("request", "person", "case_answer__case__system")
    from_vendor = Q(case_answer__isnull=False) | Q(why=Why.WHICH_CASE)
    if not may_open(person):
        found = found.exclude(from_vendor)
    elif not is_first_line(person):
        found = found.filter(from_vendor)
    return found.exclude(secret & ~Q(request__in=theirs))


def mail_to_check(person: User, at: datetime) -> ReceivedQuerySet:
    return received_for(person, at).to_check()


def cases_of_account(account: User | None) -> QuerySet[VendorCase]:
    """What a mail of a vendor's may be about: its cases, those under way first."""
    rows = with_rows().select_related("system__vendor__account").exclude(reported_at=None)
    return rows.filter(system__vendor__account=account).order_by("-touched_at")


def mail_waiting(person: User, at: datetime) -> int:
    """How many of those there are, at most a hundred. One query."""

    def counted(who: User, at: datetime, _about: About) -> QuerySet[User, tuple[int]]:
        waiting = CountUpTo(mail_to_check(who, at), MOST_COUNTED)
        return User.objects.filter(pk=who.pk).values_list(waiting)

    ((count,),) = asked_by(person, at, "mail to check", counted)
    return count


def mailbox_visit() -> MailboxVisit | None:
    return MailboxVisit.objects.first()


def stuck_events() -> list[Outgoing]:
    """Events whose audience could not be found out. One query."""
    return list(Outgoing.objects.dead().select_related("event").order_by("-dead_at")[:SHOWN])


def stuck_jobs() -> list[Job]:
    """Planned work that could not be done. One query."""
    return list(Job.objects.dead().order_by("-dead_at")[:SHOWN])


def kind_name(kind: str) -> str:
    return str(KINDS[kind].name) if kind in KINDS else kind


def _waiting() -> tuple[Waiting, ...]:
    tried = Count("pk", filter=Q(attempts__gt=0) | Q(state=State.SENDING))
    rows = (
        Delivery.objects.waiting()
        .values("kind")
        .annotate(number=Count("pk"), tried=tried, oldest_at=Min("created_at"))
        .order_by("kind")
    )
    return tuple(
        Waiting(kind_name(row["kind"]), row["number"], row["tried"], row["oldest_at"])
        for row in rows
    )


def follows_errors(person: Someone) -> bool:
    """Whether this person is mailed of every known error."""
    return isinstance(person, User) and ErrorFollower.objects.filter(person=person).exists()


def errors_are_followed() -> bool:
    """Whether anybody is mailed of every known error."""
    return ErrorFollower.objects.exists()


def is_mailed_answers(person: User) -> bool:
    """Whether a person gets the answers to their questions by mail; yes until they have said no."""
    return not Preference.objects.filter(person=person, answers=False).exists()
