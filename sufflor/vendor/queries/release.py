"""What a fix in use does: whom it tells of what, and which requests end with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from sufflor.change_requests.models import ChangeRequest
from sufflor.change_requests.models import State as ChangeState
from sufflor.change_requests.models import Step as ChangeStep
from sufflor.change_requests.queries import backers
from sufflor.desk import queries as desk
from sufflor.desk.models import Access, ErrorTie, Request
from sufflor.desk.models import State as RequestState
from sufflor.known_errors.models import KnownError, Step
from sufflor.known_errors.models import State as ErrorState
from sufflor.known_errors.queries import family
from sufflor.organization.models import User
from sufflor.questions.models import Question
from sufflor.questions.queries import concerned, standing_in, told_of_fix, would_be_told
from sufflor.vendor.models import RequestTie, State, VendorCase
from sufflor.vendor.queries.ties import (
    errors_of,
    errors_under_way,
    questions_of,
    solved_with,
    waited_for_too,
    wishes_delivered_with,
    wishes_of,
)


@dataclass(frozen=True)
class Releasing:
    """What it would do. `waiting` are errors that stay, each with the cases that it waits for too;
    `questions` are those that no error takes along, and `is_alone` says that so is a request."""

    people: int
    errors: tuple[KnownError, ...]
    waiting: tuple[tuple[KnownError, tuple[VendorCase, ...]], ...]
    wishes: tuple[ChangeRequest, ...]
    questions: tuple[Question, ...]
    is_alone: bool
    resolved: tuple[Request, ...]
    left_open: tuple[Request, ...]

    @property
    def tells_of_several(self) -> bool:
        """Somebody may read of more than one thing in the same letter."""
        return len(self.errors) + len(self.wishes) + bool(self.questions or self.is_alone) > 1


def would_release(case: VendorCase, reader: User, at: datetime) -> Releasing:
    """Each person is counted once, and whoever does it is not told of it."""
    errors, wishes = solved_with(case), wishes_delivered_with(case)
    alone, more = requests_alone(case, at)
    resolved, left_open = _requests(alone), _requests(more)
    people = set(desk.followers(resolved, at)) | _asked(case, at)
    for error in errors:
        telling = would_be_told(error, at, along=errors)
        people |= telling.told
        resolved |= _requests(telling.resolved)
        left_open |= _requests(telling.left_open)
    for wish in wishes:
        people |= set(backers(wish).values_list("pk", flat=True))
    active = User.objects.filter(pk__in=people, is_active=True).exclude(pk=reader.pk)
    return Releasing(
        people=active.count(),
        errors=tuple(errors),
        waiting=_waiting(case, errors),
        wishes=tuple(wishes),
        questions=tuple(questions_alone(case, at)),
        is_alone=bool(alone),
        resolved=tuple(resolved.values()),
        left_open=tuple(left_open.values()),
    )


def told_of_release(case: VendorCase, at: datetime) -> frozenset[int]:
    """Those who waited for the case itself, when it was released at this instant. Whoever hears of
    it by an error that was fixed, or a wish that was delivered, reads there of their requests; what
    they asked or voted for is told beside it."""
    ended = case.request_ties.filter(resolved_at=at).values_list("request", flat=True)
    people = set(desk.followers(list(ended), at))
    for step in Step.objects.filter(error__in=errors_of(case), state=ErrorState.FIXED, at=at):
        people -= told_of_fix(step.error, at)
    delivered = ChangeStep.objects.filter(change__in=wishes_of(case), at=at)
    for told in delivered.filter(state=ChangeState.DELIVERED).select_related("change"):
        people -= set(backers(told.change).values_list("pk", flat=True))
    people |= _asked(case, at)
    active = User.objects.filter(pk__in=people, is_active=True)
    return frozenset(active.values_list("pk", flat=True))


def requests_ended_at(person: User, at: datetime) -> QuerySet[Request]:
    """Those that this person follows, and that a fix in use resolved at this instant."""
    ties = RequestTie.objects.filter(resolved_at=at)
    followed = Access.objects.front(person, at).filter(request__in=ties.values("request"))
    return Request.objects.filter(pk__in=followed.values("request")).order_by("pk")


def ended_with_release(case: VendorCase) -> list[RequestTie]:
    """Those that its release resolved, and that nobody has closed or opened since."""
    ties = case.request_ties.filter(resolved_at__isnull=False)
    still = ties.filter(request__state=RequestState.RESOLVED)
    return list(still.filter(request__resolved_at=F("resolved_at")).select_related("request"))


def questions_alone(case: VendorCase, at: datetime) -> list[Question]:
    """What stands for each that comes from no error of the case and waits for no other case, once;
    nothing is rehearsed."""
    rows = questions_of(case).filter(hour__rehearsal_of=None)
    rows = rows.exclude(from_error__error__in=_errors_behind(case))
    alone = list(rows.exclude(vendor_cases__in=_others(case, at)))
    found = {question.pk: question for question in standing_in(alone).values()}
    return [found[pk] for pk in sorted(found)]


def requests_alone(
    case: VendorCase, at: datetime
) -> tuple[tuple[RequestTie, ...], tuple[RequestTie, ...]]:
    """Those that end with it, and those that stay open: whoever tied them says that they ask for
    more, their user has written since, or they wait for another case or come from an error."""
    rows = case.request_ties.filter(request__in=Request.objects.unresolved())
    rows = rows.exclude(request__error_ties__error__in=_errors_behind(case))
    other = RequestTie.objects.filter(request=OuterRef("request"), case__in=_others(case, at))
    stays = desk.asks_for_more() | Exists(other) | Exists(desk.waits_for_error(without=()))
    ties = list(rows.annotate(stays_open=stays).select_related("request"))
    return (
        tuple(tie for tie in ties if not tie.stays_open),
        tuple(tie for tie in ties if tie.stays_open),
    )


def _requests(ties: Iterable[RequestTie | ErrorTie]) -> dict[int, Request]:
    return {tie.request_id: tie.request for tie in ties}


def _waiting(
    case: VendorCase, solved: Collection[KnownError]
) -> tuple[tuple[KnownError, tuple[VendorCase, ...]], ...]:
    stay = [error for error in errors_under_way(case) if error not in solved]
    return tuple((error, tuple(waited_for_too(case, error))) for error in stay)


def _others(case: VendorCase, at: datetime) -> QuerySet[VendorCase]:
    """Those that were under way at this instant."""
    rows = VendorCase.objects.exclude(pk=case.pk)
    return rows.exclude(state=State.CLOSED, state_since__lte=at)


def _errors_behind(case: VendorCase) -> list[int]:
    """The keys of its errors, and of all that was taken into them."""
    return [pk for error in errors_of(case) for pk in family(error)]


def _asked(case: VendorCase, at: datetime) -> set[int]:
    """Those who asked or voted for a question that waits for the case alone."""
    people: set[int] = set()
    for question in questions_alone(case, at):
        people |= set(concerned(question).values_list("pk", flat=True))
    return people
