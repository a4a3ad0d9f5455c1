"""Reading requests on the front stage: one's own, those about oneself, those one takes part in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.db.models import Max, Q, QuerySet

from sufflor.desk.models import Link, LinkKind, Message, Movement, Request
from sufflor.events.models import Event, reference_to
from sufflor.organization.models import User

# What changes how a request stands for those who follow it, beside words and lines.
SEEN = (
    "request.waiting",
    "request.woken",
    "request.resolved",
    "request.fix_withdrawn",
    "request.judged",
    "request.closed",
    "request.taken_into",
    "request.taken_out",
)


class Relation(StrEnum):
    """What somebody has to do with a request that they follow."""

    REPORTER = "reporter"
    # Sent by oneself for a colleague.
    SENT_FOR = "sent_for"
    CONCERNED = "concerned"
    PARTICIPANT = "participant"


def own_requests(person: User, at: datetime) -> QuerySet[Request]:
    """What somebody has sent, or follows on the front stage, newest first."""
    followed = Request.objects.followed_by(person, at)
    return followed.select_related("area", "reporter", "concerns", "form__form")


def reporters_waiting(before: datetime) -> list[int]:
    """Who had sent something before then that is not resolved yet."""
    rows = Request.objects.unresolved().filter(opened_at__lt=before).order_by()
    return sorted(set(rows.values_list("reporter", flat=True)))


def still_waiting(person: User, before: datetime) -> list[Request]:
    """What somebody had sent before then and that is not resolved, the oldest first."""
    rows = Request.objects.unresolved().filter(reporter=person, opened_at__lt=before)
    return list(rows.order_by("opened_at", "pk"))


def goes_with(request: Request, person: User, at: datetime) -> list[Request]:
    """What it continues or is a part of, and what continues it or is a part of it, where the reader
    follows that too. What helpers have linked for themselves is not among it. One query."""
    links = Link.objects.filter(kind__in=[LinkKind.PART, LinkKind.CONTINUES])
    forth = Q(pk__in=links.filter(request=request).values("other"))
    back = Q(pk__in=links.filter(other=request).values("request"))
    return list(Request.objects.followed_by(person, at).filter(forth | back))


def messages(request: Request, at: datetime) -> QuerySet[Message]:
    """What the user reads; a reply that can still be held back is not there yet."""
    return Message.objects.filter(request=request, sent_at__lte=at).select_related("by__unit")


def told_at(requests: Iterable[Request], at: datetime) -> dict[int, datetime]:
    """When there was last something new to read, by the keys of the requests. What helpers say and
    do among themselves moves `changed_at`, and nothing here. Three queries for all of them."""
    told = {request.pk: request.opened_at for request in requests}
    said = Message.objects.filter(request__in=told, sent_at__lte=at).order_by()
    moved = Movement.objects.filter(request__in=told, undone_at=None).order_by("at", "pk")
    names = {reference_to(Request, pk): pk for pk in told}
    events = Event.objects.filter(about__in=names, verb__in=SEEN, at__lte=at).order_by()
    lines: dict[int, int] = {}
    for pk, line, moved_at in moved.values_list("request", "to_line", "at"):
        if lines.get(pk) != line:
            lines[pk], told[pk] = line, max(told[pk], moved_at)
    for pk, last in said.values_list("request").annotate(Max("sent_at")):
        told[pk] = max(told[pk], last)
    for name, last in events.values_list("about").annotate(Max("at")):
        told[names[name]] = max(told[names[name]], last)
    return told


def relation(request: Request, person: User) -> Relation:
    if request.reporter_id == person.pk:
        return Relation.SENT_FOR if request.concerns_id else Relation.REPORTER
    return Relation.CONCERNED if request.concerns_id == person.pk else Relation.PARTICIPANT
