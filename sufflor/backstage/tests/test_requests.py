"""Replying to private requests."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Message
from tests.cast import MORNING

LIST = "/arbeid/henvendelser/"


@pytest.fixture
def private(personnel, kari, hilde_host, liv_first_line):
    return actions.open_request(
        reporter=kari, area=personnel, text="Gjelder Per.", why="Navn.", by=hilde_host, at=MORNING
    )


@pytest.fixture
def liv(client, liv_first_line):
    client.force_login(liv_first_line)
    return client


def address(request) -> str:
    return f"{LIST}{request.pk}/"


def test_those_who_help_see_what_waits_and_from_whom(liv, private):
    page = liv.get(LIST).content.decode()

    for said in ("Gjelder Per.", "Kari Moen", "Venter på svar"):
        assert said in page


def test_they_reply_and_read_that_it_is_sent(liv, private, liv_first_line):
    answer = liv.post(address(private), {"text": "Slik gjør du."}, follow=True)

    assert answer.redirect_chain == [(address(private), 303)]
    assert "Svaret er sendt." in answer.content.decode()
    assert Message.objects.get().text == "Slik gjør du."


@pytest.mark.parametrize("text", ["", "x" * 8001])
def test_a_reply_that_is_not_taken_keeps_what_was_typed(liv, private, text):
    answer = liv.post(address(private), {"text": text})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv noe, på høyst" in page
    assert text in page
    assert not Message.objects.exists()


def test_only_those_who_have_it_see_it(client, private, per_second_line):
    client.force_login(per_second_line)

    assert "Gjelder Per." not in client.get(LIST).content.decode()
    assert client.get(address(private)).status_code == 404


def test_others_do_not_come_in(client, private, kari, ola_adviser):
    client.force_login(kari)
    assert client.get(LIST).status_code == 403
    for person in (kari, ola_adviser):
        client.force_login(person)
        assert client.get(address(private)).status_code == 404


def test_the_list_costs_few_queries(
    liv, personnel, kari, hilde_host, django_assert_max_num_queries
):
    for number in range(25):
        actions.open_request(
            reporter=kari, area=personnel, text=f"Nr. {number}", by=hilde_host, at=MORNING
        )
    liv.get(LIST)

    with django_assert_max_num_queries(9):
        liv.get(LIST)


def test_back_stage_leads_here_those_who_help(liv):
    assert f'href="{LIST}"' in liv.get("/styring/").content.decode()
