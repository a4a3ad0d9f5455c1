"""Who is told of known errors: those whom one concerns, and those who want to hear of all of them.

Each gets one mail of each step, however they come to hear of it: its key does not say why.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sufflor.events.models import Event, reference
from sufflor.known_errors import queries
from sufflor.known_errors.models import KnownError, State, Step
from sufflor.messaging.deeds import reached
from sufflor.messaging.told import Told, number_in, whole
from sufflor.organization.models import User
from sufflor.questions.queries import told_of_fix

FOLLOWED = "error_followed"


def confirmed(event: Event) -> Iterable[Told]:
    """News to those alone who want to hear of every error: the others have told us of it."""
    step = _step(event)
    if step and step.is_first:
        yield from _followed(step, event, frozenset())


def workaround_found(event: Event) -> Iterable[Told]:
    if step := _step(event):
        people = frozenset(queries.concerned(step.error).values_list("pk", flat=True))
        yield from _each(people, "error_workaround", step, event)
        yield from _followed(step, event, people)


def fixed(event: Event) -> Iterable[Told]:
    """Once to each, however many ways it concerns them."""
    if step := _step(event):
        active = User.objects.filter(is_active=True, pk__in=told_of_fix(step.error, event.at))
        people = frozenset(active.values_list("pk", flat=True))
        yield from _each(people, "error_fixed", step, event)
        yield from _followed(step, event, people)


def reopened(event: Event) -> Iterable[Told]:
    """Those who were mailed that it was fixed. Who has not got that mail yet never gets it."""
    step = _step(event)
    before = _fix_before(step) if step else None
    if step is None or before is None:
        return
    mailed = reached(reference(before))
    for kind, told_as in (("error_fixed", "error_reopened"), (FOLLOWED, FOLLOWED)):
        people = mailed.filter(kind=kind).values_list("recipient", flat=True)
        yield from _each(people, told_as, step, event)


def _fix_before(step: Step) -> Step | None:
    rows = Step.objects.filter(error=step.error_id, state=State.FIXED, pk__lt=step.pk)
    return rows.exclude(state_before=State.FIXED).order_by("pk").last()


def _step(event: Event) -> Step | None:
    """Of an error that everyone may read."""
    public = KnownError.objects.public().filter(pk=number_in(event.about))
    rows = Step.objects.filter(pk=whole(event.details.get("step")), error__in=public)
    return rows.select_related("error").first()


def _followed(step: Step, event: Event, told: frozenset[int]) -> Iterable[Told]:
    """The others; also here nobody who has said that they want to hear no more of this one."""
    without = told | queries.have_left(step.error)
    people: QuerySet[User] = User.objects.filter(is_active=True, follows_errors__isnull=False)
    rest = [pk for pk in people.values_list("pk", flat=True) if pk not in without]
    yield from _each(rest, FOLLOWED, step, event)


def _each(people: Iterable[int | None], kind: str, step: Step, event: Event) -> Iterable[Told]:
    key = event.verb.replace(".", "_")
    for person in sorted(pk for pk in people if pk is not None):
        yield Told(person, kind, reference(step), f"{key}:{step.pk}:{person}", event.at)
