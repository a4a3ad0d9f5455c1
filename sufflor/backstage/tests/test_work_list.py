"""The work list as a page: who comes in, what it shows, and many at once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.desk.models import Request
from sufflor.desk.tests.conftest import ENOUGH
from tests.cast import MORNING

LIST = "/arbeid/henvendelser/"


@pytest.fixture(autouse=True)
def nine(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)


@pytest.fixture
def send(kari, personnel, liv_first_line):
    def sent(text="Gjelder Per.", **more) -> Request:
        wish = Wish(title="", text=text, area=personnel, **more)
        return actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)

    return sent


@pytest.fixture
def liv(client, liv_first_line):
    client.force_login(liv_first_line)
    return client


def text(response) -> str:
    return response.content.decode()


def test_those_who_help_see_what_waits_from_whom_and_how_many(liv, send):
    send()

    for address in (LIST, "/arbeid/"):
        page = text(liv.get(address))
        for said in ("Gjelder Per.", "Kari Moen", "Personal", "Førstelinjen", "Hos oss"):
            assert said in page


def test_others_do_not_come_in(client, send, kari, stranger):
    send()

    for person in (kari, stranger):
        client.force_login(person)
        assert client.get(LIST).status_code == 403
    client.logout()
    assert client.get(LIST).status_code == 302


def test_a_helper_at_another_line_sees_none_of_it(client, send, per_second_line):
    send()
    client.force_login(per_second_line)

    assert "Gjelder Per." not in text(client.get(LIST))


@pytest.mark.parametrize(
    "query",
    [
        "?ko=forstelinje",
        "?ko=finnes-ikke",
        "?tilstand=new&omrade=personal",
        "?frist=%00",
        "?side=x",
    ],
)
def test_it_is_sifted_by_the_address_and_what_it_does_not_know_is_left_out(liv, send, query):
    send()

    assert "Gjelder Per." in text(liv.get(LIST + query))


def test_what_does_not_fit_is_not_shown_and_the_page_says_so(liv, send):
    send()

    page = text(liv.get(LIST + "?omrade=okonomi"))

    assert "Gjelder Per." not in page
    assert "Ingen henvendelser passer med dette utvalget." in page


def test_a_confidential_one_is_not_hinted_at(liv, send):
    send("Slett dette.", is_confidential=True)

    page = text(liv.get(LIST))

    assert "Slett dette." not in page
    assert "Ingenting her" in page


def test_many_are_taken_after_a_look_at_what_happens_to_each(liv, send, liv_first_line):
    chosen = {"valgt": [send("Den ene").pk, send("Den andre").pk], "gjor": "ta"}

    preview = liv.post(f"{LIST}samlet/", chosen)
    assert "Du har den etterpå." in text(preview)
    assert not Request.objects.exclude(assignee=None).exists()
    done = liv.post(f"{LIST}samlet/", {**chosen, "sikker": "ja"}, follow=True)

    assert "Du har tatt 2 henvendelser." in text(done)
    assert Request.objects.filter(assignee=liv_first_line).count() == 2


def test_many_lie_again_and_none_chosen_changes_nothing(liv, send, liv_first_line):
    one = send()
    actions.take(request=one, by=liv_first_line, at=MORNING)

    nothing = liv.post(f"{LIST}samlet/", {"gjor": "slipp", "sikker": "ja"}, follow=True)
    assert "Velg en eller flere henvendelser først." in text(nothing)
    liv.post(f"{LIST}samlet/", {"gjor": "slipp", "sikker": "ja", "valgt": [one.pk, "x", 10**30]})

    one.refresh_from_db()
    assert one.assignee is None


def test_those_of_others_are_not_taken_along(client, send, per_second_line):
    one = send()
    client.force_login(per_second_line)

    client.post(f"{LIST}samlet/", {"gjor": "ta", "sikker": "ja", "valgt": [one.pk]})

    one.refresh_from_db()
    assert one.assignee is None


def test_what_is_sent_on_is_there_in_a_fainter_hand(liv, send, liv_first_line, per_second_line):
    one = send()
    to = actions.Place(3, per_second_line.support_groups.get())
    actions.hand_over(request=one, to=to, reason=None, note=ENOUGH, by=liv_first_line, at=MORNING)

    page = text(liv.get(LIST + "?ko=sendt-videre"))

    assert "data-faint" in page
    assert "Gjelder Per." in page


def test_the_list_costs_few_queries_however_long(liv, send, django_assert_max_num_queries):
    for number in range(25):
        send(f"Nr. {number}")
    liv.get(LIST)

    with django_assert_max_num_queries(12):
        liv.get(LIST)


def test_back_stage_leads_here_those_who_help(liv):
    assert f'href="{LIST}"' in text(liv.get("/styring/"))


def test_words_are_looked_for_in_every_queue_that_one_may_see_and_in_no_other(
    liv, send, liv_first_line, per_second_line, client
):
    found = send("Hvordan skjermer jeg et navn?")
    send("Noe helt annet.")
    actions.resolve(request=found, text="Bruk malen.", by=liv_first_line, at=MORNING)

    page = text(liv.get(LIST, {"q": "skjerme navnet"}))
    assert "Hvordan skjermer jeg" in page
    assert "Noe helt annet." not in page
    assert "Funnet blant alt du kan se" in page
    assert 'value="skjerme navnet"' in page
    assert "Noe helt annet." not in text(liv.get(LIST, {"q": "og"}))

    client.force_login(per_second_line)
    assert "Hvordan skjermer jeg" not in text(client.get(LIST, {"q": "skjerme"}))


def test_a_search_costs_as_few_queries_as_a_queue(liv, send, django_assert_max_num_queries):
    for number in range(12):
        send(f"Nummer {number} gjelder skjerming.")
    liv.get(LIST, {"q": "skjerming"})

    with django_assert_max_num_queries(12):
        liv.get(LIST, {"q": "skjerming"})
