"""Giving up what one has in hand, or what another has who is going to be away or leaves a group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.desk import queries
from sufflor.desk.actions.handing import HandoverNote, NobodyThere, Place, move, way_to
from sufflor.desk.actions.states import changed, locked, require_unresolved
from sufflor.desk.actions.taking import AlreadyTaken, lie
from sufflor.desk.actions.together import Together, each_of
from sufflor.desk.models import Request
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import actions as organization
from sufflor.organization.models import Membership, SupportGroup, User
from sufflor.organization.rules import may_administer, may_note_absence


class LastThere(Refusal):
    """New requests pass an empty group by; what lies there already, nobody would see."""

    reason = _("Nobody else answers in the group, and requests lie there.")
    way_out = _("Bring somebody in first, or let the requests be handed to another group.")


def give_up(*, requests: Iterable[Request], person: User, by: User, at: datetime) -> Together:
    """To the groups that have them; what no group has, to the deputy or the next one. By whoever
    may say that this person is away."""
    require(may_note_absence(by, person))
    return each_of(requests, lambda one: _give_up(one, person, by, at), only_try=False)


@transaction.atomic
def part_from_group(*, group: SupportGroup, person: User, by: User, at: datetime) -> list[Request]:
    """Out of a group: what they have in hand there lies with the others again, which is what is
    answered. Parting twice is the same as once."""
    require(may_administer(by))
    # Two who take out the last two follow one another, and the second is told.
    members = Membership.objects.select_for_update(of=("self",)).filter(group=group)
    people = {one.person_id: one.person for one in members.select_related("person").order_by("pk")}
    if person.pk not in people:
        return []
    if queries.is_last_there(group, person, people.values()):
        raise LastThere
    held = Request.objects.unresolved().filter(group=group, assignee=person).order_by("pk")
    returned = [one for one in map(locked, held) if _lies_again(one, group, person, by, at)]
    organization.take_out_of_group(group=group, person=person, returned=len(returned), by=by, at=at)
    return returned


def _lies_again(
    request: Request, group: SupportGroup, person: User, by: User, at: datetime
) -> bool:
    """Unless it has moved on, or is solved, since it was found."""
    is_theirs = request.group_id == group.pk and request.assignee_id == person.pk
    if is_theirs and request.is_unresolved:
        lie(request, by, at)
        changed(request, at)
    return is_theirs and request.is_unresolved


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
