import pytest

from sufflor.organization.models import Absence
from tests.cast import DAY

pytestmark = pytest.mark.once


@pytest.fixture
def organization(institute, personnel, archive, ola_adviser, liv_first_line, per_second_line):
    ola_adviser.email = "ola.berg@nidelva.example"
    ola_adviser.save()


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_choice_in_the_address_is_answered_without_script(client, organization):
    page = shown(client, "/hjelp/?enhet=IV-BM&omrade=personal")

    assert "Ola Berg ved Fakultet for ingeniørvitenskap hjelper." in page
    assert "Førstelinjen" in page
    assert "Spør i denne rekkefølgen" in page
    assert '<option value="IV-BM" selected>' in page
    assert '<option value="personal" selected>' in page


def test_those_who_have_signed_in_begin_at_their_own_unit(client, organization, kari):
    client.force_login(kari)

    page = shown(client, "/hjelp/")

    assert '<option value="IV-BM" selected>' in page
    assert "Spør i denne rekkefølgen" not in page


def test_all_units_can_be_chosen_also_by_those_who_have_one(client, organization, kari):
    client.force_login(kari)

    page = shown(client, "/hjelp/?enhet=&omrade=personal")

    assert '<option value="IV-BM" selected>' not in page


def test_addresses_are_shown_to_colleagues_only(client, organization, kari):
    anonymous = shown(client, "/hjelp/?enhet=IV-BM&omrade=personal")
    client.force_login(kari)
    colleague = shown(client, "/hjelp/?enhet=IV-BM&omrade=personal")

    assert "mailto:" not in anonymous
    assert "mailto:ola.berg@nidelva.example" in colleague


def test_those_who_are_away_are_told_of(client, organization, ola_adviser):
    Absence.objects.create(
        person=ola_adviser, from_date=DAY.replace(year=2020), to_date="2099-12-31"
    )

    page = shown(client, "/hjelp/?enhet=IV-BM&omrade=personal")

    assert "Borte til og med 31. desember." in page


@pytest.mark.parametrize(
    "query", ["enhet=XX", "omrade=' OR 1=1", "enhet=%00XX", "enhet=" + "x" * 10_000]
)
def test_a_choice_that_we_do_not_have_is_said_in_a_sentence(client, organization, query):
    page = shown(client, f"/hjelp/?{query}")

    assert "Vi har ikke den enheten eller det saksområdet." in page


def test_names_are_escaped(client, organization, ola_adviser):
    ola_adviser.first_name = "<script>alert(1)</script>"
    ola_adviser.save()

    page = shown(client, "/hjelp/?enhet=IV-BM&omrade=personal")

    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(("prefix", "words"), [("/nn", "Nærmaste hjelp"), ("/en", "Nearest help")])
def test_the_page_speaks_three_languages(client, organization, prefix, words):
    assert words in shown(client, f"{prefix}/hjelp/")


def test_the_page_costs_few_queries(client, organization, kari, django_assert_max_num_queries):
    client.force_login(kari)
    client.get("/hjelp/?enhet=IV-BM&omrade=personal")

    with django_assert_max_num_queries(12):
        client.get("/hjelp/?enhet=IV-BM&omrade=personal")


def test_the_levels_are_drawn_and_told_from_what_there_is(client, organization):
    page = shown(client, "/slik-fungerer-hjelpen/")

    assert "<svg" in page
    assert "Fagstøtte personal" in page
    assert page.count("Kollega nær deg") >= 2


def test_an_empty_installation_has_all_the_pages(client, db):
    for address in ("/hjelp/", "/slik-fungerer-hjelpen/", "/personvern/", "/tilgjengelighet/"):
        shown(client, address)


def test_the_accessibility_statement_is_linked_to_when_there_is_one(client, db, settings):
    assert "ikke publisert ennå" in shown(client, "/tilgjengelighet/")

    settings.ACCESSIBILITY_STATEMENT_URL = "https://uustatus.no/nb/erklaringer/publisert/1"

    assert 'href="https://uustatus.no/nb/erklaringer/publisert/1"' in shown(
        client, "/tilgjengelighet/"
    )
