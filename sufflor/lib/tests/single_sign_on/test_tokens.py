"""What a place says of somebody is believed when its key signed it and it fits what was asked."""

from __future__ import annotations

import json
from time import time

import pytest

from sufflor.lib.single_sign_on import SignOnFailed
from sufflor.lib.tests.single_sign_on.conftest import ABOUT, identity
from tests.sign_on_keys import ec_key, rsa_key, shared_key
from tests.sign_on_place import Place


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_a_token_is_believed_when_a_key_of_the_place_has_signed_it(place, algorithm) -> None:
    place.key = ec_key() if algorithm == "ES256" else rsa_key()
    place.keys, place.algorithm = [rsa_key("another"), place.key], algorithm

    assert identity(place).subject == "u-1"


@pytest.mark.parametrize(
    "said",
    [
        {"algorithm": "none"},
        {"algorithm": "none", "header": {"kid": None}},
        {"algorithm": "HS256"},
        {"algorithm": "HS256", "key": shared_key(), "keys": [shared_key(), rsa_key()]},
        {"algorithm": "RS512"},
        {"key": rsa_key("rsa-1", "another")},
        {"key": rsa_key("rsa-2")},
        {"key": ec_key("rsa-1"), "algorithm": "ES256"},
        {"algorithm": "PS256", "header": {"alg": "RS256"}},
        {"key": rsa_key("rsa-2"), "header": {"jku": "http://127.0.0.1:1/keys"}},
        {"header": {"crit": ["unheard-of"], "unheard-of": True}},
    ],
    ids=str,
)
def test_a_token_that_no_key_of_the_place_has_signed_is_refused(place, said) -> None:
    for name, value in said.items():
        setattr(place, name, value)

    with pytest.raises(SignOnFailed) as fault:
        identity(place)

    assert type(fault.value) is SignOnFailed


def test_a_token_that_brings_its_own_key_is_refused(place: Place) -> None:
    place.key = rsa_key("rsa-2")
    place.header = {"jwk": place.key.public(), "kid": None}

    with pytest.raises(SignOnFailed):
        identity(place)


@pytest.mark.parametrize(
    "token",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": "another", "azp": "sufflor"},
        {"aud": ["sufflor", "another"]},
        {"aud": ["sufflor", "another"], "azp": "another"},
        {"azp": "another"},
        {"exp": 1},
        {"exp": None},
        {"exp": "2099"},
        {"exp": float("nan")},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"nonce": "another"},
        {"nonce": None},
        {"nonce": ""},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "u" * 300},
        {"at_hash": "c29tZXRoaW5nIGVsc2U"},
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_is_refused(place: Place, token: dict[str, object]) -> None:
    place.token = token
    place.about = {"userinfo_endpoint": None}

    with pytest.raises(SignOnFailed) as fault:
        identity(place)

    assert type(fault.value) is SignOnFailed


def test_clocks_may_be_a_little_apart(place: Place) -> None:
    place.token = {"exp": int(time()) - 60, "iat": int(time()) + 60}

    assert identity(place).subject == "u-1"


def test_a_token_for_several_is_believed_when_it_says_that_it_is_ours(place: Place) -> None:
    place.token = {"aud": ["another", "sufflor"], "azp": "sufflor"}

    assert identity(place).subject == "u-1"


def test_keys_are_kept_and_fetched_anew_once_for_one_that_is_not_known(place: Place) -> None:
    sign_on = place.sign_on()
    for _time in range(3):
        identity(place, sign_on)
    assert (place.times_asked("/keys"), place.times_asked(ABOUT)) == (1, 1)

    place.key = rsa_key("rsa-2")
    place.keys.append(place.key)
    assert identity(place, sign_on).subject == "u-1"
    assert place.times_asked("/keys") == 2

    place.key = rsa_key("rsa-3")
    with pytest.raises(SignOnFailed):
        identity(place, sign_on)
    assert place.times_asked("/keys") == 3


def test_a_key_that_was_changed_under_its_name_is_known_the_next_time(place: Place) -> None:
    sign_on = place.sign_on()
    identity(place, sign_on)
    place.key = rsa_key("rsa-1", "changed")
    place.keys = [place.key]

    with pytest.raises(SignOnFailed):
        identity(place, sign_on)

    assert identity(place, sign_on).subject == "u-1"


def test_userinfo_about_somebody_else_is_refused(place: Place) -> None:
    place.userinfo = {"sub": "u-2"}

    with pytest.raises(SignOnFailed, match="somebody else"):
        identity(place)


def test_the_signed_token_counts_over_userinfo(place: Place) -> None:
    place.token, place.userinfo = {"name": "Kari Moe"}, {"name": "Ola Dal"}

    assert identity(place).last_name == "Moe"


def test_an_answer_without_a_token_lets_nobody_in(place: Place) -> None:
    body = json.dumps({"access_token": "adgang", "token_type": "Bearer"}).encode()
    place.answers["/token"] = (200, {}, body)

    with pytest.raises(SignOnFailed, match="no id_token"):
        identity(place)
