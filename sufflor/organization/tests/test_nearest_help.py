from datetime import date, timedelta

import pytest

from sufflor.lib.clock import start_of_day
from sufflor.organization.models import Absence, Appointment, CaseProcess, Unit, UnitKind
from sufflor.organization.queries import HelpStep, coverage, lines, nearest_help
from tests.cast import DAY, MORNING, person


def appoint(who, unit, area, **changes):
    return Appointment.objects.create(
        **({"person": who, "unit": unit, "area": area, "from_date": date(2026, 1, 1)} | changes)
    )


@pytest.fixture
def other_institute(faculty):
    return Unit.objects.create(
        code="IV-MT", name="Institutt for maskin", kind=UnitKind.INSTITUTE, parent=faculty
    )


@pytest.fixture
def mona(institute, personnel):
    """Process adviser for personnel at Kari's institute."""
    mona = person("mona", "Mona", "Haugen", institute)
    appoint(mona, institute, personnel)
    return mona


@pytest.fixture
def siv(hr_department, personnel):
    """Process adviser for personnel in the department that owns it."""
    siv = person("siv", "Siv", "Nes", hr_department)
    appoint(siv, hr_department, personnel)
    return siv


def names(found):
    return [(helper.step, helper.name) for helper in found.helpers]


def test_whoever_was_appointed_this_month_is_new(institute, personnel, mona, kari, hilde_host):
    appoint(kari, institute, personnel, from_date=DAY - timedelta(days=29))
    appoint(hilde_host, institute, personnel, from_date=DAY - timedelta(days=30))

    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert [helper.name for helper in found.helpers if helper.is_new] == ["Kari Moen"]


def test_the_order_is_institute_faculty_department_and_first_line(
    institute, personnel, mona, ola_adviser, siv, liv_first_line
):
    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert names(found) == [
        (HelpStep.UNIT, "Mona Haugen"),
        (HelpStep.FACULTY, "Ola Berg"),
        (HelpStep.DEPARTMENT, "Siv Nes"),
    ]
    assert found.first_line.name == "Førstelinjen"
    assert found.why == (
        "Mona Haugen er prosessrådgiver for Personal ved Institutt for bygg og miljø."
    )
    assert found.is_plain


def test_without_an_adviser_at_the_institute_the_faculty_helps(institute, personnel, ola_adviser):
    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert names(found) == [(HelpStep.FACULTY, "Ola Berg")]
    assert found.why == (
        "Institutt for bygg og miljø har ingen egen prosessrådgiver for Personal, "
        "så Ola Berg ved Fakultet for ingeniørvitenskap hjelper."
    )
    assert not found.is_plain


def test_an_adviser_at_an_institute_serves_the_faculty_where_it_has_nobody(
    faculty, other_institute, personnel, mona
):
    for unit in (faculty, other_institute):
        found = nearest_help(unit=unit, area=personnel, at=MORNING)

        assert names(found) == [(HelpStep.FACULTY, "Mona Haugen")]
        assert found.helpers[0].serves_faculty
        assert "Mona Haugen ved Institutt for bygg og miljø hjelper" in found.why


def test_sister_institutes_are_left_alone_when_the_faculty_has_somebody(
    other_institute, personnel, mona, ola_adviser
):
    found = nearest_help(unit=other_institute, area=personnel, at=MORNING)

    assert names(found) == [(HelpStep.FACULTY, "Ola Berg")]


def test_nobody_near_leads_to_the_first_line_and_says_so(institute, archive, liv_first_line):
    found = nearest_help(unit=institute, area=archive, at=MORNING)

    assert found.helpers == ()
    assert found.why == (
        "Ingen nær Institutt for bygg og miljø er prosessrådgiver for Arkiv og journal, "
        "så Førstelinjen hjelper."
    )


def test_nobody_at_all_is_also_said(institute, archive):
    found = nearest_help(unit=institute, area=archive, at=MORNING)

    assert found.first_line is None
    assert "veier inn" in found.why


def test_a_deputy_answers_for_the_one_who_is_away(institute, personnel, mona, ola_adviser):
    mona.appointments.update(deputy=ola_adviser)
    Absence.objects.create(person=mona, from_date=DAY, to_date=date(2026, 11, 2))

    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert found.helpers[0].away == "Borte til og med 2. november. Ola Berg svarer."
    assert found.why == (
        "Mona Haugen er borte til og med 2. november, "
        "så Ola Berg svarer for Institutt for bygg og miljø."
    )
    assert not found.is_plain


def test_one_who_is_away_without_deputy_is_passed_by(institute, personnel, mona, ola_adviser):
    Absence.objects.create(person=mona, from_date=DAY, to_date=date(2026, 11, 2))

    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert found.helpers[0].away == "Borte til og med 2. november."
    assert found.why == (
        "Mona Haugen er borte til og med 2. november, "
        "så Ola Berg ved Fakultet for ingeniørvitenskap hjelper."
    )


def test_a_deputy_who_is_also_away_answers_for_nobody(institute, personnel, mona, ola_adviser):
    mona.appointments.update(deputy=ola_adviser)
    for who in (mona, ola_adviser):
        Absence.objects.create(person=who, from_date=DAY, to_date=DAY)

    found = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert not any(helper.answers for helper in found.helpers)


def test_an_absence_ends_at_midnight_in_oslo(institute, personnel, mona):
    Absence.objects.create(person=mona, from_date=DAY, to_date=DAY)
    midnight = start_of_day(DAY + timedelta(days=1))

    before = nearest_help(unit=institute, area=personnel, at=midnight - timedelta(seconds=1))
    after = nearest_help(unit=institute, area=personnel, at=midnight)

    assert before.helpers[0].away_until == DAY
    assert after.helpers[0].away_until is None


def test_an_ended_appointment_helps_nobody_from_the_next_day(institute, personnel, mona):
    mona.appointments.update(to_date=DAY)

    today = nearest_help(unit=institute, area=personnel, at=MORNING)
    tomorrow = nearest_help(unit=institute, area=personnel, at=MORNING + timedelta(days=1))

    assert today.helpers
    assert not tomorrow.helpers


def test_a_broad_area_counts_for_its_leaf_processes(institute, personnel, hiring, ola_adviser):
    found = nearest_help(unit=institute, area=personnel, at=MORNING, process=hiring)

    assert names(found) == [(HelpStep.FACULTY, "Ola Berg")]


def test_the_narrowest_appointment_comes_first_for_a_process(
    institute, personnel, hiring, mona, university
):
    leaf = person("lea", "Lea", "Aas", institute)
    appoint(leaf, institute, personnel, process=hiring)
    other = CaseProcess.objects.create(code="B.b", name="Lønn", area=personnel)
    appoint(person("jo", "Jo", "Dal", institute), institute, personnel, process=other)

    for_process = nearest_help(unit=institute, area=personnel, at=MORNING, process=hiring)
    for_area = nearest_help(unit=institute, area=personnel, at=MORNING)

    assert [name for _step, name in names(for_process)] == ["Lea Aas", "Mona Haugen"]
    assert names(for_area)[0][1] == "Mona Haugen"


def test_someone_who_has_left_is_not_asked(institute, personnel, mona):
    mona.is_active = False
    mona.save()

    assert not nearest_help(unit=institute, area=personnel, at=MORNING).helpers


def test_a_person_with_two_appointments_is_named_once(institute, faculty, personnel, mona):
    appoint(mona, faculty, personnel)

    assert len(nearest_help(unit=institute, area=personnel, at=MORNING).helpers) == 1


def test_without_unit_and_area_the_first_line_helps_everyone(liv_first_line):
    found = nearest_help(unit=None, area=None, at=MORNING)

    assert found.why == "Førstelinjen hjelper alle, uansett enhet og saksområde."


def test_four_queries_are_enough(
    institute, personnel, mona, ola_adviser, siv, liv_first_line, django_assert_num_queries
):
    with django_assert_num_queries(4):
        nearest_help(unit=institute, area=personnel, at=MORNING)


def test_an_adviser_at_an_institute_covers_the_faculty_and_holes_are_holes(
    faculty, personnel, archive, mona
):
    found = coverage(at=MORNING)

    assert found.areas == ("Personal", "Arkiv og journal")
    assert {row.unit: row.counts for row in found.rows}[faculty.name] == (1, 0)
    assert found.holes == 5


def test_lines_are_counted_from_what_holds_today(
    mona, ola_adviser, liv_first_line, per_second_line, django_assert_num_queries
):
    with django_assert_num_queries(2):
        levels = {line.level: line for line in lines(at=MORNING)}

    assert (levels["colleague"].people, levels["colleague"].units) == (2, 2)
    assert [group.name for group in levels["second"].groups] == ["Fagstøtte personal"]
    assert levels["vendor"].people == 0
