"""Who is appointed process adviser, until when, and when they are away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.models import (
    Absence,
    Appointment,
    CaseArea,
    CaseProcess,
    Unit,
    User,
)


class WrongWayRound(Refusal):
    reason = _("The last day is before the first day.")


class OwnDeputy(Refusal):
    reason = _("Nobody can be their own deputy.")


class AnotherArea(Refusal):
    reason = _("The process is not in this case area.")


class AlreadyEnded(Refusal):
    reason = _("The appointment has already ended.")


@transaction.atomic
def appoint(
    *,
    person: User,
    unit: Unit,
    area: CaseArea,
    from_date: date,
    by: User,
    at: datetime,
    process: CaseProcess | None = None,
    to_date: date | None = None,
    deputy: User | None = None,
) -> Appointment:
    """Appointing again from the same day is the same as appointing once, with the newest deputy."""
    require(rules.may_administer(by))
    _check_days(from_date, to_date)
    if deputy == person:
        raise OwnDeputy
    if process and process.area_id != area.pk:
        raise AnotherArea
    appointment, _is_new = Appointment.objects.update_or_create(
        person=person,
        unit=unit,
        area=area,
        process=process,
        from_date=from_date,
        defaults={"to_date": to_date, "deputy": deputy},
    )
    events.record("appointment.made", about=appointment, by=by, at=at, person=person.pk)
    events.touch(ORGANIZATION)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: User, at: datetime) -> Appointment:
    """It no longer counts from this very day, so the last day is yesterday (or the first day)."""
    require(rules.may_administer(by))
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    yesterday = local_date(at) - timedelta(days=1)
    if appointment.to_date and appointment.to_date <= yesterday:
        raise AlreadyEnded
    events.record("appointment.ended", about=appointment, by=by, at=at)
    events.touch(ORGANIZATION)
    if appointment.from_date > yesterday:
        appointment.delete()
    else:
        appointment.to_date = yesterday
        appointment.save(update_fields=["to_date"])
    return appointment


@transaction.atomic
def note_absence(
    *, person: User, from_date: date, to_date: date, by: User, at: datetime
) -> Absence:
    """Helpers note their own absence; administrators note anyone's. The newest last day counts."""
    require(by == person or rules.may_administer(by))
    _check_days(from_date, to_date)
    absence, _is_new = Absence.objects.update_or_create(
        person=person, from_date=from_date, defaults={"to_date": to_date}
    )
    events.record("absence.noted", about=absence, by=by, at=at, person=person.pk)
    events.touch(ORGANIZATION)
    return absence


def _check_days(from_date: date, to_date: date | None) -> None:
    if to_date and to_date < from_date:
        raise WrongWayRound
