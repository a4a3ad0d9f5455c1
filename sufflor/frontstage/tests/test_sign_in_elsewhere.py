"""Signing in where people work, at a real server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from sufflor.events.models import Event
from sufflor.frontstage import sign_in_elsewhere
from sufflor.lib import sign_on_client
from sufflor.organization.models import DEMO_ISSUER, User
from tests.sign_on_keys import rsa_key
from tests.sign_on_place import EPPN, Place, place_to_sign_in

pytestmark = pytest.mark.once

AWAY, BACK = "/logg-inn/felles/", "/logg-inn/felles/tilbake/"
LANGUAGES = ["", "/nn", "/en"]


@pytest.fixture
def place(settings) -> Iterator[Place]:
    with place_to_sign_in() as there:
        settings.SIGN_ON = there.sign_on()
        yield there


def there_and_back(client: Client, place: Place, **asked: str):
    return client.get(BACK, place.person_agrees(client.get(AWAY, asked)["Location"]))


def who(client: Client) -> User:
    return client.get("/hjelp/").wsgi_request.user


def test_the_page_has_a_button_that_leads_there_and_keeps_where_one_was(client, db, place):
    page = client.get("/logg-inn/?next=/mine/henvendelser/").content.decode()

    assert "Logg inn med Feide" in page
    assert 'href="/logg-inn/felles/?next=%2Fmine%2Fhenvendelser%2F"' in page


def test_without_such_a_place_there_is_no_button_and_the_addresses_lead_to_the_form(client, db):
    assert "/logg-inn/felles/" not in client.get("/logg-inn/").content.decode()
    assert client.get(AWAY)["Location"] == "/logg-inn/"
    assert client.get(BACK)["Location"] == "/logg-inn/"


def test_somebody_who_was_loaded_is_recognized_and_led_back(client, kari, place, settings):
    settings.PUBLIC_URL = "https://hjelp.example.no"
    answer = there_and_back(client, place, next="/mine/henvendelser/?side=2")

    assert answer["Location"] == "/mine/henvendelser/?side=2"
    assert who(client) == kari
    kari.refresh_from_db()
    assert (kari.issuer, kari.subject) == (place.issuer, "u-1")
    assert Event.objects.filter(verb="person.recognized").count() == 1
    asked = next(form for path, _headers, form in place.asked if path == "/token")
    assert asked["redirect_uri"] == "https://hjelp.example.no/logg-inn/felles/tilbake/"


def test_the_identity_counts_from_then_on_whatever_the_account_is_called(client, kari, place):
    there_and_back(client, place)
    place.userinfo = {EPPN: "kari.moe.hansen@nidelva.example"}

    there_and_back(Client(), place)
    answer = there_and_back(client, place)

    assert answer.status_code == 302
    assert who(client) == kari
    assert Event.objects.filter(verb="person.recognized").count() == 1


def test_a_name_that_was_given_to_somebody_else_opens_nothing_of_the_former(client, kari, place):
    there_and_back(Client(), place)
    place.token, place.userinfo = {"sub": "u-2"}, {"sub": "u-2"}

    answer = there_and_back(client, place)

    assert answer.status_code == 403
    assert "tilhører en annen" in answer.content.decode()
    assert who(client).is_anonymous


def test_an_account_from_elsewhere_is_not_taken_for_ours(client, kari, place):
    place.userinfo = {EPPN: "kari@another.example"}

    answer = there_and_back(client, place)

    assert answer.status_code == 403
    assert "ingen konto her" in answer.content.decode()


def test_accounts_of_the_demo_are_nobodys(client, kari, place):
    User.objects.filter(pk=kari.pk).update(issuer=DEMO_ISSUER, subject="kari")

    assert there_and_back(client, place).status_code == 403


def test_a_closed_account_stays_closed(client, kari, place):
    User.objects.filter(pk=kari.pk).update(is_active=False)

    answer = there_and_back(client, place)

    assert answer.status_code == 403
    assert "stengt" in answer.content.decode()


def test_nobody_is_let_in_whom_no_file_has_brought_unless_that_is_said(client, db, place, settings):
    place.userinfo = {EPPN: "ny@nidelva.example", "email": "ny@nidelva.example", "name": "Ny Dal"}
    assert there_and_back(client, place).status_code == 403
    assert not User.objects.filter(username="ny").exists()

    settings.SIGN_ON = place.sign_on(opens_accounts=True)
    answer = there_and_back(client, place)

    assert answer["Location"] == "/"
    new = User.objects.get(username="ny")
    assert (new.full_name, new.email, new.unit) == ("Ny Dal", "ny@nidelva.example", None)
    assert not new.has_usable_password()
    assert not new.is_staff
    assert who(client) == new
    assert client.get("/").status_code == 200


def test_who_has_no_name_there_is_called_as_the_account(client, db, place, settings):
    settings.SIGN_ON = place.sign_on(opens_accounts=True)
    place.userinfo = {EPPN: "ny@nidelva.example", "name": None}

    there_and_back(client, place)

    assert who(client).full_name == "ny"
    assert client.get("/").status_code == 200


def test_a_name_that_two_have_already_is_not_given_to_a_third(client, kari, place, settings):
    User.objects.create(username="KARI")
    settings.SIGN_ON = place.sign_on(opens_accounts=True)

    answer = there_and_back(client, place)

    assert answer.status_code == 403
    assert "tilhører en annen" in answer.content.decode()


def test_those_of_other_places_are_not_let_in_however_open_it_is(client, db, place, settings):
    settings.SIGN_ON = place.sign_on(opens_accounts=True)
    place.userinfo = {EPPN: "ny@another.example"}

    assert there_and_back(client, place).status_code == 403


def test_it_leads_only_to_our_own_host(client, kari, place):
    assert there_and_back(client, place, next="//evil.example/")["Location"] == "/"


def test_who_began_in_another_language_goes_on_in_it(client, kari, place):
    away = client.get("/en/logg-inn/felles/")["Location"]

    assert client.get(BACK, place.person_agrees(away))["Location"] == "/en/"


def test_what_another_browser_began_is_not_ended_here(client, kari, place):
    """Otherwise somebody could be signed in as the one who sent them a link."""
    brought = place.person_agrees(Client().get(AWAY)["Location"])

    assert client.get(BACK, brought).status_code == 403
    client.get(AWAY)
    assert client.get(BACK, brought).status_code == 403
    assert who(client).is_anonymous
    assert not any(path == "/token" for path, _headers, _form in place.asked)


def test_a_no_at_the_other_place_is_no_fault_and_leads_on_to_where_one_was(client, db, place):
    brought = place.person_agrees(client.get(AWAY, {"next": "/hjelp/?side=2"})["Location"])

    answer = client.get(BACK, {"error": "access_denied", "state": brought["state"]})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "ble avbrutt" in page
    assert 'href="/logg-inn/?next=/hjelp/%3Fside%3D2"' in page


def test_a_state_that_is_another_or_none_is_refused_before_the_place_is_asked(client, kari, place):
    brought = place.person_agrees(client.get(AWAY)["Location"])

    for state in ({"state": "another"}, {"state": ""}, {}):
        answer = client.get(BACK, {"code": brought["code"], **state})
        assert answer.status_code == 403
        assert "Begynn igjen" in answer.content.decode()
    assert place.times_asked("/token") == 0


def test_a_cookie_that_somebody_has_made_is_none(client, kari, place, settings):
    brought = place.person_agrees(client.get(AWAY)["Location"])
    cookie = client.cookies[settings.SIGN_ON_COOKIE]
    client.cookies[settings.SIGN_ON_COOKIE] = f"{cookie.value[:-2]}xx"

    assert client.get(BACK, brought).status_code == 403
    assert who(client).is_anonymous


def test_an_attempt_that_took_too_long_is_begun_again(client, kari, place, monkeypatch):
    brought = place.person_agrees(client.get(AWAY)["Location"])
    monkeypatch.setattr(sign_in_elsewhere, "LASTS", timedelta(seconds=-1))

    assert client.get(BACK, brought).status_code == 403
    assert who(client).is_anonymous


def test_a_code_that_was_used_is_said_to_be(client, kari, place):
    brought = place.person_agrees(client.get(AWAY)["Location"])
    cookies = client.cookies.copy()
    client.get(BACK, brought)
    other = Client()
    other.cookies = cookies

    answer = other.get(BACK, brought)

    assert answer.status_code == 403
    assert "brukt allerede" in answer.content.decode()
    assert who(other).is_anonymous


def test_a_token_with_a_wrong_key_lets_nobody_in(client, kari, place, caplog):
    place.key = rsa_key("rsa-1", "another")

    answer = there_and_back(client, place)

    assert answer.status_code == 503
    assert "kan stole på" in answer.content.decode()
    assert who(client).is_anonymous
    assert "BadSignature" in caplog.text
    assert "kari" not in caplog.text


@pytest.mark.parametrize("said", [b"<html>Feil</html>", b"[]"])
def test_garbage_lets_nobody_in_and_is_no_fault_of_ours(client, kari, place, said):
    place.answers["/token"] = (200, {}, said)

    assert there_and_back(client, place).status_code == 503
    assert who(client).is_anonymous


def test_one_that_is_silent_is_away(client, kari, place, monkeypatch):
    monkeypatch.setattr(sign_on_client, "PATIENCE", 0.3)
    place.silent_at = "/token"

    answer = there_and_back(client, place)

    assert answer.status_code == 503
    assert "svarte ikke" in answer.content.decode()


def test_two_windows_may_be_on_their_way_at_once(client, kari, place):
    first = place.person_agrees(client.get(AWAY, {"next": "/hjelp/"})["Location"])
    second = place.person_agrees(client.get(AWAY, {"next": "/sok"})["Location"])

    assert client.get(BACK, second)["Location"] == "/sok"
    assert client.get(BACK, first)["Location"] == "/hjelp/"
    assert who(client) == kari


def test_a_cookie_does_not_grow_by_windows_or_long_addresses(client, kari, place, settings):
    for _window in range(6):
        last = client.get(AWAY, {"next": f"/sok?q={'x' * 490}"})["Location"]
    assert len(client.cookies[settings.SIGN_ON_COOKIE].value) < 3_500
    assert client.get(BACK, place.person_agrees(last)).status_code == 302

    away = client.get(AWAY, {"next": f"/sok?q={'x' * 600}"})["Location"]
    assert client.get(BACK, place.person_agrees(away))["Location"] == "/"
    assert settings.SIGN_ON_COOKIE in client.cookies


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", ["away", "wrong", "used", "no", "unknown", "unsaid", "late"])
def test_each_fault_is_told_in_the_language_of_before_with_a_way_on(
    client, db, place, monkeypatch, language, fault
):
    began = f"{language}{AWAY}"
    brought = place.person_agrees(client.get(began)["Location"])
    if fault == "away":
        place.answers["/token"] = (503, {}, b"")
    elif fault == "wrong":
        place.token = {"exp": 1}
    elif fault == "used":
        place.codes.clear()
    elif fault == "no":
        brought["error"] = "access_denied"
    elif fault == "unsaid":
        place.userinfo = {EPPN: None}
    elif fault == "late":
        monkeypatch.setattr(sign_in_elsewhere, "LASTS", timedelta(seconds=-1))

    page = client.get(BACK, brought).content.decode()

    words = {
        "away": ("svarte ikke", "svarte ikkje", "did not answer"),
        "wrong": ("kan stole på", "kan stole på", "cannot trust"),
        "used": ("brukt allerede", "brukt alt", "used already"),
        "no": ("ble avbrutt", "vart broten av", "broken off"),
        "unknown": ("ingen konto her", "ingen konto her", "no account here"),
        "unsaid": ("heter", "heiter", "what your account is called"),
        "late": ("gått ut på tid", "gått ut på tid", "has run out"),
    }
    assert f'<html lang="{language[1:] or "nb"}"' in page
    assert words[fault][LANGUAGES.index(language)] in page
    if fault not in ("unknown", "unsaid"):
        assert f'href="{language}/logg-inn/' in page


def test_going_back_in_the_browser_does_not_sign_out(client, kari, place):
    brought = place.person_agrees(client.get(AWAY)["Location"])
    client.get(BACK, brought)

    answer = client.get(BACK, brought)

    assert "allerede" in answer.content.decode()
    assert who(client) == kari


def test_a_place_that_is_away_is_said_to_be_and_passwords_still_work(client, kari, settings):
    with place_to_sign_in() as gone:
        settings.SIGN_ON = gone.sign_on()

    answer = client.get(AWAY)

    assert answer.status_code == 503
    assert "svarte ikke" in answer.content.decode()
    assert client.post("/logg-inn/", {"username": "kari", "password": "demo"}).status_code == 302


def test_the_session_is_a_new_one(client, kari, place):
    client.get("/hjelp/")
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key

    there_and_back(client, place)

    assert client.session.session_key != before
    cookie = client.get(AWAY).cookies["sufflor-sign-on"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
