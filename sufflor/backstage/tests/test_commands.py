"""The list of all commands: where it leads, for whom, and that it tells no secrets."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import ViewWish
from sufflor.organization.models import Role, RoleGrant
from tests.cast import MORNING
from tests.world_views import NEW

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

COMMANDS = "/arbeid/kommando/"


def listed(client, words="", **more) -> str:
    return client.get(COMMANDS, {"q": words, **more}).content.decode()


def test_it_leads_to_queues_views_and_pages(liv, liv_first_line):
    view = actions.keep_view(
        wish=ViewWish("Det nye", NEW), owner=liv_first_line, by=liv_first_line, at=MORNING
    )

    page = listed(liv)

    for address in ("?ko=forstelinje", f"?visning={view.pk}", "/arbeid/svarmaler/", "/styring/"):
        assert f'{address}"' in page


def test_words_choose_among_them_by_their_beginnings(liv):
    found = listed(liv, "FØRST")

    assert "?ko=forstelinje" in found
    assert "?ko=mine" not in found
    assert listed(liv, "lag vis").index("Lag en visning") > 0
    assert "Søk etter «finnes ikke» i henvendelser" in listed(liv, "finnes ikke")


@pytest.mark.parametrize("typed", ["{0}", "H-{0}", "h{0}"])
def test_a_request_is_opened_by_its_number(liv, send, typed):
    one = send()

    page = listed(liv, typed.format(one.pk))

    assert f'href="/arbeid/henvendelser/{one.pk}/"' in page
    assert "Gjelder Per." in page


def test_a_number_that_one_may_not_open_is_not_there(client, send, per_second_line):
    one = send()
    client.force_login(per_second_line)

    for page in (listed(client, one.number), listed(client, henvendelse=one.pk)):
        assert "Gjelder Per." not in page
        assert f"/arbeid/henvendelser/{one.pk}/" not in page


def test_what_is_confidential_is_named_by_its_number_alone(liv, send, liv_first_line):
    RoleGrant.objects.create(person=liv_first_line, role=Role.CONFIDENTIAL, granted_at=MORNING)
    one = send("Slett dette.", is_confidential=True)

    page = listed(liv, one.number)

    assert f"Åpne {one.number}" in page
    assert "Slett dette." not in page


def test_of_the_open_request_it_offers_what_one_may_do(
    liv, client, send, liv_first_line, per_second_line
):
    one = send()
    page = listed(liv, henvendelse=one.pk, ko="forstelinje")
    assert f'action="/arbeid/henvendelser/{one.pk}/tildeling/?ko=forstelinje"' in page
    for said in ("Ta den", "Send opp", "Skriv et internt notat", 'data-press="r"'):
        assert said in page
    assert "Pakke til arkivet" not in page

    to = actions.Place(3, per_second_line.support_groups.get())
    note = actions.HandoverNote("Hva", "Sett")
    actions.hand_over(request=one, to=to, reason=None, note=note, by=liv_first_line, at=MORNING)
    page = listed(liv, henvendelse=one.pk)
    assert "Skriv et internt notat" in page
    assert "Ta den" not in page
    assert "Send opp" not in page


def test_a_deed_is_done_from_the_page_without_a_script(liv, send, liv_first_line):
    one = send()

    liv.post(f"/arbeid/henvendelser/{one.pk}/tildeling/")

    one.refresh_from_db()
    assert one.assignee == liv_first_line
    assert "La den ligge" in listed(liv, henvendelse=one.pk)


def test_others_have_no_commands(client, kari):
    client.force_login(kari)

    assert client.get(COMMANDS).status_code == 403


def test_it_speaks_the_language_of_the_page(liv):
    assert "Kommandoar" in liv.get(f"/nn{COMMANDS}").content.decode()
    assert "Commands" in liv.get(f"/en{COMMANDS}").content.decode()


def test_it_costs_few_queries(liv, send, django_assert_max_num_queries):
    one = send()
    listed(liv)

    with django_assert_max_num_queries(10):
        listed(liv)
    with django_assert_max_num_queries(24):
        listed(liv, henvendelse=one.pk)
