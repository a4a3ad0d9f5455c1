from datetime import date, timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions
from sufflor.organization.actions.absences import NotAwayThen
from sufflor.organization.actions.appointing import (
    AlreadyEnded,
    AnotherArea,
    HasLeft,
    OwnDeputy,
    WrongWayRound,
)
from sufflor.organization.models import Absence, Appointment, Line, User
from sufflor.organization.rules import lines_of
from tests.cast import DAY, MORNING, person


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


@pytest.fixture
def boss(university):
    """A manager at the top."""
    return person("boss", "Bo", "Sjef", university, "leder")


def test_a_manager_appoints_at_their_unit_and_below_it(terms, lars, boss, faculty, institute):
    for by, unit in ((lars, institute), (boss, institute), (boss, faculty)):
        actions.appoint(**terms | {"by": by, "unit": unit})

    with pytest.raises(NotAllowed):
        actions.appoint(**terms | {"by": lars, "unit": faculty})


def test_a_case_handler_appoints_nobody(terms, kari):
    with pytest.raises(NotAllowed):
        actions.appoint(**terms | {"by": kari})


def test_nobody_appoints_somebody_who_has_left(terms, kari, ola_adviser):
    ola_adviser.is_active = False
    ola_adviser.save()

    with pytest.raises(HasLeft):
        actions.appoint(**terms, deputy=ola_adviser)
    with pytest.raises(HasLeft):
        actions.appoint(**terms | {"person": ola_adviser})


def test_the_last_day_and_the_deputy_are_changed(terms, kari, ola_adviser, anne_admin):
    appointment = actions.appoint(**terms)
    said = {"capacity": 5, "competence_text": "Permisjon"}
    change = {"appointment": appointment, "by": anne_admin, "at": MORNING} | said

    actions.change_appointment(**change, to_date=DAY, deputy=ola_adviser)
    with pytest.raises(OwnDeputy):
        actions.change_appointment(**change, to_date=None, deputy=kari)
    with pytest.raises(WrongWayRound):
        actions.change_appointment(**change, to_date=DAY - timedelta(days=1), deputy=None)

    appointment.refresh_from_db()
    assert (appointment.to_date, appointment.deputy) == (DAY, ola_adviser)


def test_an_appointment_that_is_over_is_not_changed(terms, anne_admin):
    appointment = actions.appoint(**terms, to_date=DAY)

    with pytest.raises(AlreadyEnded):
        actions.change_appointment(
            appointment=appointment,
            to_date=None,
            deputy=None,
            capacity=None,
            competence_text="",
            by=anne_admin,
            at=MORNING + timedelta(days=1),
        )


def test_advisers_say_themselves_how_much_they_have_time_for(terms, kari, lars, ola_adviser):
    appointment = actions.appoint(**terms)
    said = {
        "appointment": appointment,
        "capacity": 5,
        "competence_text": " Permisjon\n",
        "at": MORNING,
    }

    actions.describe_appointment(**said, by=kari)
    with pytest.raises(NotAllowed):
        actions.describe_appointment(**said, by=ola_adviser)

    appointment.refresh_from_db()
    assert (appointment.capacity, appointment.competence_text) == (5, "Permisjon")


def test_somebody_is_there_after_all(ola_adviser, kari):
    absence = actions.note_absence(
        person=ola_adviser, from_date=DAY, to_date=DAY, by=ola_adviser, at=MORNING
    )

    with pytest.raises(NotAllowed):
        actions.cancel_absence(absence=absence, by=kari, at=MORNING)
    actions.cancel_absence(absence=absence, by=ola_adviser, at=MORNING)
    with pytest.raises(NotAwayThen):
        actions.cancel_absence(absence=absence, by=ola_adviser, at=MORNING)

    assert not Absence.objects.exists()
    assert Event.objects.filter(verb="absence.cancelled").count() == 1
