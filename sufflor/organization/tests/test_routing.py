from datetime import date, time, timedelta

import pytest
from django.utils import translation

from sufflor.organization.models import (
    Absence,
    Appointment,
    ClosedDay,
    HelpKind,
    Line,
    Membership,
    OpeningPeriod,
    SupportGroup,
    Unit,
    UnitKind,
)
from sufflor.organization.queries import nearest_help, route
from tests.cast import DAY, MORNING, person

PRACTICAL, PROFESSIONAL = HelpKind.PRACTICAL, HelpKind.PROFESSIONAL


def appoint(who, unit, area, **changes):
    return Appointment.objects.create(
        **({"person": who, "unit": unit, "area": area, "from_date": date(2026, 1, 1)} | changes)
    )


def away(*people):
    for who in people:
        Absence.objects.create(person=who, from_date=DAY, to_date=date(2026, 11, 2))


def group_of(code, line, unit, *members, area=None):
    group = SupportGroup.objects.create(
        code=code, name=code.capitalize(), line=line, unit=unit, area=area
    )
    for who in members:
        Membership.objects.create(group=group, person=who)
    return group


@pytest.fixture
def mona(institute, personnel):
    """Process adviser for personnel at Kari's institute."""
    mona = person("mona", "Mona", "Haugen", institute)
    appoint(mona, institute, personnel)
    return mona


@pytest.fixture
def asked(institute, personnel):
    """Kari's institute asks about personnel, unless something else is said."""

    def ask(**changes):
        return route(
            **(
                {
                    "unit": institute,
                    "area": personnel,
                    "process": None,
                    "help_kind": PRACTICAL,
                    "at": MORNING,
                }
                | changes
            )
        )

    return ask


def test_an_adviser_who_is_also_at_the_second_line_gets_it_as_the_nearest(
    asked, ola_adviser, per_second_line, liv_first_line
):
    per_second_line.support_groups.get().members.add(ola_adviser)

    found = asked()

    assert (found.line, found.person) == (Line.ADVISER, ola_adviser)


def test_the_nearest_adviser_gets_it_and_the_others_come_next(
    asked, mona, ola_adviser, liv_first_line
):
    found = asked()

    assert (found.line, found.person, found.group, found.deputy_for) == (
        Line.ADVISER,
        mona,
        None,
        None,
    )
    assert found.because == (
        "Mona Haugen er prosessrådgiver for Personal ved Institutt for bygg og miljø."
    )
    assert [(one.line, one.person or one.group.code) for one in found.fallbacks] == [
        (Line.ADVISER, ola_adviser),
        (Line.FIRST, "forstelinjen"),
    ]


def test_the_route_and_nearest_help_name_the_same_person_for_the_same_reason(
    asked, institute, personnel, mona, ola_adviser, liv_first_line
):
    away(mona)

    found = asked()

    nearest = nearest_help(unit=institute, area=personnel, at=MORNING)
    assert found.because == nearest.why
    assert found.person == ola_adviser


def test_a_leaf_process_without_an_adviser_goes_to_the_one_for_the_area(asked, hiring, ola_adviser):
    assert asked(process=hiring).person == ola_adviser


def test_one_who_is_appointed_for_a_part_comes_after_one_for_all_of_it(
    asked, institute, faculty, personnel, hiring, ola_adviser
):
    lea = person("lea", "Lea", "Aas", institute)
    appoint(lea, institute, personnel, process=hiring)

    assert asked().person == ola_adviser
    assert asked(process=hiring).person == lea


def test_the_day_after_an_appointment_ended_it_goes_to_the_next(asked, mona, ola_adviser):
    mona.appointments.update(to_date=DAY)

    assert asked().person == mona
    assert asked(at=MORNING + timedelta(days=1)).person == ola_adviser


def test_somebody_who_has_left_gets_nothing(asked, mona, ola_adviser):
    mona.is_active = False
    mona.save()

    assert asked().person == ola_adviser


def test_nobody_is_sent_their_own_request(asked, mona, ola_adviser):
    assert asked(passing=[mona.pk]).person == ola_adviser


def test_a_deputy_gets_it_while_the_adviser_is_away(asked, mona, ola_adviser):
    mona.appointments.update(deputy=ola_adviser)
    away(mona)

    found = asked()

    assert (found.person, found.deputy_for) == (ola_adviser, mona)
    assert found.because == (
        "Mona Haugen er borte til og med 2. november, "
        "så Ola Berg svarer for Institutt for bygg og miljø."
    )


def test_the_deputy_of_a_deputy_gets_it_when_both_are_away(
    asked, institute, personnel, mona, ola_adviser, siv
):
    mona.appointments.update(deputy=ola_adviser)
    ola_adviser.appointments.update(deputy=siv)
    away(mona, ola_adviser)

    found = asked()

    assert (found.person, found.deputy_for) == (siv, mona)
    assert nearest_help(unit=institute, area=personnel, at=MORNING).why == found.because


@pytest.fixture
def siv(hr_department):
    """No adviser herself."""
    return person("siv", "Siv", "Nes", hr_department)


def test_a_ring_of_deputies_who_are_all_away_ends_at_the_first_line(
    asked, mona, ola_adviser, siv, personnel, institute, liv_first_line
):
    appoint(siv, institute, personnel, deputy=mona)
    mona.appointments.update(deputy=ola_adviser)
    ola_adviser.appointments.update(deputy=siv)
    away(mona, ola_adviser, siv)

    found = asked()

    assert found.group.code == "forstelinjen"
    assert found.because == "Mona Haugen er borte til og med 2. november, så Førstelinjen hjelper."


def test_the_one_who_asks_is_not_their_own_deputy_either(asked, mona, ola_adviser, liv_first_line):
    mona.appointments.update(deputy=ola_adviser)
    away(mona)

    found = asked(passing=[ola_adviser.pk])

    assert found.group.code == "forstelinjen"


def test_one_who_has_as_much_as_they_can_take_is_passed_by(asked, mona, ola_adviser):
    mona.appointments.update(capacity=5)

    with_room = asked(load={mona.pk: 4})
    full = asked(load={mona.pk: 5})

    assert with_room.person == mona
    assert full.person == ola_adviser
    assert full.because == (
        "Mona Haugen har fullt opp, så Ola Berg ved Fakultet for ingeniørvitenskap hjelper."
    )


def test_when_everyone_is_full_the_first_line_helps(asked, mona, liv_first_line):
    mona.appointments.update(capacity=0)

    found = asked()

    assert found.group.code == "forstelinjen"
    assert found.because == ("Mona Haugen har fullt opp, så Førstelinjen hjelper.")


def test_a_deputy_who_is_full_is_passed_by(asked, institute, personnel, mona, siv, liv_first_line):
    appoint(siv, institute, personnel, capacity=2, process=None, to_date=None)
    mona.appointments.update(deputy=siv)
    away(mona)

    assert asked(load={siv.pk: 1}).person == siv
    assert asked(load={siv.pk: 2}).group.code == "forstelinjen"


def test_what_nobody_near_knows_goes_to_the_first_line(asked, archive, mona, liv_first_line):
    found = asked(area=archive)

    assert (found.line, found.group.code) == (Line.FIRST, "forstelinjen")
    assert found.because == (
        "Ingen nær Institutt for bygg og miljø er prosessrådgiver for Arkiv og journal, "
        "så Førstelinjen hjelper."
    )


def test_without_an_area_the_first_line_finds_out(asked, mona, liv_first_line):
    found = asked(area=None)

    assert found.group.code == "forstelinjen"
    assert found.because == (
        "Ingen vet ennå hvilket saksområde det gjelder, så Førstelinjen ser på det først."
    )


def test_a_local_team_comes_before_the_first_line(asked, archive, institute, kari, liv_first_line):
    group_of("lokallaget", Line.ADVISER, institute, kari)

    found = asked(area=archive)

    assert (found.line, found.group.code) == (Line.ADVISER, "lokallaget")
    assert found.because == "Lokallaget er laget nærmest deg."


def test_the_first_line_of_another_faculty_comes_after_the_common_one(
    asked, archive, university, liv_first_line, lars
):
    other = Unit.objects.create(code="XX", name="X", kind=UnitKind.FACULTY, parent=university)
    group_of("a-fakultetets", Line.FIRST, other, lars)

    found = asked(area=archive)

    assert found.group.code == "forstelinjen"
    assert [one.group.code for one in found.fallbacks] == ["a-fakultetets"]


def test_the_first_line_of_ones_own_faculty_comes_before_the_common_one(
    asked, archive, faculty, liv_first_line, lars
):
    group_of("vaar-egen", Line.FIRST, faculty, lars)

    assert asked(area=archive).group.code == "vaar-egen"


@pytest.mark.parametrize("kind", HelpKind)
def test_an_adviser_hands_up_to_the_first_line(asked, kind, mona, liv_first_line):
    found = asked(above=Line.ADVISER, help_kind=kind)

    assert found.group.code == "forstelinjen"
    assert found.because == "Førstelinjen tar over det prosessrådgiverne ikke kan løse."


@pytest.mark.parametrize(
    ("kind", "goes_to"),
    [
        (HelpKind.PROFESSIONAL, "fagstotte-personal"),
        (HelpKind.SPECIALIST, "fagstotte-personal"),
        (HelpKind.PRACTICAL, "drift"),
        (HelpKind.SYSTEM, "drift"),
    ],
)
def test_the_first_line_hands_up_to_those_who_know_that_kind(
    asked, kind, goes_to, per_second_line, liv_first_line, lars, records_department
):
    group_of("drift", Line.SECOND, records_department, lars)

    found = asked(above=Line.FIRST, help_kind=kind)

    assert (found.line, found.group.code) == (Line.SECOND, goes_to)
    assert (
        found.because
        == {
            "fagstotte-personal": "Fagstøtte personal er fagfolkene for Personal.",
            "drift": "Drift tar over det førstelinjen ikke kan løse.",
        }[goes_to]
    )


def test_where_there_are_no_specialists_the_first_line_keeps_it(asked, liv_first_line):
    found = asked(above=Line.FIRST, help_kind=PROFESSIONAL)

    assert found.group.code == "forstelinjen"
    assert found.because == "Ingen er registrert lenger opp, så Førstelinjen beholder det."


def test_only_the_vendor_contact_is_above_the_specialists(
    asked, per_second_line, liv_first_line, lars, records_department
):
    group_of("kontakten", Line.VENDOR, records_department, lars)

    found = asked(above=Line.SECOND)

    assert (found.line, found.group.code) == (Line.VENDOR, "kontakten")
    assert [one.line for one in found.fallbacks] == [Line.SECOND, Line.FIRST]


def test_an_empty_group_is_passed_by_for_one_with_people(asked, per_second_line, liv_first_line):
    per_second_line.is_active = False
    per_second_line.save()

    found = asked(above=Line.FIRST, help_kind=PROFESSIONAL)

    assert found.group.code == "forstelinjen"
    assert found.because == "Ingen er i Fagstøtte personal nå, så Førstelinjen hjelper."
    assert [one.group.code for one in found.fallbacks] == ["fagstotte-personal"]


def test_when_all_are_empty_it_waits_rather_than_being_lost(asked, records_department):
    group = group_of("forstelinjen", Line.FIRST, records_department)

    found = asked()

    assert found.group == group
    assert found.because == "Ingen er i Forstelinjen nå, så det venter der til noen er på plass."


def test_with_nobody_at_all_that_is_said(asked):
    found = asked()

    assert (found.person, found.group, found.fallbacks) == (None, None, ())
    assert "veier inn" in found.because


@pytest.mark.parametrize("area_of", ["own", "none"])
def test_every_group_is_met_somewhere_on_the_way(
    asked, area_of, personnel, university, per_second_line, liv_first_line, lars, institute
):
    area = personnel if area_of == "own" else None
    made = {
        group_of(f"{area_of}-{line}", line, institute, lars, area=area).code for line in Line
    } | {"forstelinjen", "fagstotte-personal"}
    lines_above = [None, Line.FIRST, Line.SECOND]

    routes = [asked(above=above, help_kind=kind) for above in lines_above for kind in HelpKind]

    met = {
        target.group.code
        for found in routes
        for target in (found, *found.fallbacks)
        if target.group
    }
    assert met == made


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_sentence_is_in_the_readers_language(asked, language, mona, ola_adviser):
    mona.appointments.update(capacity=0)

    with translation.override(language):
        sentence = asked().because

    assert {"nb": "har fullt opp", "nn": "har nok å gjere", "en": "time for"}[language] in sentence


@pytest.fixture
def office_hours(university):
    """The house is open on weekdays; the tests' own day is a Thursday."""
    for weekday in range(5):
        OpeningPeriod.objects.create(
            weekday=weekday, opens=time(8), closes=time(16), from_date=date(2026, 1, 1)
        )


def closed(group, *days):
    for day in days:
        ClosedDay.objects.create(group=group, date=day, reason="Seminar")


def test_a_team_that_is_closed_for_days_is_passed_by(
    asked, archive, faculty, office_hours, liv_first_line, lars
):
    own = group_of("vaar-egen", Line.FIRST, faculty, lars)
    closed(own, DAY, date(2026, 10, 30))

    found = asked(area=archive)

    assert found.group.code == "forstelinjen"
    assert found.because == "Vaar-egen holder stengt til 2. november, så Førstelinjen hjelper."
    assert [one.group.code for one in found.fallbacks] == ["vaar-egen"]


def test_over_night_and_when_all_are_closed_it_waits_for_the_nearest(
    asked, archive, faculty, office_hours, liv_first_line, lars
):
    own = group_of("vaar-egen", Line.FIRST, faculty, lars)
    closed(own, DAY)
    assert asked(area=archive).group == own

    ClosedDay.objects.all().delete()
    closed(None, DAY, date(2026, 10, 30))
    assert asked(area=archive).group == own


def test_what_is_handed_up_is_not_handed_back_since_those_above_are_closed(
    asked, office_hours, per_second_line, liv_first_line
):
    closed(per_second_line.support_groups.get(), DAY, date(2026, 10, 30))

    assert asked(above=Line.FIRST, help_kind=PROFESSIONAL).line == Line.SECOND


def test_nine_queries_are_enough(
    asked, mona, ola_adviser, siv, liv_first_line, django_assert_max_num_queries
):
    mona.appointments.update(deputy=ola_adviser)
    ola_adviser.appointments.update(deputy=siv)
    away(mona, ola_adviser)

    with django_assert_max_num_queries(9):
        asked(load={mona.pk: 3})
