"""Taking a request, letting it lie, and bringing people along."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import queries, rules
from sufflor.desk.actions.handing import HandoverNote, Place, move
from sufflor.desk.actions.reaching import let_go, let_in
from sufflor.desk.actions.states import changed, go_to, locked, require_unresolved
from sufflor.desk.actions.submitting import MOST_PARTICIPANTS, TooManyParticipants
from sufflor.desk.actions.there import is_away
from sufflor.desk.models import Access, Direction, Movement, Request, Source, State
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import Line, User


class AlreadyTaken(Refusal):
    reason = gettext_lazy("Somebody has just taken it.")
    way_out = gettext_lazy("Write a note, or hand it to somebody else.")

    @classmethod
    def by(cls, person: User) -> AlreadyTaken:
        return cls(_("%(name)s has just taken it.") % {"name": person.full_name})


class NobodyElseHasIt(Refusal):
    reason = gettext_lazy("You have it alone: no group would have it after you.")
    way_out = gettext_lazy("Hand it over instead.")


@transaction.atomic
def take(*, request: Request, by: User, at: datetime) -> Request:
    """Two at once: one has it, and the other is told who. Taking twice is taking once. From one who
    is away it is taken over."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    require_unresolved(request)
    if request.assignee is not None and request.assignee_id != by.pk:
        if not is_away(request.assignee, at):
            raise AlreadyTaken.by(request.assignee)
        if request.group is None:
            _come_to(request, by, at)
        else:
            lie(request, by, at)
    if request.assignee is None:
        request.assignee = by
        let_in(request, Source.ASSIGNEE, person=by, at=at)
    elif _is_accepted(request):
        return request
    accepted(request, by, at)
    changed(request, at)
    events.record("request.taken", about=request, by=by, at=at)
    return request


@transaction.atomic
def let_lie(*, request: Request, by: User, at: datetime) -> Request:
    """Back among what the group has. Letting it lie twice is once."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    require_unresolved(request)
    if request.assignee is None:
        return request
    if request.group is None:
        raise NobodyElseHasIt
    lie(request, by, at)
    changed(request, at)
    return request


@transaction.atomic
def bring_along(*, request: Request, person: User, by: User, at: datetime) -> None:
    """Somebody who follows it and may write on it, on the front stage. Twice is once."""
    request = locked(request)
    require(rules.may_write(by, request, at) or rules.may_work(by, request, at))
    there = Access.objects.valid(at).filter(request=request, source=Source.PARTICIPANT)
    if there.filter(person=person).exists():
        return
    if there.count() >= MOST_PARTICIPANTS:
        raise TooManyParticipants
    let_in(request, Source.PARTICIPANT, person=person, at=at)
    changed(request, at)
    events.record("request.joined", about=request, by=by, at=at, person=person.pk)


@transaction.atomic
def leave(*, request: Request, by: User, at: datetime) -> None:
    """No longer follow what one was brought along to; one's own request one always follows."""
    let_go(request, Source.PARTICIPANT, at, person=by)
    events.record("request.left", about=request, by=by, at=at)


def lie(request: Request, by: User | None, at: datetime) -> None:
    """Nobody of the group has it any more; to be marked as changed."""
    let_go(request, Source.ASSIGNEE, at)
    request.assignee = None
    events.record("request.released", about=request, by=by, at=at)


def _come_to(request: Request, by: User, at: datetime) -> None:
    """What no group has goes from person to person, and whoever had it keeps it in sight."""
    to = Place(Line(request.line), person=by)
    note = HandoverNote(**queries.handover_note(request))
    move(request, to, Direction.PERSON, None, note, by=by, at=at)


def accepted(request: Request, by: User, at: datetime) -> None:
    """Whoever touches it first at its new place has accepted it there."""
    waiting = Movement.objects.filter(request=request, left_at=None, accepted_at=None)
    waiting.update(accepted_at=at, accepted_by=by)
    if request.state == State.NEW:
        go_to(request, State.OPEN)


def _is_accepted(request: Request) -> bool:
    here = Movement.objects.filter(request=request, left_at=None)
    return not here.filter(accepted_at=None).exists()
