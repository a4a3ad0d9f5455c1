"""Giving up what one has in hand, or what another has who is going to be away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sufflor.desk import queries
from sufflor.desk.actions.handing import HandoverNote, NobodyThere, Place, move, way_to
from sufflor.desk.actions.states import changed, locked, require_unresolved
from sufflor.desk.actions.taking import AlreadyTaken, lie
from sufflor.desk.actions.together import Together, each_of
from sufflor.desk.models import Request
from sufflor.lib.refusals import require
from sufflor.organization.models import User
from sufflor.organization.rules import may_note_absence


def give_up(*, requests: Iterable[Request], person: User, by: User, at: datetime) -> Together:
    """To the groups that have them; what no group has, to the deputy or the next one. By whoever
    may say that this person is away."""
    require(may_note_absence(by, person))
    return each_of(requests, lambda one: _give_up(one, person, by, at), only_try=False)


@transaction.atomic
def _give_up(request: Request, person: User, by: User, at: datetime) -> Request:
    request = locked(request)
    if request.assignee is None:
        return request
    if request.assignee_id != person.pk:
        raise AlreadyTaken.by(request.assignee)
    require_unresolved(request)
    if request.group is not None:
        lie(request, by, at)
        changed(request, at)
        return request
    there = queries.place_without(request, person, at)
    if there.person is None and there.group is None:
        raise NobodyThere
    to = Place(there.line, there.group, there.person)
    note = HandoverNote(**queries.handover_note(request))
    return move(request, to, way_to(request, to), None, note, by=by, at=at).request
