"""The register: finding advisers and holes, appointing, what people know, and being away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sufflor.organization import actions
from sufflor.organization.models import (
    Absence,
    Appointment,
    Charge,
    ChargeKind,
    Competence,
    CompetenceLevel,
    Unit,
    UnitKind,
    WorkRole,
)
from tests.cast import DAY, MORNING, person

REGISTER = "/styring/radgivere/"


@pytest.fixture
def boss(faculty):
    """Manages the faculty."""
    return person("boss", "Bo", "Sjef", faculty, WorkRole.MANAGER)


@pytest.fixture
def typed(kari, institute, personnel):
    return {
        "person": kari.username,
        "unit": institute.pk,
        "subject": "B",
        "from_date": DAY.isoformat(),
        "capacity": "5",
        "competence_text": "Permisjon",
    }


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (REGISTER, {"Ola Berg", "Mona Haugen"}),
        (f"{REGISTER}?enhet=IV-BM", {"Mona Haugen"}),
        (f"{REGISTER}?enhet=IV", {"Ola Berg", "Mona Haugen"}),
        (f"{REGISTER}?omrade=arkiv", set()),
        (f"{REGISTER}?q=haug", {"Mona Haugen"}),
        (f"{REGISTER}?q=permisjon", {"Mona Haugen"}),
        (f"{REGISTER}?enhet=finnes-ikke", {"Ola Berg", "Mona Haugen"}),
    ],
)
def test_the_register_is_filtered_by_unit_area_and_words(
    at_the_desk, boss, ola_adviser, archive, institute, personnel, address, shown
):
    mona = person("mona", "Mona", "Haugen", institute)
    Appointment.objects.create(
        person=mona,
        unit=institute,
        area=personnel,
        from_date=date(2026, 1, 1),
        competence_text="Permisjon",
    )

    page = text(at_the_desk(boss).get(address))

    assert {name for name in ("Ola Berg", "Mona Haugen") if name in page} == shown


def test_ended_appointments_are_gone_and_coming_ones_are_marked(
    at_the_desk, boss, ola_adviser, faculty, personnel
):
    old, new = (person(name, name, "Nes", faculty) for name in ("Gammel", "Nyvalgt"))
    yesterday, tomorrow = (DAY + timedelta(days=days) for days in (-1, 1))
    for who, first, last in ((old, date(2026, 1, 1), yesterday), (new, tomorrow, None)):
        Appointment.objects.create(
            person=who, unit=faculty, area=personnel, from_date=first, to_date=last
        )
    Absence.objects.create(person=ola_adviser, from_date=DAY, to_date=DAY)

    page = text(at_the_desk(boss).get(REGISTER))

    assert "Gammel" not in page
    assert "fra 30. okt" in page
    assert "borte til 29. okt" in page


def test_the_holes_of_the_faculties_are_told(at_the_desk, boss, ola_adviser, archive):
    page = text(at_the_desk(boss).get(REGISTER))

    assert "1 sted ved fakultetene har ingen egen rådgiver" in page


def test_whoever_also_answers_at_the_second_line_for_the_same_area_is_marked(
    at_the_desk, boss, ola_adviser, per_second_line, archive, institute
):
    assert "også i Fagstøtte personal" not in text(at_the_desk(boss).get(REGISTER))

    per_second_line.support_groups.get().members.add(ola_adviser)
    Appointment.objects.create(
        person=ola_adviser, unit=institute, area=archive, from_date=date(2026, 1, 1)
    )

    # Not where the same person helps with another area.
    assert text(at_the_desk(boss).get(REGISTER)).count("også i Fagstøtte personal") == 1


def test_a_name_in_the_register_leads_only_where_the_reader_may_go(
    at_the_desk, boss, ola_adviser, institute, archive
):
    Appointment.objects.all().delete()
    own = Appointment.objects.create(
        person=ola_adviser, unit=institute, area=archive, from_date=date(2026, 1, 1)
    )
    other = Appointment.objects.create(
        person=boss, unit=institute, area=archive, from_date=date(2026, 1, 1)
    )
    page = text(at_the_desk(ola_adviser).get(REGISTER))

    assert f'href="{REGISTER}{own.pk}/"' in page
    assert f'href="{REGISTER}{other.pk}/"' not in page
    assert str(other.person) in page


def test_the_register_has_a_ceiling_of_queries(
    at_the_desk, boss, faculty, personnel, django_assert_max_num_queries
):
    for number in range(60):
        who = person(f"r{number}", "Rådgiver", f"Nummer{number:02}", faculty)
        Appointment.objects.create(
            person=who, unit=faculty, area=personnel, from_date=date(2026, 1, 1)
        )
    client = at_the_desk(boss)
    client.get(REGISTER)

    with django_assert_max_num_queries(13):
        page = text(client.get(f"{REGISTER}?enhet=IV&page=2"))

    assert "Nummer59" in page
    assert "60 utpekinger" in page


def test_case_handlers_do_not_see_it(at_the_desk, kari):
    assert at_the_desk(kari).get(REGISTER).status_code == 403


def test_a_manager_appoints_by_name_and_the_route_follows(at_the_desk, boss, kari, typed):
    for called in (kari.username, "Kari Moen"):
        response = at_the_desk(boss).post(f"{REGISTER}ny/", typed | {"person": called})

        assert response.status_code == 303
    appointment = kari.appointments.get()
    assert (appointment.capacity, appointment.competence_text) == (5, "Permisjon")


def test_a_manager_chooses_among_their_own_units(
    at_the_desk, boss, faculty, institute, hr_department, kari, personnel, typed
):
    response = at_the_desk(boss).get(f"{REGISTER}ny/")

    units = [pk for pk, _name in response.context["form"].fields["unit"].choices]
    assert units == [faculty.pk, institute.pk]
    refused = at_the_desk(boss).post(f"{REGISTER}ny/", typed | {"unit": hr_department.pk})
    assert refused.status_code == 422
    assert not kari.appointments.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"person": "hvem"}, "Vi finner ingen kollega"),
        ({"to_date": "2026-01-01"}, "Den siste dagen er før den første"),
        ({"deputy": "kari"}, "Ingen kan være sin egen stedfortreder"),
        ({"subject": "Z"}, "Z"),
        ({"capacity": "-1"}, "0"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_is_kept(
    at_the_desk, boss, personnel, typed, changes, said
):
    response = at_the_desk(boss).post(f"{REGISTER}ny/", typed | changes)

    assert response.status_code == 422
    assert said in text(response)
    assert 'value="Permisjon"' in text(response)
    assert not Appointment.objects.exists()


def test_a_manager_changes_and_ends_an_appointment(at_the_desk, boss, ola_adviser, kari):
    appointment = ola_adviser.appointments.get()
    address = f"{REGISTER}{appointment.pk}/"
    change = {"deputy": "kari", "to_date": "", "capacity": "3", "competence_text": ""}

    assert at_the_desk(boss).post(address, change).status_code == 303
    appointment.refresh_from_db()
    assert (appointment.deputy, appointment.capacity) == (kari, 3)
    assert at_the_desk(boss).post(f"{address}avslutning/").status_code == 303
    assert not Appointment.objects.valid_on(DAY).exists()


def test_an_adviser_says_how_much_they_can_take_and_nothing_more(at_the_desk, ola_adviser):
    appointment = ola_adviser.appointments.get()
    address = f"{REGISTER}{appointment.pk}/"
    client = at_the_desk(ola_adviser)

    page = text(client.get(address))
    client.post(address, {"capacity": "2", "to_date": "2026-10-30", "competence_text": "Lønn"})

    assert 'name="deputy"' not in page
    assert "Avslutt utpekingen" not in page
    appointment.refresh_from_db()
    assert (appointment.capacity, appointment.to_date) == (2, None)
    assert client.post(f"{address}avslutning/").status_code == 403


def test_a_manager_elsewhere_changes_nothing(at_the_desk, lars, ola_adviser):
    address = f"{REGISTER}{ola_adviser.appointments.get().pk}/"

    assert at_the_desk(lars).get(address).status_code == 403
    assert at_the_desk(lars).post(f"{address}avslutning/").status_code == 403


def test_what_people_know_is_said_shown_and_taken_away(at_the_desk, ola_adviser, hiring):
    client = at_the_desk(ola_adviser)
    said = {"person": "ola", "subject": "B.a.01", "level": "3", "system": "Lønn"}

    assert client.post("/styring/kompetanse/?omrade=personal", said).status_code == 303
    page = text(client.get("/styring/kompetanse/?omrade=personal"))

    assert "Spesialist" in page
    assert "B.a.01 Ansettelse" in page
    competence = Competence.objects.get()
    assert client.post(f"/styring/kompetanse/{competence.pk}/fjerning/").status_code == 303
    assert not Competence.objects.exists()


def test_nobody_says_what_others_know(at_the_desk, ola_adviser, kari, personnel):
    competence = Competence.objects.create(person=kari, area=personnel, level=CompetenceLevel.GOOD)
    client = at_the_desk(ola_adviser)
    said = {"person": "kari", "subject": "B", "level": "3"}

    response = client.post("/styring/kompetanse/", said)

    assert response.status_code == 422
    assert "Du har ikke rett" in text(response)
    assert client.post(f"/styring/kompetanse/{competence.pk}/fjerning/").status_code == 403
    assert "fjerning" not in text(client.get("/styring/kompetanse/"))


def test_the_matrix_has_a_ceiling_of_queries(
    at_the_desk, boss, institute, personnel, hiring, django_assert_max_num_queries
):
    for number in range(30):
        who = person(f"k{number}", "Kjenner", f"Nummer{number:02}", institute)
        Competence.objects.create(person=who, area=personnel, process=hiring, level=2)
    client = at_the_desk(boss)
    client.get("/styring/kompetanse/")

    with django_assert_max_num_queries(14):
        page = text(client.get("/styring/kompetanse/?omrade=personal"))

    assert page.count("Fjern: ") == 30


def test_an_absence_is_noted_and_taken_back(at_the_desk, ola_adviser, kari):
    client = at_the_desk(ola_adviser)
    days = {"from_date": "29.10.2026", "to_date": "2026-11-02"}

    assert client.post("/mine/fravar/", days).status_code == 303
    page = text(client.get("/mine/fravar/"))

    assert "Du er borte nå" in page
    absence = Absence.objects.get()
    assert at_the_desk(kari).post(f"/mine/fravar/{absence.pk}/fjerning/").status_code == 404
    client = at_the_desk(ola_adviser)
    assert client.post(f"/mine/fravar/{absence.pk}/fjerning/").status_code == 303
    assert not Absence.objects.exists()


def test_an_absence_the_wrong_way_round_is_told(at_the_desk, ola_adviser):
    days = {"from_date": "2026-11-02", "to_date": "2026-10-29"}

    response = at_the_desk(ola_adviser).post("/mine/fravar/", days)

    assert response.status_code == 422
    assert 'value="2026-11-02"' in text(response)


def test_managers_find_the_register_back_stage(at_the_desk, boss, university):
    Unit.objects.create(code="XX", name="X", kind=UnitKind.FACULTY, parent=university)

    page = text(at_the_desk(boss).get("/styring/"))

    assert f'href="{REGISTER}"' in page
    assert 'href="/styring/"' in text(at_the_desk(boss).get("/hjelp/"))


def test_whoever_manages_a_process_sees_who_was_appointed_for_it(
    client, stranger, kari, ola_adviser, faculty, personnel, archive, boss, nine_in_the_morning
):
    Charge.objects.create(person=stranger, area=personnel, kind=ChargeKind.MANAGER, from_date=DAY)
    client.force_login(stranger)
    assert "Nytt i det du har ansvar for" not in text(client.get(REGISTER))

    for person_, area in ((kari, personnel), (ola_adviser, archive)):
        actions.appoint(person=person_, unit=faculty, area=area, from_date=DAY, by=boss, at=MORNING)

    answer = client.get(REGISTER)
    assert "Nytt i det du har ansvar for" in text(answer)
    assert [one.appointment.person for one in answer.context["appointed"]] == [kari]
    assert REGISTER in text(client.get(reverse("backstage")))


def test_the_register_is_not_for_whoever_is_in_charge_no_more(client, stranger, personnel):
    before = DAY - timedelta(days=400)
    Charge.objects.create(
        person=stranger, area=personnel, kind=ChargeKind.OWNER, from_date=before, to_date=before
    )
    client.force_login(stranger)

    assert client.get(REGISTER).status_code == 403
