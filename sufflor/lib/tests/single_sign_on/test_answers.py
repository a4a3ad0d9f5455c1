"""What a place says of itself and how it answers: whatever it is, nobody comes in by a fault."""

from __future__ import annotations

import gzip

import pytest

from sufflor.lib import sign_on_client
from sufflor.lib.single_sign_on import SignOnAway, SignOnFailed
from sufflor.lib.tests.single_sign_on.conftest import ABOUT, BACK, browser, identity
from tests.sign_on_place import Place, place_to_sign_in


def test_what_is_kept_grows_old(place: Place, monkeypatch) -> None:
    sign_on = place.sign_on()
    identity(place, sign_on)
    monkeypatch.setattr(sign_on_client, "KEPT_FOR", 0)

    identity(place, sign_on)

    assert place.times_asked(ABOUT) > 1


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://auth.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"token_endpoint": None},
        {"jwks_uri": None},
        {"token_endpoint": ["https://token.example/"]},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://token.example/"},
        {"jwks_uri": "http://keys.example/"},
        {"userinfo_endpoint": "file:///etc/passwd"},
        {"end_session_endpoint": "http://out.example/"},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
        {"id_token_signing_alg_values_supported": "RS256"},
    ],
    ids=str,
)
def test_a_place_that_describes_itself_wrongly_is_refused_until_it_does_not(place, about) -> None:
    place.about = about
    sign_on = place.sign_on()

    with pytest.raises(SignOnFailed) as fault:
        sign_on_client.leads_to(sign_on, browser(), BACK)

    assert type(fault.value) is SignOnFailed
    place.about = {}
    assert sign_on_client.leads_to(sign_on, browser(), BACK)


def test_nothing_but_what_we_follow_of_the_description_steers_the_library(place: Place) -> None:
    place.about = {
        "client_id": "evil",
        "verify": False,
        "scope": "all",
        "state": "known",
        "jwks": 1,
    }

    assert identity(place).subject == "u-1"


def test_a_place_that_is_away_is_said_to_be() -> None:
    with place_to_sign_in() as there:
        sign_on = there.sign_on()

    with pytest.raises(SignOnAway):
        sign_on_client.leads_to(sign_on, browser(), BACK)


@pytest.mark.parametrize("path", [ABOUT, "/keys", "/token", "/userinfo"])
@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (200, {}, b"<html>Velkommen</html>", SignOnFailed),
        (200, {}, b"[]", SignOnFailed),
        (200, {}, b"{}", SignOnFailed),
        (200, {}, b"null", SignOnFailed),
        (200, {}, b'"\xff\xfe', SignOnFailed),
        (200, {}, b"[" * 900_000, SignOnFailed),
        (200, {}, b" " * 1_000_001, SignOnFailed),
        (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 9_000_000, mtime=0), SignOnFailed),
        (200, {"Content-Encoding": "gzip"}, b"not packed", SignOnAway),
        (302, {"Location": "/elsewhere"}, b"", SignOnFailed),
        (404, {}, b"", SignOnFailed),
        (503, {}, b"<html>Vi bytter disk</html>", SignOnAway),
    ],
    ids=lambda value: str(value)[:30],
)
def test_whatever_it_says_nobody_comes_in_and_the_fault_is_told(
    place: Place, path, status, headers, body, kind
) -> None:
    place.answers[path] = (status, headers, body)

    with pytest.raises(SignOnFailed) as fault:
        identity(place)

    assert type(fault.value) is kind
    assert "/elsewhere" not in {each for each, _headers, _form in place.asked}


@pytest.mark.parametrize("path", [ABOUT, "/keys", "/token", "/userinfo"])
def test_a_good_answer_that_is_too_long_or_leads_elsewhere_is_none(place: Place, path) -> None:
    place.padding = {path: 900_000}
    assert identity(place).subject == "u-1"

    place.padding = {path: 1_000_000}
    with pytest.raises(SignOnFailed, match="more than we hear"):
        identity(place, place.sign_on(name="another"))

    place.padding, place.statuses = {}, {path: 302}
    with pytest.raises(SignOnFailed, match="leads elsewhere"):
        identity(place, place.sign_on(name="a third"))
    assert place.times_asked("/elsewhere") == 0


@pytest.mark.parametrize("how", ["silent_at", "dripping_at"])
def test_one_that_speaks_slowly_is_away(place: Place, how, monkeypatch) -> None:
    monkeypatch.setattr(sign_on_client, "PATIENCE", 0.3)
    setattr(place, how, "/token")

    with pytest.raises(SignOnAway):
        identity(place)
