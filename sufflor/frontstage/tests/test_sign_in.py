import re

import pytest

from sufflor.organization.models import DEMO_ISSUER

pytestmark = pytest.mark.once


WRONG = "Brukernavnet eller passordet er feil."


def sign_in(client, username="kari", password="demo", place="127.0.0.1", **more):
    form = {"username": username, "password": password, **more}
    return client.post("/logg-inn/", form, REMOTE_ADDR=place)


def test_the_right_password_leads_back_to_where_one_was(client, kari):
    response = sign_in(client, next="/hjelp/?omrade=personal")

    assert (response.status_code, response["Location"]) == (302, "/hjelp/?omrade=personal")
    assert client.get("/hjelp/").wsgi_request.user == kari


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "https:///evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example",
        "http://testserver@evil.example/",
    ],
)
def test_signing_in_leads_only_to_our_own_host(client, kari, address):
    shown = client.get("/logg-inn/", {"next": address}).content.decode()
    response = sign_in(client, next=address)

    assert 'name="next" value=""' in shown
    assert response["Location"] == "/"


def test_known_and_unknown_accounts_are_answered_alike(client, kari):
    def answer(username):
        response = sign_in(client, username=username, password="feil")
        page = response.content.decode().replace(username, "")
        return response.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)

    known, unknown = answer("kari"), answer("nemo")

    assert known == unknown
    assert known[0] == 422
    assert WRONG in known[1]


def test_a_closed_account_is_answered_as_an_unknown_one(client, kari):
    kari.is_active = False
    kari.save()

    assert WRONG in sign_in(client).content.decode()


def test_fifty_wrong_passwords_are_stopped_and_the_right_one_too(client, kari):
    statuses = [sign_in(client, password="feil").status_code for _ in range(50)]

    assert statuses[:9] == [422] * 9
    assert set(statuses[9:]) == {429}
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "stengt i et kvarter" in locked.content.decode()


def test_an_account_that_does_not_exist_is_stopped_the_same_way(client, db):
    statuses = [sign_in(client, username="nemo").status_code for _ in range(12)]

    assert statuses == [422] * 9 + [429] * 3


def test_one_who_is_stopped_does_not_stop_others(client, kari, lars):
    for _ in range(12):
        sign_in(client, password="feil")

    assert sign_in(client, username="lars").status_code == 302


def test_one_password_tried_on_every_account_is_stopped(client, kari):
    statuses = [sign_in(client, username=f"nemo-{n}").status_code for n in range(105)]

    assert statuses == [422] * 99 + [429] * 6
    assert sign_in(client).status_code == 429
    assert sign_in(client, place="192.0.2.7").status_code == 302


def test_an_account_that_is_guessed_at_from_many_places_is_stopped(client, kari, lars):
    statuses = [
        sign_in(client, password="feil", place=f"192.0.2.{n}").status_code for n in range(52)
    ]

    assert statuses == [422] * 49 + [429] * 3
    assert sign_in(client).status_code == 429
    assert sign_in(client, username="lars").status_code == 302


def test_whoever_gets_in_is_no_longer_counted_against_the_others_there(client, kari, lars):
    for _ in range(9):
        sign_in(client, password="feil")
    sign_in(client)
    for n in range(91):
        sign_in(client, username=f"nemo-{n}")

    assert sign_in(client, username="lars").status_code == 302


def test_the_session_cookie_is_out_of_reach(client, kari):
    cookie = sign_in(client).cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_session_gets_a_new_key_when_one_signs_in(client, kari):
    client.get("/logg-inn/")
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_signing_out_is_a_post_and_ends_the_session(client, kari):
    sign_in(client)

    assert client.get("/logg-ut/").status_code == 405
    assert client.post("/logg-ut/").status_code == 302
    assert client.get("/hjelp/").wsgi_request.user.is_anonymous


def test_a_new_password_ends_the_other_sessions(client, kari):
    sign_in(client)
    kari.set_password("et annet passord")
    kari.save()

    assert client.get("/hjelp/").wsgi_request.user.is_anonymous


def test_demo_accounts_are_offered_in_demo_mode_only(client, kari, settings):
    kari.issuer, kari.subject = DEMO_ISSUER, "kari"
    kari.save()

    assert "Prøv demoen som" not in client.get("/logg-inn/").content.decode()
    settings.DEMO = True
    page = client.get("/logg-inn/").content.decode()

    assert "Prøv demoen som" in page
    assert 'name="username" value="kari"' in page


@pytest.mark.parametrize("name", ["", "x" * 10_000, "kari\0", "<script>alert(1)</script>"])
def test_strange_usernames_are_answered_with_a_sentence(client, kari, name):
    response = sign_in(client, username=name)

    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
