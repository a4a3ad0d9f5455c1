"""What a place says of somebody is believed only when its key signed it and it fits what was asked.

There and back at a real server on this machine, through the library, with real keys.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest, QueryDict

from sufflor.lib import sign_on_client
from sufflor.lib.single_sign_on import (
    Identity,
    SignOn,
    SignOnAway,
    SignOnDeclined,
    SignOnFailed,
    SignOnSpent,
    require_safe,
)
from tests.sign_on_keys import ec_key, rsa_key, shared_key
from tests.sign_on_place import EPPN, Place, place_to_sign_in

BACK = "https://hjelp.example.no/logg-inn/felles/tilbake/"
ABOUT = "/.well-known/openid-configuration"


@pytest.fixture
def place() -> Iterator[Place]:
    with place_to_sign_in() as there:
        yield there


def browser(**brought: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.session = {}
    request.GET = QueryDict(mutable=True)
    request.GET.update(brought)
    return request


def identity(place: Place, sign_on: SignOn | None = None) -> Identity:
    """There and back, now."""
    sign_on, request = sign_on or place.sign_on(), browser()
    request.GET.update(place.person_agrees(sign_on_client.leads_to(sign_on, request, BACK)))
    said, _token = sign_on_client.said_of(sign_on, request)
    return sign_on.identity(said)


def test_the_address_asks_for_a_code_that_only_this_attempt_can_use(place: Place) -> None:
    request = browser()

    address = sign_on_client.leads_to(place.sign_on(), request, BACK, then="/hjelp/")

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    request.GET.update({"state": asked["state"]})
    kept = sign_on_client.begun(request)
    assert address.startswith(f"{place.issuer}/inn?")
    assert kept is not None
    assert (kept["then"], kept["nonce"]) == ("/hjelp/", asked["nonce"])
    assert str(kept["code_verifier"]) not in address
    assert {name: asked[name] for name in sorted(asked) if name not in ("state", "nonce")} == {
        "client_id": "sufflor",
        "code_challenge": asked["code_challenge"],
        "code_challenge_method": "S256",
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid profile email userid-feide",
    }
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20


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

    place.userinfo = {"name": None, EPPN: None}
    told = identity(place)
    assert (told.first_name, told.last_name, told.account) == ("", "", "")


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


def test_what_is_kept_grows_old(place: Place, monkeypatch) -> None:
    sign_on = place.sign_on()
    identity(place, sign_on)
    monkeypatch.setattr(sign_on_client, "KEPT_FOR", 0)

    identity(place, sign_on)

    assert place.times_asked(ABOUT) > 1


def test_a_place_that_takes_secrets_in_its_form_alone_gets_them_there(place: Place) -> None:
    place.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert identity(place).subject == "u-1"
    _path, headers, form = next(each for each in place.asked if each[0] == "/token")
    assert "Authorization" not in headers
    assert form["client_secret"] == place.sign_on().client_secret


def test_userinfo_about_somebody_else_is_refused(place: Place) -> None:
    place.userinfo = {"sub": "u-2"}

    with pytest.raises(SignOnFailed, match="somebody else"):
        identity(place)


def test_the_signed_token_counts_over_userinfo(place: Place) -> None:
    place.token, place.userinfo = {"name": "Kari Moe"}, {"name": "Ola Dal"}

    assert identity(place).last_name == "Moe"


def test_a_code_is_good_once_and_for_the_attempt_that_asked(place: Place) -> None:
    sign_on, first, second = place.sign_on(), browser(), browser()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, first, BACK))
    own = place.person_agrees(sign_on_client.leads_to(sign_on, second, BACK))

    second.GET.update({"code": brought["code"], "state": own["state"]})
    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, second)
    first.GET.update(brought)
    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, first)


def test_a_state_that_this_browser_has_not_begun_is_refused_before_anything_is_asked(place) -> None:
    sign_on = place.sign_on()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, browser(), BACK))

    with pytest.raises(SignOnSpent):
        sign_on_client.said_of(sign_on, browser(**brought))

    assert place.times_asked("/token") == 0


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("access_denied", SignOnDeclined),
        ("login_required", SignOnDeclined),
        ("temporarily_unavailable", SignOnAway),
        ("server_error", SignOnAway),
        ("invalid_scope", SignOnFailed),
    ],
)
def test_a_no_is_told_apart_from_a_fault(place: Place, error, kind) -> None:
    sign_on, request = place.sign_on(), browser()
    brought = place.person_agrees(sign_on_client.leads_to(sign_on, request, BACK))
    request.GET.update({"error": error, "state": brought["state"]})

    with pytest.raises(SignOnFailed) as fault:
        sign_on_client.said_of(sign_on, request)

    assert type(fault.value) is kind


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


def test_an_answer_without_a_token_lets_nobody_in(place: Place) -> None:
    body = json.dumps({"access_token": "adgang", "token_type": "Bearer"}).encode()
    place.answers["/token"] = (200, {}, body)

    with pytest.raises(SignOnFailed, match="no id_token"):
        identity(place)


def test_the_way_out_brings_the_token_along_and_back(place: Place) -> None:
    request = browser()

    address = sign_on_client.leads_out(place.sign_on(), request, "token", BACK)

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{place.issuer}/ut?")
    assert (asked["id_token_hint"], asked["post_logout_redirect_uri"]) == ("token", BACK)
    request.GET.update({"state": asked["state"]})
    assert sign_on_client.begun(request)
    assert sign_on_client.has_way_out(place.sign_on())


def test_a_place_may_have_no_way_out(place: Place) -> None:
    place.about = {"end_session_endpoint": None}

    assert not sign_on_client.has_way_out(place.sign_on())
    with pytest.raises(SignOnFailed):
        sign_on_client.leads_out(place.sign_on(), browser(), "token", BACK)


def test_secrets_leave_this_machine_over_https_alone() -> None:
    for address in ("http://token.example/", "file:///etc/passwd", "http://127.0.0.1.example/", ""):
        with pytest.raises(SignOnFailed):
            require_safe(address)
    for address in ("https://token.example/", "http://127.0.0.1:8080/", "http://localhost/"):
        require_safe(address)


def test_the_secret_is_not_shown(place: Place) -> None:
    assert "hemmelig" not in repr(place.sign_on())


def test_nothing_of_it_is_loaded_before_somebody_signs_in_that_way(tmp_path) -> None:
    """Also where a place is set: a web process has everything but this in it."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django, sys; django.setup()\n"
            "from django.urls import reverse; reverse('sign_in_elsewhere')\n"
            "import sufflor.project.asgi\n"
            "print([m for m in ('authlib', 'joserfc', 'cryptography') if m in sys.modules])",
        ],
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "sufflor.project.settings",
            "SUFFLOR_DATA_DIR": str(tmp_path),
            "OIDC_ISSUER": "https://auth.example.no",
            "OIDC_CLIENT_ID": "s",
            "OIDC_CLIENT_SECRET": "h",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert loaded.stdout.strip() == "[]", loaded.stderr
