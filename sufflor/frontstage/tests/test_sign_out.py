"""Signing out here, and where one signed in."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from sufflor.frontstage import sign_in_elsewhere
from tests.sign_on_place import Place, place_to_sign_in

pytestmark = pytest.mark.once

AWAY, BACK = "/logg-inn/felles/", "/logg-inn/felles/tilbake/"
OUT, DONE, OUT_THERE = "/logg-ut/", "/logg-ut/ferdig/", "/logg-ut/felles/"


@pytest.fixture
def place(settings) -> Iterator[Place]:
    with place_to_sign_in() as there:
        settings.SIGN_ON = there.sign_on()
        yield there


def came_in(client: Client, place: Place) -> None:
    client.get(BACK, place.person_agrees(client.get(AWAY)["Location"]))


def is_in(client: Client) -> bool:
    return client.get("/hjelp/").wsgi_request.user.is_authenticated


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_who_came_with_a_password_goes_to_the_front_page(client, kari, place):
    client.post("/logg-inn/", {"username": "kari", "password": "demo"})

    assert client.post(OUT)["Location"] == "/"
    assert not is_in(client)
    assert "fortsatt" not in client.get(DONE).content.decode()


def test_who_came_from_elsewhere_is_out_at_once_and_told_of_there(client, kari, place):
    came_in(client, place)

    answer = client.post(OUT)

    assert answer["Location"] == DONE
    assert not is_in(client)
    page = client.get(DONE).content.decode()
    assert "fortsatt logget inn med Feide" in page
    assert f'href="{OUT_THERE}"' in page
    assert place.times_asked("/ut") == 0


def test_the_way_out_there_leads_back_and_says_so_in_the_language_of_before(client, kari, place):
    came_in(client, place)
    client.post(f"/en{OUT}")

    away = client.get(f"/en{OUT_THERE}")["Location"]

    asked = query(away)
    assert away.startswith(f"{place.issuer}/ut?")
    assert asked["id_token_hint"].count(".") == 2
    assert asked["client_id"] == "sufflor"
    assert asked["post_logout_redirect_uri"].endswith(DONE)
    page = client.get(DONE, {"state": asked["state"]}).content.decode()
    assert "You are signed out here and with Feide." in page
    assert OUT_THERE not in page
    assert "fortsatt" not in client.get(DONE).content.decode()


def test_who_turned_back_there_is_still_told(client, kari, place):
    came_in(client, place)
    client.post(OUT)
    client.get(OUT_THERE)

    for state in ({}, {"state": "another"}):
        assert "fortsatt logget inn" in client.get(DONE, state).content.decode()


def test_a_place_without_a_way_out_is_told_of_without_a_button(client, kari, place):
    place.about = {"end_session_endpoint": None}
    came_in(client, place)
    client.post(OUT)

    page = client.get(DONE).content.decode()

    assert "Lukk alle vinduene" in page
    assert OUT_THERE not in page
    assert client.get(OUT_THERE)["Location"] == DONE


def test_a_long_token_is_left_out(client, kari, place, monkeypatch, settings):
    monkeypatch.setattr(sign_in_elsewhere, "LONGEST_HINT", 10)
    came_in(client, place)
    client.post(OUT)

    assert "id_token_hint" not in query(client.get(OUT_THERE)["Location"])


@pytest.mark.parametrize(
    ("language", "words"),
    [("", "svarer ingen"), ("/nn", "svarar ingen"), ("/en", "nobody answers")],
)
def test_a_place_that_is_away_holds_nobody_in(client, kari, settings, language, words):
    with place_to_sign_in() as place:
        settings.SIGN_ON = place.sign_on()
        came_in(client, place)
        settings.SIGN_ON = place.sign_on(name="Feide igjen")
        client.post(f"{language}{OUT}")
    assert not is_in(client)

    answer = client.get(f"{language}{OUT_THERE}")

    assert answer.status_code == 503
    assert words in answer.content.decode()


def test_the_pages_lead_nowhere_where_there_is_nothing_to_end(client, kari, place):
    assert client.get(OUT_THERE)["Location"] == DONE
    assert client.get(DONE).status_code == 200
    client.post("/logg-inn/", {"username": "kari", "password": "demo"})
    assert client.get(DONE)["Location"] == "/"
    assert is_in(client)
