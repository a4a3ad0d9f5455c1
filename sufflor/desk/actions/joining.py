"""Taking one request into another, so that those of both hear the same; and apart again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.desk import rules
from sufflor.desk.actions.reaching import let_go, let_in
from sufflor.desk.actions.states import (
    changed,
    go_to,
    locked,
    require_unresolved,
)
from sufflor.desk.actions.submitting import MOST_PARTICIPANTS, TooManyParticipants
from sufflor.desk.actions.writing import tell
from sufflor.desk.models import Access, Joining, Request, Source, State
from sufflor.desk.models.access import FRONT
from sufflor.desk.models.requests import WAITING
from sufflor.events import actions as events
from sufflor.events.models import Event, reference
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class StandsOnItsOwn(Refusal):
    """Whoever is in one of two joined requests reads what stands in both."""

    reason = gettext_lazy("What is confidential is not taken together with anything else.")
    way_out = gettext_lazy("Link the two instead.")


class TheSameRequest(Refusal):
    reason = gettext_lazy("These are one and the same request.")
    way_out = gettext_lazy("Choose another one.")
    status = 422


class NotTakenIn(Refusal):
    reason = gettext_lazy("This request stands on its own already.")


@transaction.atomic
def join(*, request: Request, into: Request, by: User, at: datetime) -> Joining:
    """Those who follow the one follow the other from now on. Joining twice is joining once."""
    if request.pk == into.pk:
        raise TheSameRequest
    request, into = _both_locked(request, into)
    require(rules.may_work(by, request, at) and rules.may_note(by, into, at))
    if there := Joining.objects.filter(request=request, into=into, undone_at=None).first():
        return there
    if request.is_confidential or into.is_confidential:
        raise StandsOnItsOwn
    require_unresolved(request)
    require_unresolved(into)
    joining = Joining.objects.create(
        request=request, into=into, state_before=request.state, at=at, by=by
    )
    people = _united(request, into, at)
    go_to(request, State.MERGED)
    _tell(request, into, by, at)
    changed(request, at)
    changed(into, at)
    events.record(
        "request.taken_into", about=request, by=by, at=at, into=into.pk, people=list(people)
    )
    return joining


@transaction.atomic
def undo_join(*, joining: Joining, by: User, at: datetime) -> Request:
    """It goes on where it was, and whoever came along to the other leaves that again."""
    request, into = _both_locked(joining.request, joining.into)
    require(rules.may_work(by, request, at))
    if not Joining.objects.filter(pk=joining.pk, undone_at=None).update(undone_at=at):
        raise NotTakenIn
    for person in _came_along(request, into):
        let_go(into, Source.PARTICIPANT, at, person=person)
    was = State(joining.state_before)
    # What it waited for is not known any more, so somebody looks at it now.
    go_to(request, State.OPEN if was in WAITING else was)
    _tell(request, None, by, at)
    changed(request, at)
    changed(into, at)
    events.record("request.taken_out", about=request, by=by, at=at, of=into.pk)
    return request


def _both_locked(one: Request, other: Request) -> tuple[Request, Request]:
    """In the order of their numbers, so that no two deeds wait for each other."""
    rows = {row.pk: locked(row) for row in sorted((one, other), key=lambda row: row.pk)}
    return rows[one.pk], rows[other.pk]


def _united(request: Request, into: Request, at: datetime) -> list[int]:
    """The keys of those who did not follow the other one before."""
    valid = Access.objects.valid(at).filter(source__in=FRONT)
    there = set(valid.filter(request=into).values_list("person", flat=True))
    rows = valid.filter(request=request).exclude(person__in=there).select_related("person")
    coming = {row.person.pk: row.person for row in rows.order_by("pk") if row.person}
    taking_part = valid.filter(request=into, source=Source.PARTICIPANT).count()
    if taking_part + len(coming) > MOST_PARTICIPANTS:
        raise TooManyParticipants
    for person in coming.values():
        let_in(into, Source.PARTICIPANT, person=person, at=at)
    return list(coming)


def _came_along(request: Request, into: Request) -> list[int]:
    """Those of this request whom a joining let in, but for those who come from another that still
    holds. Whoever came from two was let in by the first of them."""
    joined = Request.objects.filter(joinings__into=into)
    events_of_them = Event.objects.filter(
        verb="request.taken_into", about__in=[reference(each) for each in joined]
    )
    let_in_by_it = {
        person
        for event in events_of_them
        if event.details["into"] == into.pk
        for person in event.details["people"]
    }
    still = Joining.objects.filter(into=into, undone_at=None).values("request")
    front = Access.objects.filter(source__in=FRONT, until=None)
    ours = front.filter(request=request).values_list("person", flat=True)
    staying = front.filter(request__in=still).values_list("person", flat=True)
    return sorted(let_in_by_it & set(ours) - set(staying))


def _tell(request: Request, into: Request | None, by: User, at: datetime) -> None:
    with override(request.language):
        text = (
            _(
                "Several have asked about the same. Your request is now dealt with in %(number)s, "
                "and you get the answers there."
            )
            % {"number": into.number}
            if into
            else _("Your request is dealt with on its own again.")
        )
    tell(request, text, by, at)
