"""Who is appointed process adviser, until when, and for how much."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization import rules
from sufflor.organization.models import (
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


class HasLeft(Refusal):
    reason = _("This person has left, and can help nobody.")
    way_out = _("Choose somebody who is here.")


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
    capacity: int | None = None,
    competence_text: str = "",
) -> Appointment:
    """Appointing again from the same day is the same as appointing once, with what is said last."""
    require(rules.may_appoint(by, unit))
    _check_days(from_date, to_date)
    _check_people(person, deputy)
    if process and process.area_id != area.pk:
        raise AnotherArea
    appointment, _is_new = Appointment.objects.update_or_create(
        person=person,
        unit=unit,
        area=area,
        process=process,
        from_date=from_date,
        defaults={
            "to_date": to_date,
            "deputy": deputy,
            "capacity": capacity,
            "competence_text": one_line(competence_text),
        },
    )
    events.record("appointment.made", about=appointment, by=by, at=at, person=person.pk)
    events.touch(ORGANIZATION)
    return appointment


@transaction.atomic
def change_appointment(
    *,
    appointment: Appointment,
    to_date: date | None,
    deputy: User | None,
    capacity: int | None,
    competence_text: str,
    by: User,
    at: datetime,
) -> Appointment:
    """All that can become otherwise: whom, where, for what and since when stays as it was."""
    appointment = _held(appointment)
    require(rules.may_appoint(by, appointment.unit))
    _check_days(appointment.from_date, to_date)
    _check_people(appointment.person, deputy)
    if appointment.to_date and appointment.to_date < local_date(at):
        raise AlreadyEnded
    appointment.to_date = to_date
    appointment.deputy = deputy
    appointment.capacity = capacity
    appointment.competence_text = one_line(competence_text)
    appointment.save(update_fields=["to_date", "deputy", "capacity", "competence_text"])
    events.record("appointment.changed", about=appointment, by=by, at=at)
    events.touch(ORGANIZATION)
    return appointment


@transaction.atomic
def describe_appointment(
    *,
    appointment: Appointment,
    capacity: int | None,
    competence_text: str,
    by: User,
    at: datetime,
) -> Appointment:
    """How many requests the adviser can have in hand, and what they know, in their own words."""
    appointment = _held(appointment)
    require(rules.may_describe(by, appointment.person, appointment.unit))
    appointment.capacity = capacity
    appointment.competence_text = one_line(competence_text)
    appointment.save(update_fields=["capacity", "competence_text"])
    events.record("appointment.described", about=appointment, by=by, at=at)
    events.touch(ORGANIZATION)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, by: User, at: datetime) -> Appointment:
    """It no longer counts from this very day, so the last day is yesterday (or the first day)."""
    appointment = _held(appointment)
    require(rules.may_appoint(by, appointment.unit))
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


def _held(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update().get(pk=appointment.pk)


def _check_people(person: User, deputy: User | None) -> None:
    if deputy == person:
        raise OwnDeputy
    if not person.is_active or (deputy and not deputy.is_active):
        raise HasLeft


def _check_days(from_date: date, to_date: date | None) -> None:
    if to_date and to_date < from_date:
        raise WrongWayRound
