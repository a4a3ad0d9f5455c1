from datetime import date

import pytest

from sufflor.organization.models import Absence, Appointment, Competence, CompetenceLevel
from sufflor.organization.queries import who_can_help
from tests.cast import DAY, MORNING, person

BASIC, GOOD, SPECIALIST = CompetenceLevel


@pytest.fixture
def knows(personnel, hr_department):
    def make(name, level, **changes):
        who = person(name.lower(), name, "Nes", hr_department)
        Competence.objects.create(
            **{"person": who, "area": personnel, "level": level, "system": ""} | changes
        )
        return who

    return make


def found(area, process=None, **changes):
    return [
        one.person.first_name
        for one in who_can_help(area=area, process=process, at=MORNING, **changes)
    ]


def test_three_who_know_it_best_and_then_those_with_least_to_do(personnel, knows):
    people = {name: knows(name, level) for name, level in zip("ABCD", (1, 3, 3, 2), strict=True)}

    names = found(personnel, load={people["B"].pk: 4, people["C"].pk: 1})

    assert names == ["C", "B", "D"]


def test_those_who_are_away_or_full_or_have_left_or_ask_are_not_named(
    personnel, hr_department, knows
):
    away, full, left, asks, _there = (knows(name, GOOD) for name in "ABCDE")
    Absence.objects.create(person=away, from_date=DAY, to_date=DAY)
    Appointment.objects.create(
        person=full,
        unit=hr_department,
        area=personnel,
        from_date=date(2026, 1, 1),
        capacity=3,
    )
    left.is_active = False
    left.save()

    assert found(personnel, load={full.pk: 3}, passing=[asks.pk]) == ["E"]
    assert found(personnel, load={full.pk: 2}, passing=[asks.pk]) == ["E", "B"]


def test_who_knows_another_process_is_not_asked_and_who_knows_all_of_it_is(
    personnel, hiring, knows
):
    knows("Broad", GOOD)
    knows("Above", GOOD, process=hiring.parent)
    knows("Leaf", SPECIALIST, process=hiring)

    assert found(personnel, hiring) == ["Leaf", "Above", "Broad"]
    assert found(personnel, hiring.parent) == ["Above", "Broad"]
    assert found(personnel) == ["Broad"]


def test_the_best_that_is_known_of_a_person_counts_and_they_are_named_once(
    personnel, hiring, knows
):
    leaf = knows("Leaf", SPECIALIST, process=hiring)
    Competence.objects.create(person=leaf, area=personnel, level=BASIC)

    one = who_can_help(area=personnel, process=hiring, at=MORNING)[0]

    assert (one.person, one.level, one.because) == (leaf, SPECIALIST, "Spesialist i Ansettelse")


def test_advisers_and_specialists_come_where_no_matrix_is_filled_in(
    personnel, ola_adviser, per_second_line
):
    suggested = who_can_help(area=personnel, process=None, at=MORNING)

    assert [(one.person, one.free, one.because) for one in suggested] == [
        (
            ola_adviser,
            None,
            "Prosessrådgiver for Personal ved Fakultet for ingeniørvitenskap",
        ),
        (per_second_line, None, "Fagstøtte personal"),
    ]


def test_how_much_room_there_is_is_told(personnel, ola_adviser):
    ola_adviser.appointments.update(capacity=5)

    one = who_can_help(area=personnel, process=None, at=MORNING, load={ola_adviser.pk: 2})[0]

    assert (one.in_hand, one.free) == (2, 3)


def test_five_queries_are_enough(
    personnel, hiring, knows, ola_adviser, per_second_line, django_assert_num_queries
):
    knows("Leaf", SPECIALIST, process=hiring)

    with django_assert_num_queries(5):
        who_can_help(area=personnel, process=hiring, at=MORNING)
