from datetime import date, timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions
from sufflor.organization.actions.appointing import (
    AlreadyEnded,
    AnotherArea,
    OwnDeputy,
    WrongWayRound,
)
from sufflor.organization.models import Absence, Appointment, Line, User
from sufflor.organization.rules import lines_of
from tests.cast import DAY, MORNING


@pytest.fixture
def terms(kari, faculty, personnel, anne_admin):
    return {
        "person": kari,
        "unit": faculty,
        "area": personnel,
        "from_date": DAY,
        "by": anne_admin,
        "at": MORNING,
    }


def test_appointing_twice_is_appointing_once(terms, ola_adviser, kari):
    actions.appoint(**terms)
    actions.appoint(**terms, deputy=ola_adviser)

    appointment = kari.appointments.get()
    assert appointment.deputy == ola_adviser


def test_an_ended_appointment_stops_the_same_day(ola_adviser, anne_admin):
    appointment = ola_adviser.appointments.get()

    actions.end_appointment(appointment=appointment, by=anne_admin, at=MORNING)

    assert not Appointment.objects.valid_on(DAY).exists()
    assert Appointment.objects.valid_on(DAY - timedelta(days=1)).exists()
    assert Event.objects.filter(verb="appointment.ended").count() == 1
    with pytest.raises(AlreadyEnded):
        actions.end_appointment(appointment=appointment, by=anne_admin, at=MORNING)


def test_an_appointment_that_has_not_lasted_a_day_is_gone_when_it_ends(terms, anne_admin):
    appointment = actions.appoint(**terms)

    actions.end_appointment(appointment=appointment, by=anne_admin, at=MORNING)

    assert not Appointment.objects.exists()


def test_nobody_is_their_own_deputy(terms, kari):
    with pytest.raises(OwnDeputy):
        actions.appoint(**terms, deputy=kari)


def test_the_last_day_is_not_before_the_first(terms):
    with pytest.raises(WrongWayRound):
        actions.appoint(**terms, to_date=DAY - timedelta(days=1))


def test_a_process_belongs_to_its_area(terms, hiring, archive):
    with pytest.raises(AnotherArea):
        actions.appoint(**terms | {"area": archive}, process=hiring)


def test_only_administrators_appoint(terms, kari):
    with pytest.raises(NotAllowed):
        actions.appoint(**terms | {"by": kari})


def test_people_note_their_own_absence_and_nobody_elses(ola_adviser, kari):
    days = {"from_date": DAY, "to_date": date(2026, 11, 2), "at": MORNING}

    actions.note_absence(person=ola_adviser, by=ola_adviser, **days)
    actions.note_absence(person=ola_adviser, by=ola_adviser, **days | {"to_date": DAY})

    assert Absence.objects.get().to_date == DAY
    with pytest.raises(NotAllowed):
        actions.note_absence(person=ola_adviser, by=kari, **days)


def test_who_was_an_adviser_is_no_helper_any_more(ola_adviser: User) -> None:
    appointment = ola_adviser.appointments.get()
    appointment.to_date = DAY
    appointment.save(update_fields=["to_date"])
    the_next_day = MORNING + timedelta(days=1)

    assert lines_of(User.objects.get(pk=ola_adviser.pk), MORNING) == {Line.ADVISER}
    assert lines_of(User.objects.get(pk=ola_adviser.pk), the_next_day) == frozenset()
