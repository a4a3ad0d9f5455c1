"""The pages of teams and networks, and counting guidance in one press."""

from uuid import uuid4

import pytest

from sufflor.organization.models import Absence, Guidance
from tests.cast import DAY, person


def text(response):
    return response.content.decode()


def test_the_team_of_an_institute_has_those_at_the_faculty_too(
    at_the_desk, kari, institute, ola_adviser
):
    page = text(at_the_desk(kari).get("/lag/IV-BM/"))

    assert "Ola Berg" in page
    assert "Lenger opp" in page
    assert "Har du nettopp hjulpet" not in page


def test_whoever_is_away_is_marked_and_not_written_to(at_the_desk, kari, ola_adviser):
    ola_adviser.email = "ola@example.org"
    ola_adviser.save()
    address = "mailto:ola@example.org"
    before = text(at_the_desk(kari).get("/lag/IV/"))
    Absence.objects.create(person=ola_adviser, from_date=DAY, to_date=DAY)

    page = text(at_the_desk(kari).get("/lag/IV/"))

    assert address in before
    assert "borte til 29. okt" in page
    assert address not in page


def test_a_unit_without_helpers_says_who_helps(at_the_desk, kari, hr_department):
    assert "Inntil da hjelper førstelinjen" in text(at_the_desk(kari).get("/lag/HR/"))


def test_the_network_has_specialists_advisers_and_holes(
    at_the_desk, kari, personnel, ola_adviser, per_second_line
):
    page = text(at_the_desk(kari).get("/nettverk/personal/"))

    assert "Per Lund" in page
    assert "Ola Berg" in page
    assert "Uten egen rådgiver" not in page


def test_those_who_have_left_are_in_no_group(at_the_desk, kari, personnel, per_second_line):
    per_second_line.is_active = False
    per_second_line.save()

    page = text(at_the_desk(kari).get("/nettverk/personal/"))

    assert "Per Lund" not in page
    assert "Ingen er i denne gruppen" in page


@pytest.mark.parametrize("address", ["/lag/IV/", "/nettverk/personal/"])
def test_a_large_network_has_a_ceiling_of_queries(
    at_the_desk, ola_adviser, per_second_line, address, faculty, django_assert_max_num_queries
):
    group = per_second_line.support_groups.get()
    group.members.add(
        *(person(f"m{number}", "Medlem", f"Nummer{number}", faculty) for number in range(20))
    )
    client = at_the_desk(ola_adviser)
    client.get(address)

    with django_assert_max_num_queries(17):
        client.get(address)


def test_one_press_counts_once_and_can_be_undone(at_the_desk, ola_adviser, faculty, personnel):
    client = at_the_desk(ola_adviser)
    page = client.get("/nettverk/personal/")
    press = {
        "area": personnel.pk,
        "unit": faculty.pk,
        "minutes": "15",
        "submission": page.context["submission"],
    }

    for _twice in range(2):
        assert client.post("/mine/veiledning/", press).status_code == 303

    given = Guidance.objects.get()
    assert (given.person, given.minutes) == (ola_adviser, 15)
    assert "15 minutter, Personal" in text(client.get("/mine/veiledning/"))
    assert client.post(f"/mine/veiledning/{given.pk}/angring/").status_code == 303
    assert not Guidance.objects.exists()


def test_a_press_without_minutes_is_told(at_the_desk, ola_adviser, faculty, personnel):
    press = {"area": personnel.pk, "unit": faculty.pk, "submission": uuid4(), "minutes": "0"}

    response = at_the_desk(ola_adviser).post("/mine/veiledning/", press)

    assert response.status_code == 422
    assert not Guidance.objects.exists()


def test_guidance_is_for_those_who_help(at_the_desk, kari, personnel):
    assert at_the_desk(kari).get("/mine/veiledning/").status_code == 403


def test_teams_and_networks_are_for_those_who_have_signed_in(client, personnel, institute):
    for address in ("/lag/IV-BM/", "/nettverk/personal/"):
        assert client.get(address).status_code == 302
