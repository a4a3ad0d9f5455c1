"""What a place says of somebody is believed only when it fits what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from sufflor.lib.single_sign_on import Attempt, Identity, SignOnFailed, require_safe
from tests.sign_on_place import EPPN, Place, place_to_sign_in

BACK = "https://hjelp.example.no/logg-inn/felles/tilbake/"


@pytest.fixture
def place() -> Iterator[Place]:
    with place_to_sign_in() as there:
        yield there


def identity(place: Place, **more: object) -> Identity:
    """There and back, now."""
    sign_on, attempt = place.sign_on(**more), Attempt.begun()
    brought = place.person_agrees(sign_on.leads_to(attempt, BACK))
    return sign_on.identity(brought["code"], attempt, BACK, datetime.now(UTC))


def test_the_address_asks_for_a_code_that_only_this_attempt_can_use(place: Place) -> None:
    attempt = Attempt.begun()

    address = place.sign_on().leads_to(attempt, BACK)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{place.issuer}/inn?")
    assert asked == {
        "response_type": "code",
        "client_id": "sufflor",
        "redirect_uri": BACK,
        "scope": "openid profile email userid-feide",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
    }
    assert attempt.verifier not in address


def test_it_says_who_somebody_is(place: Place) -> None:
    place.userinfo = {"email": "kari@nidelva.example"}

    assert identity(place) == Identity(
        place.issuer, "u-1", "kari@nidelva.example", "Kari", "Moe", "kari@nidelva.example"
    )


def test_names_are_read_as_each_place_gives_them(place: Place) -> None:
    place.userinfo = {"name": "Per Ole Dal", "given_name": "Per Ole", "family_name": "Dal"}
    assert identity(place).first_name == "Per Ole"

    place.userinfo = {"name": "Dal", EPPN: ["kari@nidelva.example"]}
    told = identity(place)
    assert (told.first_name, told.last_name, told.account) == ("", "Dal", "kari@nidelva.example")


@pytest.mark.parametrize(
    "token",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": ["sufflor", "another"]},
        {"aud": ["sufflor", "another"], "azp": "another"},
        {"exp": 1},
        {"exp": None},
        {"exp": "2099"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_is_refused(place: Place, token: dict[str, object]) -> None:
    place.token = token

    with pytest.raises(SignOnFailed):
        identity(place)


def test_userinfo_about_somebody_else_is_refused(place: Place) -> None:
    place.userinfo = {"sub": "u-2"}

    with pytest.raises(SignOnFailed):
        identity(place)


def test_a_code_is_good_once_and_for_the_attempt_that_asked(place: Place) -> None:
    sign_on, attempt = place.sign_on(), Attempt.begun()
    code = place.person_agrees(sign_on.leads_to(attempt, BACK))["code"]

    with pytest.raises(SignOnFailed):
        sign_on.identity(code, Attempt.begun(), BACK, datetime.now(UTC))
    with pytest.raises(SignOnFailed):
        sign_on.identity(code, attempt, BACK, datetime.now(UTC))


def test_a_place_that_calls_itself_something_else_is_refused(place: Place) -> None:
    place.about = {"issuer": "https://auth.example"}

    with pytest.raises(SignOnFailed):
        place.sign_on().leads_to(Attempt.begun(), BACK)


def test_a_place_that_is_away_is_said_to_be() -> None:
    with place_to_sign_in() as there:
        sign_on = there.sign_on()

    with pytest.raises(SignOnFailed, match="no answer"):
        sign_on.leads_to(Attempt.begun(), BACK)


def test_secrets_leave_this_machine_over_https_alone(place: Place) -> None:
    place.about = {"token_endpoint": "http://token.example/"}

    with pytest.raises(SignOnFailed, match="not https"):
        identity(place)
    with pytest.raises(SignOnFailed):
        require_safe("file:///etc/passwd")


def test_the_secret_is_not_shown(place: Place) -> None:
    assert "hemmelig" not in repr(place.sign_on())
