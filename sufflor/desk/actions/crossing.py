"""Telling another system of a request, and hearing from it. What it says is for helpers alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.states import changed, locked, require_unresolved, written
from sufflor.desk.models import Crossing, Note, Request
from sufflor.desk.models.crossings import NUMBER_LENGTH, STATUS_LENGTH
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User


class NotForOutside(Refusal):
    reason = gettext_lazy("A confidential request is not told to other systems.")
    way_out = gettext_lazy("Speak with those who work there, and write a note.")
    status = 422


class NoSystem(Refusal):
    reason = gettext_lazy("Choose a system that requests can be sent on to.")
    way_out = gettext_lazy("An administrator sets it up.")
    status = 422


@transaction.atomic
def cross_over(*, request: Request, system: User, text: str, by: User, at: datetime) -> Crossing:
    """Those who have it keep it, and answer the user. Told twice is told once."""
    request = locked(request)
    require(rules.may_work(by, request, at))
    text = written(text)
    if there := Crossing.objects.filter(request=request, system=system).first():
        return there
    require_unresolved(request)
    if request.is_confidential:
        raise NotForOutside
    if not rules.is_system(system):
        raise NoSystem
    crossing = Crossing.objects.create(request=request, system=system, text=text, at=at, by=by)
    changed(request, at)
    events.record("request.crossed", about=request, by=by, at=at, crossing=crossing.pk)
    return crossing


@transaction.atomic
def say_outside(
    *, crossing: Crossing, number: str, status: str, by: User, at: datetime
) -> Crossing:
    """What it is called there and how it stands, by the system itself or by those who have the
    request. The same once more changes nothing; what is empty stays as it was."""
    request = locked(crossing.request)
    crossing = Crossing.objects.get(pk=crossing.pk)
    require(crossing.system_id == by.pk or rules.may_work(by, request, at))
    number = one_line(number)[:NUMBER_LENGTH] or crossing.number
    status = one_line(status)[:STATUS_LENGTH] or crossing.status
    if (number, status) == (crossing.number, crossing.status):
        return crossing
    crossing.number, crossing.status, crossing.said_at = number, status, at
    crossing.save(update_fields=["number", "status", "said_at"])
    said = _("%(system)s: %(number)s, %(status)s") % {
        "system": crossing.system.full_name,
        "number": number or "–",
        "status": status or "–",
    }
    Note.objects.create(request=request, text=said, at=at, by=by)
    changed(request, at)
    events.record("request.outside_said", about=request, by=by, at=at, crossing=crossing.pk)
    return crossing


@transaction.atomic
def hear_from_outside(
    *,
    crossing: Crossing,
    text: str,
    by: User,
    at: datetime,
    attached: Collection[StoredFile] = (),
) -> Note:
    """What the other system writes is a note among helpers, who tell the user what matters."""
    request = locked(crossing.request)
    require(crossing.system_id == by.pk)
    noted = Note.objects.create(request=request, text=written(text), at=at, by=by)
    files.tie(files=attached, about=noted, by=by, at=at)
    changed(request, at)
    events.record("request.noted", about=request, by=by, at=at, note=noted.pk)
    return noted
