"""Handing back to those who sent it here, and undoing a handover that nobody has touched."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.clocks import set_clocks
from sufflor.desk.actions.coordinating import no_coordinators
from sufflor.desk.actions.handing import (
    HandoverNote,
    NobodyThere,
    Place,
    bounces,
    came_by,
    handed_already,
    is_manned,
    move,
    require_cleared,
)
from sufflor.desk.actions.reaching import open_to, take_from
from sufflor.desk.actions.states import changed, locked, require_unresolved
from sufflor.desk.actions.there import is_there
from sufflor.desk.models import Direction, HandoverReason, Movement, Request
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import Line, User


class NothingToReturn(Refusal):
    reason = gettext_lazy("It has not been anywhere else, so there is nobody to return it to.")
    way_out = gettext_lazy("Hand it over instead.")


class TooLateToUndo(Refusal):
    reason = gettext_lazy("It cannot be taken back: it was too long ago, or they have begun.")
    way_out = gettext_lazy("Ask them to return it.")


@transaction.atomic
def give_back(
    *, request: Request, reason: HandoverReason | None, note: HandoverNote, by: User, at: datetime
) -> Movement:
    """To those who sent it here. The row that brought it says that it was returned. Pressed twice
    it is returned once."""
    request = locked(request)
    if not rules.may_work(by, request, at):
        return handed_already(request, by, at)
    require_unresolved(request)
    came = came_by(request)
    if came is None or (came.from_group is None and came.from_person is None):
        raise NothingToReturn
    back = _where_it_came_from(came, by, at)
    require_cleared(request, back)
    return move(request, back, Direction.RETURN, reason, note.cleaned(), by=by, at=at)


@transaction.atomic
def undo_handover(*, movement: Movement, by: User, at: datetime) -> Request:
    """As if it had never left, within half a minute and while nobody has touched it. Those who had
    it so briefly do not see it any more. Undoing twice is once."""
    request = locked(movement.request)
    movement = Movement.objects.get(pk=movement.pk)
    if movement.by_id == by.pk and movement.undone_at == request.changed_at:
        return request
    if not rules.may_undo(movement, request, by, at):
        raise TooLateToUndo
    take_from(request, since=movement.at, at=at)
    request.line = movement.from_line or Line.FIRST
    request.group, request.assignee = movement.from_group, movement.from_person
    open_to(request, at=at)
    Movement.objects.filter(pk=movement.pk).update(undone_at=at, left_at=at)
    Movement.objects.filter(request=request, left_at=movement.at).exclude(pk=movement.pk).update(
        left_at=None, returned_at=None
    )
    request.needs_coordinator = bounces(request) >= rules.BOUNCES
    if not request.needs_coordinator:
        no_coordinators(request, at)
    set_clocks(request, at)
    changed(request, at)
    events.record("request.handover_undone", about=request, by=by, at=at, movement=movement.pk)
    return request


def _where_it_came_from(came: Movement, by: User, at: datetime) -> Place:
    """To the same person, or to their group when they are away or help there no longer. Back with
    the vendor contacts it is not with the vendor: that is for them to say."""
    line, group, person = Line(came.from_line or Line.FIRST), came.from_group, came.from_person
    if person is not None and not is_there(person, line, group, at):
        person = None
    if person is None and (group is None or not is_manned(group)):
        raise NobodyThere
    if line is Line.VENDOR and not rules.may_send_to_vendor(by):
        line = Line.SECOND
    return Place(line, group, person)
