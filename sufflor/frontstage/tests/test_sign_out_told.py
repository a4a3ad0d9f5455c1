"""The place where people sign in says that somebody has signed out there: they are out here too."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sufflor.frontstage import sign_out_told
from sufflor.lib import sign_out_token
from sufflor.organization.models import Sitting, User
from tests.sign_on_keys import rsa_key
from tests.sign_on_place import EPPN, Place, place_to_sign_in

pytestmark = pytest.mark.once

AWAY, BACK, TOLD = "/logg-inn/felles/", "/logg-inn/felles/tilbake/", "/logg-ut/beskjed/"
WRITTEN = "Dette har jeg brukt lang tid på å skrive."


@pytest.fixture
def place(settings) -> Iterator[Place]:
    with place_to_sign_in() as there:
        settings.SIGN_ON = there.sign_on()
        there.token = {"sid": "s-1"}
        yield there


def came_in(place: Place, sitting: str | None = "s-1") -> Client:
    client = Client()
    place.token = {"sid": sitting}
    client.get(BACK, place.person_agrees(client.get(AWAY)["Location"]))
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/hjelp/").wsgi_request.user.is_authenticated


def tell(token: str, **more: object) -> HttpResponse:
    """As a machine does, which has no session and no token of a form."""
    return Client(enforce_csrf_checks=True).post(TOLD, {"logout_token": token, **more})


def test_who_signs_out_there_is_out_here_in_that_browser_alone(kari, place, caplog) -> None:
    there, elsewhere = came_in(place), came_in(place, "s-2")
    caplog.set_level(logging.INFO, "sufflor")

    answer = tell(place.logout_token())

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not is_in(there)
    assert is_in(elsewhere)
    assert "sign-out told from elsewhere: 1 sessions ended" in caplog.messages


def test_a_sign_out_of_everything_leaves_colleagues_and_passwords_in(
    kari, ola_adviser, place
) -> None:
    ours = [came_in(place), came_in(place, "s-2"), came_in(place, None)]
    place.token, place.userinfo = {"sub": "u-2"}, {"sub": "u-2", EPPN: "ola@nidelva.example"}
    colleague, with_password = Client(), Client()
    colleague.get(BACK, place.person_agrees(colleague.get(AWAY)["Location"]))
    with_password.post("/logg-inn/", {"username": "kari", "password": "demo"})

    assert tell(place.logout_token(sid=None)).status_code == 200

    assert not any(is_in(each) for each in ours)
    assert is_in(colleague)
    assert is_in(with_password)


def test_who_is_out_already_is_no_fault(kari, place) -> None:
    client = came_in(place)
    client.post("/logg-ut/")
    assert not Sitting.objects.exists()

    assert tell(place.logout_token()).status_code == 200
    assert tell(place.logout_token(sub="unknown", sid="unknown")).status_code == 200


def test_what_somebody_was_writing_is_kept_for_them(kari, place) -> None:
    client = came_in(place)
    tell(place.logout_token())

    headers = {"Referer": "http://testserver/onsker/"}
    answer = client.post(reverse("wish_new"), {"wanted": WRITTEN}, headers=headers)

    page = answer.content.decode()
    assert WRITTEN in page
    assert "/logg-inn/?next=/onsker/" in page


def test_who_signs_in_anew_in_the_same_window_stays_when_the_former_ends(kari, place) -> None:
    client = came_in(place)
    place.token = {"sid": "s-2"}
    client.get(BACK, place.person_agrees(client.get(AWAY)["Location"]))

    tell(place.logout_token())
    assert is_in(client)
    tell(place.logout_token(sid="s-2"))

    assert not is_in(client)


def test_the_same_token_is_refused_the_second_time(kari, place, caplog) -> None:
    came_in(place)
    token = place.logout_token()
    tell(token)
    anew = came_in(place, "s-2")

    answer = tell(token)

    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["error"] == "invalid_request"
    assert is_in(anew)
    assert "was refused: the token was used before (jti)" in caplog.text


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"aud": "another"}, "aud"),
        ({"iss": "https://evil.example"}, "iss"),
        ({"exp": 1}, "expired"),
        ({"nonce": "n"}, "nonce"),
        ({"events": {}}, "events"),
        ({"sub": None, "sid": None}, "neither sub nor sid"),
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_ends_nothing_and_the_log_says_why(
    kari, place, caplog, claims, why
) -> None:
    client = came_in(place)

    answer = tell(place.logout_token(**claims))

    assert answer.status_code == 400
    assert is_in(client)
    assert "sign-out told from elsewhere was refused" in caplog.text
    assert why in caplog.text
    assert not any(name in caplog.text for name in ("u-1", "s-1", "kari"))


@pytest.mark.parametrize("signed", [{"algorithm": "none"}, {"key": rsa_key("rsa-2")}], ids=str)
def test_a_token_that_the_place_has_not_signed_ends_nothing(kari, place, caplog, signed) -> None:
    client = came_in(place)
    for name, value in signed.items():
        setattr(place, name, value)

    assert tell(place.logout_token()).status_code == 400
    assert is_in(client)
    assert "was refused" in caplog.text
    assert not any(name in caplog.text for name in ("u-1", "s-1", "kari"))


def test_an_id_token_signs_nobody_out(kari, place) -> None:
    """It is signed by the same key, for us; it has a nonce, and no word about signing out."""
    client = came_in(place)
    hint = client.session["sign_on"]["hint"]

    assert tell(hint).status_code == 400
    assert is_in(client)


def test_a_megabyte_is_not_read(kari, place, caplog, monkeypatch) -> None:
    client = came_in(place)
    monkeypatch.setattr(sign_out_token, "LONGEST", 2_000_000)
    long = place.logout_token(more="x" * 1_000_000)
    asked = len(place.asked)

    assert tell(long).status_code == 400
    assert is_in(client)
    assert len(place.asked) == asked
    assert "longer than a token" in caplog.text
    monkeypatch.setattr(sign_out_told, "LONGEST_FORM", 3_000_000)
    assert tell(long, more="x" * 2_600_000).status_code == 400


def test_a_place_that_is_away_ends_nothing_and_the_log_says_so(kari, place, caplog) -> None:
    client = came_in(place)
    place.statuses = {"/keys": 503}
    token = place.logout_token()
    place.key = rsa_key("rsa-2")

    answer = tell(place.logout_token())

    assert answer.status_code == 400
    assert answer.json()["error"] == "temporarily_unavailable"
    assert is_in(client)
    assert "was not understood" in caplog.text
    # What is known of it is still known.
    assert tell(token).status_code == 200
    assert not is_in(client)


def test_without_a_place_or_a_token_nothing_is_taken(db, place, settings, caplog) -> None:
    assert tell("").status_code == 400
    assert Client().post(TOLD, {"logout_token": "x"}, "application/json").status_code == 400
    assert Client().get(TOLD).status_code == 405
    settings.SIGN_ON = None

    answer = tell(place.logout_token())

    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store"
    assert "no place is set" in caplog.text


def test_a_sign_in_that_was_ended_there_meanwhile_lets_nobody_in(kari, place) -> None:
    client = Client()
    brought = place.person_agrees(client.get(AWAY)["Location"])
    tell(place.logout_token())

    answer = client.get(BACK, brought)

    assert answer.status_code == 403
    assert "brukt" in answer.content.decode()
    assert not is_in(client)
    assert not Sitting.objects.exists()


def test_a_place_that_gives_its_sign_ins_odd_names_still_lets_people_in(kari, place) -> None:
    for odd in ("s" * 300, "s\0", 7, ["s"], ""):
        client = Client()
        place.token = {"sid": odd}
        client.get(BACK, place.person_agrees(client.get(AWAY)["Location"]))
        assert is_in(client)
    assert User.objects.get(username="kari").subject == "u-1"
    assert {each.name for each in Sitting.objects.all()} == {""}
