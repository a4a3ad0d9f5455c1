"""When helpers are away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.actions.appointing import WrongWayRound
from sufflor.organization.models import Absence, User


class NotAwayThen(Refusal):
    reason = _("This absence has been taken away already.")


@transaction.atomic
def note_absence(
    *, person: User, from_date: date, to_date: date, by: User, at: datetime
) -> Absence:
    """Helpers note their own absence, managers that of their people, and administrators anyone's.
    The newest last day counts."""
    require(rules.may_note_absence(by, person))
    if to_date < from_date:
        raise WrongWayRound
    absence, _is_new = Absence.objects.update_or_create(
        person=person, from_date=from_date, defaults={"to_date": to_date}
    )
    events.record("absence.noted", about=absence, by=by, at=at, person=person.pk)
    events.touch(ORGANIZATION)
    return absence


@transaction.atomic
def cancel_absence(*, absence: Absence, by: User, at: datetime) -> None:
    """They are there after all."""
    require(rules.may_note_absence(by, absence.person))
    absence_now = Absence.objects.select_for_update().filter(pk=absence.pk).first()
    if absence_now is None:
        raise NotAwayThen
    events.record("absence.cancelled", about=absence_now, by=by, at=at, person=absence.person_id)
    absence_now.delete()
    events.touch(ORGANIZATION)
