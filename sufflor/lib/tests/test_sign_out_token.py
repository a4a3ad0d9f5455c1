"""That somebody has signed out is believed only when a key of the place has signed it, for us, now;
and a stranger's token neither costs us what we know nor makes us ask without end."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import time

import pytest

from sufflor.lib import sign_out_token
from sufflor.lib.single_sign_on import SIGN_OUT, SignedOut, SignOnAway, SignOnFailed
from tests.sign_on_keys import ec_key, rsa_key, shared_key
from tests.sign_on_place import Place, place_to_sign_in

ABOUT = "/.well-known/openid-configuration"


@pytest.fixture
def place() -> Iterator[Place]:
    with place_to_sign_in() as there:
        yield there


def told(place: Place, **laid_over: object) -> SignedOut:
    sign_on = place.sign_on()
    claims = sign_out_token.claims_of(sign_on, place.logout_token(**laid_over))
    return sign_on.signed_out(claims, datetime.now(UTC))


def test_it_says_who_has_signed_out_of_what(place: Place) -> None:
    now = int(time())
    found = told(place, jti="ut-a", exp=now + 120)

    assert (found.issuer, found.subject, found.sitting, found.name) == (
        place.issuer,
        "u-1",
        "s-1",
        "ut-a",
    )
    # As long as its clock lets it be good, with what clocks may be apart.
    assert round(found.good_until.timestamp()) == now + 240


@pytest.mark.parametrize("claims", [{"sid": None}, {"sub": None}], ids=str)
def test_a_person_or_a_sign_in_is_enough(place: Place, claims: dict[str, object]) -> None:
    found = told(place, **claims)

    assert (found.subject, found.sitting) == (
        "" if "sub" in claims else "u-1",
        "" if "sid" in claims else "s-1",
    )


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://evil.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["another"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"iat": None}, "iat"),
        ({"iat": 4_000_000_000}, "in the future"),
        ({"iat": "now"}, "iat"),
        ({"exp": None}, "exp"),
        ({"exp": 1}, "exp"),
        ({"exp": float("nan")}, "exp"),
        ({"exp": 4_000_000_000}, "exp"),
        ({"sub": None, "sid": None}, "neither"),
        ({"sid": ""}, "sid"),
        ({"sid": 7}, "sid"),
        ({"sub": "u-1\0"}, "sub"),
        ({"sub": "\ud800"}, "sub"),
        ({"sub": "u" * 300}, "sub"),
        ({"jti": None}, "jti"),
        ({"jti": ["ut"]}, "jti"),
        ({"jti": "u" * 300}, "jti"),
        ({"nonce": "n"}, "nonce"),
        ({"nonce": ""}, "nonce"),
        ({"events": None}, "events"),
        ({"events": {}}, "events"),
        ({"events": [SIGN_OUT]}, "events"),
        ({"events": {SIGN_OUT: None}}, "events"),
        ({"events": {f"{SIGN_OUT}s": {}}}, "events"),
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_is_refused_and_says_why(place, claims, why) -> None:
    with pytest.raises(SignOnFailed, match=why) as fault:
        told(place, **claims)

    assert not isinstance(fault.value, SignOnAway)
    assert "u-1" not in str(fault.value)


def test_clocks_may_be_a_little_apart(place: Place) -> None:
    now = int(time())

    assert told(place, iat=now + 60, exp=now - 60).sitting == "s-1"


def test_one_that_is_for_several_is_for_us_too(place: Place) -> None:
    assert told(place, aud=["another", "sufflor"]).sitting == "s-1"


@pytest.mark.parametrize("kind", [None, "JWT", "logout+jwt", "application/logout+jwt"])
def test_it_may_say_what_it_is_or_not(place: Place, kind: str | None) -> None:
    place.header = {"typ": kind}

    assert told(place).sitting == "s-1"


@pytest.mark.parametrize("kind", ["at+jwt", ["JWT"], 7])
def test_what_says_that_it_is_something_else_is_refused(place: Place, kind: object) -> None:
    place.header = {"typ": kind}

    with pytest.raises(SignOnFailed):
        told(place)


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_it_is_believed_when_a_key_of_the_place_has_signed_it(place, algorithm) -> None:
    place.key = ec_key() if algorithm == "ES256" else rsa_key()
    place.keys, place.algorithm = [rsa_key("another"), place.key], algorithm

    assert told(place).sitting == "s-1"


@pytest.mark.parametrize(
    "signed",
    [
        {"algorithm": "none"},
        {"algorithm": "none", "header": {"kid": None}},
        {"algorithm": "HS256"},
        {"algorithm": "HS256", "key": shared_key(), "keys": [shared_key(), rsa_key()]},
        {"algorithm": "RS512"},
        {"key": rsa_key("rsa-1", "another")},
        {"key": rsa_key("rsa-2")},
        {"key": rsa_key("rsa-2"), "header": {"jku": "http://127.0.0.1:1/keys"}},
        {"header": {"crit": ["unheard-of"], "unheard-of": True}},
    ],
    ids=str,
)
def test_one_that_no_key_of_the_place_has_signed_is_refused(place, signed, monkeypatch) -> None:
    monkeypatch.setattr(sign_out_token, "PAUSE", 0)
    for name, value in signed.items():
        setattr(place, name, value)

    with pytest.raises(SignOnFailed) as fault:
        told(place)

    assert type(fault.value) is SignOnFailed


def test_one_that_brings_its_own_key_is_refused(place: Place) -> None:
    place.key = rsa_key("rsa-2")
    place.header = {"jwk": place.key.public(), "kid": None}

    with pytest.raises(SignOnFailed):
        told(place)


def test_one_that_is_good_beyond_any_clock_is_refused(place: Place) -> None:
    with pytest.raises(SignOnFailed, match="exp"):
        told(place, exp=10**400)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "æ.ø.å", "..", "a.b.c.d.e", "[" * 9_000])
def test_garbage_is_refused_without_its_words(place: Place, token: str) -> None:
    with pytest.raises(SignOnFailed) as fault:
        sign_out_token.claims_of(place.sign_on(), token)

    assert str(fault.value).isidentifier()


def test_a_token_of_a_megabyte_is_refused_before_anything_is_asked(place: Place) -> None:
    with pytest.raises(SignOnFailed, match="too long"):
        sign_out_token.claims_of(place.sign_on(), place.logout_token(more="x" * 1_000_000))

    assert place.asked == []


@pytest.mark.parametrize("new", [rsa_key("rsa-2"), rsa_key("rsa-1", "changed")], ids=str)
def test_a_key_that_was_changed_is_known_at_once(place: Place, monkeypatch, new) -> None:
    told(place)
    place.key, place.keys = new, [new]
    monkeypatch.setattr(sign_out_token, "PAUSE", 0)

    assert told(place).sitting == "s-1"
    assert (place.times_asked("/keys"), place.times_asked(ABOUT)) == (2, 1)


def test_strangers_do_not_make_us_ask_without_end_nor_forget(place: Place, monkeypatch) -> None:
    told(place)
    good = place.key
    place.key = rsa_key("rsa-2")

    for _time in range(5):
        with pytest.raises(SignOnFailed):
            told(place)

    assert (place.times_asked("/keys"), place.times_asked(ABOUT)) == (1, 1)
    place.key = good
    assert told(place).sitting == "s-1"
    monkeypatch.setattr(sign_out_token, "PAUSE", 0)
    place.key = rsa_key("rsa-2")
    with pytest.raises(SignOnFailed):
        told(place)
    assert (place.times_asked("/keys"), place.times_asked(ABOUT)) == (2, 1)


def test_those_who_come_at_once_have_the_place_asked_once(place: Place) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _each: told(place).sitting, range(4)))

    assert found == ["s-1"] * 4
    assert (place.times_asked("/keys"), place.times_asked(ABOUT)) == (1, 1)


@pytest.mark.parametrize("path", [ABOUT, "/keys"])
def test_a_place_that_is_away_is_left_alone_for_a_while(place: Place, monkeypatch, path) -> None:
    place.statuses = {path: 503}

    for _time in range(3):
        with pytest.raises(SignOnAway):
            told(place)

    assert place.times_asked(path) == 1
    place.statuses = {}
    monkeypatch.setattr(sign_out_token, "PAUSE", 0)
    assert told(place).sitting == "s-1"
