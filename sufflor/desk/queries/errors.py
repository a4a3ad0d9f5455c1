"""Which requests come from a known error, and what becomes of them when it is solved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sufflor.desk.models import Access, ErrorTie, Message, Request, State
from sufflor.desk.models.access import FRONT
from sufflor.known_errors import queries as errors
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import User
from sufflor.search import records

# Of the newest that have two words in common, so many are compared, and so many shown.
MOST_COMPARED = 40
MOST_ALIKE = 8
COMPARED_LENGTH = 500


@dataclass(frozen=True)
class Solving:
    """What solving an error would do with the requests that are tied to it."""

    resolved: tuple[ErrorTie, ...]
    left_open: tuple[ErrorTie, ...]


def ties_of(error: KnownError) -> QuerySet[ErrorTie]:
    """Those of the error and of all that was taken into it, each request as often as it is tied."""
    rows = ErrorTie.objects.filter(error__in=errors.family(error))
    return rows.select_related("request__reporter", "request__unit").order_by("request", "pk")


def errors_of(request: Request) -> QuerySet[ErrorTie]:
    return ErrorTie.objects.filter(request=request).select_related("error__merged_into")


def public_errors_of(request: Request) -> list[KnownError]:
    """What whoever sent it may read of why it waits. One query."""
    found = [tie.error.standing for tie in errors_of(request)]
    return [error for error in dict.fromkeys(found) if error.is_public]


def solving(error: KnownError, along: Iterable[KnownError] = ()) -> Solving:
    """A request stays open where whoever tied it said that it asks for more, where its user has
    written since, and where it comes from another error that stands; not of those solved `along`
    with this one. Two queries more than there are errors; of a request that is tied twice, one tie
    that asks for more is enough."""
    stays = asks_for_more() | Exists(waits_for_error(without=families([error, *along])))
    rows = ties_of(error).filter(request__in=Request.objects.unresolved())
    resolved: dict[int, ErrorTie] = {}
    left: dict[int, ErrorTie] = {}
    for tie in rows.annotate(stays_open=stays):
        (left if tie.stays_open else resolved)[tie.request_id] = tie
    open_ = tuple(left.values())
    return Solving(tuple(tie for pk, tie in resolved.items() if pk not in left), open_)


def families(found: Iterable[KnownError]) -> frozenset[int]:
    """The keys of these, and of all that was taken into them."""
    return frozenset(pk for error in found for pk in errors.family(error))


def asks_for_more() -> Q:
    """Of a tie to whatever a request waits for: whoever tied it said so, or its user has written
    since."""
    since = Message.objects.filter(
        request=OuterRef("request"), is_from_helper=False, at__gt=OuterRef("at")
    )
    return Q(asks_more=True) | Q(Exists(since))


def waits_for_error(without: Collection[int]) -> QuerySet[ErrorTie]:
    """Of a tie's own request: that it comes from an error which is not over, other than these."""
    open_ = KnownError.objects.open()
    stands = Q(error__in=open_) | Q(error__merged_into__in=open_)
    stands |= Q(error__merged_into__merged_into__in=open_)
    ties = ErrorTie.objects.filter(request=OuterRef("request")).exclude(error__in=without)
    return ties.filter(stands)


def told_when_resolved(error: KnownError, at: datetime) -> frozenset[int]:
    """Those who follow the requests that solving the error at this instant resolved."""
    ties = ErrorTie.objects.filter(error__in=errors.family(error), resolved_at=at)
    return followers(ties.values_list("request", flat=True), at)


def requests_ended_with(error: KnownError, person: User, at: datetime) -> QuerySet[Request]:
    """Those that this person follows, and that solving the error at this instant resolved."""
    ties = ErrorTie.objects.filter(error__in=errors.family(error), resolved_at=at)
    followed = Access.objects.front(person, at).values("request")
    ended = Request.objects.filter(pk__in=ties.values("request")).filter(pk__in=followed)
    return ended.order_by("pk")


def like_error(error: KnownError, person: User, at: datetime) -> list[Request]:
    """Open requests that look as if they come from it, the likest first: of those that this helper
    may see, and that are not tied to it. Three queries."""
    phrase = records.phrase_of_some(f"{error.title} {error.seen}")
    tied = ErrorTie.objects.filter(error__in=errors.family(error), request=OuterRef("pk"))
    rows = Request.objects.worked_by(person, at).unresolved().holding(phrase)
    rows = rows.filter(~Exists(tied)).select_related("reporter", "unit").order_by("-pk")
    found = {each.pk: each for each in rows[:MOST_COMPARED]}
    texts = {pk: f"{each.title} {each.text[:COMPARED_LENGTH]}" for pk, each in found.items()}
    likest = records.nearest(f"{error.title} {error.seen}", texts)
    return [found[pk] for pk in likest[:MOST_ALIKE]]


def ended_with(error: KnownError) -> QuerySet[Request]:
    """Those that solving the error resolved, and that nobody has closed or opened since."""
    ties = ErrorTie.objects.filter(error__in=errors.family(error), resolved_at__isnull=False)
    still = ties.filter(request__state=State.RESOLVED, request__resolved_at=F("resolved_at"))
    return Request.objects.filter(pk__in=still.values("request")).order_by("pk")


def followers(requests: Iterable[int], at: datetime) -> frozenset[int]:
    """On the front stage, whichever news they want: of the end everyone hears."""
    rows = Access.objects.valid(at).filter(request__in=requests, source__in=FRONT)
    return frozenset(rows.filter(person__isnull=False).values_list("person", flat=True))
